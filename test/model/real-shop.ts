import type { Amount } from '../../src/domain/money/money';
import { offer as offerResource } from '../../src/resources/offer';
import { deleteService } from '../../src/usecases/catalogue/delete-service';
import { restoreService } from '../../src/usecases/catalogue/restore-service';
import { updateRow } from '../../src/usecases/catalogue/save-row';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { expireReservation } from '../../src/usecases/reservations/expire-reservation';
import { setBan } from '../../src/usecases/users/ban-user';
import { addBalance } from '../../src/usecases/wallet/add-balance';
import { deductBalance } from '../../src/usecases/wallet/deduct-balance';
import { refundReservation } from '../../src/usecases/wallet/refund-reservation';
import type { Shop, TestOffer } from '../support/shop';
import type { TestBuyer } from '../support/test-buyer';
import { type Command, openState, RULES, type State } from './shop-model';

const actor = { type: 'ADMIN', id: 'model' } as const;
const PRICE = 5_000n;
const PEOPLE = 3;
const SERVICES = ['Telegram', 'WhatsApp'];
/** What is due is looked for by these. */
const DUE = ['process-stored-messages', 'expire-reservations', 'hand-back-numbers', 'carry-out-deletions'];

/** A real shop over PostgreSQL that does what the model does, by the use cases that everybody goes through. */
export class RealShop {
  private constructor(
    private readonly shop: Shop,
    private readonly people: readonly TestBuyer[],
    private readonly offers: readonly TestOffer[],
    private readonly providers: readonly number[],
  ) {}

  /** It begins as `openState` does. */
  static async open(shop: Shop): Promise<{ real: RealShop; state: State }> {
    await shop.set('maxOpenReservations', RULES.maxOpen);
    await shop.set('maxCancelsAnHour', RULES.maxCancelsAnHour);
    await shop.set('maxUsesOfNumber', RULES.maxUses);
    await shop.set('maxExpiriesInARow', RULES.maxExpiries);
    await shop.set('lateCodeWindowS', RULES.lateWindowMs / 1_000);
    const offers: TestOffer[] = [];
    const providers: number[] = [];
    for (const service of SERVICES) {
      const made = await shop.offer({ service, price: PRICE as Amount, timeoutS: RULES.timeoutMs / 1_000 });
      offers.push(made);
      providers.push((await shop.pool(made, { numbers: 0 })).providerId);
    }
    const people: TestBuyer[] = [];
    for (let one = 0; one < PEOPLE; one += 1) people.push(await shop.buyer({ balance: 0n as Amount }));
    const state = openState({ people: PEOPLE, offers: offers.length, now: shop.clock.now().getTime(), price: PRICE });
    return { real: new RealShop(shop, people, offers, providers), state };
  }

