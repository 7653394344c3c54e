import type { App } from '../../../app';
import type { SecretBox } from '../../../platform/secret-box';
import type { RenderedMessage } from '../../../ports/rendered-message';
import type { Rendering } from '../../outbox/kinds';
import { putRow } from '../../outbox/put';
import { button, copyRow } from '../../screens/view';
import { panelTextsFor } from '../texts';
import { entityCallbacks } from './entity-callbacks';

/** Puts a row that shows a new webhook address. The address lies in it sealed: it is a secret. */
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
  await putRow(app, { key: `address:${app.ids.uuid()}`, lane: 1, userId, kind: 'panel_webhook_address', payload });
}

/** Its own message: the button below puts the provider's card in its place, and so takes the address out of the chat. */
export function renderAddress(
  { app, box, language }: Rendering,
  o: { providerId: number; name: string; sealed: string; until: Date | null; isWhole: boolean },
): RenderedMessage {
  if (!box) throw new Error('a webhook address cannot be shown without the secret box');
  const { name, isWhole, until } = o;
  const address = box.open(Buffer.from(o.sealed, 'base64'));
  const words = panelTextsFor(language, app.currency).panel.webhooks.address;
  const { text, entities } = words.made({ name, address, isWhole, previousUntil: until ?? undefined });
  const card = entityCallbacks('APR').card({ id: o.providerId, page: 0, of: 0 });
  return { text, entities, keyboard: [...copyRow(words.copy, address), [button(words.hide, card)]] };
}
