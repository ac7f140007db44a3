-- The look of an organisation: everyone who may see a page reads it; its administrator alone changes it.
GRANT SELECT, INSERT, DELETE, UPDATE (tokens, changed_at, changed_by_id) ON store_look TO driehoek_app;
ALTER TABLE store_look ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_look FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_look TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY seen ON store_look FOR SELECT TO driehoek_app USING (driehoek_role() IS NOT NULL);
CREATE POLICY own ON store_look TO driehoek_app
    USING (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration')
    WITH CHECK (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration');
