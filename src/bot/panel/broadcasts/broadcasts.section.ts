import type { Steering } from '../../../domain/broadcast/broadcast-status';
import {
  type BroadcastView,
  countBroadcastAudience,
  findBroadcast,
  listBroadcasts,
} from '../../../usecases/broadcasts/find-broadcast';
import { previewBroadcast } from '../../../usecases/broadcasts/preview-broadcast';
import { createBroadcast, updateBroadcast } from '../../../usecases/broadcasts/save-broadcast';
import { type SteerOutcome, steerBroadcast } from '../../../usecases/broadcasts/steer-broadcast';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { turnPages } from '../turn-pages';
import { wayBack } from '../way-back';
import { broadcastCallbacks as callbacks } from './broadcast-callbacks';
import { audienceLine, broadcastCard } from './broadcast-card';
import { audienceForm, inputOf, linkForm, refusalOf } from './broadcast-forms';
import { sentPhoto } from './sent-photo';

const PAGE_SIZE = 8;

/** Messages to many: written as they shall look, previewed, sent, stopped and resumed. */
export const broadcastsSection = section({
  name: 'broadcasts',
  entry: { label: (panel) => panel.broadcasts.button, data: callbacks.list({ page: 0 }) },
  callbacks,
  pages: {
    async list(visit, { page }) {
      const { app, panel, texts } = visit;
      const { items, hasNext } = await listBroadcasts(app, { page, pageSize: PAGE_SIZE });
      const { broadcasts, common } = panel;
      return {
        text: lines(bold(broadcasts.title), items.length === 0 && common.nothing),
        buttons: [
          ...items.map((row) => {
            const mark = broadcasts.statuses[row.status].split(' ')[0]!;
            const { text, status, sentCount: sent, audienceCount: of } = row;
            const label = status === 'DRAFT' ? broadcasts.draftRow({ text, of }) : broadcasts.row({ text, sent, of });
            return [button(`${mark} ${row.hasPhoto ? '🖼 ' : ''}${label}`, callbacks.card({ broadcast: row.id }))];
          }),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.list({ page: to })),
          [button(broadcasts.newButton, callbacks.compose())],
          [button(common.panel, frameCallbacks.home())],
        ],
      };
    },

    compose: async (visit) => ({
      text: visit.panel.broadcasts.compose,
      buttons: [wayBack(visit, callbacks.list({ page: 0 }))],
      takes: { words: callbacks.write(), photo: callbacks.write() },
    }),

    async write(visit) {
      const { app, author, typed, typedEntities: entities } = visit;
      const sent = await sentPhoto(visit);
      if (sent.kind === 'not_fetched') return { go: callbacks.compose(), toast: visit.panel.broadcasts.photoNotTaken };
      if (!typed && !sent.photo) return { go: callbacks.compose() };
      const outcome = await createBroadcast(app, { text: typed ?? '', entities, photo: sent.photo }, author);
      if (outcome.kind === 'saved') return { go: callbacks.card({ broadcast: outcome.id }) };
      return { go: callbacks.compose(), toast: refusalOf(visit, outcome) };
    },

    async card(visit, { broadcast }) {
      const row = await findBroadcast(visit.app, broadcast);
      return row ? broadcastCard(visit, row) : gone(visit);
    },

    rewrite: async (visit, { broadcast }) => ({
      text: lines(visit.panel.broadcasts.rewrite),
      buttons: [wayBack(visit, callbacks.card({ broadcast }))],
      takes: { words: callbacks.replace({ broadcast }), photo: callbacks.replace({ broadcast }) },
    }),

    async replace(visit, { broadcast }) {
      const { app, author, typed, typedEntities: entities, panel } = visit;
      const row = await findBroadcast(app, broadcast);
      if (!row) return gone(visit);
      const sent = await sentPhoto(visit);
      if (sent.kind === 'not_fetched')
        return { go: callbacks.rewrite({ broadcast }), toast: panel.broadcasts.photoNotTaken };
      if (!typed && !sent.photo) return { go: callbacks.rewrite({ broadcast }) };
      const written = inputOf(row, { text: typed ?? '', entities, photo: sent.photo });
      const outcome = await updateBroadcast(app, broadcast, written, author);
      const toast = outcome.kind === 'saved' ? panel.common.saved : refusalOf(visit, outcome);
      return { go: callbacks.card({ broadcast }), toast };
    },

    audience: async (_visit, { broadcast }) => ({ form: { form: 'broadcasts.audience', subject: { broadcast } } }),
    addLink: async (_visit, { broadcast }) => ({ form: { form: 'broadcasts.link', subject: { broadcast } } }),

    async clearLinks(visit, { broadcast }) {
      const { app, author, panel } = visit;
      const row = await findBroadcast(app, broadcast);
      if (!row) return gone(visit);
      const outcome = await updateBroadcast(app, broadcast, inputOf(row, { buttons: [] }), author);
      const toast = outcome.kind === 'saved' ? panel.common.saved : refusalOf(visit, outcome);
      return { go: callbacks.card({ broadcast }), toast };
    },

    async clearPhoto(visit, { broadcast }) {
      const { app, author, panel } = visit;
      const row = await findBroadcast(app, broadcast);
      if (!row) return gone(visit);
      const outcome = await updateBroadcast(app, broadcast, inputOf(row, { photo: null }), author);
      const toast = outcome.kind === 'saved' ? panel.common.saved : refusalOf(visit, outcome);
      return { go: callbacks.card({ broadcast }), toast };
    },

    async preview(visit, { broadcast }) {
      const { app, author, user, panel } = visit;
      const key = author.requestId ?? app.ids.uuid();
      const outcome = await previewBroadcast(app, { id: broadcast, userId: user.id, key, ...author });
      if (outcome.kind === 'not_found') return gone(visit);
      return { go: callbacks.card({ broadcast }), toast: panel.broadcasts.previewed };
    },

    async start(visit, { broadcast }) {
      const row = await findBroadcast(visit.app, broadcast);
      if (!row) return gone(visit);
      return row.status === 'DRAFT' ? askPage(visit, row) : { go: callbacks.card({ broadcast }) };
    },

    async send(visit, { broadcast, audience }) {
      const row = await findBroadcast(visit.app, broadcast);
      if (!row) return gone(visit);
      // Whoever saw a hundred people has not agreed to a thousand.
      const grown = row.status === 'DRAFT' && (await countBroadcastAudience(visit.app, broadcast)) > mostOf(audience);
      return grown ? askPage(visit, row) : steer(visit, broadcast, 'start');
    },
    pause: (visit, { broadcast }) => steer(visit, broadcast, 'pause'),
    resume: (visit, { broadcast }) => steer(visit, broadcast, 'resume'),
    cancel: (visit, { broadcast }) => steer(visit, broadcast, 'cancel'),
  },
  forms: { audience: audienceForm, link: linkForm },
});

