import type {
  ArrivedMoney,
  CreatedInvoice,
  DeliveryVerdict,
  InvoiceRequest,
  InvoiceSnapshot,
  PaymentDelivery,
  PaymentFault,
  PaymentProvider,
  PaymentProviders,
  RefundReply,
  RefundRequest,
  TakenBack,
} from '../../src/ports/payment-provider';

/** A payment provider as a test directs it: its invoices stand here, and its deliveries are JSON `{ "signed": true, ... }`. */
export class ScriptedPayments implements PaymentProvider {
  readonly capabilities = new Set(['webhook', 'read_back', 'refund', 'chargeback'] as const);
  readonly acknowledgement = 'ok';
  readonly invoices = new Map<string, InvoiceSnapshot & { readonly request: InvoiceRequest }>();
  readonly refunds: RefundRequest[] = [];
  /** Answers before the usual ones. */
  readonly faults: PaymentFault[] = [];
  readonly refundReplies: (RefundReply | PaymentFault)[] = [];

  async createInvoice(request: InvoiceRequest): Promise<CreatedInvoice | PaymentFault> {
    const fault = this.faults.shift();
    if (fault) return fault;
    const externalId = `inv-${request.token}`;
    if (!this.invoices.has(externalId)) {
      const snapshot = { kind: 'invoice', externalId, token: request.token, status: 'OPEN' } as const;
      this.invoices.set(externalId, { ...snapshot, arrived: [], takenBack: [], isFinal: false, request });
    }
    return { kind: 'created', externalId, payUrl: `https://pay.example/${externalId}` };
  }

  async readInvoice(externalId: string): Promise<InvoiceSnapshot | PaymentFault> {
    const fault = this.faults.shift();
    if (fault) return fault;
    const found = this.invoices.get(externalId);
    return found ?? { kind: 'fault', fault: 'not_found', detail: 'no such invoice' };
  }

  /** Money arrives at an invoice. */
  pays(
    externalId: string,
    money: Partial<ArrivedMoney> & { amount: string; receiptKey: string; arrivedAt: Date },
  ): void {
    const invoice = this.invoices.get(externalId)!;
    const { currency } = invoice.request.price;
    const worth = { amount: money.amount, currency };
    const settles = Number(money.amount) >= Number(invoice.request.price.amount);
    const arrived = { received: worth, worth, settles, ...money };
    this.invoices.set(externalId, { ...invoice, status: 'PAID', arrived: [...invoice.arrived, arrived] });
  }

  takes(externalId: string, taking: TakenBack): void {
    const invoice = this.invoices.get(externalId)!;
    const others = invoice.takenBack.filter(({ takingKey }) => takingKey !== taking.takingKey);
    this.invoices.set(externalId, { ...invoice, takenBack: [...others, taking] });
  }

  verify({ body }: PaymentDelivery): DeliveryVerdict {
    try {
      const { signed, eventKey, externalId, receiptKey } = JSON.parse(body.toString('utf8'));
      if (signed !== true) return { kind: 'forged', detail: 'the signature does not fit' };
      return { kind: 'genuine', eventKey, externalId, receiptKey };
    } catch {
      return { kind: 'unreadable', detail: 'this is no JSON' };
    }
  }

  async test() {
    return { kind: 'works', detail: 'scripted' } as const;
  }

  async refund(request: RefundRequest): Promise<RefundReply | PaymentFault> {
    const reply = this.refundReplies.shift();
    if (reply?.kind === 'fault') return reply;
    if (!this.refunds.some(({ key }) => key === request.key)) this.refunds.push(request);
    return reply ?? { kind: 'refunded', reference: `ref-${this.refunds.length}` };
  }
}

/** Every method of the protocol `scripted` is this one provider. */
export function scriptedRegistry(provider: ScriptedPayments): PaymentProviders {
  return { protocols: ['scripted'], problemOf: () => undefined, open: () => provider };
}

/** The real adapters, and one provider more: every method of the protocol `scripted`. */
export function withScripted(real: PaymentProviders, provider: ScriptedPayments): PaymentProviders {
  return {
    protocols: [...real.protocols, 'scripted'],
    problemOf: (row) => (row.protocol === 'scripted' ? undefined : real.problemOf(row)),
    open: (account) => (account.protocol === 'scripted' ? provider : real.open(account)),
  };
}
