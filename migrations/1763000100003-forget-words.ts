import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Erasing a person takes the words that operators typed about him, too: reasons of his transfers and in the audit log. History
 * stays append-only but for that; see `only_forgets`. And deliveries to webhooks say whom they are about, so that his go.
 * Adds an empty column to `webhook_deliveries`; replaces the triggers of `transfers` and `audit_log`, which locks them for an instant.
 */
export class ForgetWords1763000100003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Keys of its messages, orders and phones. Null: from before.
      ALTER TABLE webhook_deliveries ADD COLUMN about text[];

      -- The one change that history allows: a reason goes, of a person who is erased, and nothing else moves.
      CREATE FUNCTION only_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'transfers' THEN
          IF NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
            AND EXISTS (SELECT 1 FROM users u WHERE u.id = OLD.user_id AND u.erased_at IS NOT NULL) THEN RETURN NEW; END IF;
        ELSIF to_jsonb(NEW) - 'facts' = to_jsonb(OLD) - 'facts' THEN
          IF NEW.facts = OLD.facts - 'reason' AND EXISTS (
            SELECT 1 FROM users u WHERE u.erased_at IS NOT NULL AND u.id::text = CASE OLD.entity WHEN 'user' THEN OLD.entity_id
              WHEN 'reservation' THEN (SELECT r.user_id::text FROM reservations r WHERE r.id::text = OLD.entity_id) END)
            THEN RETURN NEW; END IF;
          -- A list may have been searched for him by name.
          IF OLD.action = 'export.read' AND NEW.facts = OLD.facts - 'filter' THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$;
      DROP TRIGGER transfers_append_only ON transfers;
      CREATE TRIGGER transfers_append_only BEFORE DELETE OR TRUNCATE ON transfers
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER transfers_only_forget BEFORE UPDATE ON transfers FOR EACH ROW EXECUTE FUNCTION only_forgets();
      DROP TRIGGER audit_log_append_only ON audit_log;
      CREATE TRIGGER audit_log_append_only BEFORE DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_log_only_forgets BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION only_forgets();

      -- The program may not update history itself; this does it as its owner. p_pattern finds the person in a search.
      CREATE FUNCTION forget_words(p_user bigint, p_pattern text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE transfers t SET reason = '' WHERE t.user_id = p_user AND t.reason <> ''
          AND t.actor_type IN ('ADMIN', 'API_KEY') AND t.key <> 'erase:' || p_user;
        UPDATE audit_log a SET facts = a.facts - 'reason' WHERE a.entity = 'user' AND a.entity_id = p_user::text AND a.facts ? 'reason';
        UPDATE audit_log a SET facts = a.facts - 'reason' FROM reservations r
        WHERE r.user_id = p_user AND a.entity = 'reservation' AND a.entity_id = r.id::text AND a.facts ? 'reason';
        UPDATE audit_log a SET facts = a.facts - 'filter'
        WHERE a.entity = 'export' AND a.action = 'export.read' AND (a.facts -> 'filter')::text ~* p_pattern;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
