import type { App } from '../../app';
import { readMargin } from '../../database/queries/reports/margin';
import { readMoney, readMoneyNow } from '../../database/queries/reports/money';
import { readFunnel, readPeople, readTopUsers } from '../../database/queries/reports/people';
import { readProviderHealth } from '../../database/queries/reports/provider-health';
import { readSuccess } from '../../database/queries/reports/success';
import type { MarginDimension } from '../../domain/reporting/margin-dimension';
import type { ReportRange } from '../../domain/reporting/report-range';
import type { SuccessDimension } from '../../domain/reporting/success-dimension';

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Money moved in each piece of the range. Look at the range with `rangeProblem` first. */
export function reportMoney(app: App, range: ReportRange) {
  return readMoney(app.db, range);
}

/** What buyers have with us at this moment. */
export function reportMoneyNow(app: App) {
  return readMoneyNow(app.db);
}

/** How reservations went, by service, country, provider or offer. */
export function reportSuccess(app: App, o: Span & { by: SuccessDimension }) {
  return readSuccess(app.db, o);
}

/** What buyers paid against what suppliers charged, returned and kept. `timeZone` (IANA) says when a day begins. */
export function reportMargin(app: App, o: Span & { by: MarginDimension; timeZone: string }) {
  return readMargin(app.db, o);
}

/** New and active people, in each piece of the range. */
export function reportPeople(app: App, range: ReportRange) {
  return readPeople(app.db, range);
}

/** How many people came how far. */
export function reportFunnel(app: App, span: Span) {
  return readFunnel(app.db, span);
}

/** Who paid most. */
export function reportTopUsers(app: App, o: Span & { limit: number }) {
  return readTopUsers(app.db, o);
}

/** How each provider does now, and did in the hour before. */
export function reportProviderHealth(app: App, o: { providerId?: number } = {}) {
  return readProviderHealth(app.db, { ...o, now: app.clock.now() });
}
