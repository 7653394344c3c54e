-- What became of an answer on its way to the buyer, in the transaction in which it became so.
CREATE OR REPLACE FUNCTION note_support_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE support_messages SET chat_message_id = NEW.message_id,
    delivered_at = CASE WHEN NEW.state = 'SENT' THEN NEW.sent_at END,
    failure = CASE WHEN NEW.state = 'FAILED' THEN NEW.failure END
  WHERE id = (NEW.payload ->> 'messageId')::bigint;
  RETURN NULL;
END $$;

CREATE TRIGGER note_support_delivery AFTER UPDATE OF state ON outbox FOR EACH ROW
  WHEN (NEW.kind = 'support_answer' AND OLD.state = 'WAITING' AND NEW.state <> 'WAITING')
  EXECUTE FUNCTION note_support_delivery();
