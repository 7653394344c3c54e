import { z } from 'zod';
import { settingsOf } from '../../platform/vendor/settings';
import type {
  InvoicePage,
  InvoiceSnapshot,
  PaymentAccount,
  PaymentFault,
  PaymentProvider,
} from '../../ports/payment-provider';
import { type Ask, createAsk, type PaymentAdapter, type PaymentParts, withCapabilities } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { buildCall } from './build-call';
import { type Description, description } from './description';
import { listInvoices } from './list-invoices';
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
  const { create, status, refund, refunds, list, test } = own;
  /** Refunds have a list of their own, asked for only when the invoice says that there are some. */
  const withRefunds = async (snapshot: InvoiceSnapshot): Promise<InvoiceSnapshot | PaymentFault> => {
    if (!refunds || snapshot.takenBack.length === 0) return snapshot;
    const { externalId } = snapshot;
    const call = buildCall('read refunds', refunds, { ...known(), externalId });
    const listed = await ask(call, (reply) => readRefunds(reply, own, { externalId, now: clock.now() }));
    return listed.kind === 'fault' ? listed : { ...snapshot, takenBack: listed.takings };
  };

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
      const call = buildCall('read invoice', status, { ...known(), externalId });
      const snapshot = await ask(call, (reply) => readStatus(reply, own, asked));
      return snapshot.kind === 'fault' ? snapshot : withRefunds(snapshot);
    },
    verify: (delivery) =>
      readSignedDelivery(delivery, own, { key: account.webhookKey() || account.apiKey(), now: clock.now() }),
    async test() {
      if (!test) return { kind: 'works', detail: 'nothing is described by which the key could be tested' };
      const answer = await ask(buildCall('test', test, known()), (reply) => readBody(reply, test, 'unavailable'));
      return answer.kind === 'fault' ? answer : { kind: 'works', detail: 'the key is accepted' };
    },
  };
  return {
    ...provider,
    ...(list ? { list: listing } : {}),
    ...(refund ? { refund: refunding(refund) } : {}),
  };

  async function listing(asked: { from: Date; until: Date; cursor?: string }): Promise<InvoicePage | PaymentFault> {
    const page = await listInvoices(ask, own, { asked, known: known(), now: clock.now() });
    if (page.kind === 'fault') return page;
    const invoices: InvoiceSnapshot[] = [];
    for (const one of page.invoices) {
      const whole = await withRefunds(one);
      if (whole.kind === 'fault') return whole;
      invoices.push(whole);
    }
    return { ...page, invoices };
  }

  function refunding(call: NonNullable<Description['refund']>): NonNullable<PaymentProvider['refund']> {
    return async (request) =>
      ask(
        { ...buildCall('refund', call, { ...known(), ...refundWords(request, own) }), whenLost: 'unknown_outcome' },
        (reply) => readRefunded(reply, own),
      );
  }
}
