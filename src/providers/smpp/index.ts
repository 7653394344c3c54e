import type { LinkTest, ProviderFault } from '../../ports/sms-provider';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { providerFault } from '../kit/reply';
import { STATUS } from './commands';
import { type LinkParts, openSmppLink } from './link';
import { openSession } from './session';
import type { SessionEnd } from './session-end';
import { readSmppSettings } from './settings';

/**
 * SIMs behind a centre that speaks SMPP 3.4: a link that the shop keeps open, over which the centre delivers each SMS. The
 * password is the row's key. npm `smpp` writes our bind and reads its answer; what it does with a broken PDU, and with the
 * alphabet of a text, is left out of it (see `frames.ts` and `read-delivery.ts`).
 */
export const smppAdapter: ProviderAdapter = {
  protocol: 'smpp',
  isLink: true,
  create(row, { clock, log }) {
    const settings = readSmppSettings(row);
    const parts: LinkParts = {
      ...{ settings, clock, timeoutMs: row.timeoutMs, password: () => row.apiKey() },
      log: log.child({ provider: row.id }),
    };
    return withCapabilities(row, {
      openLink: (events) => openSmppLink(parts, events),
      testLink: () => testLink(parts),
    });
  },
};

/** Binds once, and goes. A centre that lets in no second session has let us in already. */
async function testLink(parts: LinkParts): Promise<LinkTest | ProviderFault> {
  let session: ReturnType<typeof openSession> | undefined;
  const outcome = await new Promise<{ bound: string | undefined } | SessionEnd>((resolve) => {
    session = openSession({
      ...parts,
      onBound: (name) => resolve({ bound: name }),
      // The kept sessions are for those.
      onDelivery: (_, answer) => answer(STATUS.tryAgain),
      onUnreadable: () => undefined,
      onNonsense: () => undefined,
      onEnd: resolve,
    });
  });
  await session?.close();
  if ('bound' in outcome) return { kind: 'bound', detail: outcome.bound === undefined ? '' : outcome.bound };
  if (outcome.status === STATUS.alreadyBound) return { kind: 'bound', detail: 'the link holds its session already' };
  return providerFault(outcome.kind === 'refused' ? 'auth' : 'unavailable', outcome.detail);
}
