import type { App } from '../../../app';
import type { SecretBox } from '../../../platform/secret-box';
import type { RenderedMessage } from '../../../ports/rendered-message';
import { button, copyButton } from '../../screens/view';
import type { Language } from '../../texts/languages';
import { panelTextsFor } from '../texts';
import { entityCallbacks } from './entity-callbacks';

/** A row of the outbox that shows a new webhook address. The address lies in it sealed: it is a secret. */
export const ADDRESS_KIND = 'panel_webhook_address';

/** Telegram's clipboard takes no more. */
const LONGEST_COPY = 256;

export async function putAddress(
  app: App,
  box: SecretBox,
  o: { userId: bigint; providerId: number; name: string; address: string; isWhole: boolean; previousUntil?: Date },
): Promise<void> {
  const { userId, address, previousUntil, ...facts } = o;
  const payload = {
    ...facts,
    sealed: box.seal(address).toString('base64'),
    until: previousUntil?.toISOString() ?? null,
  };
  // Each press makes an address of its own, and the last one counts: none may be taken for another.
  const row = { key: `address:${app.ids.uuid()}`, lane: 1, userId, kind: ADDRESS_KIND, payload } as const;
  await app.db.outbox.put({ ...row, at: app.clock.now() });
  app.wake('outbox');
}

/** Its own message: the button below puts the provider's card in its place, and so takes the address out of the chat. */
export function renderAddress(
  app: App,
  box: SecretBox | undefined,
  row: { language: Language | null; payload: Readonly<Record<string, unknown>> },
): RenderedMessage {
  if (!box) throw new Error('a webhook address cannot be shown without the secret box');
  const { providerId, name, sealed, until, isWhole } = row.payload as Record<string, string>;
  const address = box.open(Buffer.from(sealed!, 'base64'));
  const words = panelTextsFor(row.language ?? 'en', app.currency).panel.webhooks.address;
  const previousUntil = until ? new Date(until) : undefined;
  const { text, entities } = words.made({ name: name!, address, isWhole: Boolean(isWhole), previousUntil });
  const card = entityCallbacks('APR').card({ id: Number(providerId), page: 0, of: 0 });
  const copy = address.length <= LONGEST_COPY ? [[copyButton(words.copy, address)]] : [];
  return { text, entities, keyboard: [...copy, [button(words.hide, card)]] };
}
