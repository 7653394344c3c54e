import type { Act } from '../../src/sandbox/payments';
import type { ChatBuyer } from './chat-buyer';
import { looks, looksFor, lost, PATIENCE_MS } from './crash-buyer';
import type { LiveWorld } from './live-shop';
import type { Desk } from './payment-desk';

export interface PaymentJournal {
  begun: number;
  pressedAgain: number;
  /** Clients that were ended and opened again, since nothing that they sent came anywhere. */
  restarted: number;
  /** What payers did, by act. */
  readonly acts: Record<string, number>;
}

/** Tells its shops of the price alone, whatever more came: nobody here can know of that. */
const HIDES_MORE = 'OxaPay';
const LOOKS_AGAIN_MS = 1_500;
/** Fruitless presses. GramJS gives up dialling when a busy machine let it fail a few times, and says nothing. */
const RESTARTS_AFTER = 5;
/** Long: while the shop is killed again and again, and the machine is busy, it is away for most of the time. */
const GIVES_UP_MS = 900_000;

/** One payment by somebody who presses again when nothing happens, and pays once what is shown. Does not wait for the receipt. */
export async function paysIn(
  world: LiveWorld,
  buyer: ChatBuyer,
  desk: Desk,
  { journal, act }: { journal: PaymentJournal; act: Act },
): Promise<void> {
  const said = await buyer.says('/topup');
  const label = new RegExp(desk.name);
  const { id } = await looksFor(buyer, `the ways to pay`, () =>
    buyer.fromBot().find((one) => one.id > said && one.buttons.flat().some(({ text }) => label.test(text))),
  );
  const way = buyer.buttonOf(id, label)!;
  await presses(buyer, journal, id, way.value, 'amounts', () => buyer.buttonOf(id, /^\$5\.00 · /));
  // The same button each time: it is the same payment, however often it is pressed.
  const amount = buyer.buttonOf(id, /^\$5\.00 · /)!;
  const isShown = () =>
    /Pay \$5\.00|invoice is below|Payment of \$5\.00/.test(buyer.message(id)?.text ?? '') ? true : undefined;
  await presses(buyer, journal, id, amount.value, 'the invoice', isShown);
  journal.begun += 1;
  if (desk.simulator) paysAtProvider(buyer, desk, id, { journal, act });
  else await paysStars(world, buyer, said, journal);
}

function paysAtProvider(
  buyer: ChatBuyer,
  { simulator, name }: Desk,
  messageId: number,
  { journal, act }: { journal: PaymentJournal; act: Act },
): void {
  const url = buyer
    .message(messageId)
    ?.buttons.flat()
    .find(({ kind }) => kind === 'url')?.value;
  const externalId = url?.split('/').at(-1);
  if (externalId === undefined) throw lost(buyer, `the page of ${name}`);
  const isTold = act !== 'pay_more' || name !== HIDES_MORE;
  const isDone = isTold && simulator!.act(externalId, act).kind === 'done';
  const done = isDone ? act : 'pay';
  if (!isDone && simulator!.act(externalId, 'pay').kind !== 'done')
    throw new Error(`${name} takes no money for ${url}`);
  // What was only seen is final a moment later.
  if (done === 'see') setTimeout(() => simulator!.act(externalId, 'pay'), 500);
  journal.acts[done] = (journal.acts[done] ?? 0) + 1;
}

/** Telegram refuses while the bot is away; whoever wants to pay tries again. */
async function paysStars(world: LiveWorld, buyer: ChatBuyer, said: number, journal: PaymentJournal): Promise<void> {
  const invoice = () => buyer.fromBot().findLast((one) => one.id > said && one.invoice !== undefined);
  const { id, invoice: asked } = await looksFor(buyer, 'an invoice in Stars', invoice);
  world.telegram.stars.buy(buyer.telegramId, BigInt(asked!.stars));
  for (const endsAt = Date.now() + GIVES_UP_MS; Date.now() < endsAt; ) {
    await buyer.pays(id).catch(() => undefined);
    if (buyer.message(id)?.invoice?.isPaid) {
      journal.acts.stars = (journal.acts.stars ?? 0) + 1;
      return;
    }
    await looks(() => undefined, LOOKS_AGAIN_MS);
  }
  throw lost(buyer, 'the end of a payment in Stars');
}

async function presses<Found>(
  buyer: ChatBuyer,
  journal: PaymentJournal,
  messageId: number,
  data: string,
  what: string,
  look: () => Found | undefined,
): Promise<Found> {
  const endsAt = Date.now() + GIVES_UP_MS;
  // Each time a little later: a hundred who press every few seconds would keep a slow machine from getting anywhere.
  for (let times = 0; Date.now() < endsAt; times += 1) {
    if (times > 0) journal.pressedAgain += 1;
    if (times > 0 && times % RESTARTS_AFTER === 0) {
      journal.restarted += 1;
      await buyer.restarts();
    }
    // Whether the press itself was answered is not known to a person; the screen is what counts.
    void buyer.pressesData(messageId, Buffer.from(data)).catch(() => undefined);
    const found = await looks(look, PATIENCE_MS * Math.min(times + 1, 8));
    if (found !== undefined) return found;
  }
  throw lost(buyer, what);
}
