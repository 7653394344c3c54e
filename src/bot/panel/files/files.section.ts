import { EXPORT_ENTITIES } from '../../../domain/exports/export-kinds';
import { applyConfiguration, compareConfiguration } from '../../../usecases/configuration/apply-configuration';
import { describePlan } from '../../../usecases/configuration/compare';
import { LARGEST_DOCUMENT } from '../../../usecases/configuration/document';
import { findDocument, keepDocument } from '../../../usecases/configuration/sent-files';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { wayBack } from '../way-back';
import { fileCallbacks as callbacks } from './file-callbacks';
import { type FileName, putFile } from './file-notice';

const SHOWN_LINES = 20;
const SHOWN_LENGTH = 120;
/** A configuration may follow on every page of the section, such as the mended one on the page that found its mistakes. */
const takes = { file: callbacks.receive() };

/** Exports as files in the chat; the configuration as a file out, and in, with what it would change before it does. */
export const filesSection = section({
  name: 'files',
  entry: { label: (panel) => panel.files.button, data: callbacks.menu() },
  callbacks,
  pages: {
    menu: async ({ panel }) => ({
      text: lines(bold(panel.files.title), '', panel.files.hint),
      buttons: [
        ...EXPORT_ENTITIES.map((file) => [button(panel.files.exports[file], callbacks.take({ file }))]),
        [button(panel.files.asSheets, callbacks.sheets())],
        [button(panel.files.takeConfiguration, callbacks.take({ file: 'configuration' }))],
        [button(panel.files.sendConfiguration, callbacks.send())],
        [button(panel.common.panel, frameCallbacks.home())],
      ],
      takes,
    }),

    sheets: async (visit) => ({
      text: lines(bold(visit.panel.files.asSheets), '', visit.panel.files.hint),
      buttons: [
        ...EXPORT_ENTITIES.map((file) => [button(visit.panel.files.exports[file], callbacks.takeSheet({ file }))]),
        wayBack(visit, callbacks.menu()),
      ],
      takes,
    }),

    take: (visit, { file }) => take(visit, file, false),
    takeSheet: (visit, { file }) => take(visit, file, true),

    send: async (visit) => ({
      text: lines(bold(visit.panel.files.sendConfiguration), '', visit.panel.files.send),
      buttons: [wayBack(visit, callbacks.menu())],
      takes,
    }),

    async receive(visit) {
      const { app, user, document, panel } = visit;
      if (!document) return { go: callbacks.send() };
      const fetched = (document.size ?? 0) > LARGEST_DOCUMENT ? undefined : await document.download(LARGEST_DOCUMENT);
      if (fetched?.kind !== 'downloaded') return { go: callbacks.send(), toast: panel.files.notFetched };
      const read = readJson(fetched.content);
      if (read === undefined) return { go: callbacks.send(), toast: panel.files.notJson };
      const id = await keepDocument(app, { userId: user.id, document: read });
      return { go: callbacks.look({ id }) };
    },

    async look(visit, { id }) {
      const { app, panel } = visit;
      const order = await orderOf(visit, id);
      if (!order) return { go: callbacks.send(), toast: panel.common.gone };
      const outcome = await compareConfiguration(app, order);
      const back = wayBack(visit, callbacks.menu());
      if (outcome.kind === 'invalid') {
        const told = outcome.mistakes.map((mistake) => `${mistake.path || '/'}: ${panel.common.problem(mistake)}`);
        return {
          text: lines(panel.files.mistakes({ count: told.length }), '', ...shown(visit, told)),
          buttons: [back],
          takes,
        };
      }
      const { plan } = outcome;
      if (plan.changes.length === 0) return { text: lines(panel.files.isSo), buttons: [back], takes };
      return {
        text: lines(panel.files.changes({ count: plan.changes.length }), '', ...shown(visit, describePlan(plan))),
        buttons: [[button(panel.files.apply, callbacks.apply({ id }))], back],
        takes,
      };
    },

    async apply(visit, { id }) {
      const { app, panel } = visit;
      const order = await orderOf(visit, id);
      if (!order) return { go: callbacks.send(), toast: panel.common.gone };
      const outcome = await applyConfiguration(app, order);
      if (outcome.kind === 'invalid') return { go: callbacks.look({ id }) };
      return { go: callbacks.menu(), toast: panel.files.applied({ count: outcome.plan.changes.length }) };
    },
  },
});

async function take({ app, user, author, panel }: AdminVisit, file: string, isWorkbook: boolean): Promise<PanelAnswer> {
  const names = isWorkbook ? EXPORT_ENTITIES : [...EXPORT_ENTITIES, 'configuration'];
  const known = names.find((name) => name === file) as FileName | undefined;
  const go = isWorkbook ? callbacks.sheets() : callbacks.menu();
  if (!known) return { go };
  await putFile(app, { userId: user.id, file: known, isWorkbook, key: author.requestId ?? app.ids.uuid() });
  return { go, toast: panel.files.comes };
}

async function orderOf({ app, user, author, secretBox: box }: AdminVisit, id: number | bigint) {
  const kept = await findDocument(app, { userId: user.id, id: Number(id) });
  return kept && { document: kept.document, box, ...author };
}

/** The first lines; a message has room for no more. */
function shown({ format, panel }: AdminVisit, told: readonly string[]): string[] {
  const first = told.slice(0, SHOWN_LINES).map((line) => format.name(line, SHOWN_LENGTH));
  return told.length > SHOWN_LINES ? [...first, panel.files.more({ count: told.length - SHOWN_LINES })] : first;
}

function readJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(
      Buffer.from(content)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}
