-- Sealed rounds: the key comes before the window, two open after it, and what was opened is what was handed in.
GRANT SELECT, INSERT, DELETE ON store_sealofficial, store_passedhalf TO driehoek_app;
GRANT SELECT, INSERT ON store_sealkey, store_opening, store_openedsubmission TO driehoek_app;
GRANT USAGE ON SEQUENCE store_sealofficial_id_seq TO driehoek_app;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['sealofficial', 'sealkey', 'passedhalf', 'opening', 'openedsubmission'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['sealkey', 'opening', 'openedsubmission'] LOOP
        EXECUTE format('CREATE TRIGGER %s_never BEFORE UPDATE OR DELETE ON store_%s FOR EACH ROW '
                       'EXECUTE FUNCTION store_never()', name, name);
        EXECUTE format('CREATE TRIGGER %s_never_all BEFORE TRUNCATE ON store_%s FOR EACH STATEMENT '
                       'EXECUTE FUNCTION store_never()', name, name);
    END LOOP;
END $$;

-- The public key of a round, for whoever hands in; the rest of the key is the purchaser's.
CREATE FUNCTION store_seal_key(wanted uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public AS $$ SELECT public_key FROM store_sealkey WHERE round_id = wanted $$;
REVOKE ALL ON FUNCTION store_seal_key(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_seal_key(uuid) TO driehoek_app;

-- A round is sealed before anything comes in, and stays so.
CREATE FUNCTION store_round_seal_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.is_sealed IS DISTINCT FROM OLD.is_sealed AND (
        EXISTS (SELECT FROM store_submission s WHERE s.round_id = NEW.id)
        OR EXISTS (SELECT FROM store_sealkey k WHERE k.round_id = NEW.id)) THEN
        RAISE EXCEPTION 'sealing of round % is settled', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'round_sealed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER round_seal_guard BEFORE UPDATE OF is_sealed ON store_round
    FOR EACH ROW EXECUTE FUNCTION store_round_seal_guard();

-- Who can open is fixed with the key. Choosing a key and making that of the round wait for each other.
CREATE FUNCTION store_seal_official_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted uuid;
BEGIN
    IF TG_OP = 'DELETE' THEN wanted := OLD.round_id; ELSE wanted := NEW.round_id; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('seal ' || wanted::text, 0));
    IF store_seal_key(wanted) IS NOT NULL THEN
        RAISE EXCEPTION 'the key of round % was made', wanted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_official_fixed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seal_official_guard BEFORE INSERT OR UPDATE OR DELETE ON store_sealofficial
    FOR EACH ROW EXECUTE FUNCTION store_seal_official_guard();

CREATE FUNCTION store_seal_key_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found store_round;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('seal ' || NEW.round_id::text, 0));
    SELECT * INTO found FROM store_round WHERE id = NEW.round_id;
    IF NOT found.is_sealed OR NEW.made_at >= found.opens_at THEN
        RAISE EXCEPTION 'round % is not sealed or its window is open', NEW.round_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_key_time';
    END IF;
    IF (SELECT count(DISTINCT person_id) FROM store_sealofficial WHERE round_id = NEW.round_id) < 3 THEN
        RAISE EXCEPTION 'a key needs three officials' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_key_three';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seal_key_guard BEFORE INSERT ON store_sealkey FOR EACH ROW EXECUTE FUNCTION store_seal_key_guard();

-- Two officials of the round, the second within half an hour, the deadline past.
CREATE FUNCTION store_opening_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closes timestamptz;
    given timestamptz;
BEGIN
    SELECT closes_at INTO closes FROM store_round WHERE id = NEW.round_id;
    IF closes IS NULL OR NEW.opened_at < closes THEN
        RAISE EXCEPTION 'the window is still open' USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_window';
    END IF;
    SELECT p.given_at INTO given FROM store_passedhalf p
    WHERE p.official_id = NEW.first_id AND p.round_id = NEW.round_id;
    IF given IS NULL OR given < closes OR NEW.opened_at NOT BETWEEN given AND given + interval '30 minutes'
       OR NOT EXISTS (SELECT FROM store_sealofficial o WHERE o.id = NEW.second_id AND o.round_id = NEW.round_id) THEN
        RAISE EXCEPTION 'two officials open together' USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_together';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER opening_guard BEFORE INSERT ON store_opening FOR EACH ROW EXECUTE FUNCTION store_opening_guard();

-- What was opened is what was handed in: its hash stands in the closed submission, over which the receipt is.
CREATE FUNCTION store_opened_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed text;
    of_round uuid;
BEGIN
    SELECT content, round_id INTO closed, of_round FROM store_submission WHERE id = NEW.submission_id;
    IF of_round IS DISTINCT FROM NEW.round_id OR encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex')
       IS DISTINCT FROM (closed::jsonb #>> '{sealed,plain}') THEN
        RAISE EXCEPTION 'this is not what was handed in' USING ERRCODE = 'check_violation', CONSTRAINT = 'opened_other';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER opened_guard BEFORE INSERT ON store_openedsubmission
    FOR EACH ROW EXECUTE FUNCTION store_opened_guard();

-- In a sealed round nothing comes in open, and nothing before there is a key.
CREATE OR REPLACE FUNCTION store_in_window() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found store_round;
    key text;
BEGIN
    IF NEW.is_imported THEN
        RETURN NEW;
    END IF;
    SELECT * INTO found FROM store_round WHERE id = NEW.round_id;
    IF found.is_sealed THEN
        key := store_seal_key(NEW.round_id);
    END IF;
    IF found.opens_at IS NULL OR NEW.received_at < found.opens_at OR NEW.received_at >= found.closes_at
       OR (found.is_sealed AND key IS NULL) THEN
        RAISE EXCEPTION 'the window of this round is not open at %', NEW.received_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_window';
    END IF;
    IF found.is_sealed AND NOT NEW.withdraws AND (NEW.content::jsonb #>> '{sealed,key}') IS DISTINCT FROM key THEN
        RAISE EXCEPTION 'this round is sealed' USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_sealed';
    END IF;
    RETURN NEW;
END $$;

-- The purchaser sees that something is in from the start: what it sees is closed.
DROP POLICY received ON store_submission;
CREATE POLICY received ON store_submission FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));

-- Nothing is decided on what nobody could read.
CREATE FUNCTION store_result_seal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM store_round r WHERE r.id = NEW.round_id AND r.is_sealed)
       AND NOT EXISTS (SELECT FROM store_opening o WHERE o.round_id = NEW.round_id)
       AND EXISTS (SELECT FROM store_submission s WHERE s.round_id = NEW.round_id AND NOT s.is_imported) THEN
        RAISE EXCEPTION 'the submissions are sealed' USING ERRCODE = 'check_violation', CONSTRAINT = 'result_sealed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER result_seal_guard BEFORE INSERT ON store_result FOR EACH ROW EXECUTE FUNCTION store_result_seal_guard();

