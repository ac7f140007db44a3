-- Documents of a sealed submission: closed, all of them, and those that its receipt is over; open with it, and not before.
GRANT SELECT, INSERT ON store_sealeddocument TO driehoek_app;
GRANT USAGE ON SEQUENCE store_sealeddocument_id_seq TO driehoek_app;
ALTER TABLE store_sealeddocument ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_sealeddocument FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON store_sealeddocument TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER sealeddocument_never BEFORE UPDATE OR DELETE ON store_sealeddocument
    FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER sealeddocument_never_all BEFORE TRUNCATE ON store_sealeddocument
    FOR EACH STATEMENT EXECUTE FUNCTION store_never();
CREATE POLICY not_looked_after ON store_sealeddocument AS RESTRICTIVE TO driehoek_app
    USING (driehoek_role() IS DISTINCT FROM 'administration');
CREATE POLICY both_read ON store_sealeddocument FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_submission s WHERE s.id = submission_id));
CREATE POLICY own_write ON store_sealeddocument FOR INSERT TO driehoek_app
    WITH CHECK (EXISTS (SELECT FROM store_submission s
                        WHERE s.id = submission_id AND s.provider_id = driehoek_organisation()));

CREATE FUNCTION store_sealed_document_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed jsonb;
    of_round uuid;
BEGIN
    SELECT content::jsonb, round_id INTO closed, of_round FROM store_submission WHERE id = NEW.submission_id;
    IF of_round IS DISTINCT FROM NEW.round_id OR encode(sha256(NEW.content), 'hex') IS DISTINCT FROM NEW.sha256
       OR (closed #>> ARRAY['sealed', 'documents', (NEW.number - 1)::text]) IS DISTINCT FROM NEW.sha256 THEN
        RAISE EXCEPTION 'this document was not handed in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_document_other';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sealed_document_guard BEFORE INSERT ON store_sealeddocument
    FOR EACH ROW EXECUTE FUNCTION store_sealed_document_guard();

-- A sealed submission has all its documents when its transaction ends.
CREATE FUNCTION store_sealed_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.content::jsonb ? 'sealed' AND jsonb_array_length(NEW.content::jsonb #> '{sealed,documents}')
       IS DISTINCT FROM (SELECT count(*)::int FROM store_sealeddocument d WHERE d.submission_id = NEW.id) THEN
        RAISE EXCEPTION 'documents of this submission are missing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_document_missing';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sealed_whole AFTER INSERT ON store_submission DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION store_sealed_whole();

-- No readable document is at a sealed submission before the opening.
CREATE FUNCTION store_submitted_evidence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM store_submission s JOIN store_round r ON r.id = s.round_id
               WHERE s.id = NEW.submission_id AND r.is_sealed AND NOT s.is_imported)
       AND NOT EXISTS (SELECT FROM store_openedsubmission o WHERE o.submission_id = NEW.submission_id) THEN
        RAISE EXCEPTION 'this round is sealed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_evidence_sealed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submitted_evidence_guard BEFORE INSERT ON store_submittedevidence
    FOR EACH ROW EXECUTE FUNCTION store_submitted_evidence_guard();

-- On opening a document comes back, byte for byte what was handed in, out of the library of the provider.
CREATE POLICY opened ON store_evidencefile FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() IN ('purchasing', 'control', 'assessing') AND removed_at IS NOT NULL
                AND encode(sha256(content), 'hex') = sha256 AND EXISTS (
        SELECT FROM store_openedsubmission o JOIN store_submission s ON s.id = o.submission_id
        JOIN store_round r ON r.id = o.round_id
        CROSS JOIN LATERAL jsonb_each_text(o.content::jsonb -> 'evidence') AS said
        WHERE r.purchaser_id = driehoek_organisation() AND s.provider_id = store_evidencefile.provider_id
          AND said.value = store_evidencefile.sha256));

-- A provider may erase a document of its own that belongs to no submission; one that does stays by its key.
GRANT DELETE ON store_evidencefile TO driehoek_app;
