import { readUnsoldStock, type UnsoldNumbers } from '../../../database/queries/unsold-numbers';
import { parseAmount } from '../../../domain/money/money';
import type { Obstacle } from '../../../domain/number/number-status';
import type { MessageButton } from '../../../ports/messenger';
import { sellNumbers } from '../../../usecases/numbers/sell-numbers';
import { button } from '../../screens/view';
import { bold, lines, type Piece } from '../../texts/rich';
import { entityCallbacks } from '../catalogue/entity-callbacks';
import { refusal } from '../catalogue/entity-saves';
import { pickCountry, pickService } from '../catalogue/pick-rows';
import { amountField } from '../forms/fields';
import type { Form, Subject } from '../forms/form';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { numberCallbacks } from './number-callbacks';

/** So many groups are told of one by one. */
const SHOWN = 8;

interface Target {
  readonly provider: number;
  readonly service: number;
  readonly country: number;
  readonly import: bigint;
}

/** What nobody can buy, and why. */
export function unsoldLines(visit: AdminVisit, groups: readonly UnsoldNumbers[]): Promise<Piece[]> {
  return Promise.all(
    groups.slice(0, SHOWN).map(async (group) =>
      visit.panel.imports.unsold({
        count: group.count,
        name: await nameOf(visit, group),
        why: visit.panel.imports.obstacles[group.obstacle],
      }),
    ),
  );
}

/** A button for each that makes what is missing, or leads to what was switched off. */
export function sellButtons(
  visit: AdminVisit,
  groups: readonly UnsoldNumbers[],
  importId: bigint,
): Promise<MessageButton[][]> {
  const { imports } = visit.panel;
  return Promise.all(
    groups.slice(0, SHOWN).map(async (group) => {
      const name = await nameOf(visit, group);
      const card = cardOf(group);
      if (card) return [button(imports.open({ name }), card)];
      const { providerId: provider, serviceId: service, countryId: country } = group;
      return [button(imports.sell({ name }), numberCallbacks.sell({ provider, service, country, import: importId }))];
    }),
  );
}

/** What somebody switched off on purpose, or what buys on demand, is looked at before it is changed. */
function cardOf(group: UnsoldNumbers): string | undefined {
  const card = (prefix: string, id: number) => entityCallbacks(prefix).card({ id, page: 0, of: 0 });
  const cards: Partial<Record<Obstacle, () => string>> = {
    SERVICE_OFF: () => card('ASV', group.serviceId),
    COUNTRY_OFF: () => card('ACO', group.countryId),
    PROVIDER_OFF: () => card('APR', group.providerId),
    ROUTE_ON_DEMAND: () => card('ARO', group.routeId!),
  };
  return cards[group.obstacle]?.();
}

async function nameOf(visit: AdminVisit, { serviceId, countryId }: Pick<UnsoldNumbers, 'serviceId' | 'countryId'>) {
  const [service, country] = await Promise.all([
    pickService.byId(visit, serviceId),
    pickCountry.byId(visit, countryId),
  ]);
  return `${service?.label ?? visit.panel.numbers.deletedService} · ${country?.label ?? ''}`;
}

/** All of the stock that nobody can buy. */
export async function unsoldPage(visit: AdminVisit): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const groups = await readUnsoldStock(app.db);
  return {
    text: lines(
      panel.imports.unsoldTitle,
      '',
      ...(groups.length > 0 ? await unsoldLines(visit, groups) : [panel.common.nothing]),
    ),
    buttons: [...(await sellButtons(visit, groups, 0n)), wayBack(visit, numberCallbacks.stock({ page: 0 }))],
  };
}

/** Makes the route that is missing; an offer too, once somebody has said what a number costs. */
export async function sellPage(visit: AdminVisit, target: Target): Promise<PanelAnswer> {
  const { app, panel, author } = visit;
  const { provider: providerId, service: serviceId, country: countryId } = target;
  const outcome = await sellNumbers(app, { providerId, serviceId, countryId, ...author });
  const go = backOf(target.import);
  switch (outcome.kind) {
    case 'selling':
      return { go, toast: panel.imports.selling };
    case 'price_needed': {
      const subject = { ...target, import: String(target.import) };
      return { form: { form: 'numbers.sell', subject } };
    }
    case 'in_the_way':
      return { go, toast: panel.imports.obstacles[outcome.obstacle] };
    case 'refused':
      return { go, toast: refusal(visit, outcome.outcome) };
  }
}

const backOf = (importId: bigint) =>
  importId === 0n ? numberCallbacks.unsold() : numberCallbacks.import({ import: importId });

const targetOf = ({ provider, service, country }: Subject) => ({
  ...{ providerId: Number(provider), serviceId: Number(service), countryId: Number(country) },
});

/** Asks for the price of an offer that is not there yet. */
export const sellForm: Form = {
  async open(visit, subject) {
    const { imports } = visit.panel;
    return {
      title: bold(imports.sellTitle({ name: await nameOf(visit, targetOf(subject)) })),
      fields: [amountField(visit, { name: 'price', label: imports.price })],
      cancelTo: backOf(BigInt(subject.import as string)),
    };
  },
  async submit(visit, { subject, values }) {
    const { app, panel, author } = visit;
    const price = parseAmount(values.price!);
    const outcome = await sellNumbers(app, { ...targetOf(subject), price, ...author });
    const go = backOf(BigInt(subject.import as string));
    if (outcome.kind === 'refused') return { kind: 'ask_again', field: 'price', text: refusal(visit, outcome.outcome) };
    if (outcome.kind === 'in_the_way') return { kind: 'done', go, toast: panel.imports.obstacles[outcome.obstacle] };
    return { kind: 'done', go, toast: panel.imports.selling };
  },
};
