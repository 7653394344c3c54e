import { withAsciiDigits } from '../../../domain/message/ascii-digits';
import { formatAmount, parseAmount } from '../../../domain/money/money';
import { readTypedAmount } from '../../typed-amount';
import type { AdminVisit } from '../section';
import type { Field, Option, Reading } from './form';

type Basics = Pick<Field, 'name' | 'label'> &
  Partial<Pick<Field, 'hint' | 'current' | 'seen' | 'isOptional' | 'confirms'>>;

const ok = (value: string): Reading => ({ kind: 'ok', value });
const problem = (text: string): Reading => ({ kind: 'problem', text });

/** Text of `least` to `most` characters, without spaces around it. */
export function textField(
  { panel }: AdminVisit,
  o: Basics & { least?: number; most: number; pattern?: { fits: RegExp; else: string } },
): Field {
  const { least = 1, most, pattern } = o;
  const hint = o.hint ?? panel.form.typeText({ least, most });
  return {
    ...o,
    hint,
    read(text) {
      const value = text.trim();
      const { length } = value;
      if (length < least || length > most || value.includes('\0')) return problem(panel.form.typeText({ least, most }));
      return pattern && !pattern.fits.test(value) ? problem(pattern.else) : ok(value);
    },
  };
}

/** A whole number, also typed in Arabic digits. */
export function wholeField({ panel }: AdminVisit, o: Basics & { least: number; most: number }): Field {
  const hint = panel.form.typeWhole({ least: o.least, most: o.most });
  return {
    ...o,
    hint: o.hint ?? hint,
    read(text) {
      const typed = withAsciiDigits(text)
        .replace(/[\s,_]/g, '')
        .replace('−', '-');
      const value = /^-?\d{1,15}$/.test(typed) ? Number(typed) : Number.NaN;
      return value >= o.least && value <= o.most ? ok(String(value)) : problem(hint);
    },
  };
}

/** A decimal number with at most four places. */
export function decimalField({ panel }: AdminVisit, o: Basics & { least: number; most: number }): Field {
  const hint = panel.form.typeNumber({ least: o.least, most: o.most });
  return {
    ...o,
    hint: o.hint ?? hint,
    read(text) {
      const typed = withAsciiDigits(text).trim().replace(',', '.');
      const value = /^\d{1,9}(\.\d{1,4})?$/.test(typed) ? Number(typed) : Number.NaN;
      return value >= o.least && value <= o.most ? ok(String(value)) : problem(hint);
    },
  };
}

/** Money above zero; the value is the decimal text of `formatAmount`. A comma counts as the point. */
export function amountField({ panel, format, app }: AdminVisit, o: Basics & { most?: bigint }): Field {
  const most = o.most ?? 10_000_000_000n;
  const hint = panel.form.typeAmount({ most, currency: app.currency });
  return {
    ...o,
    hint: o.hint ?? hint,
    show: (value) => format.money(parseAmount(value) ?? 0n),
    read(text) {
      const amount = readTypedAmount(text);
      return amount !== undefined && amount <= most ? ok(formatAmount(amount)) : problem(hint);
    },
  };
}

/** One of a few, by a button or by typing its label. */
export function choiceField({ panel }: AdminVisit, o: Basics & { options: readonly Option[] }): Field {
  return {
    ...o,
    hint: o.hint ?? panel.form.choose,
    options: () => o.options,
    show: (value) => labelOf(o.options, value),
    read(text) {
      const typed = text.trim().toLowerCase();
      const found = o.options.find(({ value, label }) => value === text || label.toLowerCase() === typed);
      return found ? ok(found.value) : problem(panel.form.choose);
    },
  };
}

/** A day or an instant in UTC; the value is that of ISO 8601. */
export function instantField({ panel, format }: AdminVisit, o: Basics): Field {
  const hint = panel.form.typeInstant;
  return {
    ...o,
    hint: o.hint ?? hint,
    show: (value) => format.dateTime(new Date(value)),
    read(text) {
      const typed = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?(?: UTC)?$/.exec(withAsciiDigits(text).trim());
      const at = new Date(typed ? `${typed[1]}T${typed[2] ?? '00:00'}Z` : Number.NaN);
      return Number.isNaN(at.getTime()) ? problem(hint) : ok(at.toISOString());
    },
  };
}

/** On or off; the value is "on" or "off". */
export function flagField(visit: AdminVisit, o: Basics): Field {
  const { yes, no } = visit.panel.common;
  const options = [
    { value: 'on', label: yes },
    { value: 'off', label: no },
  ];
  return choiceField(visit, { ...o, options });
}

/**
 * One of many: typed words find it, a pressed option is looked up by its value. `find('')` gives the first ones; give at
 * most 24.
 */
export function pickField(
  { panel }: AdminVisit,
  o: Basics & { find(words: string): Promise<readonly Option[]>; byValue(value: string): Promise<Option | undefined> },
): Field {
  return {
    ...o,
    hint: o.hint ?? panel.form.pick,
    options: () => o.find(''),
    show: async (value) => (await o.byValue(value))?.label ?? value,
    async read(text, isPressed) {
      if (isPressed) {
        const pressed = await o.byValue(text);
        return pressed ? ok(pressed.value) : problem(panel.form.pick);
      }
      const found = await o.find(text.trim());
      if (found.length === 1) return ok(found[0]!.value);
      return found.length === 0
        ? problem(panel.form.nothingFound({ words: text }))
        : { kind: 'options', options: found };
    },
  };
}

/** Something that must not stay in the chat. */
export function secretField(visit: AdminVisit, o: Basics & { least: number; most: number }): Field {
  const { panel } = visit;
  const hint = o.hint ?? panel.form.typeSecret({ least: o.least, most: o.most });
  return { ...textField(visit, { ...o, hint }), isSecret: true, show: () => '••••••' };
}

/** A JSON object; the value is its shortest text. */
export function jsonField({ panel }: AdminVisit, o: Basics): Field {
  return {
    ...o,
    hint: o.hint ?? panel.form.typeJson,
    read(text) {
      try {
        const value: unknown = JSON.parse(text);
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject ? ok(JSON.stringify(value)) : problem(panel.form.typeJson);
      } catch {
        return problem(panel.form.typeJson);
      }
    },
  };
}

/**
 * A list of words; the value is its JSON. What is typed is added to those of `seen`, apart by commas or lines; what is
 * pressed, or typed behind a minus, is taken away.
 */
export function wordsField({ panel }: AdminVisit, o: Basics & { most: number }): Field {
  const standing = o.seen ? (JSON.parse(o.seen) as string[]) : [];
  const changed = (words: readonly string[]): Reading => ok(JSON.stringify(words));
  return {
    ...o,
    hint: o.hint ?? panel.form.typeWords,
    options: () => standing.map((word, at) => ({ value: String(at), label: `✖️ ${word}` })),
    show: (value) => (JSON.parse(value) as string[]).join(', '),
    read(text, isPressed) {
      if (isPressed) return changed(standing.filter((_, at) => String(at) !== text));
      const typed = text
        .split(/[,،;\n]/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
      const isGone = (word: string) => typed.some((one) => /^[-−–]/.test(one) && alike(one.slice(1), word));
      const added = typed.filter((one) => !/^[-−–]/.test(one) && !standing.some((word) => alike(one, word)));
      if (typed.length === 0 || standing.length + added.length > o.most) return problem(panel.form.typeWords);
      return changed([...standing.filter((word) => !isGone(word)), ...added]);
    },
  };
}

const alike = (one: string, other: string) => one.trim().toLowerCase() === other.toLowerCase();

function labelOf(options: readonly Option[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
