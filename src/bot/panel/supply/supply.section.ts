import {
  readSupply,
  readVendorChanges,
  readVendorCodes,
  type SupplyRow,
  type VendorChangeRow,
} from '../../../database/queries/supply';
import { applyPrices, type PriceProposal, previewPrices, undoPrices } from '../../../usecases/supply/price-offers';
import { deletePriceRule, listPriceRules } from '../../../usecases/supply/price-rules';
import { syncCatalogueNow } from '../../../usecases/supply/sync-catalogue-now';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, section } from '../section';
import { turnPages } from '../turn-pages';
import { wayBack } from '../way-back';
import { supplyCallbacks as callbacks } from './supply-callbacks';
import { mapForm, ruleForm, ruleLine } from './supply-forms';

const CODES_A_PAGE = 8;
const MOST_CHANGES = 10;
const MOST_PROPOSALS = 15;
/** What a button can carry; stranger codes are mapped through the API. */
const CARRIED = /^[\w:-]{1,36}$/;

/** What suppliers sell, what that is here, and what our prices would be. */
export const supplySection = section({
  name: 'supply',
  entry: { label: (panel) => panel.supply.button, data: callbacks.list() },
  callbacks,
  pages: {
    async list(visit) {
      const { app, panel } = visit;
      const rows = await readSupply(app.db, { now: app.clock.now() });
      return {
        text: lines(bold(panel.supply.title), '', panel.supply.intro),
        buttons: [
          ...rows.map((row) => [
            button(
              panel.supply.providerRow({ name: row.name, changes: row.changesOfDay }),
              callbacks.card({ provider: row.providerId }),
            ),
          ]),
          [button(panel.supply.pricesButton, callbacks.prices()), button(panel.supply.rulesButton, callbacks.rules())],
          [button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },

    async card(visit, { provider }) {
      const { app, panel } = visit;
      const [row] = await readSupply(app.db, { providerId: provider, now: app.clock.now() });
      if (!row) return { go: callbacks.list(), toast: panel.common.gone };
      const changes = await readVendorChanges(app.db, { providerId: provider, limit: MOST_CHANGES });
      return { text: cardText(visit, row, changes), buttons: cardButtons(visit, row) };
    },

    async sync(visit, { provider }) {
      const { app, author, panel } = visit;
      const interim = async () => ({ text: lines(panel.supply.syncing), buttons: [] });
      const outcome = await visit.whileWaiting(syncCatalogueNow(app, provider, author), interim);
      const go = callbacks.card({ provider });
      switch (outcome.kind) {
        case 'synced':
          return { go, toast: panel.supply.synced };
        case 'no_lists':
          return { go, toast: panel.supply.noLists };
        case 'fails':
          return { go, toast: panel.catalogue.test.faults[outcome.fault] };
        case 'not_found':
          return { go: callbacks.list(), toast: panel.common.gone };
      }
    },

    async codes(visit, { provider, services, page }) {
      const { app, panel, format, texts } = visit;
      const rows = await readVendorCodes(app.db, services ? 'service' : 'country', {
        providerId: provider,
        isMapped: false,
        limit: CODES_A_PAGE + 1,
        skip: page * CODES_A_PAGE,
      });
      const shown = rows.slice(0, CODES_A_PAGE);
      const linkTo = (to: number) => callbacks.codes({ provider, services, page: to });
      return {
        text: lines(
          bold(services ? panel.supply.unmappedServices : panel.supply.unmappedCountries),
          '',
          shown.length === 0 ? panel.supply.allMapped : panel.supply.mapHint,
        ),
        buttons: [
          ...shown
            .filter(({ code }) => CARRIED.test(code))
            .map(({ code, name }) => [
              button(
                `${format.name(name, 40)} · ${format.name(code, 20)}`,
                callbacks.map({ provider, services, code }),
              ),
            ]),
          ...turnPages(texts, { page, hasNext: rows.length > CODES_A_PAGE }, linkTo),
          wayBack(visit, callbacks.card({ provider })),
        ],
      };
    },

    map: async (_visit, { provider, services, code }) => ({
      form: { form: 'supply.map', subject: { provider, services, code } },
    }),

    async prices(visit) {
      const { app, panel } = visit;
      const { proposals, token, untouched } = await previewPrices(app);
      const shown = proposals.slice(0, MOST_PROPOSALS);
      return {
        text: lines(
          bold(panel.supply.pricesTitle),
          '',
          proposals.length === 0 ? panel.supply.noProposals : panel.supply.proposals({ count: proposals.length }),
          proposals.length > 1 && panel.supply.range(rangeOf(proposals)),
          ...shown.map(({ name, price, proposed, cost }) => panel.supply.proposal({ name, price, proposed, cost })),
          proposals.length > shown.length && panel.supply.andMore({ count: proposals.length - shown.length }),
          untouched > 0 && panel.supply.untouched({ count: untouched }),
        ),
        buttons: [
          ...(proposals.length > 0 ? [[button(panel.supply.applyButton, callbacks.apply({ token }))]] : []),
          [button(panel.supply.rulesButton, callbacks.rules())],
          wayBack(visit, callbacks.list()),
        ],
      };
    },

    async apply(visit, { token }) {
      const { app, author, panel } = visit;
      const outcome = await applyPrices(app, token, author);
      if (outcome.kind !== 'applied') return { go: callbacks.prices(), toast: panel.supply.outdated };
      const { changed: count, batchId, undoUntil } = outcome;
      if (batchId === undefined) return { go: callbacks.prices(), toast: panel.supply.applied({ count }) };
      return {
        text: lines(
          bold(panel.supply.applied({ count })),
          panel.supply.noProposals,
          '',
          panel.supply.undoUntil({ until: undoUntil! }),
        ),
        buttons: [
          [button(panel.common.undo, callbacks.undoPrices({ batch: batchId }))],
          wayBack(visit, callbacks.prices()),
        ],
      };
    },

    async undoPrices({ app, author, panel }, { batch }) {
      const outcome = await undoPrices(app, batch, author);
      const toast = {
        undone: () => panel.supply.undone(outcome as Extract<typeof outcome, { kind: 'undone' }>),
        already: () => panel.supply.undoneBefore,
        too_late: () => panel.supply.undoTooLate,
        not_found: () => panel.supply.undoTooLate,
      }[outcome.kind]();
      return { go: callbacks.prices(), toast };
    },

    async rules(visit) {
      const { app, panel } = visit;
      const rules = await listPriceRules(app);
      const told = await Promise.all(rules.map((rule) => ruleLine(visit, rule)));
      return {
        text: lines(
          bold(panel.supply.rulesTitle),
          '',
          rules.length === 0 ? panel.supply.noRules : panel.supply.rulesHint,
          ...told.map((line, index) => panel.supply.numbered({ number: index + 1, line })),
        ),
        buttons: [
          [button(panel.supply.addRule, callbacks.addRule())],
          ...rules
            .slice(0, 20)
            .map(({ id }, index) => [
              button(panel.supply.removeRule({ number: index + 1 }), callbacks.removeRule({ rule: id })),
            ]),
          [button(panel.supply.pricesButton, callbacks.prices())],
          wayBack(visit, callbacks.list()),
        ],
      };
    },

    addRule: async () => ({ form: { form: 'supply.rule', subject: {} } }),

    async removeRule({ app, author, panel }, { rule }) {
      const { kind } = await deletePriceRule(app, rule, author);
      return { go: callbacks.rules(), toast: kind === 'deleted' ? panel.supply.ruleRemoved : panel.common.gone };
    },
  },
  forms: { map: mapForm, rule: ruleForm },
});

/** How many get dearer and cheaper, and by how much at most. */
function rangeOf(proposals: readonly PriceProposal[]) {
  const shares = proposals.map(({ price, proposed }) => Number(proposed - price) / Math.max(1, Number(price)));
  return {
    dearer: shares.filter((share) => share > 0).length,
    up: Math.max(0, ...shares),
    cheaper: shares.filter((share) => share < 0).length,
    down: Math.max(0, ...shares.map((share) => -share)),
  };
}

function cardText({ panel, format }: AdminVisit, row: SupplyRow, changes: readonly VendorChangeRow[]) {
  const { supply } = panel;
  return lines(
    bold(format.name(row.name, 40)),
    '',
    row.catalogueAt ? supply.readAt({ at: row.catalogueAt }) : supply.neverRead,
    row.catalogueFault !== null && supply.fault({ fault: row.catalogueFault }),
    supply.counts({ services: row.services, countries: row.countries }),
    changes.length > 0 && '',
    changes.length > 0 && bold(supply.changes),
    ...changes.map(({ kind, name, costBefore, costAfter }) =>
      supply.change({ kind, name, before: costBefore, after: costAfter }),
    ),
  );
}

function cardButtons(visit: AdminVisit, { providerId: provider, unmappedServices, unmappedCountries }: SupplyRow) {
  const { supply } = visit.panel;
  return [
    [button(supply.syncButton, callbacks.sync({ provider }))],
    [
      button(
        supply.servicesButton({ count: unmappedServices }),
        callbacks.codes({ provider, services: true, page: 0 }),
      ),
      button(
        supply.countriesButton({ count: unmappedCountries }),
        callbacks.codes({ provider, services: false, page: 0 }),
      ),
    ],
    wayBack(visit, callbacks.list()),
  ];
}
