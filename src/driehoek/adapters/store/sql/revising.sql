-- An event is proposed by one who purchases and approved by another; what was approved or withdrawn never changes.
GRANT SELECT, INSERT, UPDATE (files, approved_by_id, approved_at, decided_on, version, withdrawn_at)
    ON store_roundevent TO driehoek_app;
GRANT USAGE ON SEQUENCE store_roundevent_id_seq TO driehoek_app;
CREATE OR REPLACE FUNCTION store_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.approved_by_id IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN
            RAISE EXCEPTION 'an event begins as a proposal' USING ERRCODE = 'check_violation', CONSTRAINT = 'event_born';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.withdrawn_at IS NOT NULL OR OLD.approved_by_id IS NOT NULL THEN
        RAISE EXCEPTION 'what was decided stays so' USING ERRCODE = 'check_violation', CONSTRAINT = 'event_decided';
    END IF;
    IF NEW.approved_by_id IS NOT NULL AND NEW.approved_by_id IS DISTINCT FROM driehoek_person() THEN
        RAISE EXCEPTION 'everybody approves for himself'
            USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'event_approver';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER event_guard BEFORE INSERT OR UPDATE ON store_roundevent
    FOR EACH ROW EXECUTE FUNCTION store_event_guard();
ALTER TABLE store_roundevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_roundevent FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_roundevent TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_read ON store_roundevent FOR SELECT TO driehoek_app
    USING (driehoek_role() IN ('purchasing', 'control', 'assessing') AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY proposes ON store_roundevent FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() = 'purchasing' AND proposed_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY decides ON store_roundevent FOR UPDATE TO driehoek_app
    USING (driehoek_role() = 'purchasing' AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
