-- In the transaction that gives the buyer's money back, whatever ended the reservation: whether the supplier charged us
-- is not known. Of the reasons that are left out the supplier's answer is known.
CREATE OR REPLACE FUNCTION note_unclear_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unclear_purchases (reservation_id, route_id, provider_id, amount, asked_at, ended_at)
  SELECT NEW.id, t.id, t.provider_id, COALESCE(LEAST(t.listed_cost, t.max_cost), t.max_cost), OLD.asked_at, NEW.ended_at
  FROM routes t WHERE t.id = OLD.route_id AND t.max_cost > 0 AND t.listed_cost IS DISTINCT FROM 0
  ON CONFLICT (reservation_id, route_id) DO NOTHING;
  -- Should its order turn up after all, this shows that it is ours.
  INSERT INTO unanswered_purchases (reservation_id, route_id, provider_id, asked_at)
  VALUES (NEW.id, OLD.route_id, OLD.provider_id, OLD.asked_at) ON CONFLICT (reservation_id, route_id) DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER note_unclear_purchase AFTER UPDATE OF status ON reservations FOR EACH ROW
  WHEN (OLD.status = 'REQUESTED' AND OLD.asked_at IS NOT NULL AND NEW.status IN ('EXPIRED', 'CANCELED')
  AND NEW.end_reason NOT IN ('OUT_OF_STOCK', 'TOO_DEAR', 'PROVIDER_REFUSED'))
  EXECUTE FUNCTION note_unclear_purchase();
