import { ACTS, type Act } from './acts';
import type { Invoice } from './invoice';

const LABELS: Readonly<Record<Act, string>> = {
  pay: 'Pay',
  see: 'Pay, not confirmed yet',
  pay_less: 'Pay less',
  pay_more: 'Pay more',
  pay_late: 'Pay too late',
  pay_twice: 'Pay twice',
  charge_back: 'Take it back',
  lose_webhook: 'Pay, lose the webhook',
  webhook_only: 'Send the webhook again',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The page on which a person plays the payer. Plain forms, no scripts. */
export function payPage(invoice: Invoice, o: { provider: string; now: number; note?: string }): string {
  const { id, title, amount, currency, payments, takings, expiresAt, returnUrl } = invoice;
  const minutes = Math.ceil((expiresAt - o.now) / 60_000);
  const rows = [
    ...payments.map((one) => `${one.isSeen ? 'seen' : 'paid'} ${one.amount} ${one.coin}${one.isLate ? ', late' : ''}`),
    ...takings.map((one) => `taken back ${one.amount} ${currency}`),
  ];
  const buttons = ACTS.map((act) => `<button name="act" value="${act}">${LABELS[act]}</button>`).join('\n      ');
  const back =
    returnUrl && /^https?:/.test(returnUrl) ? `<p><a href="${escaped(returnUrl)}">Back to the shop</a></p>` : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; }
      button { display: block; width: 100%; margin: .5rem 0; padding: .7rem; font: inherit; border: 1px solid #8888; border-radius: .5rem; }
      button:first-of-type { background: #2a7; color: #fff; border: 0; }
      small { opacity: .7; }
    </style>
  </head>
  <body>
    <small>${escaped(o.provider)}, simulated: no money moves</small>
    <h1>${escaped(amount)} ${escaped(currency)}</h1>
    <p>${escaped(title)}<br><small>${minutes > 0 ? `${minutes} min left` : 'its time is over'} · ${escaped(id)}</small></p>
    ${o.note ? `<p role="status"><b>${escaped(o.note)}</b></p>` : ''}
    <ul>${rows.map((row) => `<li>${escaped(row)}</li>`).join('')}</ul>
    <form method="post">
      ${buttons}
    </form>
    ${back}
  </body>
</html>
`;
}
