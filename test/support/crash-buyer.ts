import type { SandboxMessage } from '../../src/sandbox/telegram';
import type { ChatBuyer } from './chat-buyer';
import type { LiveWorld } from './live-shop';

/** One SMS that somebody sent to a number while it was reserved. */
export interface SentSms {
  readonly code: string;
  readonly buyer: ChatBuyer;
}

export interface CrashJournal {
  started: number;
  canceled: number;
  endedByShop: number;
  pressedAgain: number;
  readonly sms: SentSms[];
}

const LOOK_MS = 50;
/** So long a person looks at a screen that does not change before pressing once more. */
export const PATIENCE_MS = 4_000;
/** Long: between two kills the shop lives for about a second in ten, and a press that finds it away is lost. */
const GIVES_UP_MS = 300_000;

/** One purchase, by somebody who presses again when nothing happens, up to its code or its end. */
export async function buysPersistently(
  world: LiveWorld,
  buyer: ChatBuyer,
  journal: CrashJournal,
  plan: { from: 'pool' | 'on_demand'; end: 'code' | 'two_codes' | 'cancel'; smsAfterMs: number },
): Promise<void> {
  journal.started += 1;
  const said = await buyer.says(plan.from === 'pool' ? '/start c_wa_LV' : '/start c_tg_KZ');
  const offer = await looksFor(buyer, 'the offer', () => buyer.fromBot().find(({ id }) => id > said));
  const outcome = await insists(buyer, journal, offer.id, /✅ Get a number/, 'a number', () => {
    const shown = buyer.fromBot().filter(({ id }) => id >= offer.id);
    const waiting = shown.find(({ text }) => /Waiting for the SMS|Your number is here/.test(text));
    if (waiting) return { phone: /📞 \+(\d+)/.exec(waiting.text)?.[1] };
    return shown.some(({ text }) => /❌ Canceled|⌛ Time is up/.test(text)) ? { phone: undefined } : undefined;
  });
  if (!outcome.phone) {
    journal.endedByShop += 1;
    return;
  }
  if (plan.end === 'cancel') {
    journal.canceled += 1;
    await insists(buyer, journal, offer.id, /❌ Cancel/, 'the end', () =>
      /You canceled it/.test(buyer.message(offer.id)?.text ?? '') ? true : undefined,
    );
    return;
  }
  await passes(plan.smsAfterMs);
  const codes = plan.end === 'two_codes' && plan.from === 'pool' ? 2 : 1;
  for (let n = 0; n < codes; n += 1) await hearsCode(world, buyer, journal, outcome.phone, plan.from);
}

async function hearsCode(
  world: LiveWorld,
  buyer: ChatBuyer,
  journal: CrashJournal,
  phone: string,
  from: 'pool' | 'on_demand',
): Promise<void> {
  const digits = String(100_001 + journal.sms.length);
  const code = from === 'pool' ? `${digits.slice(0, 3)}-${digits.slice(3)}` : digits;
  journal.sms.push({ code, buyer });
  const text = from === 'pool' ? `Your WhatsApp code is ${code}` : `Telegram code ${code}`;
  const arrival = (from === 'pool' ? world.inbox : world.classic).receive(phone, text);
  if (arrival.kind !== 'delivered') throw new Error(`The SMS to ${phone} was ${arrival.kind}`);
  await looksFor(buyer, `the code ${code}`, () => codeMessages(buyer, code)[0]);
}

/** The messages of the bot's that bring this code. */
export function codeMessages(buyer: ChatBuyer, code: string): SandboxMessage[] {
  return buyer.fromBot().filter(({ text }) => text.startsWith(`🔑 ${code}`));
}

/** Presses a button, or refreshes a screen that does not have it, until what it should lead to is there. */
async function insists<Found>(
  buyer: ChatBuyer,
  journal: CrashJournal,
  messageId: number,
  label: RegExp,
  what: string,
  look: () => Found | undefined,
): Promise<Found> {
  const endsAt = Date.now() + GIVES_UP_MS;
  for (let presses = 0; Date.now() < endsAt; ) {
    const button = buyer.buttonOf(messageId, label) ?? buyer.buttonOf(messageId, /🔄 Refresh/);
    if (button) {
      if (presses > 0) journal.pressedAgain += 1;
      presses += 1;
      // Whether the press itself was answered is not known to a person; the screen is what counts.
      void buyer.pressesData(messageId, Buffer.from(button.value)).catch(() => undefined);
    }
    const found = await looks(look, PATIENCE_MS);
    if (found !== undefined) return found;
  }
  throw lost(buyer, what);
}

/** Waits for what a person waits for; throws with what stood there instead. */
export async function looksFor<Found>(buyer: ChatBuyer, what: string, look: () => Found | undefined): Promise<Found> {
  const found = await looks(look, GIVES_UP_MS);
  if (found === undefined) throw lost(buyer, what);
  return found;
}

/** Undefined when it does not come in time. */
export async function looks<Found>(look: () => Found | undefined, forMs: number): Promise<Found | undefined> {
  for (const endsAt = Date.now() + forMs; Date.now() < endsAt; await passes(LOOK_MS)) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}

export function lost(buyer: ChatBuyer, what: string): Error {
  const shown = buyer
    .messages()
    .slice(-3)
    .map(({ id, text }) => `#${id} ${text}`);
  return new Error(`Buyer ${buyer.telegramId} never saw ${what}; last stood there:\n${shown.join('\n---\n')}`);
}

const passes = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
