import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Imports, deletions that can be undone, quarantine, and messages whose texts are forgotten. Locks `numbers` and
 * `messages` against writes while their indexes are built; the new columns are empty and cost no rewriting.
 */
export class Pool1763000020002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE import_state AS ENUM ('READING', 'CHECKING', 'WRITING', 'DONE', 'FAILED');
      CREATE TYPE import_verdict AS ENUM (
        'ADDED', 'REVIVED', 'DOUBLE', 'IN_STOCK', 'DELETED', 'SPENT', 'INVALID', 'NO_COUNTRY', 'OTHER_COUNTRY');

      CREATE TABLE number_imports (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT number_imports_provider_fk REFERENCES providers (id),
        service_id integer NOT NULL CONSTRAINT number_imports_service_fk REFERENCES services (id),
        country_id integer CONSTRAINT number_imports_country_fk REFERENCES countries (id),
        source text NOT NULL,
        revives boolean NOT NULL,
        is_dry_run boolean NOT NULL,
        state import_state NOT NULL DEFAULT 'READING',
        -- How many numbers the file names, and up to which of them the work is done.
        entries integer NOT NULL DEFAULT 0,
        position integer NOT NULL DEFAULT 0,
        -- How many numbers got which verdict.
        counts jsonb NOT NULL DEFAULT '{}',
        failure text,
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        request_id text,
        leased_until timestamptz,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT number_imports_position_range CHECK (position BETWEEN 0 AND entries),
        CONSTRAINT number_imports_end_dated CHECK ((state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL))
      );
      CREATE INDEX number_imports_open_idx ON number_imports (id) WHERE ended_at IS NULL;

      -- What a file says, line by line, until the import is forgotten. Unlogged: it can be read again from the file, and
      -- without references, which would cost a look for each of a million lines. Without a verdict: not worked on yet.
      CREATE UNLOGGED TABLE number_import_lines (
        import_id bigint NOT NULL,
        entry integer NOT NULL,
        line integer NOT NULL,
        phone text,
        country_id integer,
        verdict import_verdict,
        -- As it stands in the file, where it could not be read.
        given text,
        PRIMARY KEY (import_id, entry)
      );

      ALTER TABLE numbers ADD COLUMN import_id bigint;
      ALTER TABLE numbers ADD COLUMN deletion_id bigint;
      DROP INDEX numbers_hand_back_idx;
      -- Numbers that come back by themselves: from their buyer, or from quarantine.
      CREATE INDEX numbers_due_idx ON numbers (available_at) WHERE status IN ('USED', 'QUARANTINED');

      CREATE TYPE deletion_reason AS ENUM ('CLEANUP', 'SERVICE');
      CREATE TYPE deletion_state AS ENUM ('DELETING', 'DELETED', 'RESTORING', 'RESTORED');
      -- One act that deleted many numbers, so that it can be carried on by another process, and undone.
      CREATE TABLE number_deletions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        reason deletion_reason NOT NULL,
        service_id integer CONSTRAINT number_deletions_service_fk REFERENCES services (id),
        filter jsonb NOT NULL DEFAULT '{}',
        state deletion_state NOT NULL DEFAULT 'DELETING',
        -- Up to which number the work is done, and how often it went through all of them.
        position bigint NOT NULL DEFAULT 0,
        passes integer NOT NULL DEFAULT 0,
        deleted integer NOT NULL DEFAULT 0,
        restored integer NOT NULL DEFAULT 0,
        canceled integer NOT NULL DEFAULT 0,
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        undo_until timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT number_deletions_service_named CHECK ((reason = 'SERVICE') = (service_id IS NOT NULL))
      );
      CREATE INDEX number_deletions_open_idx ON number_deletions (id) WHERE state IN ('DELETING', 'RESTORING');
      CREATE INDEX number_deletions_service_idx ON number_deletions (service_id, id) WHERE service_id IS NOT NULL;

      ALTER TABLE messages ADD COLUMN erased_at timestamptz;
      ALTER TABLE messages ADD CONSTRAINT messages_erased_is_empty
        CHECK (erased_at IS NULL OR (text = '' AND code IS NULL AND provider_code IS NULL));
      CREATE INDEX messages_to_erase_idx ON messages (stored_at) WHERE erased_at IS NULL;
    `);
    await db.query(`
      -- Which numbers a cleanup means. The same words count before, delete, and are shown afterwards.
      CREATE FUNCTION number_fits(n numbers, f jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT n.origin = 'POOL'
          AND (f ->> 'serviceId' IS NULL OR n.service_id = (f ->> 'serviceId')::integer)
          AND (f ->> 'countryId' IS NULL OR n.country_id = (f ->> 'countryId')::integer)
          AND (f ->> 'providerId' IS NULL OR n.provider_id = (f ->> 'providerId')::integer)
          AND (f ->> 'minUses' IS NULL OR n.usage_count >= (f ->> 'minUses')::integer)
          AND (f ->> 'maxUses' IS NULL OR n.usage_count <= (f ->> 'maxUses')::integer)
          AND (f ->> 'minExpiries' IS NULL OR n.expiries_in_a_row >= (f ->> 'minExpiries')::integer)
          AND (f ->> 'createdBefore' IS NULL OR n.created_at < (f ->> 'createdBefore')::timestamptz)
          AND (f ->> 'isQuarantined' IS NULL OR (n.status = 'QUARANTINED') = (f ->> 'isQuarantined')::boolean)
          AND (f ->> 'idleSince' IS NULL OR (n.created_at < (f ->> 'idleSince')::timestamptz AND NOT EXISTS (
            SELECT 1 FROM reservations r WHERE r.phone = n.phone AND r.number_id = n.id
              AND r.created_at >= (f ->> 'idleSince')::timestamptz)))
      $$;

      -- One step of a deletion: the numbers whose ids lie in the next window. kind: more | wait | done | not_deleting.
      -- A service's deletion goes through twice, the second time once nobody can still be reserving by what he read before.
      CREATE FUNCTION delete_numbers(
        p_deletion bigint, p_window bigint, p_settled_s integer, p_now timestamptz, OUT kind text, OUT deleted integer)
        LANGUAGE plpgsql AS $$
      DECLARE
        v number_deletions;
      BEGIN
        SELECT * INTO v FROM number_deletions d WHERE d.id = p_deletion FOR UPDATE;
        deleted := 0;
        IF v.state IS DISTINCT FROM 'DELETING' THEN kind := 'not_deleting'; RETURN; END IF;
        IF v.reason = 'SERVICE' AND v.passes = 1 AND p_now < v.created_at + make_interval(secs => p_settled_s) THEN
          kind := 'wait'; RETURN;
        END IF;
        WITH doomed AS (
          SELECT n.id FROM numbers n
          WHERE n.id > v.position AND n.id <= v.position + p_window
            AND CASE v.reason
              WHEN 'SERVICE' THEN n.service_id = v.service_id AND n.status IN ('AVAILABLE', 'QUARANTINED', 'USED')
              ELSE n.status IN ('AVAILABLE', 'QUARANTINED') AND number_fits(n, v.filter) END
          FOR UPDATE OF n SKIP LOCKED
        ), gone AS (
          UPDATE numbers n SET status = 'DELETED', deleted_at = p_now, deletion_id = p_deletion
          FROM doomed WHERE n.id = doomed.id RETURNING 1
        )
        SELECT count(*)::integer INTO deleted FROM gone;
        kind := 'more';
        v.position := v.position + p_window;
        IF v.position >= COALESCE((SELECT max(id) FROM numbers), 0) THEN
          v.passes := v.passes + 1;
          v.position := 0;
          kind := CASE WHEN v.reason = 'SERVICE' AND v.passes < 2 THEN 'wait' ELSE 'done' END;
        END IF;
        UPDATE number_deletions d SET position = v.position, passes = v.passes, deleted = d.deleted + delete_numbers.deleted,
          state = CASE WHEN kind = 'done' THEN 'DELETED' ELSE d.state END
        WHERE d.id = p_deletion;
      END $$;

      -- One step of an undo. kind: more | done | not_restoring. What is still its last buyer's is so again.
      CREATE FUNCTION restore_numbers(
        p_deletion bigint, p_window bigint, p_now timestamptz, OUT kind text, OUT restored integer)
        LANGUAGE plpgsql AS $$
      DECLARE
        v number_deletions;
      BEGIN
        SELECT * INTO v FROM number_deletions d WHERE d.id = p_deletion FOR UPDATE;
        restored := 0;
        IF v.state IS DISTINCT FROM 'RESTORING' THEN kind := 'not_restoring'; RETURN; END IF;
        WITH back AS (
          UPDATE numbers n SET
            status = (CASE WHEN n.available_at IS NULL OR n.available_at <= p_now THEN 'AVAILABLE'
                      WHEN n.expiries_in_a_row > 0 THEN 'QUARANTINED' ELSE 'USED' END)::number_status,
            available_at = CASE WHEN n.available_at > p_now THEN n.available_at END,
            deleted_at = NULL, deletion_id = NULL, pick_key = floor(random() * 2147483647)::integer
          WHERE n.id > v.position AND n.id <= v.position + p_window
            AND n.deletion_id = p_deletion AND n.status = 'DELETED'
            AND (n.origin = 'POOL' OR n.available_at > p_now)
          RETURNING 1
        )
        SELECT count(*)::integer INTO restored FROM back;
        kind := 'more';
        v.position := v.position + p_window;
        IF v.position >= COALESCE((SELECT max(id) FROM numbers), 0) THEN kind := 'done'; v.position := 0; END IF;
        UPDATE number_deletions d SET position = v.position, restored = d.restored + restore_numbers.restored,
          state = CASE WHEN kind = 'done' THEN 'RESTORED' ELSE d.state END
        WHERE d.id = p_deletion;
      END $$;

      -- A number leaves an ended reservation. Pool: back to stock, unless its service was deleted meanwhile or it expired
      -- too often in a row: then it rests for a while, where the shop is set to that, or is deleted.
      CREATE OR REPLACE FUNCTION give_back_number(
        p_number bigint, p_expired boolean, p_max_expiries integer, p_now timestamptz)
        RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        v record;
        v_expiries integer;
        v_status number_status := 'AVAILABLE';
        v_rest_until timestamptz;
        v_deletion bigint;
      BEGIN
        SELECT n.id, n.origin, n.expiries_in_a_row, n.service_id, s.deleted_at IS NOT NULL AS is_service_gone INTO v
        FROM numbers n JOIN services s ON s.id = n.service_id
        WHERE n.id = p_number AND n.status = 'RESERVED' FOR UPDATE OF n;
        IF NOT FOUND THEN RETURN; END IF;
        v_expiries := v.expiries_in_a_row + CASE WHEN p_expired THEN 1 ELSE 0 END;
        IF v.is_service_gone THEN
          v_status := 'DELETED';
          SELECT max(d.id) INTO v_deletion FROM number_deletions d WHERE d.service_id = v.service_id;
        ELSIF v.origin = 'ON_DEMAND' OR (p_expired AND v_expiries >= p_max_expiries) THEN
          v_status := 'DELETED';
        ELSIF p_expired THEN
          SELECT p_now + make_interval(hours => COALESCE(max(x.value) FILTER (WHERE x.key = 'quarantineHours'), 24)),
            CASE WHEN v_expiries >= max(x.value) FILTER (WHERE x.key = 'quarantineAfterExpiries' AND x.value > 0)
              THEN 'QUARANTINED' ELSE 'AVAILABLE' END
          INTO v_rest_until, v_status
          FROM (SELECT s.key, (s.value #>> '{}')::numeric::integer AS value FROM settings s
                WHERE s.key IN ('quarantineAfterExpiries', 'quarantineHours') AND jsonb_typeof(s.value) = 'number') x;
        END IF;
        UPDATE numbers n SET status = v_status, expiries_in_a_row = v_expiries, deletion_id = v_deletion,
          deleted_at = CASE WHEN v_status = 'DELETED' THEN p_now END,
          available_at = CASE WHEN v_status = 'QUARANTINED' THEN v_rest_until END,
          pick_key = floor(random() * 2147483647)::integer
        WHERE n.id = p_number;
      END $$;

      -- Numbers whose buyer's time or quarantine is over go back to stock, on-demand ones to history. Returns how many.
      CREATE OR REPLACE FUNCTION hand_back_numbers(p_now timestamptz, p_limit integer)
        RETURNS integer LANGUAGE sql SET enable_seqscan = off AS $$
        WITH due AS (
          SELECT id FROM numbers WHERE status IN ('USED', 'QUARANTINED') AND available_at <= p_now
          ORDER BY available_at LIMIT p_limit FOR UPDATE SKIP LOCKED
        ), back AS (
          UPDATE numbers n SET
            status = (CASE WHEN n.origin = 'POOL' THEN 'AVAILABLE' ELSE 'DELETED' END)::number_status,
            deleted_at = CASE WHEN n.origin = 'POOL' THEN NULL ELSE p_now END,
            available_at = NULL, pick_key = floor(random() * 2147483647)::integer
          FROM due WHERE n.id = due.id RETURNING 1
        )
        SELECT count(*)::integer FROM back
      $$;

      CREATE FUNCTION revive_numbers(p_ids bigint[], p_countries integer[], p_import bigint) RETURNS void LANGUAGE sql AS $$
        UPDATE numbers n SET status = 'AVAILABLE', origin = 'POOL', country_id = k.country_id, expiries_in_a_row = 0,
          available_at = NULL, deleted_at = NULL, deletion_id = NULL, import_id = p_import,
          pick_key = floor(random() * 2147483647)::integer
        FROM unnest(p_ids, p_countries) AS k (id, country_id) WHERE n.id = k.id AND n.status = 'DELETED'
      $$;

      -- One step of an import: the next p_size numbers of the file. Lines that bring a number need no verdict of their own;
      -- the few others get it here. kind: more | done | not_writing | lost (the lines are gone). Nothing is known about how
      -- many lines there are, so nested loops over them are ruled out; what looks into the stock is asked row by row.
      CREATE FUNCTION write_import(
        p_import bigint, p_size integer, p_max_uses integer, p_now timestamptz, OUT kind text, OUT reached integer)
        LANGUAGE plpgsql SET enable_nestloop = off SET enable_seqscan = off AS $$
      DECLARE
        v number_imports;
        v_seen integer;
        v_added integer;
        v_counts jsonb;
        v_ids bigint[];
        v_countries integer[];
      BEGIN
        SELECT * INTO v FROM number_imports i WHERE i.id = p_import FOR UPDATE;
        reached := v.position;
        IF v.state IS DISTINCT FROM 'WRITING' THEN kind := 'not_writing'; RETURN; END IF;
        reached := LEAST(v.position + p_size, v.entries);
        WITH batch AS MATERIALIZED (
          SELECT l.entry, l.phone, l.country_id, l.verdict FROM number_import_lines l
          WHERE l.import_id = p_import AND l.entry > v.position AND l.entry <= reached
        ), firsts AS MATERIALIZED (
          SELECT DISTINCT ON (b.phone) b.entry, b.phone, b.country_id FROM batch b
          WHERE b.verdict IS NULL ORDER BY b.phone, b.entry
        ), added AS (
          INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, import_id, created_at)
          SELECT v.provider_id, v.service_id, f.country_id, f.phone, 'POOL', 'AVAILABLE', p_import, p_now FROM firsts f
          ON CONFLICT (provider_id, service_id, phone) DO NOTHING RETURNING phone
        ), brought AS (
          SELECT f.entry FROM firsts f JOIN added a ON a.phone = f.phone
        ), known AS MATERIALIZED (
          SELECT b.entry, b.country_id, n.id,
            CASE WHEN f.entry IS NULL OR n.import_id = p_import THEN 'DOUBLE'
              WHEN n.status IS DISTINCT FROM 'DELETED' THEN 'IN_STOCK'
              WHEN NOT v.revives THEN 'DELETED'
              WHEN n.usage_count >= p_max_uses THEN 'SPENT'
              ELSE 'REVIVED' END AS verdict
          FROM batch b LEFT JOIN firsts f ON f.entry = b.entry
          LEFT JOIN LATERAL (
            SELECT x.id, x.status, x.import_id, x.usage_count FROM numbers x
            WHERE x.provider_id = v.provider_id AND x.service_id = v.service_id AND x.phone = b.phone OFFSET 0) n ON true
          WHERE b.verdict IS NULL AND NOT EXISTS (SELECT 1 FROM brought WHERE brought.entry = b.entry)
        ), told AS (
          UPDATE number_import_lines l SET verdict = k.verdict::import_verdict FROM known k
          WHERE l.import_id = p_import AND l.entry > v.position AND l.entry <= reached AND l.entry = k.entry
        )
        SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM added),
          (SELECT jsonb_object_agg(c.verdict, c.number) FROM (
             SELECT x.verdict, count(*) AS number FROM (
               SELECT k.verdict FROM known k
               UNION ALL SELECT b.verdict::text FROM batch b WHERE b.verdict IS NOT NULL) x GROUP BY 1) c),
          (SELECT array_agg(k.id ORDER BY k.entry) FROM known k WHERE k.verdict = 'REVIVED'),
          (SELECT array_agg(k.country_id ORDER BY k.entry) FROM known k WHERE k.verdict = 'REVIVED')
        INTO v_seen, v_added, v_counts, v_ids, v_countries;
        IF v_seen < reached - v.position THEN
          UPDATE number_imports i SET state = 'FAILED', ended_at = p_now,
            failure = 'The database lost the lines of this file in a crash; import the file again.' WHERE i.id = p_import;
          kind := 'lost'; RETURN;
        END IF;
        IF v_ids IS NOT NULL THEN PERFORM revive_numbers(v_ids, v_countries, p_import); END IF;
        kind := CASE WHEN reached = v.entries THEN 'done' ELSE 'more' END;
        UPDATE number_imports i SET position = reached,
          counts = sum_counts(sum_counts(i.counts, COALESCE(v_counts, '{}')), jsonb_build_object('ADDED', v_added)),
          state = CASE WHEN kind = 'done' THEN 'DONE' ELSE i.state END,
          ended_at = CASE WHEN kind = 'done' THEN p_now END
        WHERE i.id = p_import;
      END $$;

      CREATE FUNCTION sum_counts(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT COALESCE(jsonb_object_agg(key, total), '{}') FROM (
          SELECT key, sum(value::bigint) AS total FROM (
            SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) both_counts
          GROUP BY key HAVING sum(value::bigint) > 0) totals
      $$;

      -- The verdicts of a whole file, without changing the stock.
      CREATE FUNCTION check_import(p_import bigint, p_max_uses integer, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        v number_imports;
      BEGIN
        SELECT * INTO v FROM number_imports i WHERE i.id = p_import AND i.state = 'CHECKING' FOR UPDATE;
        IF NOT FOUND THEN RETURN; END IF;
        UPDATE number_import_lines l SET verdict = 'DOUBLE'
        FROM (SELECT x.entry, row_number() OVER (PARTITION BY x.phone ORDER BY x.entry) AS turn
              FROM number_import_lines x WHERE x.import_id = p_import AND x.verdict IS NULL) seen
        WHERE l.import_id = p_import AND l.entry = seen.entry AND seen.turn > 1;
        UPDATE number_import_lines l SET verdict = (
            CASE WHEN n.status <> 'DELETED' THEN 'IN_STOCK' WHEN NOT v.revives THEN 'DELETED'
              WHEN n.usage_count >= p_max_uses THEN 'SPENT' ELSE 'REVIVED' END)::import_verdict
        FROM numbers n
        WHERE l.import_id = p_import AND l.verdict IS NULL
          AND n.provider_id = v.provider_id AND n.service_id = v.service_id AND n.phone = l.phone;
        UPDATE number_imports i SET state = 'DONE', ended_at = p_now, position = i.entries, counts = COALESCE((
            SELECT jsonb_object_agg(c.verdict, c.number) FROM (
              SELECT COALESCE(l.verdict, 'ADDED') AS verdict, count(*) AS number
              FROM number_import_lines l WHERE l.import_id = p_import GROUP BY 1) c), '{}')
        WHERE i.id = p_import;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
