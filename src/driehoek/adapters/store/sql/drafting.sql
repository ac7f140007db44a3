-- Drafts of a policy are of those who purchase; the rest of the office reads them, nobody else. What was typed stays.
GRANT SELECT, INSERT, UPDATE (published_version) ON store_policydraft TO driehoek_app;
GRANT USAGE ON SEQUENCE store_policydraft_id_seq TO driehoek_app;
ALTER TABLE store_policydraft ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_policydraft FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_policydraft TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_read ON store_policydraft FOR SELECT TO driehoek_app
    USING (driehoek_role() IN ('purchasing', 'control', 'assessing') AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY own_write ON store_policydraft FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() = 'purchasing' AND kept_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY own_published ON store_policydraft FOR UPDATE TO driehoek_app
    USING (driehoek_role() = 'purchasing' AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
