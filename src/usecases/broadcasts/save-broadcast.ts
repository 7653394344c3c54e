import type { App } from '../../app';
import type { BroadcastDraft } from '../../database/stores/broadcasts';
import type { BroadcastStatus } from '../../domain/broadcast/broadcast-status';
import { formatAmount } from '../../domain/money/money';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';
import { type BroadcastInput, broadcastForm, draftOf, textFault } from './broadcast-form';

export type SaveBroadcastOutcome = SaveOutcome | { kind: 'not_a_draft'; status: BroadcastStatus };

/** Keeps a broadcast as a draft: nobody gets anything before it is started. */
export function createBroadcast(app: App, input: BroadcastInput, author: Author): Promise<SaveBroadcastOutcome> {
  return checked(broadcastForm, input, async (value) => {
    const { photo } = value;
    const fault = textFault(value.text, !!photo);
    if (fault) return { kind: 'invalid', problem: fault };
    return app.db.transact(async (tx) => {
      const draft = draftOf(value);
      const at = app.clock.now();
      const id = await tx.broadcasts.insert(draft, at);
      if (photo) await tx.broadcastPhotos.put(id, photo, at);
      await tx.audit.write({ ...author, ...traceOf(id, 'created', draft, !!photo), at });
      return { kind: 'saved', id };
    });
  });
}

/** Replaces the whole draft; the picture stays when none is named. */
export async function updateBroadcast(
  app: App,
  id: number,
  input: BroadcastInput,
  author: Author,
): Promise<SaveBroadcastOutcome> {
  let stands: BroadcastStatus = 'DRAFT';
  const outcome = await checked(broadcastForm, input, (value) =>
    app.db.transact(async (tx): Promise<SaveOutcome> => {
      const draft = draftOf(value);
      const row = await tx.broadcasts.lock(id);
      if (!row) return { kind: 'not_found', entity: 'broadcast' };
      stands = row.status;
      const { photo } = value;
      const hasPhoto = photo === undefined ? row.hasPhoto : photo !== null;
      const fault = textFault(draft.text, hasPhoto);
      if (fault) return { kind: 'invalid', problem: fault };
      if (!(await tx.broadcasts.updateDraft(id, draft))) return { kind: 'saved', id };
      const at = app.clock.now();
      if (photo) await tx.broadcastPhotos.put(id, photo, at);
      if (photo === null) await tx.broadcastPhotos.remove(id);
      await tx.audit.write({ ...author, ...traceOf(id, 'updated', draft, hasPhoto), at });
      return { kind: 'saved', id };
    }),
  );
  return stands === 'DRAFT' ? outcome : { kind: 'not_a_draft', status: stands };
}

function traceOf(id: number, what: 'created' | 'updated', draft: BroadcastDraft, hasPhoto: boolean) {
  const { text, languages, seenWithinDays, minAvailable, maxAvailable } = draft;
  const facts = {
    textLength: text.length,
    hasPhoto,
    languages,
    seenWithinDays,
    minAvailable: minAvailable === null ? null : formatAmount(minAvailable),
    maxAvailable: maxAvailable === null ? null : formatAmount(maxAvailable),
  };
  return { action: `broadcast.${what}`, entity: 'broadcast', entityId: id, facts };
}
