import type { NumberFilter } from '../../../database/queries/numbers';
import { DAY_MS } from '../../../domain/time';
import { cleanUpNumbers, previewCleanUp } from '../../../usecases/numbers/clean-up-numbers';
import { undoCleanUp } from '../../../usecases/numbers/undo-clean-up';
import type { CallbackValues } from '../../callback-data';
import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import { pickCountry, pickService } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { numberCallbacks } from './number-callbacks';

/** Each number is one more than it says; 0 is no condition. */
export type Conditions = CallbackValues<typeof numberCallbacks.preview.fields>;

export const NO_CONDITIONS: Conditions = {
  ...{ service: 0, country: 0, minUses: 0, maxUses: 0, minExpiries: 0, idleDays: 0, resting: false },
};

/** What is cleaned up most often. */
const USUAL = {
  neverWorked: { ...NO_CONDITIONS, maxUses: 1, minExpiries: 3 },
  resting: { ...NO_CONDITIONS, resting: true },
  idle: { ...NO_CONDITIONS, idleDays: 31 },
  used: { ...NO_CONDITIONS, minUses: 2 },
} satisfies Record<string, Conditions>;

/** The usual cleanups with what each would take, and the way to conditions of one's own. */
export async function cleanUpPage(visit: AdminVisit): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const entries = Object.entries(USUAL) as [keyof typeof USUAL, Conditions][];
  const previews = await Promise.all(entries.map(([, conditions]) => previewCleanUp(app, filterOf(visit, conditions))));
  return {
    text: lines(panel.numbers.cleanUpTitle, '', panel.numbers.cleanUpExplained),
    buttons: [
      ...entries.map(([name, conditions], index) => {
        const preview = previews[index]!;
        const count = preview.kind === 'preview' ? preview.free : 0;
        return [button(panel.numbers.usual[name]({ count }), numberCallbacks.preview(conditions))];
      }),
      [button(panel.numbers.ownConditions, numberCallbacks.startCleanUp())],
      wayBack(visit, numberCallbacks.stock({ page: 0 })),
    ],
  };
}

/** What exactly would go. */
export async function previewPage(visit: AdminVisit, conditions: Conditions): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const preview = await previewCleanUp(app, filterOf(visit, conditions));
  if (preview.kind === 'invalid') return { go: numberCallbacks.cleanUp(), toast: panel.numbers.noCondition };
  return {
    text: lines(
      panel.numbers.cleanUpTitle,
      '',
      ...(await inWords(visit, conditions)),
      '',
      panel.numbers.preview({ free: preview.free, inUse: preview.inUse }),
    ),
    buttons: [
      ...(preview.free > 0
        ? [[button(panel.numbers.clean({ count: preview.free }), numberCallbacks.clean(conditions))]]
        : []),
      wayBack(visit, numberCallbacks.cleanUp()),
    ],
  };
}

export async function cleanPage(visit: AdminVisit, conditions: Conditions): Promise<PanelAnswer> {
  const { app, panel, author } = visit;
  const outcome = await cleanUpNumbers(app, { filter: filterOf(visit, conditions), ...author });
  if (outcome.kind !== 'cleaned_up') return { go: numberCallbacks.cleanUp(), toast: panel.numbers.nothingFits };
  return {
    text: panel.numbers.cleaned({ count: outcome.deleted, until: outcome.undoUntil }),
    buttons: [
      [button(panel.common.undo, numberCallbacks.undo({ deletion: outcome.deletionId }))],
      wayBack(visit, numberCallbacks.cleanUp()),
    ],
  };
}

export async function undoPage({ app, panel, author }: AdminVisit, o: { deletion: bigint }): Promise<PanelAnswer> {
  const { kind } = await undoCleanUp(app, { deletionId: o.deletion, ...author });
  const { numbers, common } = panel;
  const toasts = {
    restored: numbers.undone,
    already_undone: numbers.undone,
    too_late: numbers.tooLate,
    not_found: common.gone,
  };
  return { go: numberCallbacks.stock({ page: 0 }), toast: toasts[kind] };
}

function filterOf({ app }: AdminVisit, o: Conditions): NumberFilter {
  return {
    ...(o.service > 0 ? { serviceId: o.service } : {}),
    ...(o.country > 0 ? { countryId: o.country } : {}),
    ...(o.minUses > 0 ? { minUses: o.minUses - 1 } : {}),
    ...(o.maxUses > 0 ? { maxUses: o.maxUses - 1 } : {}),
    ...(o.minExpiries > 0 ? { minExpiries: o.minExpiries - 1 } : {}),
    ...(o.idleDays > 0 ? { idleSince: new Date(app.clock.now().getTime() - (o.idleDays - 1) * DAY_MS) } : {}),
    ...(o.resting ? { isQuarantined: true } : {}),
  };
}

async function inWords(visit: AdminVisit, o: Conditions): Promise<string[]> {
  const { numbers } = visit.panel;
  const [service, country] = await Promise.all([
    o.service > 0 ? pickService.byId(visit, o.service) : undefined,
    o.country > 0 ? pickCountry.byId(visit, o.country) : undefined,
  ]);
  return [
    service?.label,
    country?.label,
    o.minUses > 0 ? numbers.conditions.minUses({ count: o.minUses - 1 }) : undefined,
    o.maxUses > 0 ? numbers.conditions.maxUses({ count: o.maxUses - 1 }) : undefined,
    o.minExpiries > 0 ? numbers.conditions.minExpiries({ count: o.minExpiries - 1 }) : undefined,
    o.idleDays > 0 ? numbers.conditions.idleDays({ count: o.idleDays - 1 }) : undefined,
    o.resting ? numbers.conditions.resting : undefined,
  ].flatMap((line) => (line === undefined ? [] : [`• ${line}`]));
}
