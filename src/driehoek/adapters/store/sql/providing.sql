-- What a provider keeps for itself, and what it files against a decision.
CREATE TRIGGER submittedevidence_never BEFORE UPDATE OR DELETE ON store_submittedevidence
    FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER submittedevidence_never_all BEFORE TRUNCATE ON store_submittedevidence
    FOR EACH STATEMENT EXECUTE FUNCTION store_never();

GRANT SELECT, INSERT, UPDATE (about, issued_on, expires_on, removed_at) ON store_evidencefile TO driehoek_app;
GRANT SELECT, INSERT ON store_submittedevidence TO driehoek_app;
GRANT SELECT, INSERT, UPDATE ON store_profile TO driehoek_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON store_keyfigures TO driehoek_app;
GRANT SELECT, INSERT, UPDATE (answer, result, answered_at, answered_by_id) ON store_filing TO driehoek_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['evidencefile', 'submittedevidence', 'profile', 'keyfigures', 'filing'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END LOOP;
END $$;

-- Whose a file is, for a rule that may not read the table of files itself: that table's own rule reads this one.
CREATE FUNCTION store_holder_of_evidence(wanted uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public AS $$ SELECT provider_id FROM store_evidencefile WHERE id = wanted $$;
REVOKE ALL ON FUNCTION store_holder_of_evidence(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_holder_of_evidence(uuid) TO driehoek_app;

-- Which submissions have a file: only those that the one who acts may see, by the rules of the submission itself.
CREATE POLICY own ON store_submittedevidence FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_submission s WHERE s.id = submission_id));
CREATE POLICY own_write ON store_submittedevidence FOR INSERT TO driehoek_app
    WITH CHECK (EXISTS (SELECT FROM store_submission s
                        WHERE s.id = submission_id AND s.provider_id = driehoek_organisation())
                AND store_holder_of_evidence(file_id) = driehoek_organisation());

-- Files: the provider its own; a purchaser what belongs to a submission that it may see.
CREATE POLICY own ON store_evidencefile TO driehoek_app
    USING (provider_id = driehoek_organisation()) WITH CHECK (provider_id = driehoek_organisation());
CREATE POLICY received ON store_evidencefile FOR SELECT TO driehoek_app
    USING (driehoek_role() IN ('purchasing', 'assessing', 'control')
           AND EXISTS (SELECT FROM store_submittedevidence e WHERE e.file_id = store_evidencefile.id));

CREATE POLICY own ON store_profile TO driehoek_app
    USING (provider_id = driehoek_organisation()) WITH CHECK (provider_id = driehoek_organisation());
CREATE POLICY own ON store_keyfigures TO driehoek_app
    USING (provider_id = driehoek_organisation()) WITH CHECK (provider_id = driehoek_organisation());

-- Filings: the provider files, for a contract of its own; the purchaser of the round reads and answers, once.
CREATE POLICY own ON store_filing FOR SELECT TO driehoek_app USING (provider_id = driehoek_organisation());
CREATE POLICY own_write ON store_filing FOR INSERT TO driehoek_app
    WITH CHECK (provider_id = driehoek_organisation() AND answer = '' AND EXISTS (
        SELECT FROM store_contract c JOIN store_round r ON r.purchaser_id = c.purchaser_id
        WHERE r.id = round_id AND r.purchaser_id = store_filing.purchaser_id AND c.agb = contract
          AND c.provider_id = store_filing.provider_id));
CREATE POLICY received ON store_filing FOR SELECT TO driehoek_app USING (purchaser_id = driehoek_organisation());
CREATE POLICY answers ON store_filing FOR UPDATE TO driehoek_app
    USING (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing' AND answer = '')
    WITH CHECK (purchaser_id = driehoek_organisation() AND answered_by_id = driehoek_person());
