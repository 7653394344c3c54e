import { createCallLog } from '../kernel/call-log';
import { addControlRoutes, type SmsArrival } from '../kernel/control-routes';
import { createFaultSwitches } from '../kernel/faults';
import { textAnswer } from '../kernel/vendor-answer';
import { createVendorClock } from '../kernel/vendor-clock';
import { startVendorServer } from '../kernel/vendor-server';

/** One SMS for the SIM in a slot. */
export interface BankSms {
  readonly slot: string;
  /** A number, or a name. */
  readonly sender: string;
  readonly text: string;
  readonly at: Date;
}

export interface BankSim {
  readonly slot: string;
  /** E.164 digits without the plus. */
  readonly phone: string;
}

/** What a daemon does with its modems. */
export interface BankDaemon {
  readonly protocol: 'sms_server_tools' | 'gammu_smsd';
  /** What a shop must be told to read it: options of a provider. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What its places are called, before their number: GSM1, GSM2. */
  readonly slots: string;
  write(sms: BankSms): Promise<void>;
  /** It has these modems now. */
  hasSims?(sims: readonly BankSim[]): Promise<void>;
  stop?(): Promise<void>;
}

export interface SimBank {
  readonly name: string;
  readonly protocol: BankDaemon['protocol'];
  readonly options: BankDaemon['options'];
  /** Where its control is; the SMS themselves lie where `options` say. */
  readonly baseUrl: string;
  readonly port: number;
  /** What a daemon's database would want; nobody asks for it here. */
  readonly apiKey: string;
  /** `POST {phone, text, sender?}` lets an SMS arrive. */
  readonly control: string;
  readonly sims: readonly BankSim[];
  /** The place of the SIM with this index. */
  slotOf(index: number): string;
  /** Instead of those that it had. */
  setNumbers(phones: readonly string[]): Promise<void>;
  receive(phone: string, text: string, sender?: string): Promise<SmsArrival>;
  stop(): Promise<void>;
}

/** Starts a bank of SIMs in modems, which a daemon writes down for whoever reads its folder or its tables. */
export async function startSimBank(
  daemon: BankDaemon,
  { name, apiKey, host = '127.0.0.1', port = 0 }: { name: string; apiKey: string; host?: string; port?: number },
): Promise<SimBank> {
  const { protocol, options } = daemon;
  const clock = createVendorClock(undefined);
  const [faults, calls] = [createFaultSwitches(), createCallLog()];
  const slotOf = (index: number) => `${daemon.slots}${index + 1}`;
  let sims: readonly BankSim[] = [];

  const receive = async (phone: string, text: string, sender = 'Service'): Promise<SmsArrival> => {
    const sim = sims.find((one) => one.phone === phone);
    if (!sim) return { kind: 'unknown_phone' };
    await daemon.write({ slot: sim.slot, text, sender, at: new Date(clock.now()) });
    return { kind: 'delivered' };
  };
  const server = await startVendorServer({
    ...{ host, port, clock, calls, faults },
    actionOf: () => undefined,
    answer: () => textAnswer('Not Found', 404),
    addControl: (app) => addControlRoutes(app, { clock, faults, receive, numbers: () => sims }),
  });
  return {
    ...{ name, protocol, options, apiKey, slotOf, receive },
    baseUrl: server.origin,
    port: Number(new URL(server.origin).port),
    control: `${server.origin}/control`,
    get sims() {
      return sims;
    },
    async setNumbers(phones) {
      sims = phones.map((phone, index) => ({ phone, slot: slotOf(index) }));
      await daemon.hasSims?.(sims);
    },
    async stop() {
      await server.stop();
      await daemon.stop?.();
    },
  };
}
