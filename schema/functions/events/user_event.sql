-- Who is erased leaves no trace, and events are kept for a while: they name a user by their number in the shop alone.
CREATE OR REPLACE FUNCTION user_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('user.joined', jsonb_build_object('userId', NEW.id::text, 'language', NEW.language),
    NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER users_event AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION user_event();
