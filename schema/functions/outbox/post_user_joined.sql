-- Who joins is posted in the user data channel, in the transaction of the fact: nothing is forgotten or told twice.
CREATE OR REPLACE FUNCTION post_user_joined() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_user_data_post('user-data:joined:' || NEW.id, NEW.id, '{"event": "joined"}', NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER post_user_joined AFTER INSERT ON users FOR EACH ROW
  WHEN (NEW.telegram_id IS NOT NULL) EXECUTE FUNCTION post_user_joined();
