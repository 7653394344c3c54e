-- What a reservation says of its route stands in one column, decided when it ends. Every rate is counted from it.
CREATE OR REPLACE FUNCTION note_brought_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.brought_code := judge_reservation(NEW);
  RETURN NEW;
END $$;

CREATE TRIGGER note_brought_code BEFORE UPDATE ON reservations FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION note_brought_code();
CREATE TRIGGER note_brought_code_at_birth BEFORE INSERT ON reservations FOR EACH ROW
  WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION note_brought_code();
