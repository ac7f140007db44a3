-- Seals: of the organisation alone, brought and taken off by its administrator; a key never changes.
GRANT SELECT, INSERT, UPDATE (taken_off_at) ON store_signingseal TO driehoek_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app;
ALTER TABLE store_signingseal ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_signingseal FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_signingseal TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON store_signingseal FOR SELECT TO driehoek_app
    USING (organisation_id = driehoek_organisation()
           AND driehoek_role() IN ('administration', 'purchasing', 'signing'));
CREATE POLICY brings ON store_signingseal FOR INSERT TO driehoek_app
    WITH CHECK (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration'
                AND brought_by_id = driehoek_person());
CREATE POLICY takes_off ON store_signingseal FOR UPDATE TO driehoek_app
    USING (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration');
CREATE OR REPLACE FUNCTION store_seal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.taken_off_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was taken off stays so' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_off';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seal_guard BEFORE UPDATE ON store_signingseal FOR EACH ROW EXECUTE FUNCTION store_seal_guard();
