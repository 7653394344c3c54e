import { randomUUID } from 'node:crypto';
import type { App } from '../../../src/app';
import type { SecretBox } from '../../../src/platform/secret-box';
import { seedDemoCatalogue } from '../../../src/usecases/catalogue/seed-demo-catalogue';
import { reserveNumber } from '../../../src/usecases/reservations/reserve-number';
import { addBalance } from '../../../src/usecases/wallet/add-balance';

const POOL = { name: 'own', protocol: 'generic_inbox', baseUrl: 'http://127.0.0.1:9', apiKey: 'key', options: {} };

/** Sells one number of the pool as the shop itself does, and lets its code arrive when one is given. */
export async function sell(app: App, secretBox: SecretBox, userId: bigint, code?: string): Promise<bigint> {
  await seedDemoCatalogue(app, { secretBox, vendors: [POOL], poolNumbers: 120 });
  const [offer] = await app.db.sql.rows<{ id: number; price: bigint }>(
    'test.poolOffer',
    `SELECT o.id, o.price FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
     WHERE s.code = 'whatsapp' AND c.iso = 'EE'`,
  );
  const actor = { type: 'ADMIN', id: 'test' } as const;
  await addBalance(app, { key: randomUUID(), userId, amount: offer!.price, reason: '', actor });
  const order = { key: randomUUID(), userId, offerId: offer!.id, price: offer!.price };
  const outcome = await reserveNumber(app, order);
  if (outcome.kind !== 'reserved') throw new Error(`not reserved: ${JSON.stringify(outcome.kind)}`);
  if (code !== undefined) await receive(app, outcome.reservationId, code);
  return outcome.reservationId;
}

async function receive(app: App, reservationId: bigint, code: string): Promise<void> {
  const now = app.clock.now();
  const [message] = await app.db.sql.rows<{ id: bigint }>(
    'test.message',
    `INSERT INTO messages (provider_id, dedupe_key, source, phone, text, stored_at)
     SELECT provider_id, $2, 'POLL', phone, 'Your code is ' || $3, $4 FROM reservations WHERE id = $1 RETURNING id`,
    [reservationId, randomUUID(), code, now],
  );
  const limits = { maxUses: 3, lateWindowS: 600 };
  await app.db.receivedCodes.applyMessage({ messageId: message!.id, reservationId, code, now, ...limits });
}
