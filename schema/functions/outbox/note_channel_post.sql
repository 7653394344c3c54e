-- Where our posts stand, so that they can be deleted again.
CREATE OR REPLACE FUNCTION note_channel_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO channel_posts (outbox_key, chat_id, user_id, message_id, sent_at)
  VALUES (NEW.key, NEW.chat_id, NEW.user_id, NEW.message_id, NEW.sent_at) ON CONFLICT (outbox_key) DO NOTHING;
  -- It was under way while its person was erased.
  IF EXISTS (SELECT 1 FROM users WHERE id = NEW.user_id AND erased_at IS NOT NULL) THEN
    PERFORM delete_posts_about(NEW.user_id, NEW.sent_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_channel_post AFTER UPDATE OF state ON outbox FOR EACH ROW
  WHEN (NEW.chat_id IS NOT NULL AND NEW.state = 'SENT' AND OLD.state = 'WAITING' AND NEW.kind <> 'delete_posts')
  EXECUTE FUNCTION note_channel_post();
