import type { GsmTables } from './gsm-tables';

/** What stands in front of an SMS's text (TS 23.040, 9.2.3.24), as far as it concerns the text. */
export interface UserDataHeader {
  /** Octets, its own length included. */
  readonly length: number;
  readonly part?: { readonly reference: number; readonly number: number; readonly total: number };
  readonly tables: GsmTables;
  /** Ports: the SMS is for a program of the phone, such as a WAP push, not for its owner. */
  readonly isForPort: boolean;
}

const PART_8 = 0x00;
const PORT_8 = 0x04;
const PORT_16 = 0x05;
const PART_16 = 0x08;
const SINGLE_SHIFT = 0x24;
const LOCKING_SHIFT = 0x25;

/**
 * Reads the header at the beginning of user data. Undefined when it is longer than what is there: then nothing says where
 * the text begins. An element that does not fit is passed over, and of two of a kind the last counts.
 */
export function readUserDataHeader(data: Uint8Array): UserDataHeader | undefined {
  if (data.length === 0) return undefined;
  const length = data[0]! + 1;
  if (length > data.length) return undefined;
  let part: UserDataHeader['part'];
  let locking: number | undefined;
  let single: number | undefined;
  let isForPort = false;
  for (let at = 1; at + 2 <= length; ) {
    const kind = data[at]!;
    const value = data.subarray(at + 2, at + 2 + data[at + 1]!);
    at += 2 + data[at + 1]!;
    if (at > length) break;
    if (kind === PART_8 && value.length === 3)
      part = partOf({ reference: value[0]!, total: value[1]!, number: value[2]! }) ?? part;
    else if (kind === PART_16 && value.length === 4)
      part = partOf({ reference: value[0]! * 256 + value[1]!, total: value[2]!, number: value[3]! }) ?? part;
    else if (kind === SINGLE_SHIFT && value.length === 1) single = value[0];
    else if (kind === LOCKING_SHIFT && value.length === 1) locking = value[0];
    else if (kind === PORT_8 || kind === PORT_16) isForPort = true;
  }
  return { length, part, tables: { locking, single }, isForPort };
}

/** One of one is whole; a part that cannot be counted is no part. */
function partOf(part: NonNullable<UserDataHeader['part']>): UserDataHeader['part'] {
  return part.number >= 1 && part.number <= part.total && part.total > 1 ? part : undefined;
}
