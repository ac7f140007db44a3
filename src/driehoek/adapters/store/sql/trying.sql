-- Scenarios belong to the purchaser of the round; a provider never sees what was tried.
GRANT SELECT, INSERT, DELETE ON store_keptscenario TO driehoek_app;
GRANT USAGE ON SEQUENCE store_keptscenario_id_seq TO driehoek_app;
ALTER TABLE store_keptscenario ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_keptscenario FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_keptscenario TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON store_keptscenario TO driehoek_app
    USING (purchaser_id = driehoek_organisation())
    WITH CHECK (purchaser_id = driehoek_organisation() AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
