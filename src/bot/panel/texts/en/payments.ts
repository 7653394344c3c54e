import type { Amount } from '../../../../domain/money/money';
import type { Difference } from '../../../../domain/payment/compare-day';
import type { PaymentStatus, RefundState } from '../../../../domain/payment/payment-status';
import type { PaymentFault } from '../../../../ports/payment-provider';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Piece, type Rich, rich } from '../../../texts/rich';

/** What buyers pay in: ways to pay, receipts, refunds, debts. */
export const payments = (f: Format) => {
  const faults: Record<PaymentFault['fault'], string> = {
    auth: 'The key is refused. Enter the right one.',
    invalid: 'It will never do this. Look at currency, options and the least amount.',
    not_found: 'It does not know what was asked for. Look at address and options.',
    rate_limited: 'It asks us to be slower. It goes on by itself.',
    unavailable: 'It cannot be reached or cannot answer now. Look at the address, then try again later.',
    unknown_outcome: 'Its answer cannot be understood. Look at protocol, address and options.',
    unsupported: 'It does not know this question. Look at protocol and options.',
  };
  const statuses: Record<PaymentStatus, string> = {
    OPEN: 'not paid yet',
    SEEN: 'seen, not final',
    PAID: 'paid',
    UNDERPAID: 'paid in part',
    EXPIRED: 'not paid in time',
    CANCELED: 'canceled',
    FAILED: 'failed',
    PART_REFUNDED: 'given back in part',
    REFUNDED: 'given back',
    DISPUTED: 'disputed',
    LOST: 'dispute lost',
    WON: 'dispute won',
  };
  const refundStates: Record<RefundState, string> = {
    WAITING: 'on its way',
    DONE: 'given back',
    FAILED: 'failed, the money is in the balance again',
  };
  const foreign = (o: { amount: string; currency: string }): string => f.isolated(`${o.amount} ${o.currency}`).text;
  const side = (said: string | null): string => (said === null ? 'nothing' : f.isolated(said).text);
  return {
    payments: {
      button: '💳 Payments',
      title: '💳 Payments',
      today: 'Today (UTC):',
      nothingToday: 'Today (UTC) nothing has come yet.',
      dayOf: (o: {
        methodName: string;
        receipts: number;
        credited: Amount;
        refunded: Amount;
        chargedBack: Amount;
      }): string =>
        `• ${f.name(o.methodName, 40)}: ${f.money(o.credited)} · ${f.number(Number(o.receipts))} received${o.refunded > 0n ? ` · ↩️ ${f.money(o.refunded)} given back` : ''}${o.chargedBack > 0n ? ` · ⚠️ ${f.money(o.chargedBack)} taken back` : ''}`,
      searchHint: `Type ${f.isolated('R-123').text} (a receipt), ${f.isolated('P-123').text} (a payment), or a user: id, @name, part of a name.`,
      dayButton: '⚖️ Compare with providers',
      dayTitle: (o: { day: string }): string => `⚖️ ${f.isolated(`${o.day} UTC`).text}`,
      dayHint: 'What providers say that they took on that day, and what came here.',
      compareButton: '🔄 Compare now',
      compareAsked: 'It is being compared. Refresh in half a minute.',
      compared: (o: { name: string; theirs: number; ours: number; differences: number }): string =>
        `${o.differences === 0 ? '✅' : '⚠️'} ${f.name(o.name, 40)}: ${f.number(o.theirs)} there, ${f.number(o.ours)} here, ${f.number(o.differences)} differences`,
      notCompared: (o: { name: string; why: string | null }): string =>
        `⏳ ${f.name(o.name, 40)}: not compared yet${o.why === null ? '' : `. It says: ${f.name(o.why, 200)}`}`,
      notComparedAgain: (o: { why: string }): string => `⏳ The last comparison failed: ${f.name(o.why, 200)}`,
      notListed: 'It has no list: each invoice of ours was asked for, and money of nobody’s cannot be seen.',
      moreDifferences: (o: { count: number }): string => `… and ${f.number(o.count)} more`,
      differences: {
        missing_here: (o: Difference): string =>
          `• ${f.isolated(`P-${o.paymentId}`).text}: ${side(o.there)} came there and was never credited. Open it and ask the provider: that credits it, once.`,
        missing_there: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: ${side(o.here)} was credited here, and the provider does not know it. Look on its own page; if it is not there, take the amount off the balance.`,
        other_amount: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: there ${side(o.there)}, here ${side(o.here)}. Look on the provider’s own page, and put the balance right by hand.`,
        other_state: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: there ${side(o.there)}, here ${side(o.here)}. Open its payment and ask the provider; if it stays, look on its own page.`,
        nobodys: (o: Difference): string =>
          `• ${f.name(o.receiptKey, 60)}: ${side(o.there)} came to an invoice that is none of ours. Is the account shared with another shop, or was this one restored from a backup?`,
      },
      addMethod: '➕ A new way to pay',
      receiptsButton: '🧾 Receipts',
      unclaimedButton: (o: { count: number }): string => `❓ Nobody’s money: ${f.number(Number(o.count))}`,
      debtsButton: (o: { count: number }): string => `⚠️ Debts: ${f.number(Number(o.count))}`,
      receiptsTitle: '🧾 Receipts, newest first',
      unclaimedTitle: '❓ Money that is nobody’s yet',
      unclaimedHint:
        'It came, and nobody knows for whom or what it is worth. Say whose it is, or pay it back where it came from.',
      debtsTitle: '⚠️ Debts',
      debtsHint:
        'A provider took money back that was spent already. Whatever comes into these balances pays that first; until then they cannot buy.',
      newestFirst: 'Receipts (R) and payments (P), newest first:',
      ofUser: (o: { paidIn: Amount; receipts: number; debt: Amount }): Rich =>
        lines(
          rich`💰 Paid in: ${bold(f.money(o.paidIn))}, ${f.number(Number(o.receipts))} receipts`,
          o.debt > 0n && `⚠️ Owes: ${f.money(o.debt)}`,
        ),
      userButton: '👤 The user',
      margin: (o: { rate: string; own: string; percent: number | undefined }): Rich =>
        lines(
          `⭐ Telegram pays you about ${f.isolated('0.013 USD').text} for a star, 21 days after it came at the earliest.`,
          `A buyer gets ${f.isolated(`${o.rate} ${o.own}`).text} for it.`,
          o.percent === undefined
            ? 'Compare both by the rate of the day.'
            : o.percent === 0
              ? 'Nothing stays with you: you earn on the numbers alone.'
              : o.percent > 0
                ? `${f.isolated(`${o.percent}%`).text} of what Telegram pays stays with you.`
                : `⚠️ You lose ${f.isolated(`${-o.percent}%`).text} of what Telegram pays. Give a lower rate.`,
        ),
      webhook: (o: { url: string }): Rich => rich`🔔 It rings at: ${f.isolated(code(o.url))}`,
      noWebhook: '🔔 The shop has no address that others can reach, so it is asked again and again instead.',
      terms: lines(
        bold('⚠️ Read this first'),
        'Telegram’s terms take digital goods, which numbers are, to be sold in a bot for Stars alone. With another way to pay you risk a notice from Telegram, and then the removal of the bot.',
        'The risk is yours. You are asked once for each way to pay.',
      ),
      acceptButton: 'I take the risk: turn it on',
      asking: '🔌 Asking…',
      answer: (o: { detail: string }): string => f.name(o.detail, 200),
      stars: (o: { stars: number }): string => `⭐ The bot has ${f.number(Number(o.stars))} stars.`,
      faults,
      statuses,
      refundStates,
      foreign,
      receiptTitle: (o: { id: bigint }): string => `🧾 ${f.isolated(`R-${o.id}`).text}`,
      receipt: (o: {
        methodName: string;
        received: string;
        currency: string;
        amount: Amount | null;
        bonus: Amount;
        fee: Amount | null;
        returned: Amount;
        receiptKey: string;
        arrivedAt: Date;
      }): Rich =>
        lines(
          `${f.name(o.methodName)} · ${f.dateTime(o.arrivedAt)}`,
          `📥 Came: ${foreign({ amount: o.received, currency: o.currency })}`,
          o.amount !== null && rich`✅ Credited: ${bold(f.money(o.amount))}`,
          o.bonus > 0n && `🎁 Bonus: ${f.money(o.bonus)}`,
          o.fee !== null && `✂️ Kept by the provider: ${f.money(o.fee)}`,
          o.returned > 0n && `↩️ Went back: ${f.money(o.returned)}`,
          `🔑 ${f.name(o.receiptKey, 100)}`,
        ),
      unclaimedWhy: (o: { why: string }): string => `❓ Nobody’s yet: ${f.name(o.why, 100)}`,
      unclaimedReasons: {
        unknown_payment: 'it belongs to no payment of ours',
        wrong_coin: 'it came in another coin, and nobody says what that is worth',
        too_small: 'it is worth less than the least amount there is',
        erased: 'the account of its payer was erased',
      } as Readonly<Record<string, string>>,
      assignButton: '👤 Give it to a user',
      assignTitle: (o: { id: bigint; amount: string; currency: string }): string =>
        `👤 Whose is ${f.isolated(`R-${o.id}`).text} (${foreign(o)})?`,
      userLabel: 'User',
      worth: (o: { amount: Amount }): string =>
        `By the rate of today it is worth ${f.money(o.amount)}. Type what to credit.`,
      assigned: '✅ Credited. The user is told.',
      alreadyClaimed: 'It was credited already. No money moved.',
      refundButton: { whole: '↩️ Give all back', part: '↩️ Give a part back', byHand: '✍️ I pay it back myself' },
      refundSure: '↩️ Give it back',
      refundTitle: (o: { id: bigint; most: Amount }): string =>
        `↩️ ${f.isolated(`R-${o.id}`).text}: at most ${f.money(o.most)}. Its share of the bonus goes, too.`,
      paidBy: 'Paid back by',
      paidByHint: 'Type how you paid it back, such as the number of the transfer.',
      refundBegun: '✅ Set aside. The provider is asked, and the user is told.',
      refundNoted: '✅ Taken from the balance. The user is told.',
      refusals: {
        too_much: (o: { most: Amount }): string => `Only ${f.money(o.most)} of it is left. Nothing moved.`,
        insufficient_funds: (o: { available: Amount }): string =>
          `Only ${f.money(o.available)} is available in the balance, and the share of the bonus goes with it. Nothing moved.`,
        only_whole: 'Telegram gives back the whole payment or nothing. Nothing moved.',
        only_by_hand:
          'This way to pay cannot give money back by itself. Pay it back yourself, and note it here. Nothing moved.',
        in_progress: 'Another refund of this receipt has not ended yet. Wait for it. Nothing moved.',
      },
      refundLine: (o: { amount: Amount; state: Piece; at: Date; note: string }): Rich =>
        rich`↩️ ${f.money(o.amount)} · ${o.state} · ${f.dateTime(o.at)}${o.note ? ` · ${f.name(o.note, 100)}` : ''}`,
      paymentTitle: (o: { id: bigint }): string => `💳 ${f.isolated(`P-${o.id}`).text}`,
      payment: (o: {
        methodName: string;
        status: Piece;
        amount: Amount;
        bonus: Amount;
        credited: Amount;
        price: string;
        currency: string;
        createdAt: Date;
        expiresAt: Date;
      }): Rich =>
        lines(
          rich`${f.name(o.methodName)} · ${bold(o.status)}`,
          `💵 ${f.money(o.amount)} for ${foreign({ amount: o.price, currency: o.currency })}`,
          o.bonus > 0n && `🎁 Bonus: ${f.money(o.bonus)}`,
          `✅ Credited: ${f.money(o.credited)}`,
          `Begun ${f.dateTime(o.createdAt)}, to be paid until ${f.dateTime(o.expiresAt)}`,
        ),
      paymentButton: (o: { id: bigint }): string => `💳 P-${o.id}`,
      nothingCame: 'No money has come for it.',
      askButton: '🔄 Ask the provider now',
      asked: '✅ Asked. This is how it stands.',
      nobodyToAsk: 'There is nobody to ask about it.',
    },
  };
};
