import { carryOnImportsJob } from './carry-on-imports.job';
import { carryOutDeletionsJob } from './carry-out-deletions.job';
import { checkBooksJob } from './check-books.job';
import { confirmWebhooksJob } from './confirm-webhooks.job';
import type { Job } from './define-job';
import { deliverEventsJob } from './deliver-events.job';
import { endUpstreamOrdersJob } from './end-upstream-orders.job';
import { expireReservationsJob } from './expire-reservations.job';
import { feedBroadcastsJob } from './feed-broadcasts.job';
import { fetchBalancesJob } from './fetch-balances.job';
import { finishCancelsJob } from './finish-cancels.job';
import { forgetJob } from './forget.job';
import { handBackNumbersJob } from './hand-back-numbers.job';
import { joinPartsJob } from './join-parts.job';
import { pollProvidersJob } from './poll-providers.job';
import { postSummariesJob } from './post-summaries.job';
import { processStoredMessagesJob } from './process-stored-messages.job';
import { pruneJob } from './prune.job';
import { pruneWebhooksJob } from './prune-webhooks.job';
import { rankRoutesJob } from './rank-routes.job';
import { settleReservationsJob } from './settle-reservations.job';
import { sweepDeparturesJob } from './sweep-departures.job';
import { sweepOffersJob } from './sweep-offers.job';
import { syncCataloguesJob } from './sync-catalogues.job';
import { tellUnclearPurchasesJob } from './tell-unclear-purchases.job';
import { watchStockJob } from './watch-stock.job';
import { writeExportsJob } from './write-exports.job';

/** Everything timed. */
export const JOBS: readonly Job[] = [
  pollProvidersJob,
  processStoredMessagesJob,
  confirmWebhooksJob,
  joinPartsJob,
  pruneWebhooksJob,
  expireReservationsJob,
  finishCancelsJob,
  settleReservationsJob,
  endUpstreamOrdersJob,
  handBackNumbersJob,
  feedBroadcastsJob,
  postSummariesJob,
  sweepOffersJob,
  pruneJob,
  carryOnImportsJob,
  carryOutDeletionsJob,
  forgetJob,
  sweepDeparturesJob,
  rankRoutesJob,
  fetchBalancesJob,
  deliverEventsJob,
  tellUnclearPurchasesJob,
  watchStockJob,
  checkBooksJob,
  syncCataloguesJob,
  writeExportsJob,
];
