-- Somebody wrote into a thread after its first message, which is told of as its opening.
CREATE OR REPLACE FUNCTION support_message_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('support.replied', jsonb_build_object('threadId', t.id::text, 'userId', t.user_id::text,
    'messageId', NEW.id::text, 'writer', NEW.writer), NEW.created_at)
  FROM support_threads t WHERE t.id = NEW.thread_id AND t.last_message_id IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER support_messages_event AFTER INSERT ON support_messages FOR EACH ROW
  EXECUTE FUNCTION support_message_event();
