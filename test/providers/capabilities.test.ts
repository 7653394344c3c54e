import { createHttpClient } from '../../src/platform/http-client';
import { silentLogger } from '../../src/platform/logger';
import { systemClock } from '../../src/platform/system-clock';
import type { ProviderCapability, SmsProvider } from '../../src/ports/sms-provider';
import { createProviderRegistry } from '../../src/providers/registry';
import { settingsFor } from './provider-at';

/** What a capability promises, and the method that keeps the promise. */
const METHODS: Partial<Record<ProviderCapability, keyof SmsProvider>> = {
  purchase: 'acquire',
  inbox: 'pullInbox',
  webhook: 'readWebhook',
  prices: 'prices',
  catalogue: 'catalogue',
  resend: 'resend',
  cancel: 'cancel',
  finish: 'finish',
  ban: 'ban',
  balance: 'balance',
  activeList: 'listActive',
  link: 'openLink',
};
/** These are about what goes out with a purchase, or what a price list tells. */
const OF_PURCHASES: readonly ProviderCapability[] = ['maxPrice', 'operators', 'idempotentPurchase'];

const INBOX = {
  pull: { method: 'GET', path: '/messages', query: { after: '{cursor}' } },
  reply: { list: 'messages', phone: 'to', text: 'body', id: 'id' },
  paging: { cursor: { from: 'last_id' }, more: { when: 'never' } },
};
/** Rows as an operator would write them; protocols not named here need no options. */
const ROWS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  handler_api: ['classic', 'hero', 'tiger', 'bower', 'daisy'].map((dialect) => ({ dialect })),
  generic_inbox: [INBOX],
  textverified: [{ username: 'shop@example.com' }],
  source_chat: [{ chatId: '-1001234567890' }],
  smpp: [{ systemId: 'shop' }],
};
const ADDRESSES: Readonly<Record<string, string>> = { smpp: 'smpp://127.0.0.1:9' };

const http = createHttpClient();
afterAll(() => http.close());
const registry = createProviderRegistry({ http, clock: systemClock, log: silentLogger });
let id = 0;
const table = registry.protocols.flatMap((protocol) =>
  (ROWS[protocol] ?? [{}]).map(
    (options) => [`${protocol} ${options.dialect ?? ''}`.trim(), protocol, options] as const,
  ),
);

describe.each(table)('the adapter of %s', (_, protocol, options) => {
  id += 1;
  const row = { name: protocol, protocol, baseUrl: ADDRESSES[protocol] ?? 'http://127.0.0.1:9', apiKey: 'k' };
  const provider = registry.get(settingsFor(row, { id, options }));

  it('has a method for each capability that it declares, and declares each method that it has', () => {
    const promised = Object.entries(METHODS).filter(([capability]) =>
      provider.capabilities.has(capability as ProviderCapability),
    );
    const kept = Object.entries(METHODS).filter(([, method]) => provider[method] !== undefined);
    expect(kept.map(([capability]) => capability)).toEqual(promised.map(([capability]) => capability));
  });

  it('can be settled when it sells: it reads orders, and knows by list, key or balance what a lost answer did', () => {
    if (!provider.acquire) {
      for (const capability of OF_PURCHASES)
        expect([capability, provider.capabilities.has(capability)]).toEqual([capability, false]);
      return;
    }
    expect(provider.orderState).toBeDefined();
    const waysOut = [
      provider.listActive,
      provider.balance,
      provider.capabilities.has('idempotentPurchase') || undefined,
    ];
    expect(waysOut.filter(Boolean).length).toBeGreaterThan(0);
    expect(provider.cancel).toBeDefined();
  });
});
