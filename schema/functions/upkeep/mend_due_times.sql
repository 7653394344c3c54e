-- After the wall clock was set back, all that was planned before lies ahead by the step. A tick that lies ahead tells
-- that, and how far; then whatever is still to come moves back by as much, but not into the past. Changes nothing while
-- the clock is right, and nothing when it is called again. Answers by how many seconds things were moved.
CREATE OR REPLACE FUNCTION mend_due_times(p_now timestamptz) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
  -- Ticks of workers whose clocks differ a little.
  c_skew CONSTANT interval := '2 seconds';
  -- Broadcasts that are held stay held.
  c_never CONSTANT timestamptz := '9000-01-01T00:00:00Z';
  v_step interval;
  v_column text;
BEGIN
  PERFORM 1 FROM job_ticks WHERE slot > p_now + c_skew FOR UPDATE;
  SELECT max(slot) - p_now INTO v_step FROM job_ticks WHERE slot > p_now + c_skew;
  IF v_step IS NULL THEN RETURN 0; END IF;
  -- With their beginning: what arrives from now on is not older than they are.
  FOREACH v_column IN ARRAY ARRAY['created_at', 'numbered_at', 'asked_at', 'reconcile_at', 'absent_at', 'cancelable_at',
    'cancel_due_at', 'cancel_asked_at', 'expires_at'] LOOP
    EXECUTE format('UPDATE reservations SET %I = %1$I - $1 WHERE %1$I > $2 AND expires_at > $2
      AND status IN (''REQUESTED'', ''WAITING_CODE'', ''CANCEL_PENDING'', ''COMPLETED'')', v_column)
      USING v_step, p_now;
  END LOOP;
  FOREACH v_column IN ARRAY ARRAY['outbox.due_at', 'outbox.leased_until', 'event_deliveries.due_at',
    'event_deliveries.leased_until', 'event_circuits.rests_until', 'upstream_order_ends.due_at',
    'upstream_order_ends.leased_until', 'webhook_deliveries.confirm_due_at', 'exports.leased_until',
    'number_imports.leased_until', 'numbers.available_at',
    'providers.next_poll_at', 'providers.poll_leased_until', 'providers.paused_until', 'providers.balance_at',
    'providers.catalogue_at', 'providers.catalogue_due_at', 'rate_limits.paid_off_at', 'rate_limits.quiet_until',
    'telegram_flood_waits.until', 'users.buying_paused_until', 'admin_attempts.locked_until'] LOOP
    EXECUTE format('UPDATE %I SET %I = GREATEST(%2$I - $1, $2) WHERE %2$I > $2 AND %2$I < $3',
      split_part(v_column, '.', 1), split_part(v_column, '.', 2)) USING v_step, p_now, c_never;
  END LOOP;
  DELETE FROM job_ticks WHERE slot > p_now + c_skew;
  RETURN extract(epoch FROM v_step);
END $$;
