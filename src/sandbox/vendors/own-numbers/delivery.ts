/** An SMS that reached one of the vendor's numbers. */
export interface ArrivedSms {
  /** Counts from 1. */
  readonly id: number;
  /** E.164 digits without the plus. */
  readonly phone: string;
  readonly sender: string;
  readonly text: string;
  /** Milliseconds since the epoch on the vendor's clock. */
  readonly at: number;
}

export interface Delivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a vendor delivers an SMS to this address: one request, or several for a long one. */
export type MakeDeliveries = (sms: ArrivedSms, o: { url: string; key: string }) => Delivery[];
