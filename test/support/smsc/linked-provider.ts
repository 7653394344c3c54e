import { createLogger } from '../../../src/platform/logger';
import { systemClock } from '../../../src/platform/system-clock';
import type { Clock } from '../../../src/ports/clock';
import type { LinkState, ProviderSettings, PushedText } from '../../../src/ports/sms-provider';
import { smppAdapter } from '../../../src/providers/smpp';
import { settingsFor } from '../../providers/provider-at';

export interface LinkOptions {
  readonly options?: object;
  readonly row?: Partial<ProviderSettings>;
  readonly scheme?: 'smpp' | 'smpps';
  readonly clock?: Clock;
  /** In the place of a store that takes everything at once. */
  readonly store?: (messages: readonly PushedText[]) => Promise<void>;
}

/** The shop's side of a link, over a store that the test looks into. Everything that it says is kept. */
export function linkedProvider(port: number, o: LinkOptions = {}) {
  const got: PushedText[] = [];
  const states: LinkState[] = [];
  const refused: { count: number; detail: string }[] = [];
  const logged: Record<string, unknown>[] = [];
  const log = createLogger({ level: 'warn', destination: { write: (line) => void logged.push(JSON.parse(line)) } });
  const baseUrl = `${o.scheme ?? 'smpp'}://127.0.0.1:${port}`;
  const vendor = { name: 'bank', protocol: 'smpp', baseUrl, apiKey: 'secret' };
  const row = settingsFor(vendor, { options: { systemId: 'shop', ...o.options }, timeoutMs: 1_000, ...o.row });
  const parts = { transport: undefined as never, clock: o.clock ?? systemClock };
  const provider = smppAdapter.create(row, { ...parts, log });
  const link = provider.openLink!({
    async receive(messages) {
      await o.store?.(messages);
      got.push(...messages);
    },
    onState: (state) => void states.push(state),
    onRefused: (one) => void refused.push(one),
  });
  return { got, states, refused, logged, provider, link, close: () => link.close() };
}

export type LinkedProvider = ReturnType<typeof linkedProvider>;
