-- Looking after an organisation gives no sight of what came after `mandates.sql` either.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['councilanswer', 'councilshare', 'policydraft', 'roundattachment',
                                'dossierrequest', 'dossierlook', 'openedsubmission', 'sealkey', 'sealofficial',
                                'passedhalf'] LOOP
        EXECUTE format('CREATE POLICY not_looked_after ON store_%s AS RESTRICTIVE TO driehoek_app '
                       'USING (driehoek_role() IS DISTINCT FROM ''administration'')', name);
    END LOOP;
END $$;
CREATE POLICY not_looked_after ON store_roundfile AS RESTRICTIVE TO driehoek_app
    USING (is_public OR driehoek_role() IS DISTINCT FROM 'administration');

-- Names are for everyone who acts, the public among them; without a setting nobody sees a row of any table.
ALTER POLICY names ON store_organisation USING (driehoek_role() IS NOT NULL);

-- Whose contract it is: named in full, for inside the search for a contract its own column has the same name, and the
-- comparison would hold for each (the guard of contracts alone stood in the way).
ALTER POLICY own ON store_draft USING (provider_id = driehoek_organisation())
    WITH CHECK (provider_id = driehoek_organisation() AND EXISTS (
        SELECT FROM store_contract c JOIN store_round r ON r.purchaser_id = c.purchaser_id
        WHERE r.id = store_draft.round_id AND c.agb = store_draft.contract
          AND c.provider_id = store_draft.provider_id));
ALTER POLICY own_write ON store_submission WITH CHECK (provider_id = driehoek_organisation() AND EXISTS (
    SELECT FROM store_contract c JOIN store_round r ON r.purchaser_id = c.purchaser_id
    WHERE r.id = store_submission.round_id AND c.agb = store_submission.contract
      AND c.provider_id = store_submission.provider_id));
