-- What came with an imported dossier is the purchaser's own; the owner alone writes it.
GRANT SELECT ON store_roundattachment TO driehoek_app;
ALTER TABLE store_roundattachment ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_roundattachment FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_roundattachment TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON store_roundattachment FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));

-- A submission that came in elsewhere, and late perhaps, is kept as it came; whether it counts the rules of the round say.
-- Only the owner brings such a one in.
CREATE OR REPLACE FUNCTION store_in_window() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found store_round;
BEGIN
    IF NEW.is_imported THEN
        RETURN NEW;
    END IF;
    SELECT * INTO found FROM store_round WHERE id = NEW.round_id;
    IF found.opens_at IS NULL OR NEW.received_at < found.opens_at OR NEW.received_at >= found.closes_at THEN
        RAISE EXCEPTION 'the window of this round is not open at %', NEW.received_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_window';
    END IF;
    RETURN NEW;
END $$;
CREATE POLICY not_imported ON store_submission AS RESTRICTIVE FOR INSERT TO driehoek_app WITH CHECK (NOT is_imported);
