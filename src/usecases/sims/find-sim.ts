import type { App } from '../../app';
import { addMs } from '../../domain/time';
import type { Author } from '../catalogue/save-row';

/** As long as an SMS may take. */
const OPEN_MS = 1_800_000;
/** Without letters and digits that look alike. */
const SIGNS = 'ACDEFHJKLMNPRTUVWXY34679';

export type StartedSearch =
  | { readonly kind: 'started'; readonly word: string; readonly until: Date }
  | { readonly kind: 'not_a_phone' };

/** Somebody knows a number and not where its SIM sits: whichever slot gets an SMS with this word has that number. */
export async function startSearch(app: App, o: { phone: string } & Author): Promise<StartedSearch> {
  const phone = o.phone.replace(/[\s()+-]/g, '');
  if (!/^[1-9]\d{6,14}$/.test(phone)) return { kind: 'not_a_phone' };
  const now = app.clock.now();
  const until = addMs(now, OPEN_MS);
  const word = `SIM-${[...Buffer.from(app.ids.token(), 'latin1').subarray(0, 5)].map((byte) => SIGNS[byte % SIGNS.length]).join('')}`;
  await app.db.transact(async (tx) => {
    await tx.sims.openProbe({ word, phone, createdAt: now, expiresAt: until });
    const entry = { action: 'sim.read', entity: 'sim', entityId: 'search', facts: {}, at: now };
    await tx.audit.write({ ...entry, actor: o.actor, requestId: o.requestId });
  });
  return { kind: 'started', word, until };
}

export type Search =
  | { readonly kind: 'waiting'; readonly until: Date }
  /** `isMapped`: the number is written down there now. False: another SIM of the provider has it already. */
  | { readonly kind: 'found'; readonly simId: number; readonly slot: string; readonly isMapped: boolean }
  | { readonly kind: 'over' };

export async function readSearch(app: App, word: string): Promise<Search> {
  const probe = await app.db.sims.findProbe(word);
  const sim = probe?.simId == null ? null : await app.db.sims.find(probe.simId);
  if (probe && sim) return { kind: 'found', simId: sim.id, slot: sim.slot, isMapped: sim.phone === probe.phone };
  return probe && probe.expiresAt > app.clock.now() ? { kind: 'waiting', until: probe.expiresAt } : { kind: 'over' };
}

/** An SMS came to a SIM without a number: it has the one that is looked for with a word of this text. */
export async function findByWord(app: App, simId: number, text: string): Promise<boolean> {
  const now = app.clock.now();
  const said = text.toUpperCase();
  const probe = (await app.db.sims.listOpenProbes(now)).find(({ word }) => said.includes(word));
  if (!probe) return false;
  const isMapped = await app.db.sims.giveNumber(simId, probe.phone);
  await app.db.sims.endProbe(probe.word, simId, now);
  app.log.info({ sim: simId, isMapped }, 'the slot of a number was found');
  return true;
}
