-- Deviations by hand: one person proposes, another approves; what was approved never changes.
GRANT SELECT, INSERT, UPDATE (approved_by_id, approved_at, withdrawn_at) ON store_deviation TO driehoek_app;
GRANT USAGE ON SEQUENCE store_deviation_id_seq TO driehoek_app;
CREATE OR REPLACE FUNCTION store_deviation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.approved_by_id IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN
            RAISE EXCEPTION 'a deviation begins as a proposal'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'deviation_born';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was withdrawn stays so' USING ERRCODE = 'check_violation', CONSTRAINT = 'deviation_gone';
    END IF;
    IF NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id THEN
        IF OLD.approved_by_id IS NOT NULL OR NEW.approved_by_id IS DISTINCT FROM driehoek_person() THEN
            RAISE EXCEPTION 'everybody approves for himself, once'
                USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'deviation_approver';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deviation_guard BEFORE INSERT OR UPDATE ON store_deviation
    FOR EACH ROW EXECUTE FUNCTION store_deviation_guard();
ALTER TABLE store_deviation ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_deviation FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_deviation TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_read ON store_deviation FOR SELECT TO driehoek_app USING (purchaser_id = driehoek_organisation());
CREATE POLICY proposes ON store_deviation FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing'
                AND proposed_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY decides ON store_deviation FOR UPDATE TO driehoek_app
    USING (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing');

-- A result never changes. It comes after the window; it is final only after the term of the same provisional decision.
CREATE TRIGGER result_never BEFORE UPDATE OR DELETE ON store_result FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER result_never_all BEFORE TRUNCATE ON store_result FOR EACH STATEMENT EXECUTE FUNCTION store_never();
CREATE OR REPLACE FUNCTION store_result_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before store_result;
    closes timestamptz;
BEGIN
    SELECT closes_at INTO closes FROM store_round WHERE id = NEW.round_id;
    IF closes IS NULL OR NEW.adopted_at < closes THEN
        RAISE EXCEPTION 'the window is still open' USING ERRCODE = 'check_violation', CONSTRAINT = 'result_window';
    END IF;
    IF NEW.is_final THEN
        SELECT * INTO before FROM store_result
        WHERE round_id = NEW.round_id AND version = NEW.version AND NOT is_final;
        IF before.decision_fingerprint IS DISTINCT FROM NEW.decision_fingerprint THEN
            RAISE EXCEPTION 'only the provisional decision itself becomes final'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'result_other';
        END IF;
        IF (NEW.adopted_at AT TIME ZONE 'Europe/Amsterdam')::date <= before.standstill_until THEN
            RAISE EXCEPTION 'the term runs until %', before.standstill_until
                USING ERRCODE = 'check_violation', CONSTRAINT = 'result_term';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER result_guard BEFORE INSERT ON store_result FOR EACH ROW EXECUTE FUNCTION store_result_guard();
CREATE POLICY by_purchasing ON store_result AS RESTRICTIVE FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() = 'purchasing' AND adopted_by_id = driehoek_person());

-- Of an outcome nothing changes but that it becomes final.
REVOKE UPDATE ON store_outcome FROM driehoek_app;
GRANT UPDATE (is_final) ON store_outcome TO driehoek_app;
CREATE POLICY by_purchasing ON store_outcome AS RESTRICTIVE FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() = 'purchasing');
CREATE POLICY by_purchasing_too ON store_outcome AS RESTRICTIVE FOR UPDATE TO driehoek_app
    USING (driehoek_role() = 'purchasing');
