-- What came in closed with a dossier holds a decision back as much as what was handed in here.
CREATE OR REPLACE FUNCTION store_result_seal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM store_round r WHERE r.id = NEW.round_id AND r.is_sealed)
       AND NOT EXISTS (SELECT FROM store_opening o WHERE o.round_id = NEW.round_id)
       AND EXISTS (SELECT FROM store_submission s WHERE s.round_id = NEW.round_id
                   AND (NOT s.is_imported OR s.content::jsonb ? 'sealed')) THEN
        RAISE EXCEPTION 'the submissions are sealed' USING ERRCODE = 'check_violation', CONSTRAINT = 'result_sealed';
    END IF;
    RETURN NEW;
END $$;
