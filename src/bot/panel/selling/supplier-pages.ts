import { findBrand, listBrands } from '../../../usecases/selling/brands';
import { openSupplierSale } from '../../../usecases/selling/supplier-sale';
import { button, rowsOf } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { entityCallbacks } from '../catalogue/entity-callbacks';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { sellingCallbacks as callbacks } from './selling-callbacks';

/** What one has: numbers of one's own, or an account at a supplier. */
export async function startPage({ app, panel }: AdminVisit): Promise<PanelAnswer> {
  const { selling } = panel;
  const brands = await listBrands(app);
  return {
    text: lines(bold(selling.title), '', selling.whatToSell, selling.ticked),
    buttons: [
      [button(selling.ownButton, callbacks.own())],
      ...rowsOf(
        brands.map(({ id, name, providerId }) =>
          button(providerId === undefined ? name : `✅ ${name}`, callbacks.brand({ brand: id })),
        ),
        2,
      ),
      [button(selling.otherSupplier, entityCallbacks('APR').add({ of: 0 }))],
      [button(panel.common.panel, frameCallbacks.home())],
    ],
  };
}

/** A supplier that the shop is connected with needs no key. */
export async function brandPage({ app, panel }: AdminVisit, { brand }: { brand: string }): Promise<PanelAnswer> {
  const known = await findBrand(app, brand);
  if (!known) return { go: callbacks.start(), toast: panel.common.gone };
  return {
    go: known.providerId === undefined ? callbacks.key({ brand }) : callbacks.open({ provider: known.providerId }),
  };
}

/** Reads what the supplier sells now. */
export async function openPage(visit: AdminVisit, { provider }: { provider: number }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const { selling } = panel;
  const interim = async () => ({ text: lines(panel.supply.syncing), buttons: [] });
  const outcome = await visit.whileWaiting(openSupplierSale(app, { providerId: provider }), interim);
  switch (outcome.kind) {
    case 'opened':
      return { go: callbacks.services({ sale: outcome.saleId, page: 0 }) };
    case 'not_found':
      return { go: callbacks.start(), toast: panel.common.gone };
    default: {
      const why =
        outcome.kind === 'fails' ? panel.catalogue.test.faults[outcome.fault] : selling.cannotList[outcome.kind];
      const brand = (await listBrands(app)).find(({ providerId }) => providerId === provider);
      return {
        text: lines(why),
        buttons: [
          [button(panel.catalogue.test.again, callbacks.open({ provider }))],
          ...(brand && outcome.kind === 'fails'
            ? [[button(selling.otherKey, callbacks.key({ brand: brand.id }))]]
            : []),
          [button(selling.providerCard, entityCallbacks('APR').card({ id: provider, page: 0, of: 0 }))],
          wayBack(visit, callbacks.start()),
        ],
      };
    }
  }
}
