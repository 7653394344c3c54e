import { readCatalogueMenu } from '../../../database/queries/catalogue-menu';
import { readResaleUsage } from '../../../database/queries/resale-orders';
import type { ResaleKeyRow } from '../../../database/stores/resale';
import { DAY_MS } from '../../../domain/time';
import { changeResaleKey } from '../../../usecases/resale/change-resale-key';
import { findResaleWebhook, listWebhookDeliveries, redeliverToWebhook } from '../../../usecases/resale/resale-webhook';
import { revokeResaleKey } from '../../../usecases/resale/revoke-resale-key';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { peopleCallbacks } from '../people/people-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { wayBack } from '../way-back';
import { resaleKeyCallbacks as callbacks } from './resale-callbacks';

/** So many groups are offered on a key's card. */
const MOST_GROUPS = 20;
const SHOWN_DELIVERIES = 6;

/** The keys by which programs of a user buy: what they do today, at whose prices, and their end. Reached from the user. */
export const resaleKeysSection = section({
  name: 'resaleKeys',
  entry: undefined,
  callbacks,
  pages: {
    async keys(visit, { user }): Promise<PanelAnswer> {
      const { app, panel, format } = visit;
      const keys = await app.db.resale.listKeys(user);
      return {
        text: lines(bold(panel.resale.title), keys.length === 0 && panel.common.nothing),
        buttons: [
          ...keys.map((key) => [
            button(`🔑 ${format.name(key.name, 40)} ··${key.hint}`, callbacks.key({ key: key.id })),
          ]),
          wayBack(visit, peopleCallbacks.card({ user })),
        ],
      };
    },

    async key(visit, { key }): Promise<PanelAnswer> {
      const row = await visit.app.db.resale.findKey(key);
      return row && !row.revokedAt ? cardOf(visit, row) : gone(visit);
    },

    async group(visit, { key, group }): Promise<PanelAnswer> {
      const { app, author, panel } = visit;
      const change = { priceGroupId: group === 0 ? null : group };
      const outcome = await changeResaleKey(app, { id: key, change, ...author });
      if (outcome.kind === 'not_found') return gone(visit);
      const toast = outcome.kind === 'changed' ? panel.resale.saved : panel.common.gone;
      return { go: callbacks.key({ key }), toast };
    },

    async webhook(visit, { key }): Promise<PanelAnswer> {
      const { app, panel, texts } = visit;
      const row = await app.db.resale.findKey(key);
      if (!row || row.revokedAt) return gone(visit);
      const webhook = await findResaleWebhook(app, { keyId: key });
      const page = { limit: SHOWN_DELIVERIES, backward: false };
      const deliveries = (await listWebhookDeliveries(app, { keyId: key }, { page }))?.rows ?? [];
      // Behind the host may stand a secret of its user's.
      const shown = webhook && { ...webhook, url: new URL(webhook.url).origin };
      return {
        text: texts.keyWebhook.card({ name: row.name, webhook: shown, deliveries }),
        buttons: [
          ...deliveries.map(({ id }) => [
            button(panel.resale.sendAgain({ id }), callbacks.redeliver({ key, delivery: id })),
          ]),
          wayBack(visit, callbacks.key({ key })),
        ],
      };
    },

    async redeliver({ app, author, panel }, { key, delivery }): Promise<PanelAnswer> {
      const isSent = (await redeliverToWebhook(app, { keyId: key }, delivery, author)) !== undefined;
      return { go: callbacks.webhook({ key }), toast: isSent ? panel.resale.sentAgain : panel.common.gone };
    },

    async askEnd(visit, { key }): Promise<PanelAnswer> {
      const { app, panel } = visit;
      const row = await app.db.resale.findKey(key);
      if (!row || row.revokedAt) return gone(visit);
      return {
        text: lines(bold(panel.resale.askEnd({ name: row.name })), '', panel.resale.whatEndMeans),
        buttons: [[button(panel.resale.end, callbacks.end({ key }))], wayBack(visit, callbacks.key({ key }))],
      };
    },

    async end(visit, { key }): Promise<PanelAnswer> {
      const { app, author, panel } = visit;
      const row = await app.db.resale.findKey(key);
      if (!row) return gone(visit);
      const { kind } = await revokeResaleKey(app, { id: key, ...author });
      const toast = kind === 'revoked' ? panel.resale.ended : panel.common.gone;
      return { go: callbacks.keys({ user: row.userId }), toast };
    },
  },
});

async function cardOf(visit: AdminVisit, row: ResaleKeyRow): Promise<PanelAnswer> {
  const { app, panel, texts, format } = visit;
  const now = app.clock.now();
  const since = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const [usage, groups] = await Promise.all([
    readResaleUsage(app.db, { keyId: row.id, since }),
    readCatalogueMenu(app.db, 'priceGroups', { offset: 0, limit: MOST_GROUPS }),
  ]);
  // Where it calls may hold a secret of its user's.
  const card = texts.apiKeyCard({ ...row, ...usage, now });
  const id = { key: row.id };
  const choices = [{ id: 0, name: panel.resale.listPrice }, ...groups.items].map((group) => {
    const isChosen = (row.priceGroupId ?? 0) === group.id;
    return [
      button(`${isChosen ? '🔘' : '⚪'} ${format.name(group.name, 40)}`, callbacks.group({ ...id, group: group.id })),
    ];
  });
  return {
    text: lines(card, '', panel.resale.whichPrices),
    buttons: [
      ...choices,
      [
        button(texts.keyButtons.webhook, callbacks.webhook(id)),
        button(panel.resale.askEndButton, callbacks.askEnd(id)),
      ],
      wayBack(visit, callbacks.keys({ user: row.userId })),
    ],
  };
}

function gone({ panel }: AdminVisit): PanelAnswer {
  return { go: frameCallbacks.home(), toast: panel.common.gone };
}
