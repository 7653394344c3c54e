import type { App } from '../app';
import type { PreCheckout, PreCheckoutVerdict } from '../ports/stars';
import { takeBackStars } from '../usecases/payments/reconcile-stars';
import { judgePreCheckout, takeStars } from '../usecases/payments/stars';
import type { PaymentTaker } from './interaction/interaction';
import { textsFor } from './texts';
import { languageFor } from './texts/languages';

/** Says whether somebody may pay; a refusal in their language, since Telegram shows it to them. */
export async function answerPreCheckout(
  app: App,
  query: PreCheckout,
  urgent?: Pick<App['db'], 'sql'>,
): Promise<PreCheckoutVerdict> {
  const judged = await judgePreCheckout(app, query, urgent);
  if (judged.kind === 'approved') return { ok: true };
  const language = languageFor(judged.language ?? query.languageCode ?? undefined);
  return { ok: false, error: textsFor(language, app.currency).preCheckoutRefusals[judged.why] };
}

/** Takes the money that came over the chat, and what Telegram took back of it. Both may be told twice. */
export function createPaymentTaker(app: App): PaymentTaker {
  return {
    take: ({ chargeId, payload, amount, sentAt: at }) => takeStars(app, { chargeId, payload, amount, at }),
    refunded: async ({ chargeId, amount, sentAt: at }) => void (await takeBackStars(app, { chargeId, amount, at })),
  };
}
