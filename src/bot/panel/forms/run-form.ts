import type { SecretBox } from '../../../platform/secret-box';
import { newNonce } from '../../act-key';
import { lines, type Piece } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit, PanelView } from '../section';
import { findForm } from '../sections';
import type { Field, FormStart, FormState, Option, Sheet, Values } from './form';
import { formView } from './form-view';

/** What a step of a form leads to: its next question, or the page that follows it. */
export type FormTurn =
  | { readonly kind: 'asks'; readonly state: FormState; readonly view: Omit<PanelView, 'takes'> }
  | { readonly kind: 'over'; readonly go: string; readonly toast?: string; readonly above?: Piece };

export async function openForm(visit: AdminVisit, start: FormStart): Promise<FormTurn> {
  const sheet = await findForm(start.form)?.open(visit, start.subject);
  if (!sheet) return gone(visit);
  const seen = Object.fromEntries(
    sheet.fields.flatMap((field) => (field.seen === undefined ? [] : [[field.name, field.seen]])),
  );
  const nonce = newNonce(visit.app.ids.uuid());
  return ask(visit, sheet, { ...start, nonce, at: 0, values: {}, seen });
}

/** The same question again, for example after a new login. */
export function resumeForm(visit: AdminVisit, state: FormState, above?: Piece): Promise<FormTurn> {
  return withSheet(visit, state, (sheet) => ask(visit, sheet, state, { above }));
}

export function goBack(visit: AdminVisit, state: FormState): Promise<FormTurn> {
  return withSheet(visit, state, (sheet) => ask(visit, sheet, { ...state, at: Math.max(0, state.at - 1) }));
}

export function skipField(visit: AdminVisit, state: FormState): Promise<FormTurn> {
  return withSheet(visit, state, (sheet) => {
    const { name, isOptional } = sheet.fields[state.at]!;
    if (!isOptional) return ask(visit, sheet, state);
    const { [name]: _, ...values } = state.values;
    return goOn(visit, sheet, { ...state, values });
  });
}

export async function cancelForm(visit: AdminVisit, state: FormState): Promise<FormTurn> {
  const sheet = await findForm(state.form)?.open(visit, state.subject);
  return { kind: 'over', go: sheet?.cancelTo ?? frameCallbacks.home(), toast: visit.panel.form.canceled };
}

/** An answer, typed or pressed. */
export function answerField(visit: AdminVisit, state: FormState, text: string, isPressed: boolean): Promise<FormTurn> {
  return withSheet(visit, state, async (sheet) => {
    const field = sheet.fields[state.at]!;
    const reading = await field.read(text, isPressed);
    switch (reading.kind) {
      case 'problem':
        return ask(visit, sheet, state, { problem: reading.text });
      case 'options':
        return ask(visit, sheet, state, { options: reading.options });
      case 'ok': {
        const value = kept(visit.secretBox, field, reading.value);
        return goOn(visit, sheet, { ...state, values: { ...state.values, [field.name]: value } });
      }
    }
  });
}

/** Whether the answer that is asked for now must not stay in the chat. */
export async function asksForSecret(visit: AdminVisit, state: FormState): Promise<boolean> {
  const sheet = await findForm(state.form)?.open(visit, state.subject);
  return sheet?.fields[state.at]?.isSecret ?? false;
}

/** Whether a post may be forwarded as the answer that is asked for now: it stands for the channel that it came from. */
export async function takesPost(visit: AdminVisit, state: FormState): Promise<boolean> {
  const sheet = await findForm(state.form)?.open(visit, state.subject);
  return sheet?.fields[state.at]?.takesPost ?? false;
}

async function goOn(visit: AdminVisit, sheet: Sheet, state: FormState): Promise<FormTurn> {
  const { again } = state;
  const next = sheet.fields.findIndex(({ name }, at) => at > state.at && (!again || again.includes(name)));
  if (next >= 0) return ask(visit, sheet, { ...state, at: next });
  const values = opened(visit.secretBox, sheet, state.values);
  const end = await findForm(state.form)!.submit(visit, { ...state, values });
  switch (end.kind) {
    case 'done':
      return { ...end, kind: 'over' };
    case 'stopped':
      return { kind: 'over', go: end.go, above: end.text };
    case 'ask_again': {
      const refused = fieldsAt(sheet, end.field);
      const at = sheet.fields.findIndex(({ name }) => refused.includes(name));
      const confirming = sheet.fields.filter(({ confirms }) => confirms).map(({ name }) => name);
      const again = [...refused, ...confirming];
      return ask(visit, sheet, { ...state, at: at < 0 ? state.at : at, again }, { problem: end.text });
    }
  }
}

/** The fields that a refusal names: "options.chatId" is in options, "serviceId, countryId" are two. */
function fieldsAt({ fields }: Sheet, path: string): string[] {
  const named = path.split(', ').map((one) => one.split('.')[0]);
  return fields.map(({ name }) => name).filter((name) => named.includes(name));
}

async function withSheet(
  visit: AdminVisit,
  state: FormState,
  act: (sheet: Sheet) => Promise<FormTurn>,
): Promise<FormTurn> {
  const sheet = await findForm(state.form)?.open(visit, state.subject);
  return sheet && state.at < sheet.fields.length ? act(sheet) : gone(visit);
}

async function ask(
  visit: AdminVisit,
  sheet: Sheet,
  state: FormState,
  o: { problem?: string; options?: readonly Option[]; above?: Piece } = {},
): Promise<FormTurn> {
  return { kind: 'asks', state, view: await formView(visit, { sheet, state, ...o }) };
}

function gone({ panel }: AdminVisit): FormTurn {
  return { kind: 'over', go: frameCallbacks.home(), above: lines(panel.common.gone) };
}

const SEALED = 'sealed:';

/** What stands in the dialogue's row: secrets only encrypted. */
function kept(box: SecretBox, { isSecret }: Field, value: string): string {
  return isSecret ? SEALED + box.seal(value).toString('base64') : value;
}

function opened(box: SecretBox, { fields }: Sheet, values: Values): Values {
  const secrets = new Set(fields.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      secrets.has(name) ? box.open(Buffer.from(value.slice(SEALED.length), 'base64')) : value,
    ]),
  );
}
