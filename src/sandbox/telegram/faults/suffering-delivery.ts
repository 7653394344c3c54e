import type { Session } from '../mtproto/session';
import type { TlCodec } from '../tl/tl-codec';
import { TlWriter } from '../tl/tl-writer';
import type { Delivery } from '../world/publisher';
import type { FaultSwitches } from './fault-switches';

/** An update that is to be overtaken waits for the next one, but not for ever. */
const heldAtMostMs = 500;
const updatesId = 0x74ae4240;
const vectorId = 0x1cb5c415;
const unheardOfId = 0x0badf00d;

/** Lets the switches decide over each pushed update: lost, doubled, late, out of order, replaced or spoiled. */
export function sufferingDelivery(
  codec: TlCodec,
  faults: FaultSwitches,
  later: (delayMs: number, work: () => void) => void,
): Delivery {
  const tooLong = codec.encode({ _: 'updatesTooLong' });
  const held = new WeakMap<Session, () => void>();
  const holdBack = (session: Session, transmit: () => void) => {
    const release = () => {
      if (held.get(session) !== release) return;
      held.delete(session);
      transmit();
    };
    held.set(session, release);
    later(heldAtMostMs, release);
  };
  return (session: Session, accountId, payload, send) => {
    const {
      drop,
      duplicate,
      reorder,
      delayMs = 0,
      tooLong: replaced,
      unknownConstructor,
    } = faults.updatesFor(accountId);
    const { random } = faults;
    if (random.happens(drop)) return;
    const bytes = random.happens(replaced) ? tooLong : random.happens(unknownConstructor) ? spoiled() : payload;
    const copies = random.happens(duplicate) ? 2 : 1;
    const transmit = () => {
      for (let copy = 0; copy < copies; copy++) {
        if (delayMs > 0) later(delayMs, () => send(bytes));
        else send(bytes);
      }
    };
    const release = held.get(session);
    if (!release && random.happens(reorder)) {
      holdBack(session, transmit);
      return;
    }
    transmit();
    release?.();
  };
}

/** An Updates object whose one update has a constructor of a later layer. */
function spoiled(): Buffer {
  const writer = new TlWriter();
  for (const word of [updatesId, vectorId, 1, unheardOfId, vectorId, 0, vectorId, 0, 0, 0]) writer.uint(word);
  return writer.finish();
}
