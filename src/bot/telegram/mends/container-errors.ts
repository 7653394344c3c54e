import { MTProtoSender } from 'telegram/network/MTProtoSender';
import { expectFunction, type Mend, replaced } from './mend';
import { restoreVectorFlags } from './vector-flags';

interface Inner {
  readonly msgId: unknown;
  obj: unknown;
}
interface Receiving {
  _handleContainer(message: { obj: { messages: Inner[] } }): Promise<void>;
  _processMessage(message: Inner): Promise<void>;
  _client?: { _errorHandler?: (error: unknown) => unknown };
}
const receiving = MTProtoSender.prototype as unknown as Receiving;

/** These end the whole sign-in, so the receiving loop must see them; it does, after the rest was handled. */
const FATAL = new Set(['AUTH_KEY_UNREGISTERED', 'SESSION_REVOKED']);

async function handleContainer(this: Receiving, message: { obj: { messages: Inner[] } }): Promise<void> {
  let fatal: unknown;
  for (const inner of message.obj.messages) {
    try {
      await this._processMessage(inner);
    } catch (error) {
      restoreVectorFlags();
      const text = (error as { errorMessage?: string }).errorMessage;
      if (text === undefined) await this._client?._errorHandler?.(error);
      else if (FATAL.has(text)) fatal = error;
    }
  }
  if (fatal !== undefined) throw fatal;
}

/** Defect 1. The caller has got its error already; throwing it again makes the container's other messages vanish. */
export const containerErrors: Mend = {
  name: 'container-errors',
  reason: 'One refused call inside a container drops every later message of that container.',
  apply: () => replaced(receiving, '_handleContainer', handleContainer),
  check() {
    expectFunction(receiving, '_handleContainer');
    expectFunction(receiving, '_processMessage');
  },
};
