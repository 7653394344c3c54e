import type { App } from '../../../app';
import { formatAmount, parseAmount } from '../../../domain/money/money';
import type { TextEntity } from '../../../ports/messenger';
import type { BroadcastInput } from '../../../usecases/broadcasts/broadcast-form';
import { type BroadcastView, findBroadcast } from '../../../usecases/broadcasts/find-broadcast';
import { type SaveBroadcastOutcome, updateBroadcast } from '../../../usecases/broadcasts/save-broadcast';
import { LANGUAGE_NAMES, LANGUAGES } from '../../texts/languages';
import { lines } from '../../texts/rich';
import { amountField, choiceField, textField, wholeField } from '../forms/fields';
import type { Filled, Form, FormEnd, Subject } from '../forms/form';
import type { AdminVisit } from '../section';
import { broadcastCallbacks as callbacks } from './broadcast-callbacks';

const ALL = 'all';

/** The draft as the use case takes it, with some of it replaced. */
export function inputOf(row: BroadcastView, changes: Partial<BroadcastInput>): BroadcastInput {
  const { text, buttons, languages, seenWithinDays, minAvailable, maxAvailable } = row;
  const kept = { text, entities: row.entities as readonly TextEntity[], languages, seenWithinDays } as BroadcastInput;
  return { ...kept, buttons: buttons.map((keys) => [...keys]), minAvailable, maxAvailable, ...changes };
}

/** Whom a draft means; what is skipped narrows nothing. */
export const audienceForm: Form = {
  async open(visit, subject) {
    const row = await draftOf(visit.app, subject);
    if (!row) return undefined;
    const { broadcasts } = visit.panel;
    const options = [
      { value: ALL, label: broadcasts.everybody },
      ...LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] })),
    ];
    const money = (amount: bigint | null) => (amount === null ? undefined : formatAmount(amount));
    return {
      title: broadcasts.audienceTitle,
      fields: [
        choiceField(visit, { name: 'languages', label: broadcasts.languages, options }),
        wholeField(visit, { name: 'days', label: broadcasts.days, least: 1, most: 3_650, isOptional: true }),
        amountField(visit, {
          name: 'least',
          label: broadcasts.least,
          current: money(row.minAvailable),
          isOptional: true,
        }),
        amountField(visit, {
          name: 'most',
          label: broadcasts.most,
          current: money(row.maxAvailable),
          isOptional: true,
        }),
      ],
      cancelTo: callbacks.card({ broadcast: row.id }),
    };
  },
  submit: (visit, filled) =>
    change(visit, filled, 'most', ({ languages, days, least, most }) => ({
      languages: languages === undefined || languages === ALL ? null : [languages as 'en'],
      seenWithinDays: days === undefined ? null : Number(days),
      minAvailable: least === undefined ? null : parseAmount(least),
      maxAvailable: most === undefined ? null : parseAmount(most),
    })),
};

/** One more button with a link, in a row of its own. */
export const linkForm: Form = {
  async open(visit, subject) {
    const row = await draftOf(visit.app, subject);
    if (!row) return undefined;
    const { broadcasts } = visit.panel;
    return {
      title: broadcasts.linkTitle,
      fields: [
        textField(visit, { name: 'text', label: broadcasts.linkText, most: 64 }),
        textField(visit, { name: 'url', label: broadcasts.linkUrl, most: 2_048 }),
      ],
      cancelTo: callbacks.card({ broadcast: row.id }),
    };
  },
  submit: (visit, filled) =>
    change(visit, filled, 'url', ({ text, url }, row) => {
      const added = { text: text!, url: url! };
      // A step that is handled twice adds it once.
      const isThere = row.buttons.flat().some((one) => one.text === added.text && one.url === added.url);
      return { buttons: [...row.buttons.map((keys) => [...keys]), ...(isThere ? [] : [[added]])] };
    }),
};

async function change(
  visit: AdminVisit,
  { subject, values }: Filled,
  asksAgain: string,
  changes: (values: Filled['values'], row: BroadcastView) => Partial<BroadcastInput>,
): Promise<FormEnd> {
  const { app, author, panel } = visit;
  const row = await draftOf(app, subject);
  if (!row) return { kind: 'stopped', text: lines(panel.common.gone), go: callbacks.list({ page: 0 }) };
  const outcome = await updateBroadcast(app, row.id, inputOf(row, changes(values, row)), author);
  const go = callbacks.card({ broadcast: row.id });
  if (outcome.kind === 'saved') return { kind: 'done', go, toast: panel.common.saved };
  return outcome.kind === 'invalid'
    ? { kind: 'ask_again', field: asksAgain, text: panel.common.refusedBy(outcome.problem) }
    : { kind: 'stopped', text: lines(refusalOf(visit, outcome)), go };
}

/** Why a draft was not saved. */
export function refusalOf({ panel }: AdminVisit, outcome: Exclude<SaveBroadcastOutcome, { kind: 'saved' }>): string {
  if (outcome.kind === 'invalid') return panel.common.refusedBy(outcome.problem);
  return outcome.kind === 'not_a_draft' ? panel.broadcasts.notPossible : panel.common.gone;
}

async function draftOf(app: App, { broadcast }: Subject): Promise<BroadcastView | undefined> {
  const row = await findBroadcast(app, Number(broadcast));
  return row?.status === 'DRAFT' ? row : undefined;
}
