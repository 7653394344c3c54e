import type { Session } from '../mtproto/session';
import type { TlCodec } from '../tl/tl-codec';
import { TlWriter } from '../tl/tl-writer';
import type { Delivery } from '../world/publisher';
import type { FaultSwitches } from './fault-switches';

const reorderDelayMs = 30;
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
  return (_session: Session, accountId, payload, send) => {
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
    // An update held back for a moment is overtaken by the next one.
    const delay = delayMs + (random.happens(reorder) ? reorderDelayMs : 0);
    const copies = random.happens(duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (delay > 0) later(delay, () => send(bytes));
      else send(bytes);
    }
  };
}

/** An Updates object whose one update has a constructor of a later layer. */
function spoiled(): Buffer {
  const writer = new TlWriter();
  for (const word of [updatesId, vectorId, 1, unheardOfId, vectorId, 0, vectorId, 0, 0, 0]) writer.uint(word);
  return writer.finish();
}