-- The key and its officials are of the office; each for himself.
CREATE POLICY own_read ON store_sealofficial FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY confirms ON store_sealofficial FOR INSERT TO driehoek_app
    WITH CHECK (person_id = driehoek_person() AND driehoek_role() IN ('purchasing', 'control', 'assessing') AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY chooses_again ON store_sealofficial FOR DELETE TO driehoek_app USING (person_id = driehoek_person());

CREATE POLICY own_read ON store_sealkey FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY makes ON store_sealkey FOR INSERT TO driehoek_app
    WITH CHECK (made_by_id = driehoek_person() AND driehoek_role() = 'purchasing' AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));

CREATE POLICY own_read ON store_passedhalf FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY gives ON store_passedhalf FOR INSERT TO driehoek_app
    WITH CHECK (EXISTS (SELECT FROM store_sealofficial o WHERE o.id = official_id AND o.person_id = driehoek_person()
                        AND o.round_id = store_passedhalf.round_id));
CREATE POLICY clears ON store_passedhalf FOR DELETE TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));

CREATE POLICY published ON store_opening FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id));
CREATE POLICY opens ON store_opening FOR INSERT TO driehoek_app
    WITH CHECK (EXISTS (SELECT FROM store_sealofficial o WHERE o.id = second_id AND o.person_id = driehoek_person()
                        AND o.round_id = store_opening.round_id));

CREATE POLICY both_read ON store_openedsubmission FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_submission s WHERE s.id = submission_id));
CREATE POLICY opens ON store_openedsubmission FOR INSERT TO driehoek_app
    WITH CHECK (EXISTS (SELECT FROM store_opening o JOIN store_round r ON r.id = o.round_id
                        WHERE o.round_id = store_openedsubmission.round_id
                          AND r.purchaser_id = driehoek_organisation()));

-- The documents of what was opened become those of the submission, as they would have been.
CREATE POLICY opened ON store_submittedevidence FOR INSERT TO driehoek_app
    WITH CHECK (EXISTS (SELECT FROM store_openedsubmission o JOIN store_submission s ON s.id = o.submission_id
                        WHERE o.submission_id = store_submittedevidence.submission_id
                          AND store_holder_of_evidence(file_id) = s.provider_id));
