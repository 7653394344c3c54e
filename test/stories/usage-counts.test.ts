import * as fc from 'fast-check';
import { readTable } from '../../src/platform/tables/read-table';
import { deleteService } from '../../src/usecases/catalogue/delete-service';
import { restoreService } from '../../src/usecases/catalogue/restore-service';
import { assignMessage } from '../../src/usecases/messages/assign-message';
import { listAssignable } from '../../src/usecases/messages/list-assignable';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { restoreNumber, retireNumber } from '../../src/usecases/numbers/change-number-status';
import { cleanUpNumbers } from '../../src/usecases/numbers/clean-up-numbers';
import { importNumbers } from '../../src/usecases/numbers/import-numbers';
import { undoCleanUp } from '../../src/usecases/numbers/undo-clean-up';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';
import type { TestBuyer } from '../support/test-buyer';

const BUYERS = 4;
const MAX_USES = 2;
/** More, for a long search: SCHEDULES=500. */
const RUNS = Number(process.env.SCHEDULES ?? 15);
const actor = { type: 'ADMIN', id: 'test' } as const;

const KINDS = [
  ...['buys', 'buys', 'buys', 'code', 'code', 'code', 'code', 'again', 'stray', 'claims', 'assigns', 'cancels'],
  ...['retires', 'restores', 'cleans', 'undoes', 'imports', 'deletes', 'undeletes', 'passes', 'passes'],
] as const;
const act = fc.record({ kind: fc.constantFrom(...KINDS), buyer: fc.nat(BUYERS - 1), pick: fc.nat(11) });
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

interface World {
  readonly round: number;
  readonly offer: TestOffer;
  readonly providerId: number;
  readonly phones: readonly string[];
  readonly buyers: readonly TestBuyer[];
}

const idsOf = (text: string) => shop.all<{ id: bigint }>(text).then((rows) => rows.map(({ id }) => id));

async function plays(
  { round, offer, providerId, phones, buyers }: World,
  { kind, buyer: index, pick }: Act,
): Promise<unknown> {
  const { app } = shop;
  const buyer = buyers[index]!;
  const { serviceId } = offer;
  const source = (['POLL', 'WEBHOOK', 'CHAT'] as const)[pick % 3]!;
  const sends = (text: string, phone?: string) =>
    receiveMessages(app, {
      providerId,
      source,
      messages: [{ text, phone, externalId: `${round}:${index}:${pick}:${text}` }],
    });
  switch (kind) {
    case 'buys':
      return buyer.tries(offer);
    case 'code':
    case 'again':
      // The same message by another way at the same moment, or once more.
      return Promise.all([
        sends(`Code ${kind} ${40_000 + pick}`, phones[pick % phones.length]),
        sends(`Code ${kind} ${40_000 + pick}`, phones[pick % phones.length]),
      ]);
    case 'stray':
      return sends(`Code ${50_000 + pick}`);
    case 'claims': {
      const late = await idsOf(`SELECT id FROM messages WHERE status = 'LATE' ORDER BY id DESC LIMIT 3`);
      return Promise.all(late.flatMap((id) => [buyer.claims(id), buyers[(index + 1) % BUYERS]!.claims(id)]));
    }
    case 'assigns': {
      const [orphan] = await idsOf(`SELECT id FROM messages WHERE status = 'ORPHAN' ORDER BY id DESC LIMIT 1`);
      if (orphan === undefined) return undefined;
      const some = (await listAssignable(app, orphan)).slice(0, 2);
      return Promise.all(
        some.map(({ reservationId }) => assignMessage(app, { messageId: orphan, reservationId, actor })),
      );
    }
    case 'cancels': {
      const [open] = await idsOf(
        `SELECT id FROM reservations WHERE user_id = ${buyer.id} AND ended_at IS NULL LIMIT 1`,
      );
      return open === undefined ? undefined : buyer.cancels({ id: open });
    }
    case 'retires':
    case 'restores': {
      const [numberId] = await idsOf(`SELECT id FROM numbers WHERE phone = '${phones[pick % phones.length]}'`);
      return (kind === 'retires' ? retireNumber : restoreNumber)(app, { numberId: numberId!, actor });
    }
    case 'cleans':
      return cleanUpNumbers(app, { filter: { serviceId, minUses: pick % 2 }, actor });
    case 'undoes': {
      const [last] = await idsOf(`SELECT id FROM number_deletions WHERE reason = 'CLEANUP' ORDER BY id DESC LIMIT 1`);
      return last === undefined ? undefined : undoCleanUp(app, { deletionId: last, actor });
    }
    case 'imports':
      return importNumbers(app, {
        ...{ providerId, serviceId, source: '', actor },
        open: () => readTable([[...phones].join('\n')]),
        revives: pick % 2 === 0,
      });
    case 'deletes':
      return pick % 3 === 0 ? deleteService(app, { serviceId, actor }) : undefined;
    case 'undeletes':
      return restoreService(app, { serviceId, actor });
    case 'passes':
      await shop.passes({ seconds: [1, 30, 599, 1_201, 1_201, 7_200][pick % 6]! });
      return shop.runs('expire-reservations', 'hand-back-numbers', 'carry-out-deletions');
  }
}

describe('any schedule of codes by every way, claims, assignments, imports, cleanups and deletions', () => {
  it('leaves each number used as often as it was completed, and none for sale that is used up', async () => {
    await shop.set('maxUsesOfNumber', MAX_USES);
    await shop.set('quarantineAfterExpiries', 1);
    await shop.set('maxOpenReservations', 5);
    await shop.set('maxCancelsAnHour', 1_000);
    const offer = await shop.offer();
    const { providerId, phones: first } = await shop.pool(offer, { numbers: 4 });
    const buyers = await Promise.all(Array.from({ length: BUYERS }, () => shop.buyer({ balance: usd('100') })));
    let phones = first;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (steps) => {
        round += 1;
        await restoreService(shop.app, { serviceId: offer.serviceId, actor });
        await shop.all('UPDATE services SET deleted_at = NULL');
        phones = [...phones.slice(-2), String(37_125_000_000 + round * 2), String(37_125_000_001 + round * 2)];
        await importNumbers(shop.app, {
          ...{ providerId, serviceId: offer.serviceId, source: '', actor },
          open: () => readTable([phones.join('\n')]),
        });
        const world = { round, offer, providerId, phones, buyers };
        for (let i = 0; i < steps.length; i += 2) {
          await Promise.all(steps.slice(i, i + 2).map((step) => plays(world, step)));
        }
        await shop.runs('expire-reservations');
        await shop.booksBalance();
        expect(
          await shop.all(
            `SELECT id FROM numbers WHERE usage_count >= $1 AND status IN ('AVAILABLE', 'QUARANTINED')
             UNION ALL SELECT id FROM numbers WHERE usage_count > $1 AND id NOT IN (
               SELECT number_id FROM reservations WHERE claim_of_id IS NOT NULL)`,
            [MAX_USES],
          ),
        ).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    const { used } = await shop.one<{ used: number }>('SELECT sum(usage_count)::int AS used FROM numbers');
    expect(used).toBeGreaterThan(RUNS / 3);
  }, 600_000);
});
