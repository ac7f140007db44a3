-- One role at a time, once. Without btree_gist the scalar parts are ranges of hashes of one value.
ALTER TABLE store_membership ADD CONSTRAINT membership_no_overlap EXCLUDE USING gist (
    int8range(hashtextextended(person_id::text || organisation_id::text || role || region, 0),
              hashtextextended(person_id::text || organisation_id::text || role || region, 0), '[]') WITH &&,
    valid WITH &&
);

-- Purchasing and control cannot be one person in one region (an empty region means all regions).
CREATE OR REPLACE FUNCTION store_two_hats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.role IN ('purchasing', 'control') THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('two hats ' || NEW.person_id::text, 0));
        IF EXISTS (
            SELECT FROM store_membership other
            WHERE other.person_id = NEW.person_id AND other.id IS DISTINCT FROM NEW.id
              AND other.role = CASE NEW.role WHEN 'purchasing' THEN 'control' ELSE 'purchasing' END
              AND (other.region = NEW.region OR other.region = '' OR NEW.region = '')
              AND other.valid && NEW.valid
        ) THEN
            RAISE EXCEPTION 'purchasing and control cannot be one person in one region'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_two_hats';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER membership_two_hats BEFORE INSERT OR UPDATE ON store_membership
    FOR EACH ROW EXECUTE FUNCTION store_two_hats();

GRANT SELECT, INSERT, UPDATE ON store_organisation, store_person, store_membership, store_mandate TO driehoek_app;
GRANT USAGE ON SEQUENCE store_membership_id_seq, store_mandate_id_seq TO driehoek_app;