/** What the press would do, before it does it. */
async function askPage(visit: AdminVisit, row: BroadcastView): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const audience = await countBroadcastAudience(app, row.id);
  const card = callbacks.card({ broadcast: row.id });
  if (audience === 0) return { go: card, toast: panel.broadcasts.nobody };
  const { broadcastsPerSecond } = await app.settings();
  const minutes = Math.ceil(audience / Math.max(1, broadcastsPerSecond) / 60);
  return {
    text: lines(
      bold(panel.broadcasts.askTitle({ audience })),
      audienceLine(visit, row),
      '',
      panel.broadcasts.askHint({ minutes }),
    ),
    buttons: [
      [
        button(
          panel.broadcasts.sendButton({ audience }),
          callbacks.send({ broadcast: row.id, audience: BigInt(audience) }),
        ),
      ],
      wayBack(visit, card),
    ],
  };
}

/** A few more may come while somebody reads. */
const mostOf = (audience: bigint) => Number(audience) * 1.1 + 5;

async function steer(visit: AdminVisit, broadcast: number, act: Steering): Promise<PanelAnswer> {
  const outcome = await steerBroadcast(visit.app, { id: broadcast, act, ...visit.author });
  if (outcome.kind === 'not_found') return gone(visit);
  return { go: callbacks.card({ broadcast }), toast: wordFor(visit, outcome) };
}

function wordFor({ panel: { broadcasts } }: AdminVisit, outcome: Exclude<SteerOutcome, { kind: 'not_found' }>) {
  switch (outcome.kind) {
    case 'nobody_meant':
      return broadcasts.nobody;
    case 'another_running':
      return broadcasts.another;
    case 'not_possible':
      return broadcasts.notPossible;
    case 'already':
      return undefined;
    default:
      return broadcasts[outcome.kind];
  }
}

function gone({ panel }: AdminVisit): PanelAnswer {
  return { go: callbacks.list({ page: 0 }), toast: panel.common.gone };
}
