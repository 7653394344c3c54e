import { z } from 'zod';
import { settingsOf } from '../../platform/vendor/settings';
import type { PaymentAccount, PaymentProvider } from '../../ports/payment-provider';
import { type Ask, createAsk, type PaymentAdapter, type PaymentParts, withCapabilities } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { buildCall } from './build-call';
import { type Call, type Description, description } from './description';
import { PRESETS } from './presets';
import { readSignedDelivery } from './read-delivery';
import { readBody, readCreated, readRefunded, readRefunds, readStatus } from './read-reply';
import { accountWords, refundWords, requestWords } from './words';

/** A preset, and whatever stands beside it takes the place of what stands there. */
const options = z.preprocess((given) => {
  const { preset, ...own } = given as { preset?: unknown };
  return typeof preset === 'string' && Object.hasOwn(PRESETS, preset)
    ? { ...PRESETS[preset as keyof typeof PRESETS], ...own }
    : given;
}, description);
const settings = settingsOf(options);

/** Any gateway with a page to pay at and a signed callback; everything about it is data. */
export const signedWebhookAdapter: PaymentAdapter = {
  protocol: 'signed_webhook',
  open(account, parts) {
    const { url, ...own } = settings(account);
    const acts = signedWebhook(
      createAsk(url, () => ({}), parts),
      own,
      account,
      parts,
    );
    const takesBack =
      own.invoice.refunded !== undefined || Object.values(own.statuses).some(({ taken }) => taken !== undefined);
    return withCapabilities(acts, [
      'webhook',
      ...(own.status ? (['read_back'] as const) : []),
      ...(takesBack ? (['chargeback'] as const) : []),
    ]);
  },
};

function signedWebhook(
  ask: Ask,
  own: Description,
  account: PaymentAccount,
  { clock }: PaymentParts,
): Omit<PaymentProvider, 'capabilities'> {
  const known = () => accountWords(own, account);
  const { create, status, refund, refunds, test } = own;

  const provider: Omit<PaymentProvider, 'capabilities'> = {
    acknowledgement: own.acknowledgement,
    async createInvoice(request) {
      const words = { ...known(), ...requestWords(request, own, clock.now()) };
      return ask({ ...buildCall('create invoice', create, words), whenLost: 'unknown_outcome' }, (reply) =>
        readCreated(reply, own),
      );
    },
    async readInvoice(externalId) {
      if (!status) return paymentFault('unsupported', 'no status request is described');
      const asked = { externalId, now: clock.now() };
      const read = (name: string, call: Call) => buildCall(name, call, { ...known(), externalId });
      const snapshot = await ask(read('read invoice', status), (reply) => readStatus(reply, own, asked));
      if (snapshot.kind === 'fault' || !refunds || snapshot.takenBack.length === 0) return snapshot;
      const listed = await ask(read('read refunds', refunds), (reply) => readRefunds(reply, own, asked));
      return listed.kind === 'fault' ? listed : { ...snapshot, takenBack: listed.takings };
    },
    verify: (delivery) =>
      readSignedDelivery(delivery, own, { key: account.webhookKey() || account.apiKey(), now: clock.now() }),
    async test() {
      if (!test) return { kind: 'works', detail: 'nothing is described by which the key could be tested' };
      const answer = await ask(buildCall('test', test, known()), (reply) => readBody(reply, test, 'unavailable'));
      return answer.kind === 'fault' ? answer : { kind: 'works', detail: 'the key is accepted' };
    },
  };
  if (!refund) return provider;
  return {
    ...provider,
    refund: async (request) =>
      ask(
        { ...buildCall('refund', refund, { ...known(), ...refundWords(request, own) }), whenLost: 'unknown_outcome' },
        (reply) => readRefunded(reply, own),
      ),
  };
}
