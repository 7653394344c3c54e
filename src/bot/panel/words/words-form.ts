import type { Language } from '../../../domain/language';
import type { Problem } from '../../../domain/problems';
import { textProblems, textRule } from '../../../domain/texts/custom-texts';
import { findText } from '../../../usecases/texts/list-texts';
import { saveText } from '../../../usecases/texts/save-text';
import type { Form } from '../forms/form';
import type { AdminVisit } from '../section';
import { wordCallbacks as callbacks } from './word-callbacks';

/** An operator's own words for one text; afterwards he sees it as a buyer will. */
export const wordsForm: Form = {
  async open(visit, { language, text: key }) {
    const found = await findText(visit.app, { language: String(language), key: String(key) });
    if (!found) return undefined;
    const { words } = visit.panel;
    const { placeholders, longest } = textRule(found.key);
    const places = placeholders.map((name) => `{${name}}`).join(' ');
    return {
      title: words.names[found.key],
      fields: [
        {
          name: 'text',
          label: words.label,
          hint: words.typeHint({ places, longest }),
          current: found.own ?? found.builtIn,
          seen: found.own ?? '',
          read(typed) {
            const value = typed.replaceAll('\r\n', '\n').trim();
            const problems = textProblems(found.key, value);
            if (problems.length === 0) return { kind: 'ok', value };
            return { kind: 'problem', text: described(visit, problems) };
          },
        },
      ],
      cancelTo: callbacks.card({ language: found.language, text: found.key }),
    };
  },
  async submit(visit, { subject, values, seen }) {
    const language = subject.language as Language;
    const found = await findText(visit.app, { language, key: String(subject.text) });
    const at = { language, text: String(subject.text) };
    const { common, words } = visit.panel;
    if (!found) return { kind: 'stopped', text: words.gone, go: callbacks.menu() };
    const order = { language, key: found.key, text: values.text!, seen: seen.text === '' ? null : seen.text };
    const outcome = await saveText(visit.app, order, visit.author);
    switch (outcome.kind) {
      case 'saved':
        return { kind: 'done', go: callbacks.preview(at), toast: words.saved };
      case 'invalid':
        return {
          kind: 'ask_again',
          field: 'text',
          text: described(visit, outcome.problems),
        };
      case 'changed_meanwhile': {
        const now = outcome.now ?? found.builtIn;
        return {
          kind: 'stopped',
          text: common.changedMeanwhile({ label: words.names[found.key], now }),
          go: callbacks.card(at),
        };
      }
    }
  },
};

function described({ panel }: AdminVisit, problems: readonly Problem[]): string {
  return problems.map((one) => panel.common.problem(one)).join('\n');
}
