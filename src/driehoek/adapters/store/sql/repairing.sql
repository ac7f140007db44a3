-- Requests to repair and what was repaired: asked after the closing, answered in the term, neither after a decision.
GRANT SELECT, INSERT ON store_repairrequest, store_repairedsubmission TO driehoek_app;
GRANT USAGE ON SEQUENCE store_repairrequest_id_seq, store_repairedsubmission_id_seq TO driehoek_app;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['repairrequest', 'repairedsubmission'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE POLICY not_looked_after ON store_%s AS RESTRICTIVE TO driehoek_app '
                       'USING (driehoek_role() IS DISTINCT FROM ''administration'')', name);
        EXECUTE format('CREATE TRIGGER %s_never BEFORE UPDATE OR DELETE ON store_%s FOR EACH ROW '
                       'EXECUTE FUNCTION store_never()', name, name);
        EXECUTE format('CREATE TRIGGER %s_never_all BEFORE TRUNCATE ON store_%s FOR EACH STATEMENT '
                       'EXECUTE FUNCTION store_never()', name, name);
    END LOOP;
END $$;

-- The purchaser of the round asks, of a contract with it; the provider of that contract reads it.
CREATE POLICY both_read ON store_repairrequest FOR SELECT TO driehoek_app
    USING (driehoek_organisation() IN (purchaser_id, provider_id));
CREATE POLICY asks ON store_repairrequest FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing'
                AND asked_by_id = driehoek_person()
                AND EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation())
                AND EXISTS (SELECT FROM store_contract c
                            WHERE (c.purchaser_id, c.provider_id, c.agb) =
                                  (store_repairrequest.purchaser_id, store_repairrequest.provider_id,
                                   store_repairrequest.contract)));

CREATE POLICY both_read ON store_repairedsubmission FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_submission s WHERE s.id = submission_id));
CREATE POLICY repairs ON store_repairedsubmission FOR INSERT TO driehoek_app
    WITH CHECK (repaired_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_submission s WHERE s.id = submission_id AND s.provider_id = driehoek_organisation()));

-- A provider does not see results, nor a purchaser's other rows: these look past the walls for one yes or no.
CREATE FUNCTION store_is_decided(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$ SELECT EXISTS (SELECT FROM store_result WHERE round_id = wanted) $$;
REVOKE ALL ON FUNCTION store_is_decided(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_is_decided(uuid) TO driehoek_app;

CREATE FUNCTION store_repair_asked_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF store_is_decided(NEW.round_id) THEN
        RAISE EXCEPTION 'round % is decided', NEW.round_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'repair_decided';
    END IF;
    IF NEW.due_on < (NEW.asked_at AT TIME ZONE 'Europe/Amsterdam')::date
       OR NOT EXISTS (SELECT FROM store_round r WHERE r.id = NEW.round_id AND r.closes_at <= NEW.asked_at) THEN
        RAISE EXCEPTION 'no repair can be asked at %', NEW.asked_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'repair_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER repair_asked_guard BEFORE INSERT ON store_repairrequest
    FOR EACH ROW EXECUTE FUNCTION store_repair_asked_guard();

-- Who decides and who repairs wait for each other; what is repaired is the submission that stands, and binds as it does.
CREATE FUNCTION store_repaired_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked store_repairrequest;
    stands store_submission;
    said jsonb := NEW.content::jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('decide ' || NEW.round_id::text, 0));
    IF store_is_decided(NEW.round_id) THEN
        RAISE EXCEPTION 'round % is decided', NEW.round_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'repair_decided';
    END IF;
    SELECT * INTO asked FROM store_repairrequest WHERE id = NEW.request_id AND round_id = NEW.round_id;
    IF asked.id IS NULL OR NEW.repaired_at < asked.asked_at
       OR (NEW.repaired_at AT TIME ZONE 'Europe/Amsterdam')::date > asked.due_on THEN
        RAISE EXCEPTION 'the term to repair is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'repair_time';
    END IF;
    SELECT * INTO stands FROM store_submission s
    WHERE s.round_id = NEW.round_id AND s.contract = asked.contract ORDER BY s.number DESC LIMIT 1;
    IF stands.id IS DISTINCT FROM NEW.submission_id OR stands.withdraws
       OR said ->> 'contract' IS DISTINCT FROM stands.contract OR (said ->> 'number')::int IS DISTINCT FROM stands.number
       OR said ? 'sealed' OR encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') IS DISTINCT FROM NEW.receipt
       OR NEW.number <> 1 + (SELECT count(*) FROM store_repairedsubmission r WHERE r.submission_id = NEW.submission_id)
    THEN
        RAISE EXCEPTION 'this is not the submission that stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'repair_other';
    END IF;
    PERFORM store_must_be_bound(NEW.repaired_by_id, stands.provider_id, 'hand-in',
                                NEW.round_id::text || ' ' || stands.contract, NEW.repaired_at);
    RETURN NEW;
END $$;
CREATE TRIGGER repaired_guard BEFORE INSERT ON store_repairedsubmission
    FOR EACH ROW EXECUTE FUNCTION store_repaired_guard();
CREATE FUNCTION store_result_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('decide ' || NEW.round_id::text, 0));
    RETURN NEW;
END $$;
CREATE TRIGGER result_waits BEFORE INSERT ON store_result FOR EACH ROW EXECUTE FUNCTION store_result_waits();
