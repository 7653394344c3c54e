import { type CountryCallingCode, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import { type NumberFault, type NumberReading, readNumber } from '../../domain/number/read-number';

/** What may stand behind one calling code, in any of the countries that share it. */
interface Plan {
  readonly code: string;
  readonly lengths: ReadonlySet<number>;
  readonly valid: RegExp;
  /** Whether numbers of the code are dialed at home with a zero in front. */
  readonly hasTrunkZero: boolean;
}

/** So many digits may have been written behind a number. */
const MOST_EXTRA = 4;
const plans = new Map<string, Plan | undefined>();

/** Why a number cannot be one of its country's; undefined when it can, or when nobody knows its calling code. */
export function planFault(phone: string): NumberFault | undefined {
  const plan = planOf(phone);
  if (!plan) return undefined;
  const national = phone.slice(plan.code.length);
  if (plan.valid.test(national)) return undefined;
  if (plan.hasTrunkZero && national.startsWith('0')) return 'trunk_zero';
  if (!plan.lengths.has(national.length)) return national.length < Math.max(...plan.lengths) ? 'short' : 'long';
  // A plan may know less than the country has opened, but then it knows no number with a digit less or more either.
  for (let extra = 1; extra <= MOST_EXTRA; extra += 1) if (plan.valid.test(national.slice(0, -extra))) return 'long';
  for (let digit = 0; digit <= 9; digit += 1) if (plan.valid.test(`${national}${digit}`)) return 'short';
  return undefined;
}

/** Whether a number is one that its country gives out. */
export function isInPlan(phone: string): boolean {
  const plan = planOf(phone);
  return plan?.valid.test(phone.slice(plan.code.length)) ?? false;
}

/** Reads a number and holds it against the plan of its country. */
export function readPlannedNumber(text: string): NumberReading {
  const reading = readNumber(text);
  if (reading.kind === 'invalid') return reading;
  // Where the zero may belong to the number (as in Italy), nobody can tell which of the two is meant.
  if (reading.withZero !== undefined && (isInPlan(reading.withZero) || !isInPlan(reading.phone)))
    return { kind: 'invalid', fault: 'trunk_zero', phone: reading.phone };
  const fault = planFault(reading.phone);
  return fault ? { kind: 'invalid', fault, phone: reading.phone } : reading;
}

/** Whether a text is a phone number for certain: written as an international one, or given out by its country. */
export function isSurelyPhone(text: string): boolean {
  const reading = readPlannedNumber(text);
  return (
    reading.kind === 'phone' && (isInPlan(reading.phone) || (reading.isSigned && planOf(reading.phone) !== undefined))
  );
}

/** The calling code of a number, and how many digits may follow it; for words about what is wrong. */
export function planFacts(phone: string): { code: string; lengths: readonly number[] } | undefined {
  const plan = planOf(phone);
  return plan && { code: plan.code, lengths: [...plan.lengths].sort((a, b) => a - b) };
}

function planOf(phone: string): Plan | undefined {
  for (let length = 1; length <= 3; length += 1) {
    const code = phone.slice(0, length);
    if (Object.hasOwn(metadata.country_calling_codes, code)) {
      if (!plans.has(code)) plans.set(code, readPlan(code));
      return plans.get(code);
    }
  }
  return undefined;
}

/** What the library knows of a country and does not say in its types. */
type KnownPlan = NonNullable<Metadata['numberingPlan']> & {
  nationalNumberPattern(): string;
  nationalPrefix(): string | undefined;
  hasTypes(): boolean;
  type(name: NumberType): { pattern(): string } | undefined;
};

const TYPES = [
  ...(['MOBILE', 'FIXED_LINE', 'VOIP', 'TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE'] as const),
  ...(['PERSONAL_NUMBER', 'PAGER', 'UAN', 'VOICEMAIL'] as const),
];
type NumberType = (typeof TYPES)[number];

function readPlan(code: CountryCallingCode): Plan {
  const lengths = new Set<number>();
  const patterns = new Set<string>();
  let hasTrunkZero = false;
  const known = new Metadata(metadata);
  for (const country of metadata.country_calling_codes[code]!) {
    known.selectNumberingPlan(country);
    const plan = known.numberingPlan as KnownPlan;
    for (const length of plan.possibleLengths()) lengths.add(length);
    if (plan.nationalPrefix() === '0') hasTrunkZero = true;
    if (!plan.hasTypes()) patterns.add(plan.nationalNumberPattern());
    else for (const type of TYPES) patterns.add(plan.type(type)?.pattern() ?? '(?!)');
  }
  return { code, lengths, valid: new RegExp(`^(?:${[...patterns].join('|')})$`), hasTrunkZero };
}
