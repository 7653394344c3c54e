import type { Difference } from '../domain/payment/compare-day';

/** What is not the same, and what to do about it. */
export function differenceWords(one: Difference): string {
  const { kind, receiptKey, externalId, receiptId, paymentId, there, here } = one;
  const invoice = externalId === null ? '' : ` (invoice ${externalId})`;
  const receipt = `R-${receiptId}`;
  const name = `${receiptKey}${invoice}`;
  switch (kind) {
    case 'missing_here':
      return `missing here: ${there} came to P-${paymentId} as ${name} and was never credited. Open P-${paymentId} under Payments in the panel and press “Ask the provider now”: that credits it, once.`;
    case 'missing_there':
      return `missing there: ${receipt} says that ${here} came as ${name}, and the provider does not know it. Look for it on the provider's own page; if it is not there either, take the amount off the user's balance by hand.`;
    case 'other_amount':
      return `other amount: ${name} is ${there} there and ${here} here, ${receipt}. Look at it on the provider's own page, and put the user's balance right by hand.`;
    case 'other_state':
      if (here === null)
        return `other state: of ${receipt} (${name}) the provider says ${there}; here nothing went back. Open its payment under Payments and press “Ask the provider now”: that takes it back, once.`;
      if (there === null)
        return `other state: of ${receipt} (${name}) we say ${here}; there nothing went back. Look at it on the provider's own page: a refund may be on its way, or was undone there.`;
      return `other state: of ${receipt} (${name}) the provider says ${there}, and we say ${here}. Look at it on the provider's own page; “Ask the provider now” under its payment takes over how a dispute ended.`;
    case 'nobodys':
      return `nobody's: ${there} came as ${name}, and that invoice is none of this shop's. If another shop uses this account, give each its own; if this shop was restored from a backup, find out who paid and add it to their balance by hand.`;
  }
}
