import { withAsciiDigits } from '../../../domain/message/ascii-digits';
import { type SaleOffer, sellFromSupplier } from '../../../usecases/selling/sell-from-supplier';
import { findSupplierSale } from '../../../usecases/selling/supplier-sale';
import { callbacks as shop } from '../../callbacks';
import { button, rowsOf } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { entityCallbacks } from '../catalogue/entity-callbacks';
import { refusal } from '../catalogue/entity-saves';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { sellingCallbacks as callbacks } from './selling-callbacks';

/** In hundredths of a per cent; the usual one is marked. */
const MARK_UPS = [1_500, 3_000, 5_000, 10_000] as const;
const USUAL_MARK_UP = 5_000;
/** To one, five, ten and fifty hundredths. */
const STEPS = [100n, 500n, 1_000n, 5_000n] as const;
const USUAL_STEP = 500n;
const MOST_PER_CENT = 1_000;
const SHOWN = 12;

interface MarkUp {
  readonly sale: bigint;
  readonly bp: number;
  readonly step: bigint;
}

/** How much dearer it is here. */
export async function markUpPage(visit: AdminVisit, { sale: id }: { sale: bigint }): Promise<PanelAnswer> {
  const { app, panel, format } = visit;
  const sale = await findSupplierSale(app, id);
  if (!sale || sale.endedAt) return { go: sale ? callbacks.made({ sale: id }) : callbacks.start() };
  const { selling } = panel;
  return {
    text: lines(bold(selling.whichMarkUp), '', selling.markUpHint),
    buttons: [
      ...rowsOf(
        MARK_UPS.map((bp) =>
          button(
            `${bp === USUAL_MARK_UP ? '⭐ ' : ''}+${format.percent(bp / 10_000)}`,
            callbacks.preview({ sale: id, bp, step: USUAL_STEP }),
          ),
        ),
        2,
      ),
      wayBack(visit, callbacks.countries({ sale: id, page: 0 })),
    ],
    takes: { words: callbacks.typedMarkUp({ sale: id }) },
  };
}

export async function typedMarkUpPage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const typed = /^\+?(\d{1,4}(?:[.,]\d{1,2})?)\s*[%٪]?$/.exec(withAsciiDigits(visit.words ?? '').trim())?.[1];
  const percent = typed === undefined ? Number.NaN : Number(typed.replace(',', '.'));
  if (!(percent <= MOST_PER_CENT)) return { go: callbacks.markUp({ sale }), toast: visit.panel.selling.markUpHint };
  return { go: callbacks.preview({ sale, bp: Math.round(percent * 100), step: USUAL_STEP }) };
}

/** What it would cost here beside what it costs there. Changes nothing. */
export async function previewPage(visit: AdminVisit, { sale, bp, step }: MarkUp): Promise<PanelAnswer> {
  const { app, panel, format, author } = visit;
  const outcome = await sellFromSupplier(app, { saleId: sale, markupBp: bp, roundTo: step, isDryRun: true, ...author });
  if (outcome.kind !== 'would_sell') return { go: callbacks.start(), toast: panel.common.gone };
  const { selling } = panel;
  const { offers, tooDear, hadRoute } = outcome;
  const wereThere = offers.filter(({ wasThere }) => wasThere).length;
  const shown = spread(offers, SHOWN);
  return {
    text: lines(
      bold(selling.previewTitle({ share: bp / 10_000, step })),
      '',
      offers.length === 0 && selling.nothingNew,
      ...shown.map(({ serviceName, countryName, iso, cost, price }) =>
        selling.previewLine({
          ...{ name: serviceName, place: `${format.flag(iso)} ${format.country(iso, countryName)}`, cost, price },
        }),
      ),
      offers.length > shown.length && panel.supply.andMore({ count: offers.length - shown.length }),
      '',
      wereThere > 0 && selling.wereThere({ count: wereThere }),
      hadRoute > 0 && selling.hadRoute({ count: hadRoute }),
      tooDear > 0 && selling.tooDear({ count: tooDear }),
      offers.length > 0 && selling.keeps,
    ),
    buttons: [
      ...(offers.length > 0
        ? [[button(selling.make({ count: offers.length }), callbacks.make({ sale, bp, step }))]]
        : []),
      STEPS.filter((one) => one !== step).map((one) =>
        button(selling.step({ step: one }), callbacks.preview({ sale, bp, step: one })),
      ),
      wayBack(visit, callbacks.markUp({ sale })),
    ],
  };
}

/** A few of each part of the list, so that more than its first service is seen. */
function spread(offers: readonly SaleOffer[], most: number): SaleOffer[] {
  const every = Math.max(1, offers.length / most);
  return Array.from({ length: Math.min(most, offers.length) }, (_, at) => offers[Math.floor(at * every)]!);
}

export async function makePage(visit: AdminVisit, { sale, bp, step }: MarkUp): Promise<PanelAnswer> {
  const { app, panel, author } = visit;
  const outcome = await sellFromSupplier(app, { saleId: sale, markupBp: bp, roundTo: step, ...author });
  switch (outcome.kind) {
    case 'selling':
    case 'sold_before':
    case 'would_sell':
      return { go: callbacks.made({ sale }) };
    case 'refused':
      return { go: callbacks.preview({ sale, bp, step }), toast: refusal(visit, outcome.refusal) };
    case 'not_found':
      return { go: callbacks.start(), toast: panel.common.gone };
  }
}

export async function madePage(visit: AdminVisit, { sale: id }: { sale: bigint }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const sale = await app.db.sales.find(id);
  if (!sale?.endedAt) return { go: callbacks.start(), toast: panel.common.gone };
  const { offers = 0, routes = 0 } = sale.choices as { offers?: number; routes?: number };
  const { selling } = panel;
  return {
    text: lines(bold(selling.made({ count: routes })), '', selling.madeOffers({ count: offers }), selling.keeps),
    buttons: [
      [
        button(selling.seeInShop, shop.home()),
        button(panel.catalogue.offers.button, entityCallbacks('AOF').list({ page: 0, of: 0, query: false })),
      ],
      [button(selling.more, callbacks.start())],
      wayBack(visit, callbacks.start()),
    ],
  };
}
