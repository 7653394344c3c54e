import type { MessageButton } from '../../../ports/messenger';
import { button, rowsOf } from '../../screens/view';
import { bold, lines, type Piece, type Rich, rich } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit } from '../section';
import type { Field, FormState, Option, Sheet } from './form';

const MAX_OPTIONS = 24;
const WIDE_LABEL = 16;

/** The question that a form asks now, with the answers so far, what holds now, and what was wrong with the last answer. */
export async function formView(
  { panel, format }: AdminVisit,
  o: { sheet: Sheet; state: FormState; problem?: string; options?: readonly Option[]; above?: Piece },
): Promise<{ text: Rich; buttons: MessageButton[][] }> {
  const { sheet, state, problem } = o;
  const field = sheet.fields[state.at]!;
  const options = (o.options ?? (await field.options?.()) ?? []).slice(0, MAX_OPTIONS);
  const { length } = sheet.fields;
  const step = length > 1 ? ` · ${format.isolated(panel.form.step({ at: state.at + 1, of: length })).text}` : '';
  return {
    text: lines(
      o.above,
      o.above && '',
      rich`${bold(sheet.title)}${step}`,
      ...(await answersSoFar(sheet, state)),
      '',
      problem && rich`⚠️ ${problem}`,
      problem && '',
      bold(field.label),
      field.current !== undefined && panel.form.now({ value: field.current }),
      // What was wrong often says the same as the hint: once is enough.
      field.hint !== problem && field.hint,
    ),
    buttons: [
      ...optionRows(options, state),
      ...(field.isOptional ? [[button(panel.form.skip, frameCallbacks.skip(placeOf(state)))]] : []),
      [
        ...(state.at > 0 ? [button(panel.form.back, frameCallbacks.back(placeOf(state)))] : []),
        button(panel.form.cancel, frameCallbacks.cancel({ nonce: state.nonce })),
      ],
    ],
  };
}

/** After a refusal also those that come later: they are kept. */
async function answersSoFar({ fields }: Sheet, { at, values, again }: FormState): Promise<string[]> {
  const answered = fields.filter(({ confirms }, index) => index < at || (again && index > at && !confirms));
  const given = answered.filter(({ name }) => values[name] !== undefined);
  return Promise.all(given.map(async (field) => `${field.label}: ${await shown(field, values[field.name]!)}`));
}

async function shown(field: Field, value: string): Promise<string> {
  const text = field.show ? await field.show(value) : value;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function optionRows(options: readonly Option[], state: FormState): MessageButton[][] {
  const isWide = options.some(({ label }) => label.length > WIDE_LABEL);
  return rowsOf(
    options.map(({ value, label }) => button(label, frameCallbacks.choose({ ...placeOf(state), value }))),
    isWide ? 1 : 2,
  );
}

const placeOf = ({ nonce, at }: FormState) => ({ nonce, at });
