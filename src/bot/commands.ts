import { readOfferId } from '../database/queries/storefront-offers';
import { readService } from '../database/queries/storefront-services';
import { GIFT_PAYLOAD } from '../usecases/growth/gifts';
import { callbacks } from './callbacks';
import type { Visit } from './screens/screen';

export interface Command {
  /** Lower case, without the slash and the bot's name. */
  readonly name: string;
  readonly argument: string;
}

/** "/start@shop_bot s_tg" is start with "s_tg". Undefined when the text is no command. */
export function parseCommand(text: string): Command | undefined {
  const match = /^\/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text.trim());
  return match ? { name: match[1]!.toLowerCase(), argument: (match[2] ?? '').trim() } : undefined;
}

/** What may stand behind /start. Anything else is none of ours. */
export function startPayload(command: Command | undefined): string | undefined {
  return command?.name === 'start' && /^[\w-]{1,64}$/.test(command.argument) ? command.argument : undefined;
}

const PROMO_WORD = /^[\w-]{1,40}$/;

const COMMAND_CALLBACKS: Readonly<Record<string, string>> = {
  start: callbacks.home(),
  services: callbacks.services({ page: 0, favourites: false, query: false }),
  numbers: callbacks.numbers({ page: 0 }),
  balance: callbacks.balance(),
  history: callbacks.history({ page: 0, from: 'home' }),
  free: callbacks.free(),
  language: callbacks.language(),
  help: callbacks.help(),
  privacy: callbacks.privacy(),
  topup: callbacks.topUp({ offer: 0, price: 0n }),
  support: callbacks.support(),
  paysupport: callbacks.paySupport(),
  terms: callbacks.terms(),
  invite: callbacks.invite(),
  promo: callbacks.promo(),
  gift: callbacks.gifts(),
};

/**
 * The callback that a command stands for; undefined when there is no such command. `isGone`: it named something to buy
 * that is not on sale (any more), and leads home.
 */
export async function callbackOfCommand(
  visit: Visit,
  command: Command,
): Promise<{ readonly data: string | undefined; readonly isGone: boolean }> {
  if (command.name === 'promo' && PROMO_WORD.test(command.argument))
    return { data: callbacks.redeem({ code: command.argument }), isGone: false };
  const payload = startPayload(command);
  const named = payload === undefined ? undefined : await callbackOfPayload(visit, payload);
  const isGone = payload !== undefined && named === undefined && /^[sc]_./.test(payload);
  return { data: named ?? callbackNamed(command.name), isGone };
}

/** Undefined when no command has this name. */
export function callbackNamed(name: string): string | undefined {
  return Object.hasOwn(COMMAND_CALLBACKS, name) ? COMMAND_CALLBACKS[name] : undefined;
}

/** Deep links: `s_<service>` opens its countries, `c_<service>_<ISO>` the offer. Others only tell where somebody came from. */
async function callbackOfPayload({ app, user }: Visit, payload: string): Promise<string | undefined> {
  if (GIFT_PAYLOAD.test(payload)) return callbacks.takeGift({ payload });
  const [, code, iso] = /^c_(.+)_([A-Za-z]{2})$/.exec(payload) ?? [];
  if (code && iso) {
    const offer = await readOfferId(app.db, { code, iso });
    if (offer !== undefined) return callbacks.offer({ offer, page: 0, from: 0 });
  }
  const serviceCode = code ?? /^s_(.+)$/.exec(payload)?.[1];
  const service = serviceCode && (await readService(app.db, { userId: user.id, code: serviceCode }));
  return service ? callbacks.countries({ service: service.id, page: 0, query: false, from: 0 }) : undefined;
}
