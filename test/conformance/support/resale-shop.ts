import { createHttpServer } from '../../../src/api/server';
import { Secret } from '../../../src/config/secret';
import { createEventSender } from '../../../src/platform/event-sender';
import { SecretBox } from '../../../src/platform/secret-box';
import { receiveMessages } from '../../../src/usecases/messages/receive-messages';
import { openReseller } from '../../support/resale';
import { openShop, type Shop, usd } from '../../support/shop';

export type ResaleShop = Awaited<ReturnType<typeof openResaleShop>>;

/**
 * A shop that others buy from over HTTP. WhatsApp in Latvia (0.80) comes from its own pool, Telegram in Latvia (0.80) on
 * demand from a supplier that takes nothing back for two minutes, Google in Latvia is sold out.
 */
export async function openResaleShop() {
  const shop = await openShop();
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  Object.assign(shop.app, { events: createEventSender({ reach: 'loopback', box: secretBox }) });
  const server = await createHttpServer({ app: shop.app, secretBox, http: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  const whatsapp = await shop.offer({ service: 'WhatsApp' });
  const pool = await shop.pool(whatsapp, { numbers: 400 });
  const telegram = await shop.offer({ service: 'Telegram' });
  const vendor = await shop.vendor('hero');
  await shop.route(telegram, vendor.id);
  const google = await shop.offer({ service: 'Google' });
  await shop.pool(google, { numbers: 1, providerId: pool.providerId });
  await shop.all(`UPDATE numbers SET status = 'DELETED' WHERE service_id = $1`, [google.serviceId]);
  // Programs of tests poll without a pause.
  await shop.set('resaleReadsPerSecond', 1_000);
  await shop.set('resaleBuysPerSecond', 1_000);
  const keys: string[] = [];

  return {
    shop,
    secretBox,
    vendor,
    offers: { telegram, whatsapp, google },
    url: `${server.address}/stubs/handler_api.php`,
    address: server.address,

    /** Somebody with money and a key. */
    async reseller(o: { balance?: string } & Parameters<typeof openReseller>[2] = {}) {
      const { balance = '10', ...more } = o;
      const buyer = await shop.buyer({ balance: usd(balance) });
      const reseller = await openReseller(shop, buyer.id, more);
      keys.push(reseller.key);
      return { ...reseller, buyer };
    },

    /** An SMS reaches a number, of the pool or of the supplier. */
    async sms(phone: string | number, text: string) {
      const digits = String(phone);
      await shop.passes({ seconds: 5 });
      const isPool = await shop.all(`SELECT 1 FROM reservations WHERE phone = $1 AND origin = 'POOL'`, [digits]);
      if (isPool.length > 0) {
        const messages = [
          { externalId: `${text} ${shop.clock.now().getTime()}`, phone: digits, text, receivedAt: shop.clock.now() },
        ];
        await receiveMessages(shop.app, { providerId: pool.providerId, source: 'POLL', messages });
      } else {
        vendor.receive(digits, text);
        await shop.runs('poll-providers');
      }
    },

    /** The books balance, and nobody's key stands in the log or in the database. */
    async verifies() {
      await shop.booksBalance();
      await verifiesKeys(shop, keys);
    },

    async close() {
      await server.close();
      await shop.close();
    },
  };
}

async function verifiesKeys({ logged }: Shop, keys: readonly string[]): Promise<void> {
  const lines = logged.join('');
  expect(keys.filter((key) => lines.includes(key) || lines.includes(encodeURIComponent(key)))).toEqual([]);
}
