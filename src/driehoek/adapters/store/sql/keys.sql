-- A lost second factor is reset by two administrators of an organisation where the person has a role.
GRANT SELECT, INSERT, UPDATE (approved_by_id, approved_at) ON store_factorreset TO driehoek_app;
GRANT USAGE ON SEQUENCE store_factorreset_id_seq TO driehoek_app;
CREATE OR REPLACE FUNCTION store_factor_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.approved_by_id IS NOT NULL OR NEW.approved_at IS NOT NULL THEN
            RAISE EXCEPTION 'a reset begins as a question'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'factor_reset_born';
        END IF;
    ELSIF OLD.approved_by_id IS NOT NULL OR NEW.approved_by_id IS DISTINCT FROM driehoek_person() THEN
        RAISE EXCEPTION 'everybody approves for himself, once'
            USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'factor_reset_approver';
    END IF;
    IF NOT EXISTS (SELECT FROM store_membership m
                   WHERE (m.person_id, m.organisation_id) = (NEW.person_id, NEW.organisation_id)
                     AND m.valid @> (COALESCE(NEW.approved_at, NEW.asked_at) AT TIME ZONE 'Europe/Amsterdam')::date) THEN
        RAISE EXCEPTION 'the person has no role here'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'factor_reset_member';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER factor_guard BEFORE INSERT OR UPDATE OF approved_by_id, approved_at ON store_factorreset
    FOR EACH ROW EXECUTE FUNCTION store_factor_guard();

ALTER TABLE store_factorreset ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_factorreset FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_factorreset TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_read ON store_factorreset FOR SELECT TO driehoek_app
    USING (person_id = driehoek_person()
           OR organisation_id = driehoek_organisation() AND driehoek_role() = 'administration');
CREATE POLICY asks ON store_factorreset FOR INSERT TO driehoek_app
    WITH CHECK (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration'
                AND asked_by_id = driehoek_person());
CREATE POLICY approves ON store_factorreset FOR UPDATE TO driehoek_app
    USING (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration');
