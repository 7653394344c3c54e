import type { App } from '../../app';
import { SCOPES } from '../../domain/access/scopes';
import type { SecretBox } from '../../platform/secret-box';
import { createApiKey } from '../../usecases/access/create-api-key';
import { recogniseApiKey } from '../../usecases/access/recognise-api-key';
import type { DemoVendor } from '../../usecases/catalogue/demo/demo-vendor';
import { seedDemoCatalogue } from '../../usecases/catalogue/seed-demo-catalogue';
import { ensureStarsMethod } from '../../usecases/payments/ensure-stars-method';
import { createResaleKey } from '../../usecases/resale/create-resale-key';
import { recogniseResaleKey } from '../../usecases/resale/recognise-resale-key';
import { saveReward } from '../../usecases/rewards/save-reward';
import { meetUser } from '../../usecases/users/meet-user';
import { addBalance } from '../../usecases/wallet/add-balance';
import { fiveSimCodes } from '../vendors';
import type { DemoPayments } from './payments';
import type { DemoTelegram } from './telegram';
import type { DemoVendors } from './vendors';

const POOL_NUMBERS = 400;
const OPERATOR = { type: 'JOB', id: 'sandbox' } as const;

/** The inbox simulator's pages, told to the generic adapter as an operator would. */
const INBOX_OPTIONS = {
  pull: {
    path: '/messages',
    headers: { authorization: 'Bearer {apiKey}' },
    query: { after: '{cursor}', limit: '{limit}' },
  },
  reply: { list: 'messages', phone: 'to', text: 'body', id: 'id', time: 'receivedAt', sender: 'from' },
  paging: { cursor: { from: 'reply', place: 'next' }, more: { when: 'flag', place: 'hasMore' } },
};

/** What the SIMs behind daemons are sold for. */
const BANK_OFFERS = { sms_server_tools: ['discord EE'], gammu_smsd: ['google LV'] } as const;

/** Goods, suppliers, and people with money. Does again only what is not there yet. */
export async function seedDemoShop(
  { app, secretBox }: { app: App; secretBox: SecretBox },
  o: { vendors: DemoVendors; payments: DemoPayments; people: DemoTelegram['people']; channel: DemoTelegram['channel'] },
): Promise<void> {
  const { vendors, people } = o;
  const supplier = (
    { name, protocol, baseUrl, apiKey }: DemoVendors['all'][number],
    options: object,
    more: Pick<DemoVendor, 'supply' | 'codesOf' | 'poolOf' | 'slotOf'> = {},
  ) => ({
    ...{ name, protocol, baseUrl, apiKey, pollIntervalMs: 400, timeoutMs: 5_000, ...more },
    options: { ...options },
  });
  const { poolPhones, phonesOf } = await seedDemoCatalogue(app, {
    secretBox,
    poolNumbers: POOL_NUMBERS,
    vendors: [
      supplier(vendors.inbox, INBOX_OPTIONS),
      supplier(vendors.smsc, { systemId: vendors.smsc.systemId, alertAfterS: 60 }, { poolOf: ['signal LV'] }),
      ...vendors.banks.map((bank) =>
        supplier(bank, bank.options, { poolOf: BANK_OFFERS[bank.protocol], slotOf: bank.slotOf }),
      ),
      supplier(vendors.classic, { dialect: 'classic' }),
      supplier(vendors.hero, { dialect: 'hero' }),
      supplier(vendors.fiveSim, {}, { supply: 'ON_DEMAND', codesOf: fiveSimCodes }),
    ],
  });
  vendors.inbox.addNumbers(poolPhones);
  vendors.smsc.addNumbers(phonesOf.get(vendors.smsc.name) ?? []);
  for (const bank of vendors.banks) await bank.setNumbers(phonesOf.get(bank.name) ?? []);
  for (const person of people) {
    const { id: telegramId, firstName, lastName = null, username, language, balance: amount } = person;
    const user = await meetUser(app, { telegramId, firstName, lastName, username, language });
    const gift = { key: `demo:${telegramId}`, userId: user.id, amount, reason: 'Opening balance', actor: OPERATOR };
    if (amount > 0n) await addBalance(app, gift);
  }
  await ensureStarsMethod(app, { isActive: true });
  await seedPayments(app, secretBox, o.payments);
  await seedReward(app, o.channel);
}

