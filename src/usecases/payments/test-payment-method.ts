import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { STARS_PROTOCOL } from '../../domain/payment/stars';
import type { PaymentFault } from '../../ports/payment-provider';
import type { Author } from '../catalogue/save-row';

export type TestPaymentMethodOutcome =
  /** It answered. `stars`: what the bot has, of Telegram Stars. */
  | { readonly kind: 'works'; readonly tookMs: number; readonly detail: string; readonly stars?: bigint }
  | { readonly kind: 'fails'; readonly tookMs: number; readonly fault: PaymentFault['fault']; readonly detail: string }
  /** Its settings fit no adapter. */
  | { readonly kind: 'misfit' }
  | { readonly kind: 'not_found' };

/** Asks a way to pay for something that costs nothing, so that an operator sees whether address and key are right. */
export async function testPaymentMethod(app: App, id: number, author: Author): Promise<TestPaymentMethodOutcome> {
  const method = await app.db.payments.findMethod(id);
  if (!method) return { kind: 'not_found' };
  const began = performance.now();
  const answer = await (method.protocol === STARS_PROTOCOL ? askTelegram(app) : askProvider(app, method));
  if (!answer) return { kind: 'misfit' };
  const tookMs = Math.round(performance.now() - began);
  const at = app.clock.now();
  const outcome = answer.kind === 'fault' ? answer.fault : 'works';
  await app.db.transact(async (tx) => {
    await tx.payments.noteMethodFault(id, answer.kind === 'fault' ? `${answer.fault}: ${answer.detail}` : null);
    const facts = { tookMs, outcome };
    await tx.audit.write({
      ...author,
      action: 'payment_method.tested',
      entity: 'payment_method',
      entityId: id,
      facts,
      at,
    });
  });
  if (answer.kind === 'fault') return { kind: 'fails', tookMs, fault: answer.fault, detail: answer.detail };
  return { ...answer, tookMs };
}

type Answer = PaymentFault | { readonly kind: 'works'; readonly detail: string; readonly stars?: bigint };

async function askTelegram(app: App): Promise<Answer> {
  const balance = await app.telegram.readStarsBalance();
  if (balance.kind === 'read') return { kind: 'works', detail: `${balance.stars} XTR`, stars: balance.stars };
  return { kind: 'fault', fault: 'unavailable', detail: 'detail' in balance ? balance.detail : balance.kind };
}

async function askProvider(app: App, method: PaymentMethod): Promise<Answer | undefined> {
  return app.payments.get(method)?.test();
}
