import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { formatAmount, parseAmount } from '../../domain/money/money';

const LARGEST_ID = 2n ** 63n - 1n;

/** Money is a string, so that no client reads it as a floating point number by accident. */
export const MoneyScalar = textScalar<bigint>({
  name: 'Money',
  description: 'An amount in the shop\'s one currency, as a decimal string with four places: "1.2500".',
  write: formatAmount,
  read: parseAmount,
  form: 'a decimal string with at most four places, such as "1.2500"',
});

export const BigIntIdScalar = textScalar<bigint>({
  name: 'BigIntId',
  description: 'An identifier of up to 64 bits, as a string of decimal digits.',
  write: (id) => id.toString(),
  read: (text) => (/^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_ID ? BigInt(text) : undefined),
  form: 'a string of decimal digits, such as "42"',
});

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

export const ChatIdScalar = textScalar<bigint>({
  name: 'ChatId',
  description: 'A chat on Telegram: -100 followed by the id of a channel or supergroup, as a string.',
  write: (id) => id.toString(),
  read: (text) => (/^-?[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined),
  form: 'a string of digits, such as "-1001234567890"',
});

export const DateTimeScalar = textScalar<Date>({
  name: 'DateTime',
  description: 'An instant in ISO 8601 with a time zone: "2026-01-15T12:00:00.000Z".',
  write: (date) => date.toISOString(),
  read(text) {
    const date = INSTANT.test(text) ? new Date(text) : undefined;
    return date && !Number.isNaN(date.getTime()) ? date : undefined;
  },
  form: 'an ISO 8601 instant with a time zone, such as "2026-01-15T12:00:00Z"',
});

interface TextForm<Value> {
  readonly name: string;
  readonly description: string;
  readonly write: (value: Value) => string;
  readonly read: (text: string) => Value | undefined;
  readonly form: string;
}

/** A scalar that travels as a string and as nothing else. */
function textScalar<Value>({ name, description, write, read, form }: TextForm<Value>) {
  const parse = (value: unknown): Value => {
    const parsed = typeof value === 'string' ? read(value) : undefined;
    if (parsed === undefined)
      throw new GraphQLError(`${name} must be ${form}.`, { extensions: { code: 'BAD_USER_INPUT' } });
    return parsed;
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    serialize: (value) => write(value as Value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}
