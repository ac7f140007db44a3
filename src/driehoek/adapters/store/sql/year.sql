-- What was done of the year is told and taken back by those who purchase; the rest of the office reads it.
GRANT SELECT, INSERT, UPDATE (taken_back_at) ON store_milestonedone TO driehoek_app;
GRANT USAGE ON SEQUENCE store_milestonedone_id_seq TO driehoek_app;
ALTER TABLE store_milestonedone ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_milestonedone FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_milestonedone TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_read ON store_milestonedone FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY own_write ON store_milestonedone FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() = 'purchasing' AND noted_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY own_back ON store_milestonedone FOR UPDATE TO driehoek_app
    USING (driehoek_role() = 'purchasing' AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
