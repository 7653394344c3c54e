import { type CallLog, createCallLog } from '../kernel/call-log';
import { addControlRoutes, type SmsArrival } from '../kernel/control-routes';
import { createFaultSwitches } from '../kernel/faults';
import { textAnswer } from '../kernel/vendor-answer';
import { createVendorClock } from '../kernel/vendor-clock';
import { startVendorServer } from '../kernel/vendor-server';
import { createWebhookSender } from '../kernel/webhook-sender';
import type { MakeDeliveries } from './delivery';
import { twilioDelivery } from './twilio-delivery';
import { type VonageSignature, vonageDelivery } from './vonage-delivery';

export interface OwnNumberOptions {
  readonly name: string;
  readonly protocol: 'twilio' | 'vonage';
  /** What it signs with: the auth token, or the signature secret. */
  readonly apiKey: string;
  /** E.164 digits without the plus. */
  readonly numbers: readonly string[];
  /** How Vonage signs; `none` by default. */
  readonly signature?: VonageSignature;
  readonly host?: string;
  readonly port?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface OwnNumberVendor {
  readonly name: string;
  readonly protocol: 'twilio' | 'vonage';
  readonly baseUrl: string;
  readonly apiKey: string;
  /** `POST {phone, text, sender?}` lets an SMS arrive. */
  readonly control: string;
  readonly calls: CallLog;
  /** Where each SMS is delivered; before that none is kept. */
  setWebhook(url: string): void;
  receive(phone: string, text: string, sender?: string): SmsArrival;
  /** The statuses of the answers to its deliveries; 0 for none. */
  readonly answers: readonly number[];
  stop(): Promise<void>;
}

/** Twilio delivers once; Vonage repeats until it is heard. */
const AGAIN_AFTER_MS = { twilio: [], vonage: [100, 500, 2_000, 5_000] } as const;

/** Starts a vendor whose customers own numbers and are told of each SMS by webhook; nothing can be asked of it. */
export async function startOwnNumberVendor(options: OwnNumberOptions): Promise<OwnNumberVendor> {
  const { name, protocol, apiKey } = options;
  const clock = createVendorClock(options.now);
  const calls = createCallLog();
  const numbers = new Set(options.numbers);
  const sender = createWebhookSender(AGAIN_AFTER_MS[protocol]);
  const make: MakeDeliveries = protocol === 'twilio' ? twilioDelivery : vonageDelivery(options.signature ?? 'none');
  let webhook: string | undefined;
  let count = 0;
  const receive = (phone: string, text: string, from = '+15005550006'): SmsArrival => {
    if (!numbers.has(phone)) return { kind: 'unknown_phone' };
    count += 1;
    const sms = { id: count, phone, sender: from, text, at: clock.now() };
    if (webhook !== undefined)
      for (const delivery of make(sms, { url: webhook, key: apiKey })) sender.push(webhook, () => delivery);
    return { kind: 'delivered' };
  };
  const faults = createFaultSwitches();
  const server = await startVendorServer({
    ...{ host: options.host ?? '127.0.0.1', port: options.port ?? 0, clock, calls, faults },
    actionOf: () => undefined,
    answer: () => textAnswer('Not Found', 404),
    addControl: (app) =>
      addControlRoutes(app, { clock, faults, receive, numbers: () => [...numbers].map((phone) => ({ phone })) }),
  });
  return {
    ...{ name, protocol, apiKey, calls, receive, baseUrl: server.origin, control: `${server.origin}/control` },
    setWebhook(url) {
      webhook = url;
    },
    answers: sender.answers,
    async stop() {
      sender.stop();
      await server.stop();
    },
  };
}
