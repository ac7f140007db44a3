-- Notices are made by the owner alone, from the log. A person reads its own, in whatever role, and marks them as seen.
GRANT SELECT, UPDATE (seen_at) ON store_notice TO driehoek_app;
ALTER TABLE store_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_notice TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_read ON store_notice FOR SELECT TO driehoek_app USING (person_id = driehoek_person());
CREATE POLICY own_seen ON store_notice FOR UPDATE TO driehoek_app
    USING (person_id = driehoek_person()) WITH CHECK (person_id = driehoek_person());

GRANT SELECT, INSERT, UPDATE (way) ON store_noticechoice TO driehoek_app;
GRANT USAGE ON SEQUENCE store_noticechoice_id_seq TO driehoek_app;
ALTER TABLE store_noticechoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_noticechoice FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_noticechoice TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON store_noticechoice TO driehoek_app
    USING (person_id = driehoek_person()) WITH CHECK (person_id = driehoek_person());

ALTER TABLE store_noticemark ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_noticemark FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_noticemark TO CURRENT_USER USING (true) WITH CHECK (true);
-- Who comes from a version without notices is not told of years of acts.
INSERT INTO store_noticemark (id, number) SELECT 1, COALESCE(max(number), 0) FROM store_auditentry;
