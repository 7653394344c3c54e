import type { ChatBuyer } from '../../support/chat-buyer';
import { countingProxy } from '../../support/counting-proxy';
import { type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { type ShopProcess, shopProcess } from '../../support/shop-process';
import { until } from '../../telegram/support/until';

const BUYERS = 8;
/** For each buyer at once, so that some are in the hands of the process that is stopped. */
const MESSAGES = 7;
const ALL = BUYERS * MESSAGES;

describe('a bot process that is stopped until another one has taken over, and then goes on', () => {
  let world: LiveWorld;
  let proxy: Awaited<ReturnType<typeof countingProxy>>;
  let stalled: ShopProcess;
  let other: ShopProcess;
  let buyers: ChatBuyer[];

  beforeAll(async () => {
    world = await openLiveWorld({ poolNumbers: 1, roles: ['bot', 'api'] });
    const { telegram } = world.config;
    const dataCentre = telegram!.dataCentre!;
    proxy = await countingProxy(dataCentre);
    const throughProxy = { ...telegram!, dataCentre: { ...dataCentre, port: proxy.port } };
    stalled = await shopProcess({ ...world, config: { ...world.config, telegram: throughProxy } });
    other = await shopProcess(world);
    await stalled.start();
    await other.start();
    buyers = await Promise.all(Array.from({ length: BUYERS }, () => world.buyer()));
    for (const buyer of buyers) await buyer.asks('/start');
  }, 180_000);
  afterAll(async () => {
    await stalled?.close();
    await other?.close();
    await proxy?.close();
    await world?.close();
  });

  const term = async () => (await world.query<{ term: string }>('SELECT term FROM leases'))[0]!.term;
  /** Messages to everybody, due now. */
  const tellAll = (text: string) =>
    world.query(
      `INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at)
       SELECT concat_ws('-', $1::text, id, n), 0, id, 'message', jsonb_build_object('text', $1::text),
         hashtextextended(concat_ws('-', $1::text, id, n), 0), now(), now()
       FROM users, generate_series(1, ${MESSAGES}) n WHERE telegram_id IS NOT NULL`,
      [text],
    );
  const heard = (text: string) => buyers.flatMap((buyer) => buyer.fromBot().filter((message) => message.text === text));

  const unsent = () => world.query(`SELECT key FROM outbox WHERE state <> 'SENT'`);
  const noticed = () => stalled.lastWords().split('does not own the session any more').length - 1;

  it('says not a word before it has asked whether it still may, and each message comes once', async () => {
    for (let round = 1; round <= 2; round += 1) {
      await until('the first owns the session', async () => Number(await term()) % 2 === 1, 20_000);
      await tellAll(`before ${round}`);
      await until('it tells', () => heard(`before ${round}`).length > 0);
      process.kill(stalled.pid, 'SIGSTOP');
      expect(heard(`before ${round}`).length).toBeLessThan(ALL);
      await until('the other one has taken over', async () => Number(await term()) % 2 === 0, 20_000);
      await until('everybody has heard it', () => heard(`before ${round}`).length === ALL);
      const atStop = proxy.said();
      await tellAll(`after ${round}`);
      process.kill(stalled.pid, 'SIGCONT');
      await until('everybody has heard that too', () => heard(`after ${round}`).length === ALL);
      await until('the first has noticed', () => noticed() >= round);
      expect(proxy.said()).toEqual(atStop);
      await until('all is settled', async () => (await unsent()).length === 0);
      expect(heard(`before ${round}`)).toHaveLength(ALL);
      expect(heard(`after ${round}`)).toHaveLength(ALL);
      // Back to the first one.
      await other.kill();
      await until('the first owns the session again', async () => Number(await term()) % 2 === 1, 20_000);
      await other.start();
    }
  }, 180_000);
});
