import { AbridgedFraming } from './abridged';
import type { Framing } from './framing';
import { FullFraming } from './full';
import { IntermediateFraming } from './intermediate';
import { ObfuscatedFraming } from './obfuscated';

/**
 * Tells the transport by the first bytes of a connection. Undefined means "more bytes are needed"; otherwise `rest` are
 * the bytes behind the header. Throws BrokenTransport when 64 bytes fit nothing.
 */
export function recognise(start: Buffer): { framing: Framing; rest: Buffer } | undefined {
  if (start.length >= 1 && start[0] === 0xef) return { framing: new AbridgedFraming(), rest: start.subarray(1) };
  if (start.length < 8) return undefined;
  const tag = start.readUInt32LE(0);
  if (tag === 0xeeeeeeee) return { framing: new IntermediateFraming(false), rest: start.subarray(4) };
  if (tag === 0xdddddddd) return { framing: new IntermediateFraming(true), rest: start.subarray(4) };
  // A full packet carries its sequence number in the second word, and the first one is 0.
  if (start.readUInt32LE(4) === 0) return { framing: new FullFraming(), rest: start };
  if (start.length < 64) return undefined;
  return { framing: new ObfuscatedFraming(start.subarray(0, 64)), rest: start.subarray(64) };
}
