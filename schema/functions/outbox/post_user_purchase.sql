-- A completed purchase is posted in the user data channel, in the transaction of the fact.
CREATE OR REPLACE FUNCTION post_user_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_user_data_post('user-data:purchase:' || NEW.id, NEW.user_id,
    jsonb_build_object('event', 'purchase', 'reservationId', NEW.id::text), NEW.ended_at);
  RETURN NULL;
END $$;

CREATE TRIGGER post_user_purchase AFTER UPDATE OF status ON reservations FOR EACH ROW
  WHEN (NEW.status = 'COMPLETED' AND OLD.status <> 'COMPLETED') EXECUTE FUNCTION post_user_purchase();
-- A claimed late code is born completed.
CREATE TRIGGER post_user_claim AFTER INSERT ON reservations FOR EACH ROW
  WHEN (NEW.status = 'COMPLETED') EXECUTE FUNCTION post_user_purchase();
