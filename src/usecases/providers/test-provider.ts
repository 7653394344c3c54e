import type { App } from '../../app';
import type { Amount } from '../../domain/money/money';
import type { ProviderFault, ProviderFaultKind, SmsProvider } from '../../ports/sms-provider';
import type { Author } from '../catalogue/save-row';

export type TestProviderOutcome =
  /** It answered. `asked` is what it was asked for; `balance` is our money there, where its protocol tells,
   * in `currency`, or the shop's when that is null. */
  | { kind: 'works'; asked: string; tookMs: number; balance: Amount | null; currency: string | null }
  /** It did not do what was asked, and why. */
  | { kind: 'fails'; asked: string; tookMs: number; fault: ProviderFaultKind; detail: string }
  /** Its protocol has nothing that could be asked without buying: it only sends to us. */
  | { kind: 'cannot_be_asked' }
  | { kind: 'not_found' };

/**
 * Asks a supplier for something that costs nothing (our balance, the open orders, prices, the inbox), so that an operator
 * sees whether address and key are right. A balance that comes back is remembered.
 */
export async function testProvider(app: App, id: number, author: Author): Promise<TestProviderOutcome> {
  const provider = await app.providers.get(id, { isNow: true });
  if (!provider) return { kind: 'not_found' };
  const question = questionFor(provider);
  if (!question) return { kind: 'cannot_be_asked' };
  const began = performance.now();
  const reply = await question.ask().catch(
    (error: unknown): ProviderFault => ({
      kind: 'fault',
      fault: 'unavailable',
      detail: error instanceof Error ? error.name : 'it broke off',
    }),
  );
  const facts = { asked: question.name, tookMs: Math.round(performance.now() - began) };
  const balance = reply.kind === 'balance' ? reply.amount : null;
  await record(app, id, { ...facts, outcome: reply.kind === 'fault' ? reply.fault : 'works' }, balance, author);
  if (reply.kind === 'fault') return { kind: 'fails', ...facts, fault: reply.fault, detail: reply.detail };
  return { kind: 'works', ...facts, balance, currency: provider.foreign?.currency ?? null };
}

type Reply = ProviderFault | { readonly kind: 'balance'; readonly amount: Amount } | { readonly kind: 'answered' };

function questionFor(provider: SmsProvider): { name: string; ask: () => Promise<Reply> } | undefined {
  const answered = async (reply: Promise<ProviderFault | { kind: string }>): Promise<Reply> => {
    const got = await reply;
    return got.kind === 'fault' ? (got as ProviderFault) : { kind: 'answered' };
  };
  if (provider.testLink) return { name: 'bind', ask: () => answered(provider.testLink!()) };
  if (provider.balance) return { name: 'balance', ask: () => provider.balance!() };
  if (provider.listActive) return { name: 'open orders', ask: () => answered(provider.listActive!()) };
  if (provider.prices) return { name: 'prices', ask: () => answered(provider.prices!({})) };
  if (provider.pullInbox) return { name: 'inbox', ask: () => answered(provider.pullInbox!(undefined)) };
  return undefined;
}

async function record(
  app: App,
  id: number,
  facts: Record<string, unknown>,
  balance: Amount | null,
  { actor, requestId }: Author,
): Promise<void> {
  const at = app.clock.now();
  await app.db.transact(async (tx) => {
    if (balance !== null) await tx.providers.rememberBalance(id, balance, at);
    const entry = { actor, action: 'provider.tested', entity: 'provider', entityId: id, facts, requestId, at };
    await tx.audit.write(entry);
  });
}
