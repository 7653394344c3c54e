import { rowsFor } from '../../../database/queries/rows-for';
import { rotateWebhookSecret } from '../../../usecases/webhooks/rotate-webhook-secret';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { putAddress } from './address-notice';
import { entityCallbacks } from './entity-callbacks';

const PREFIX = 'APR';
export const addressCallbacks = {
  address: callbackData(`${PREFIX}w`, { id: 'id' }),
  rotate: callbackData(`${PREFIX}n`, { id: 'id', keep: 'flag' }),
};

const cardOf = (id: number) => entityCallbacks(PREFIX).card({ id, page: 0, of: 0 });

/** What a new address does to the one before, and the buttons that make one. */
async function address(visit: AdminVisit, { id }: { id: number }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const [row] = await rowsFor(app).providers([id]);
  if (!row) return { go: entityCallbacks(PREFIX).list({ page: 0, of: 0, query: false }), toast: panel.common.gone };
  const words = panel.webhooks.address;
  const has = row.hasWebhookAddress;
  return {
    text: lines(
      bold(words.title),
      visit.format.name(row.name),
      '',
      has ? words.hasOne : words.hasNone,
      row.webhookSeenAt && words.seen({ at: row.webhookSeenAt }),
      '',
      words.comesOnce,
      has && words.old,
    ),
    buttons: [
      ...(has
        ? [
            [button(words.makeAndKeep, addressCallbacks.rotate({ id, keep: true }))],
            [button(words.makeAndEnd, addressCallbacks.rotate({ id, keep: false }))],
          ]
        : [[button(words.make, addressCallbacks.rotate({ id, keep: true }))]]),
      wayBack(visit, cardOf(id)),
    ],
  };
}

async function rotate(visit: AdminVisit, { id, keep }: { id: number; keep: boolean }): Promise<PanelAnswer> {
  const { app, author, panel, publicUrl, secretBox, user } = visit;
  const words = panel.webhooks.address;
  const order = { providerId: id, overlapHours: keep ? undefined : 0, ...author };
  const outcome = await rotateWebhookSecret(app, order);
  switch (outcome.kind) {
    case 'rotated': {
      const [row] = await rowsFor(app).providers([id]);
      const made = { providerId: id, name: row?.name ?? String(id), isWhole: publicUrl !== undefined };
      const whole = { ...made, address: (publicUrl ?? '') + outcome.path };
      const previousUntil = keep ? outcome.previousUntil : undefined;
      await putAddress(app, secretBox, { ...whole, userId: user.id, previousUntil });
      return { go: cardOf(id), toast: words.comes };
    }
    case 'no_webhooks':
      return { go: cardOf(id), toast: outcome.fits ? words.knowsNone : words.misfit };
    default:
      return { go: entityCallbacks(PREFIX).list({ page: 0, of: 0, query: false }), toast: panel.common.gone };
  }
}

export const addressPages = { address, rotate };
