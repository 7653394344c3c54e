import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators must be told, at most once in a window for each cause. A new table and function: locks nothing in use. */
export class OperatorAlerts1763000040002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE operator_alerts (
        key text PRIMARY KEY,
        kind text NOT NULL,
        facts jsonb NOT NULL,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        count integer NOT NULL CONSTRAINT operator_alerts_count_positive CHECK (count > 0),
        told_at timestamptz
      );

      -- Notes a trouble, and tells the given people of it unless they were told within p_every_s seconds. Answers whether
      -- it told now. The row's lock makes two that raise it at once tell it once.
      CREATE FUNCTION raise_alert(
        p_key text, p_kind text, p_facts jsonb, p_every_s integer, p_people bigint[], p_now timestamptz)
        RETURNS boolean LANGUAGE plpgsql AS $$
      DECLARE
        v_alert operator_alerts;
        v_person record;
      BEGIN
        INSERT INTO operator_alerts (key, kind, facts, first_at, last_at, count)
        VALUES (p_key, p_kind, p_facts, p_now, p_now, 1)
        ON CONFLICT (key) DO UPDATE SET kind = EXCLUDED.kind, facts = EXCLUDED.facts, last_at = EXCLUDED.last_at,
          count = operator_alerts.count + 1
        RETURNING * INTO v_alert;
        IF v_alert.told_at > p_now - make_interval(secs => p_every_s) THEN RETURN false; END IF;
        UPDATE operator_alerts SET told_at = p_now WHERE key = p_key;
        FOR v_person IN SELECT u.id FROM users u WHERE u.telegram_id = ANY (p_people) ORDER BY u.id LOOP
          PERFORM put_notice('alert:' || p_key || ':' || extract(epoch FROM p_now) || ':' || v_person.id, 1::smallint,
            v_person.id, 'operator_alert', jsonb_build_object('alert', p_kind, 'facts', p_facts), p_now);
        END LOOP;
        RETURN true;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
