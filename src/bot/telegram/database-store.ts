import type { Database } from '../../database/database';
import type { Clock } from '../../ports/clock';
import type { SessionFacts } from './mends/forgetful-session';
import type { TelegramStore } from './session-store';

/** Seals and opens what must not be readable in the database. */
export interface Sealing {
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
}

/** The Telegram edge's memory in Postgres. */
export function createTelegramStore(o: { db: Database; box: Sealing; clock: Clock; botId: bigint }): TelegramStore {
  const { db, box, clock, botId } = o;
  return {
    async loadSession() {
      const row = await db.telegramSessions.find(botId);
      if (!row) return undefined;
      const { sessionSealed, pts, qts, date, seq } = row;
      const state = { pts, qts, date, seq };
      return { facts: openFacts(box, sessionSealed), state: state.date > 0 ? state : undefined };
    },
    saveSession: (facts) => db.telegramSessions.saveSealed(botId, box.seal(writeFacts(facts)), clock.now()),
    saveUpdates: (batch) => db.telegramSessions.saveUpdates({ ...batch, botId, at: clock.now() }),
    async listChannelStates() {
      const rows = await db.telegramSessions.listChannelStates();
      return new Map(rows.map(({ channelId, pts }) => [channelId, pts]));
    },
    findPeer: (kind, id) => db.telegramSessions.findPeer(kind, id),
    async listFloodWaits() {
      const rows = await db.floodWaits.listCurrent(clock.now());
      return new Map(rows.map(({ scope, until }) => [scope, until]));
    },
    saveFloodWait: (scope, until) => db.floodWaits.save(scope, until),
  };
}

function writeFacts({ dcId, host, authKey }: SessionFacts): string {
  return JSON.stringify({ dcId, host, authKey: authKey?.toString('base64') });
}

/** Throws what the box says: a wrong SECRET_KEY must stop the start, not sign in again and again. */
function openFacts(box: Sealing, sealed: Buffer): SessionFacts {
  const { dcId, host, authKey } = JSON.parse(box.open(sealed)) as { dcId: number; host: string; authKey?: string };
  return { dcId, host, authKey: authKey === undefined ? undefined : Buffer.from(authKey, 'base64') };
}
