import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Programs of buyers are told of their orders by the webhooks that operators have already: an endpoint may be a key's, an
 * event an order's. And an address that takes nothing rests for a while. Locks `events` for as long as an index of it takes
 * to be built, `event_endpoints`, `event_deliveries` and `resale_orders` for an instant.
 */
export class WebhooksOfBuyers1763000800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await setKnown(db, (known) => [...new Set([...known, ...TYPES])]);
    await db.query(`
      ALTER TABLE event_endpoints
        -- The key whose orders it is told of; null: it is the operators'.
        ADD resale_key_id integer
          CONSTRAINT event_endpoints_resale_key_once UNIQUE
          CONSTRAINT event_endpoints_resale_key_fk REFERENCES resale_keys (id);
      ALTER TABLE event_endpoints ADD CONSTRAINT event_endpoints_events_of_their_kind
        CHECK (CASE WHEN resale_key_id IS NULL THEN NOT events && ${BUYERS} ELSE events <@ ${BUYERS} END);

      ALTER TABLE events
        -- Of an order by this key, and whose it is; null: an event of the shop.
        ADD resale_key_id integer CONSTRAINT events_resale_key_fk REFERENCES resale_keys (id),
        ADD buyer_id bigint CONSTRAINT events_buyer_fk REFERENCES users (id),
        ADD CONSTRAINT events_buyer_by_key CHECK ((resale_key_id IS NULL) = (buyer_id IS NULL));
      CREATE INDEX events_buyer_idx ON events (buyer_id, position) WHERE buyer_id IS NOT NULL;

      -- What waits for an endpoint is found without a look at what waits for others.
      CREATE INDEX event_deliveries_waiting_idx ON event_deliveries (endpoint_id, due_at) WHERE state = 'WAITING';
      DROP INDEX event_deliveries_due_idx;

      CREATE TABLE event_circuits (
        endpoint_id integer NOT NULL
          CONSTRAINT event_circuits_endpoint_fk REFERENCES event_endpoints (id) ON DELETE CASCADE,
        -- Scheme, host and port of what is called.
        origin text NOT NULL,
        -- In a row.
        failures integer NOT NULL,
        -- Nothing is sent there before.
        rests_until timestamptz,
        PRIMARY KEY (endpoint_id, origin)
      );

      -- Where the order's own program is told of it; null: where that of its key is.
      ALTER TABLE resale_orders ADD webhook_url text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE resale_orders DROP webhook_url;
      DROP TABLE event_circuits;
      DELETE FROM event_endpoints WHERE resale_key_id IS NOT NULL;
      DELETE FROM events WHERE resale_key_id IS NOT NULL;
      CREATE INDEX event_deliveries_due_idx ON event_deliveries (due_at) WHERE state = 'WAITING';
      DROP INDEX event_deliveries_waiting_idx;
      ALTER TABLE events DROP resale_key_id, DROP buyer_id;
      ALTER TABLE event_endpoints DROP CONSTRAINT event_endpoints_events_of_their_kind, DROP resale_key_id`);
    await setKnown(db, (known) => known.filter((type) => !TYPES.includes(type)));
  }
}

/** The list of all that an endpoint may want, made of the one that stands: whatever others put into it stays. */
async function setKnown(db: QueryRunner, change: (known: string[]) => string[]): Promise<void> {
  const [{ known }] = await db.query(
    `SELECT ARRAY(SELECT DISTINCT m[1] FROM pg_constraint c,
       regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_.]+)''', 'g') m
     WHERE c.conname = 'event_endpoints_events_known') AS known`,
  );
  await db.query(`ALTER TABLE event_endpoints DROP CONSTRAINT event_endpoints_events_known,
    ADD CONSTRAINT event_endpoints_events_known
      CHECK (cardinality(events) > 0 AND events <@ ${listed(change(known).sort())})`);
}

const listed = (types: readonly string[]) => `ARRAY[${types.map((type) => `'${type}'`).join(', ')}]`;
const TYPES = ['order.sms', 'order.completed', 'order.expired', 'order.canceled', 'order.refunded'];
const BUYERS = listed(TYPES);
