import type { TelegramSandbox } from '../../../src/sandbox/telegram';
import { gramjsHands, mtcuteBuyer, type OutsideBuyer } from '../../support/outside-buyer';
import { type SandboxProcess, sandboxProcess } from '../../support/sandbox-process';
import { connectGramjs } from '../../support/telegram-clients';

/** What of `GET /sandbox` somebody needs who comes with a client of his own. */
interface Description {
  readonly telegram: Omit<TelegramSandbox, 'apiId'> & {
    readonly apiId: number;
    readonly botUsername: string;
    readonly users: readonly { id: string; phone: string; loginCode: string; username: string; stars: number }[];
  };
  readonly payments: readonly { readonly provider: string; readonly baseUrl: string; readonly control: string }[];
}

/** A tenth of it is usual; a busy machine may take longer. */
const WITHIN_MS = 5_000;

describe('money that is paid in, in the shop as it starts without any setting', () => {
  let shop: SandboxProcess;
  const buyers: OutsideBuyer[] = [];
  const describeShop = async () => (await (await fetch(`${shop.origin}/sandbox`)).json()) as Description;

  // The program may have to be compiled first.
  beforeAll(async () => {
    shop = await sandboxProcess();
  }, 300_000);
  afterAll(async () => {
    for (const buyer of buyers) await buyer.leaves();
    await shop?.close();
  });

  const starsOf = async (username: string) =>
    (await describeShop()).telegram.users.find((one) => one.username === username)!.stars;

  async function gramjs(username: string) {
    const { telegram } = await describeShop();
    const person = telegram.users.find((one) => one.username === username)!;
    const client = await connectGramjs(telegram as never, { isQuiet: true });
    await client.signInUser(
      { apiId: telegram.apiId, apiHash: telegram.apiHash },
      {
        phoneNumber: person.phone,
        phoneCode: async () => person.loginCode,
        onError: (error) => {
          throw error;
        },
      },
    );
    const buyer = await gramjsHands(client, telegram.botUsername);
    buyers.push(buyer);
    return buyer;
  }

  async function mtcute(username: string) {
    const { telegram } = await describeShop();
    const person = telegram.users.find((one) => one.username === username)!;
    const buyer = await mtcuteBuyer(telegram as never, person, telegram.botUsername);
    buyers.push(buyer);
    return buyer;
  }

  it.each([
    ['message', 'GramJS', gramjs, 'alice_moore'],
    ['link', 'GramJS', gramjs, 'alice_moore'],
    ['message', 'mtcute', mtcute, 'dana_empty'],
    ['link', 'mtcute', mtcute, 'dana_empty'],
  ] as const)('is paid in Stars by %s with %s, and stands in the chat at once', async (way, _, open, username) => {
    const buyer = await open(username);
    const had = await starsOf(username);
    await buyer.says('/start');
    const before = Number(/Balance: \$([\d.]+)/.exec((await buyer.reads(/Balance: \$/)).text)![1]);
    await buyer.presses(/Balance/);
    await buyer.presses(/Add money/);
    await buyer.presses(/Stars/);
    await buyer.presses(/^\$5\.00 · /);
    const invoice = await buyer.findsInvoice();
    expect(invoice.invoice).toEqual({ title: 'Balance: $5.00', stars: 385, isPaid: false });

    await buyer.pays(way === 'link' ? { url: await buyer.findsLink(/link/) } : { messageId: invoice.id });
    const available = `Available now: $${(before + 5).toFixed(2)}`;
    await buyer.reads(new RegExp(`\\$5\\.00 received[\\s\\S]*${available.replace(/[$.]/g, '\\$&')}`), WITHIN_MS);
    expect(await starsOf(username)).toBe(had - 385);
  });

  it('by link is paid by nobody but its own buyer, and not once more', async () => {
    const [alice, dana] = [await gramjs('alice_moore'), await mtcute('dana_empty')];
    await alice.says('/topup');
    await alice.presses(/Stars/);
    await alice.presses(/^\$2\.00 · /);
    await alice.reads(/You pay 154 ⭐/);
    const url = await alice.findsLink(/link/);
    const had = [await starsOf('alice_moore'), await starsOf('dana_empty')];
    await expect(dana.pays({ url })).rejects.toThrow('PRECHECKOUT_FAILED');
    await alice.pays({ url });
    await alice.reads(/\$2\.00 received/, WITHIN_MS);
    await expect(alice.pays({ url })).rejects.toThrow('PRECHECKOUT_FAILED');
    await expect(alice.pays({ messageId: (await alice.findsInvoice()).id })).rejects.toThrow('PRECHECKOUT_FAILED');
    expect([await starsOf('alice_moore'), await starsOf('dana_empty')]).toEqual([had[0]! - 154, had[1]]);
  });

  it.each([
    ['crypto_pay', /Crypto Pay/],
    ['btcpay', /BTCPay/],
    ['nowpayments', /NOWPayments/],
    ['stripe', /Stripe/],
    ['heleket', /Heleket/],
    ['oxapay', /OxaPay/],
    ['yookassa', /YooKassa/],
  ])('is paid at %s, and stands in the chat as soon as the provider rings', async (provider, label) => {
    const buyer = buyers.at(-1)!;
    const { control } = (await describeShop()).payments.find((one) => one.provider === provider)!;
    const before = await invoicesAt(control);
    await buyer.says('/topup');
    await buyer.presses(label);
    await buyer.presses(/^\$10\.00 · /);
    await buyer.reads(/Pay \$10\.00[\s\S]*you get \$10\.00/);
    const [externalId] = (await invoicesAt(control)).filter((id) => !before.includes(id));
    const told = (await buyer.chat()).filter(({ text }) => /\$10\.00 received/.test(text)).length;

    const answer = await fetch(control, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ externalId, act: 'pay' }),
    });
    expect(answer.status).toBe(200);
    await buyer.sees(
      'the new balance',
      (chat) => chat.filter(({ text }) => /\$10\.00 received/.test(text)).length > told || undefined,
      WITHIN_MS,
    );
  });
});

async function invoicesAt(control: string): Promise<string[]> {
  const answer = await fetch(`${control}/invoices`);
  const { invoices } = (await answer.json()) as { invoices: { id: string }[] };
  return invoices.map(({ id }) => id);
}
