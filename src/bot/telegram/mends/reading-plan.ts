import type { BinaryReader } from 'telegram/extensions';
import type { Argument, Arguments } from './schema';

export type Fields = Record<string, unknown>;
type Read = (reader: BinaryReader) => unknown;

/** One field of a class on the wire. */
export interface Step {
  readonly name: string;
  /** The field whose bits say whether this one is there; undefined when it always is. */
  readonly flag: string | undefined;
  readonly bit: number;
  /** Its bit is all there is of it. */
  readonly isTrue: boolean;
  readonly read: Read;
}

const READS: Readonly<Record<string, Read>> = {
  int: (reader) => reader.readInt(),
  long: (reader) => reader.readLong(),
  int128: (reader) => reader.readLargeInt(128),
  int256: (reader) => reader.readLargeInt(256),
  double: (reader) => reader.readDouble(),
  string: (reader) => reader.tgReadString(),
  bytes: (reader) => reader.tgReadBytes(),
  Bool: (reader) => reader.tgReadBool(),
  true: () => true,
  date: (reader) => reader.tgReadDate(),
};
const readObject: Read = (reader) => reader.tgReadObject();

/** How a class is read, field by field. Undefined when it has a field that the package reads in a way of its own. */
export function planOf(args: Arguments): readonly Step[] | undefined {
  const steps = Object.entries(args).map(([name, argument]): Step | undefined => {
    const read = readOf(argument);
    const { isFlag, flagName, flagIndex, type, isVector } = argument;
    const isTrue = isFlag && type === 'true' && !isVector;
    return read && { name, flag: isFlag ? (flagName ?? undefined) : undefined, bit: 1 << flagIndex, isTrue, read };
  });
  return steps.every((step) => step !== undefined) ? steps : undefined;
}

function readOf({ flagIndicator, type, isVector, useVectorId, skipConstructorId }: Argument): Read | undefined {
  if (flagIndicator) return READS.int;
  const isPlain = Object.hasOwn(READS, type ?? '');
  const item = isPlain ? READS[type as string] : skipConstructorId ? undefined : readObject;
  return isVector && item ? vectorOf(item, useVectorId === true) : item;
}

const vectorOf =
  (item: Read, hasId: boolean): Read =>
  (reader) => {
    if (hasId) reader.readInt();
    const list: unknown[] = [];
    for (let left = reader.readInt(); left > 0; left -= 1) list.push(item(reader));
    return list;
  };

/** Reads what is there; what is absent is left to the object's prototype. */
export function readInto(fields: Fields, plan: readonly Step[], reader: BinaryReader): Fields {
  for (const { name, flag, bit, isTrue, read } of plan) {
    if (flag !== undefined && ((fields[flag] as number) & bit) === 0) continue;
    fields[name] = isTrue || read(reader);
  }
  return fields;
}
