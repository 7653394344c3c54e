import type { TelegramClient } from 'telegram';
import type { AuthKey } from 'telegram/crypto/AuthKey';
import { TypeNotFoundError } from 'telegram/errors';
import { UpdateConnectionState } from 'telegram/network';
import { MTProtoSender } from 'telegram/network/MTProtoSender';
import { restoreVectorFlags } from './vector-flags';

export interface SenderEvents {
  /** Each `Updates` object as it comes, before the package's own dispatcher (defects 2, 9 and 16). */
  onUpdates(updates: unknown): void;
  /** Something came that this layer cannot read (defect 23). */
  onUnreadable(): void;
  /** The connection is lost. */
  onCut(): void;
  /** The server does not know the key. */
  onKeyDead(): void;
}

interface Inside {
  reconnect(): void;
  _state: { decryptMessageData(body: Buffer): Promise<unknown> };
}

/**
 * A sender that lives for one connection. The package's own reconnecting is endless, without jitter, begins only after
 * a second (defect 17) and never asks for a new key when the old one is forgotten (defect 4); here the end is reported,
 * and whoever listens opens another link.
 */
export function oneLifeSender(
  client: TelegramClient,
  authKey: AuthKey | undefined,
  events: SenderEvents,
): MTProtoSender {
  const facts = client as unknown as { _log: unknown; _exportedSenderPromises: Map<number, Promise<MTProtoSender>> };
  const sender = new MTProtoSender(authKey, {
    ...MTProtoSender.DEFAULT_OPTIONS,
    logger: facts._log,
    dcId: client.session.dcId,
    retries: 1,
    delay: 0,
    updateCallback: (_: unknown, update: unknown) => {
      if (!(update instanceof UpdateConnectionState)) events.onUpdates(update);
      else if (update.state === UpdateConnectionState.broken) events.onKeyDead();
    },
    isMainSender: true,
    client,
    securityChecks: true,
    _exportedSenderPromises: facts._exportedSenderPromises,
  });
  const inside = sender as unknown as Inside;
  inside.reconnect = () => events.onCut();
  const decrypt = inside._state.decryptMessageData.bind(inside._state);
  inside._state.decryptMessageData = async (body) => {
    try {
      return await decrypt(body);
    } catch (error) {
      restoreVectorFlags();
      if (error instanceof TypeNotFoundError) events.onUnreadable();
      throw error;
    }
  };
  return sender;
}