/** A way to pay for each simulator; what an operator made of it since is left alone, but for where it is and its keys. */
async function seedPayments(app: App, box: SecretBox, { all }: DemoPayments): Promise<void> {
  for (const [index, { name: bare, simulator, currency, rate }] of all.entries()) {
    const name = `${bare} (demo)`;
    const { baseUrl, provider: protocol, options, apiKey, webhookKey } = simulator;
    const sealed = { apiKeySealed: box.seal(apiKey), webhookKeySealed: webhookKey ? box.seal(webhookKey) : null };
    const find = async () => (await app.db.payments.listAllMethods()).find((one) => one.name === name);
    const old = await find();
    if (!old)
      await app.db.payments.insertMethod({
        ...{ name, protocol, baseUrl, options: { ...options }, currency, rate, ...sealed },
        // Whoever tries the shop wants to see the whole of it at once.
        ...{ position: index + 1, isActive: true, acceptsTerms: true, firstHoldHours: 0, at: app.clock.now() },
      });
    else if (old.baseUrl !== baseUrl) await app.db.payments.moveMethod(old.id, { baseUrl, ...sealed });
    // As an operator registers it on the provider's own page.
    const method = await find();
    if (method && app.publicUrl) simulator.setWebhook(`${app.publicUrl}/payments/${method.id}`);
  }
}

/** Credit for joining the demo channel; what an operator made of it since is left alone. */
async function seedReward(app: App, { id, title, username }: DemoTelegram['channel']): Promise<void> {
  const telegramId = -(1_000_000_000_000n + id);
  if (await app.db.channels.findByTelegramId(telegramId)) return;
  const facts = { telegramId, title, username, inviteLink: null, isGroup: false };
  const { channel } = await app.db.channels.save({ ...facts, at: app.clock.now() });
  const reward = { amount: 5_000n, budgetPerDay: 1_000_000n, clawBackDays: 7 };
  const outcome = await saveReward(app, channel.id, reward, { actor: OPERATOR });
  if (outcome.kind !== 'saved') throw new Error(`The demo reward was not saved: ${outcome.kind}`);
}

/** The key of `GET /sandbox`: the remembered one while it is valid, else a new one. */
export async function ensureAdminKey(app: App, remembered: string | undefined): Promise<string> {
  if (remembered && (await recogniseApiKey(app, remembered))) return remembered;
  const made = await createApiKey(app, { name: 'Sandbox', scopes: SCOPES, actor: OPERATOR });
  if (made.kind !== 'created') throw new Error(`The sandbox could not make its API key: ${made.problem.kind}`);
  return made.key;
}

/** The key by which programs buy as a demo user: the remembered one while it is good, else a new one. */
export async function ensureResaleKey(
  app: App,
  remembered: string | undefined,
  person: DemoTelegram['people'][number],
): Promise<string> {
  const known = remembered && (await recogniseResaleKey(app, { key: remembered, address: '127.0.0.1' }));
  if (known && 'keyId' in known) return remembered;
  const { id: telegramId, firstName, lastName = null, username, language } = person;
  const { id: userId } = await meetUser(app, { telegramId, firstName, lastName, username, language });
  // Told apart from one whose text was lost with the sandbox's file.
  const name = `Sandbox ${app.ids.uuid().slice(0, 8)}`;
  const made = await createResaleKey(app, { userId, name, scopes: ['BUY', 'READ'], actor: OPERATOR });
  if (made.kind !== 'created') throw new Error(`The sandbox could not make a key to buy by: ${made.problem.kind}`);
  return made.key;
}
