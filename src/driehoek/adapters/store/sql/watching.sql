-- A supervisor asks; the purchaser sends or says why not; the owner alone writes the dossier and what its check found.
GRANT SELECT, INSERT ON store_dossierrequest, store_dossierlook TO driehoek_app;
GRANT UPDATE (state, answered_at, answered_by_id, reply, as_of) ON store_dossierrequest TO driehoek_app;
GRANT USAGE ON SEQUENCE store_dossierrequest_id_seq, store_dossierlook_id_seq TO driehoek_app;
ALTER TABLE store_dossierrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_dossierrequest FORCE ROW LEVEL SECURITY;
ALTER TABLE store_dossierlook ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_dossierlook FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_dossierrequest TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON store_dossierlook TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE POLICY both_read ON store_dossierrequest FOR SELECT TO driehoek_app
    USING (driehoek_organisation() IN (supervisor_id, purchaser_id));
CREATE POLICY asks ON store_dossierrequest FOR INSERT TO driehoek_app
    WITH CHECK (supervisor_id = driehoek_organisation() AND driehoek_role() = 'supervising' AND state = 'asked'
                AND asked_by_id = driehoek_person() AND content IS NULL AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = store_dossierrequest.purchaser_id
                                    AND r.state <> 'preparing'));
CREATE POLICY answers ON store_dossierrequest FOR UPDATE TO driehoek_app
    USING (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing' AND state = 'asked')
    WITH CHECK (state IN ('refused', 'waiting') AND answered_by_id = driehoek_person());
CREATE POLICY asks_again ON store_dossierrequest FOR UPDATE TO driehoek_app
    USING (supervisor_id = driehoek_organisation() AND driehoek_role() = 'supervising' AND state IN ('ready', 'failed'))
    WITH CHECK (state = 'waiting');

CREATE POLICY both_read ON store_dossierlook FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_dossierrequest d WHERE d.id = dossier_id));
CREATE POLICY looks ON store_dossierlook FOR INSERT TO driehoek_app
    WITH CHECK (person_id = driehoek_person() AND EXISTS (
        SELECT FROM store_dossierrequest d WHERE d.id = dossier_id AND d.supervisor_id = driehoek_organisation()));
CREATE TRIGGER dossierlook_never BEFORE UPDATE OR DELETE ON store_dossierlook
    FOR EACH ROW EXECUTE FUNCTION store_never();
