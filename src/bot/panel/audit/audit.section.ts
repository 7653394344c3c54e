import { readAuditLog } from '../../../database/queries/audit';
import { ACTOR_TYPES, type ActorType } from '../../../domain/enum-values';
import { callbackData } from '../../callback-data';
import { button, rowsOf } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { section } from '../section';
import { turnPages } from '../turn-pages';
import { type ToldLine, tellAudit } from './tell-audit';

const PAGE_SIZE = 8;
const callbacks = { list: callbackData('AAU', { page: 'count', query: 'flag' }) };

/** Who did what, newest first; words filter by action, by thing ("user 5") or by who acted ("admin 5", "job"). */
export const auditSection = section({
  name: 'audit',
  entry: { label: (panel) => panel.audit.button, data: callbacks.list({ page: 0, query: false }) },
  callbacks,
  pages: {
    async list(visit, { page, query }) {
      const { app, panel, texts } = visit;
      const words = query ? visit.words : undefined;
      const filter = filterOf(words);
      let after: string | undefined;
      let found = await readAuditLog(app.db, { filter, page: { limit: PAGE_SIZE, backward: false } });
      // A cursor has no room on a button: the few pages before are read again.
      for (let turned = 0; turned < page && found.hasNext; turned += 1) {
        after = found.cursors.at(-1);
        found = await readAuditLog(app.db, { filter, page: { limit: PAGE_SIZE, backward: false, after } });
      }
      const told = await tellAudit(visit, found.rows);
      const isSearch = words !== undefined;
      return {
        text: lines(
          bold(panel.audit.title),
          isSearch && panel.people.found({ words }),
          found.rows.length === 0 && panel.common.nothing,
          ...found.rows.flatMap(({ createdAt: at }, index) => ['', panel.audit.row({ ...told[index]!, at })]),
          '',
          panel.audit.hint,
        ),
        buttons: [
          ...rowsOf(linksOf(told), 2),
          ...turnPages(texts, { page, hasNext: found.hasNext }, (to) => callbacks.list({ page: to, query: isSearch })),
          ...(isSearch ? [[button(panel.common.clearSearch, callbacks.list({ page: 0, query: false }))]] : []),
          [button(panel.common.panel, frameCallbacks.home())],
        ],
        takes: { words: callbacks.list({ page: 0, query: true }), query: words },
      };
    },
  },
});

/** A button to each thing that was told of, once. */
function linksOf(told: readonly ToldLine[]) {
  const links = new Map(told.flatMap(({ link }) => (link ? [[link.data, link.label]] : [])));
  return [...links].map(([data, label]) => button(label, data));
}

type Filter = Parameters<typeof readAuditLog>[1]['filter'];

function filterOf(words: string | undefined): Filter {
  const [first, second] = words?.trim().toLowerCase().split(/\s+/) ?? [];
  if (!first) return {};
  const actorType = ACTOR_TYPES.find((type) => type.toLowerCase() === first && type !== 'USER') as
    | ActorType
    | undefined;
  if (actorType) return { actorType, ...(second ? { actorId: second } : {}) };
  if (first.includes('.')) return { action: first };
  return { entity: first, ...(second ? { entityId: second } : {}) };
}