  /** Does it; the answer in the words of the model. */
  async act(command: Command): Promise<string> {
    const { app } = this.shop;
    switch (command.does) {
      case 'buys': {
        const offer = { ...this.offers[command.offer]!, price: command.price as Amount };
        const outcome = await this.people[command.person]!.tries(offer, command.key);
        if (outcome.kind === 'refused') return outcome.reason;
        return outcome.kind === 'reserved' ? `reserved ${outcome.view.phone}` : outcome.kind;
      }
      case 'changes': {
        const id = await this.idOf(command.of);
        const outcome = await this.people[command.person]!.changes({ id }, command.key);
        return outcome.kind === 'changed' ? `changed ${outcome.view.phone}` : outcome.kind;
      }
      case 'cancels':
        return (await this.people[command.person]!.cancels({ id: await this.idOf(command.of) })).kind;
      case 'claims': {
        const [message] = await this.shop.all<{ id: bigint }>('SELECT id FROM messages WHERE dedupe_key = $1', [
          `id:${command.message}`,
        ]);
        return (await this.people[command.person]!.claims(message?.id ?? 0n, command.key)).kind;
      }
      case 'hears': {
        const [number] = await this.shop.all<{ providerId: number }>(
          'SELECT provider_id AS "providerId" FROM numbers WHERE phone = $1',
          [command.phone],
        );
        const { phone, message } = command;
        const text = `Your code is ${10_000 + message}`;
        const receivedAt = this.shop.clock.now();
        await receiveMessages(app, {
          providerId: number!.providerId,
          source: 'POLL',
          messages: [{ externalId: String(message), phone, text, receivedAt }],
        });
        return 'heard';
      }
      case 'expires':
        return (await expireReservation(app, { id: await this.idOf(command.of) })).kind;
      case 'adds':
      case 'deducts': {
        const { amount, key, person } = command;
        const order = { key, userId: this.people[person]!.id, amount: amount as Amount, reason: 'model', actor };
        return (command.does === 'adds' ? await addBalance(app, order) : await deductBalance(app, order)).kind;
      }
      case 'refunds': {
        const order = { key: command.key, reservationId: await this.idOf(command.of), reason: 'model', actor };
        return (await refundReservation(app, order)).kind;
      }
      case 'bans': {
        const { id: userId } = this.people[command.person]!;
        return (await setBan(app, { userId, isBanned: command.isBanned, reason: 'model', actor })).kind;
      }
      case 'prices': {
        const { id } = this.offers[command.offer]!;
        return (await updateRow(app, offerResource, id, { price: command.price as Amount }, { actor })).kind;
      }
      case 'stocks': {
        const { serviceId, countryId } = this.offers[command.offer]!;
        await this.shop.all(
          `INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
           VALUES ($1, $2, $3, $4, 'POOL', 'AVAILABLE', $5) RETURNING 1`,
          [this.providers[command.offer], serviceId, countryId, command.phone, this.shop.clock.now()],
        );
        return 'stocked';
      }
      case 'deletes':
        return (await deleteService(app, { serviceId: this.offers[command.service]!.serviceId, actor })).kind;
      case 'restores':
        return (await restoreService(app, { serviceId: this.offers[command.service]!.serviceId, actor })).kind;
      case 'passes':
        await this.shop.passes({ seconds: command.ms / 1_000 });
        await this.shop.runs(...DUE);
        return 'passed';
      case 'restarts':
        this.shop.restarts();
        return 'restarted';
    }
  }

  /** From now on the program lives for so many statements and transactions. */
  diesAfter(steps: number): void {
    this.shop.diesAfter(steps);
  }

  /** What anybody can see, as the model's `sight` says it. */
  async sight(): Promise<string[]> {
    const people = await this.shop.all<{ line: string }>(
      `SELECT 'person ' || rank() OVER (ORDER BY u.id) - 1 || ': ' || w.available || ' and ' || w.held || ' held'
         || CASE WHEN u.is_banned THEN ' banned' ELSE '' END
         || CASE WHEN u.buying_paused_until > $1
           THEN ' paused until ' || (extract(epoch FROM u.buying_paused_until) * 1000)::bigint ELSE '' END AS line
       FROM users u JOIN wallets w ON w.user_id = u.id`,
      [this.shop.clock.now()],
    );
    const things = await this.shop.all<{ line: string }>(
      `SELECT 'reservation ' || r.key || ': ' || r.status || ' ' || r.phone || ' of '
         || (SELECT count(*) FROM users u WHERE u.id < r.user_id) || ' for ' || r.price
         || CASE WHEN EXISTS (SELECT 1 FROM transfers t WHERE t.reservation_id = r.id AND t.type = 'REFUND')
           THEN ' refunded' ELSE '' END AS line FROM reservations r
       UNION ALL
       SELECT 'number ' || phone || ': ' || status || ' uses ' || usage_count || ' expiries ' || expiries_in_a_row
         || ' until ' || COALESCE(CASE WHEN status = 'USED' THEN (extract(epoch FROM available_at) * 1000)::bigint::text END, '-')
       FROM numbers
       UNION ALL
       SELECT 'message ' || substr(m.dedupe_key, 4) || ': ' || m.status || ' ' || COALESCE(r.key::text, '-')
       FROM messages m LEFT JOIN reservations r ON r.id = m.reservation_id`,
    );
    return [...people, ...things].map(({ line }) => line).sort();
  }

  /** What `npm run shop -- verify` would find. */
  async findings(): Promise<string[]> {
    const { findings } = await verifyBooks(this.shop.app);
    return findings.map(({ invariant, row, detail }) => `${invariant}: ${row}, ${detail}`);
  }

  private async idOf(key: string): Promise<bigint> {
    const [row] = await this.shop.all<{ id: bigint }>('SELECT id FROM reservations WHERE key = $1', [key]);
    return row?.id ?? 0n;
  }
}
