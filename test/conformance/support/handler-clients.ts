import { HeroSMSClient, HeroSMSError } from 'hero-sms';

/** What a program does with a shop of this kind, through one client; a no is thrown as the protocol's word for it. */
export interface HandlerClient {
  readonly name: string;
  balance(): Promise<number>;
  buy(service: string, country: number, more?: { maxPrice?: number }): Promise<{ id: number; phone: string }>;
  /** The code, or the protocol's word while there is none. */
  status(id: number): Promise<string>;
  resend(id: number): Promise<string>;
  finish(id: number): Promise<string>;
  cancel(id: number): Promise<string>;
  /** Undefined where the client knows no such list. */
  readonly active?: () => Promise<{ id: number; phone: string; code: string | null }[]>;
  /** The client lets its caller say how much a number may cost. */
  readonly takesMaxPrice: boolean;
}

/** A word of the protocol that is a no. */
export class HandlerRefused extends Error {}

/** npm hero-sms 2.0.0, unmodified. */
export function heroClient(url: string, key: string): HandlerClient {
  const client = new HeroSMSClient({ apiKey: key, baseUrl: url });
  const refusing = async <Result>(call: Promise<Result>): Promise<Result> =>
    call.catch((error) => {
      throw error instanceof HeroSMSError ? new HandlerRefused(error.rawResponse) : error;
    });
  return {
    name: 'hero-sms',
    takesMaxPrice: true,
    balance: () => refusing(client.getBalance()),
    async buy(service, country, more) {
      const { activationId, phoneNumber } = await refusing(client.getNumber({ service, country, ...more }));
      return { id: activationId, phone: phoneNumber };
    },
    async status(id) {
      const { status, code } = await refusing(client.getStatus(id));
      return status === 'STATUS_OK' ? code! : status;
    },
    resend: (id) => refusing(client.requestResend(id)),
    finish: (id) => refusing(client.complete(id)),
    cancel: (id) => refusing(client.cancel(id)),
    active: async () =>
      (await refusing(client.getActiveActivations())).data.map(({ activationId, phoneNumber, smsCode }) => ({
        id: Number(activationId),
        phone: phoneNumber,
        code: smsCode === null ? null : [smsCode].flat().at(-1)!,
      })),
  };
}

interface SmsActivate {
  readonly session: { defaults: { baseURL: string } };
  getBalance(): Promise<number | null>;
  getNumber(service: string, country: number): Promise<{ id: number; number: number } | null>;
  setStatus(id: number, status: number): Promise<string>;
  getStatus(id: number): Promise<string>;
  getCode(id: number): Promise<string | null>;
}
const SmsActivate = require('sms-activate') as new (key: string) => SmsActivate;

const SMS_ACTIVATE_WORDS: Readonly<Record<string, string>> = {
  InvalidAPIKey: 'BAD_KEY',
  SQLError: 'ERROR_SQL',
  NoBalance: 'NO_BALANCE',
  NoFreeNumbers: 'NO_NUMBERS',
  BadStatus: 'BAD_STATUS',
  BadService: 'BAD_SERVICE',
  InvalidActivation: 'NO_ACTIVATION',
  BannedUser: 'BANNED',
};

/** npm sms-activate 1.0.1, unmodified: it posts, with everything in the query. */
export function smsActivateClient(url: string, key: string): HandlerClient {
  const client = new SmsActivate(key);
  client.session.defaults.baseURL = url;
  const refusing = async <Result>(call: Promise<Result>): Promise<Result> =>
    call.catch((error: Error) => {
      const word = SMS_ACTIVATE_WORDS[error.name];
      throw word ? new HandlerRefused(word) : error;
    });
  /** A word that this client does not know comes back as it is, or as null where it looked for something in it. */
  const known = (word: string): string => {
    if (!/^ACCESS_/.test(word)) throw new HandlerRefused(word);
    return word;
  };
  return {
    name: 'sms-activate',
    takesMaxPrice: false,
    balance: async () => (await refusing(client.getBalance()))!,
    async buy(service, country) {
      const bought = await refusing(client.getNumber(service, country));
      if (!bought) throw new HandlerRefused('unknown to the client');
      return { id: bought.id, phone: String(bought.number) };
    },
    status: async (id) => (await refusing(client.getCode(id))) ?? (await refusing(client.getStatus(id))),
    resend: async (id) => known(await refusing(client.setStatus(id, 3))),
    finish: async (id) => known(await refusing(client.setStatus(id, 6))),
    cancel: async (id) => known(await refusing(client.setStatus(id, 8))),
  };
}

/** As closed tools do it: GET, text alone, and anything but status 200 is a fault of the shop. */
export function classicTool(url: string, key: string): HandlerClient {
  async function ask(query: Record<string, string | number>): Promise<string> {
    const text = new URLSearchParams({
      api_key: key,
      ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
    });
    const answer = await fetch(`${url}?${text}`, { redirect: 'error' });
    const body = await answer.text();
    if (answer.status !== 200 || body === '' || body.startsWith('<'))
      throw new Error(`No answer for a classic tool: ${answer.status} ${body}`);
    return body;
  }
  async function expecting(word: string, query: Record<string, string | number>): Promise<string> {
    const body = await ask(query);
    if (!body.startsWith(word)) throw new HandlerRefused(body);
    return body;
  }
  return {
    name: 'a classic tool',
    takesMaxPrice: true,
    balance: async () => Number((await expecting('ACCESS_BALANCE:', { action: 'getBalance' })).split(':')[1]),
    async buy(service, country, more = {}) {
      const [, id, phone] = (
        await expecting('ACCESS_NUMBER:', { action: 'getNumber', service, country, ...more })
      ).split(':');
      return { id: Number(id), phone: phone! };
    },
    async status(id) {
      const body = await expecting('STATUS_', { action: 'getStatus', id });
      return body.startsWith('STATUS_OK:') ? body.slice('STATUS_OK:'.length) : body.split(':')[0]!;
    },
    resend: (id) => expecting('ACCESS_', { action: 'setStatus', id, status: 3 }),
    finish: (id) => expecting('ACCESS_', { action: 'setStatus', id, status: 6 }),
    cancel: (id) => expecting('ACCESS_', { action: 'setStatus', id, status: 8 }),
    async active() {
      const { activeActivations } = JSON.parse(await ask({ action: 'getActiveActivations' })) as {
        activeActivations: { activationId: string; phoneNumber: string; smsCode: string[] | null }[];
      };
      return activeActivations.map(({ activationId, phoneNumber, smsCode }) => ({
        id: Number(activationId),
        phone: phoneNumber,
        code: smsCode?.at(-1) ?? null,
      }));
    },
  };
}

export const handlerClients = [heroClient, smsActivateClient, classicTool] as const;
