import { readUnsoldOfImport } from '../../../database/queries/unsold-numbers';
import type { ImportVerdict } from '../../../domain/number/number-status';
import {
  type OwnNumbersOutcome,
  type OwnOffer,
  planOwnNumbers,
  sellOwnNumbers,
} from '../../../usecases/selling/sell-own-numbers';
import { callbacks as shop } from '../../callbacks';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { readTypedAmount } from '../../typed-amount';
import { refusal } from '../catalogue/entity-saves';
import { pickService } from '../catalogue/pick-rows';
import { numberCallbacks } from '../numbers/number-callbacks';
import { sellButtons, unsoldLines } from '../numbers/sell-pages';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { findOwnSale, type OwnSale, opensTable } from './own-sale';
import { foundLines } from './own-service-pages';
import { sellingCallbacks as callbacks } from './selling-callbacks';

/** Larger files are imported by a job, so that the chat stays quick. */
const IMPORTED_AT_ONCE = 1 << 20;
const SHOWN_OFFERS = 10;
const MOST_PRICE = 10_000_000_000n;

/** Asks what a number costs, where there is no offer yet; the answer puts them on sale. */
export async function pricePage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const { panel } = visit;
  const known = await findOwnSale(visit, sale);
  if (known?.endedAt) return { go: callbacks.sold({ sale }) };
  const plan = known && (await planOf(visit, known));
  if (!known?.choices.found || !plan) return { go: callbacks.start(), toast: panel.common.gone };
  const lacking = plan.offers.filter(({ wasThere }) => !wasThere);
  const there = plan.offers.filter(({ wasThere }) => wasThere);
  const { selling } = panel;
  return {
    text: lines(
      bold(await nameOf(visit, known)),
      ...foundLines(visit, known.choices.found),
      ...there.slice(0, SHOWN_OFFERS).map((one) => selling.priceStays({ name: named(visit, one), price: one.price! })),
      '',
      lacking.length > 0 ? selling.whichPrice : selling.nothingToPrice,
    ),
    buttons: [
      ...(lacking.length > 0 ? [] : [[button(selling.sellNow, callbacks.sell({ sale }))]]),
      wayBack(visit, callbacks.service({ sale })),
    ],
    ...(lacking.length > 0 ? { takes: { words: callbacks.typedPrice({ sale }) } } : {}),
  };
}

export async function typedPricePage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const price = readTypedAmount(visit.typed ?? '');
  if (price === undefined || price > MOST_PRICE) {
    const { app, panel } = visit;
    return {
      go: callbacks.price({ sale }),
      toast: panel.form.typeAmount({ most: MOST_PRICE, currency: app.currency }),
    };
  }
  return sell(visit, sale, price);
}

export function sellPage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  return sell(visit, sale, undefined);
}

async function sell(visit: AdminVisit, sale: bigint, price: bigint | undefined): Promise<PanelAnswer> {
  const { app, panel, author } = visit;
  const known = await findOwnSale(visit, sale);
  if (known?.importId) return { go: callbacks.sold({ sale }) };
  if (!known?.content || !known.choices.service) return { go: callbacks.start(), toast: panel.common.gone };
  const { provider: providerId, source, column, service } = known.choices;
  const outcome = await sellOwnNumbers(app, {
    ...{ providerId, service, source, column, price, ...author },
    open: opensTable(known.content),
    inBackground: known.content.length > IMPORTED_AT_ONCE,
    // Ended without its import: a process died between the two. The rest is done now, with nothing made twice.
    ...(known.endedAt ? {} : { saleId: sale }),
  });
  if (outcome.kind === 'selling' && known.endedAt) await app.db.sales.handOver(sale, outcome.import.id);
  return { go: goOf(outcome, sale), toast: wordOf(visit, outcome) };
}

function goOf({ kind }: OwnNumbersOutcome, sale: bigint): string {
  if (kind === 'selling' || kind === 'sold_before') return callbacks.sold({ sale });
  return kind === 'price_needed' || kind === 'refused' ? callbacks.price({ sale }) : callbacks.start();
}

function wordOf(visit: AdminVisit, outcome: OwnNumbersOutcome): string | undefined {
  if (outcome.kind === 'refused') return refusal(visit, outcome.refusal);
  return outcome.kind === 'selling' || outcome.kind === 'sold_before' || outcome.kind === 'price_needed'
    ? undefined
    : visit.panel.numbers.failed;
}

/** What buyers can have now, and what of the file they cannot. */
export async function soldPage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const known = await findOwnSale(visit, sale);
  if (known?.endedAt && known.content && !known.importId) return { go: callbacks.sell({ sale }) };
  const row = known?.importId ? await app.db.numberImports.find(known.importId) : null;
  const plan = known && (await planOf(visit, known));
  if (!known || !row || !plan) return { go: callbacks.start(), toast: panel.common.gone };
  const unsold = row.endedAt ? await readUnsoldOfImport(app.db, row.id) : [];
  const { selling, numbers } = panel;
  return {
    text: lines(
      bold(selling.onSale({ name: await nameOf(visit, known) })),
      '',
      ...plan.offers
        .slice(0, SHOWN_OFFERS)
        .map((one) => selling.offer({ name: named(visit, one), price: one.price ?? 0n })),
      plan.offers.length > SHOWN_OFFERS && selling.moreCountries({ count: plan.offers.length - SHOWN_OFFERS }),
      '',
      row.endedAt === null && numbers.underWay({ position: row.position, entries: row.entries }),
      ...Object.entries(row.counts).map(([verdict, count]) => numbers.verdicts[verdict as ImportVerdict]({ count })),
      ...(await unsoldLines(visit, unsold)),
    ),
    buttons: [
      ...(row.endedAt ? [] : [[button(panel.common.refresh, callbacks.sold({ sale }))]]),
      ...(await sellButtons(visit, unsold, row.id)),
      [
        button(selling.seeInShop, shop.countries({ service: plan.serviceId!, page: 0, query: false, from: 0 })),
        button(selling.eachLine, numberCallbacks.import({ import: row.id })),
      ],
      [button(selling.more, callbacks.start())],
      wayBack(visit, callbacks.start()),
    ],
  };
}

async function planOf({ app }: AdminVisit, { choices }: OwnSale) {
  const { provider: providerId, service, found } = choices;
  return service && found ? planOwnNumbers(app, { providerId, service, found }) : undefined;
}

async function nameOf(visit: AdminVisit, { choices: { service } }: OwnSale): Promise<string> {
  if (service?.id === undefined) return visit.format.name(service?.name ?? '', 60);
  return (await pickService.byId(visit, service.id))?.label ?? '';
}

const named = ({ format }: AdminVisit, { iso }: OwnOffer) => `${format.flag(iso)} ${format.country(iso, iso)}`;
