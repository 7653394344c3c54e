import { SecretBox } from '../../src/platform/secret-box';
import type { PaymentSimulator } from '../../src/sandbox/payments';
import { PAYMENT_KINDS } from '../../src/sandbox/shop/payments';
import type { LiveWorld } from './live-shop';

/** A way to pay of a live shop; Stars have no simulator, since Telegram takes them. */
export interface Desk {
  readonly methodId: number;
  /** As its button says it. */
  readonly name: string;
  readonly simulator?: PaymentSimulator;
}

/** Every way to pay there is, turned on: Stars, and a simulator of each provider. Buyers may pay in as often as they like. */
export async function openDesks(world: LiveWorld): Promise<Desk[]> {
  const box = new SecretBox(world.config.secretKey);
  const insert = async (row: readonly unknown[]) => {
    const [made] = await world.query<{ id: number }>(
      `INSERT INTO payment_methods (name, protocol, base_url, api_key_sealed, webhook_key_sealed, options, currency, rate,
         rate_at, is_active, accepts_terms, position, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), true, true, $9, now()) RETURNING id`,
      [...row],
    );
    return made!.id;
  };
  const desks: Desk[] = [];
  const stars = ['Telegram Stars', 'stars', '', null, null, '{}', 'XTR', '0.013', 0];
  desks.push({ name: 'Telegram Stars', methodId: await insert(stars) });
  for (const [kind, { name, start, keyOf, hasWebhookKey, currency = 'USD', rate = '1' }] of Object.entries(
    PAYMENT_KINDS,
  )) {
    const apiKey = keyOf?.(`key-of-${kind}`) ?? `key-of-${kind}`;
    const webhookKey = hasWebhookKey ? `webhooks-of-${kind}` : undefined;
    const simulator = await start({ apiKey, webhookKey });
    const keys = [box.seal(apiKey), webhookKey === undefined ? null : box.seal(webhookKey)];
    const { provider, baseUrl, options } = simulator;
    const row = [name, provider, baseUrl, ...keys, JSON.stringify(options), currency, rate, desks.length];
    desks.push({ name, simulator, methodId: await insert(row) });
  }
  return desks;
}
