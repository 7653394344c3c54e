import { TypeNotFoundError } from 'telegram/errors';
import type { BinaryReader } from 'telegram/extensions';
import { Api } from 'telegram/tl';
import { MessageContainer, TLMessage } from 'telegram/tl/core';
import { expectFunction, type Mend, replaced } from './mend';
import { restoreVectorFlags } from './vector-flags';

type ReadContainer = typeof MessageContainer.fromReader;

async function readContainer(reader: BinaryReader): Promise<MessageContainer> {
  const messages: TLMessage[] = [];
  const count = reader.readInt();
  for (let read = 0; read < count; read += 1) {
    const msgId = reader.readLong();
    const seqNo = reader.readInt();
    const length = reader.readInt();
    const before = reader.tellPosition();
    messages.push(new TLMessage(msgId, seqNo, readOne(reader)));
    reader.setPosition(before + length);
  }
  return new MessageContainer(messages);
}

/** What cannot be read is at worst an update, and "too long" means exactly: something happened, fetch the difference. */
function readOne(reader: BinaryReader): unknown {
  try {
    return reader.tgReadObject();
  } catch (error) {
    restoreVectorFlags();
    if (error instanceof TypeNotFoundError) return new Api.UpdatesTooLong();
    throw error;
  }
}

/** Defect 23. */
export const unreadableMessages: Mend = {
  name: 'unreadable-messages',
  reason: 'One object of a later layer drops the whole container it came in, answers to calls included.',
  apply: () => replaced(MessageContainer, 'fromReader', readContainer as unknown as ReadContainer),
  check: () => expectFunction(MessageContainer, 'fromReader'),
};
