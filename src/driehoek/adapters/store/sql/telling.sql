-- What went on in an agreement is told once a statement, however many rows it has: which agreement, what of it, and to
-- which number it came. Ids alone, for whoever reaches the database may listen; told when committed, never when not.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['agreementchange', 'agreementclash', 'agreementconditions', 'agreementremark',
                                'agreementannouncement', 'agreementmark'] LOOP
        EXECUTE format('DROP TRIGGER tell ON store_%s', name);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION store_tell_of_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    went_on record;
BEGIN
    FOR went_on IN EXECUTE format('SELECT agreement_id, max(%I) AS last FROM told GROUP BY 1', TG_ARGV[0]) LOOP
        PERFORM pg_notify('driehoek_agreement', format('%s %s %s', went_on.agreement_id,
                                                       replace(TG_TABLE_NAME, 'store_agreement', ''), went_on.last));
    END LOOP;
    RETURN NULL;
END $$;

DO $$
DECLARE
    part record;
    act text;
BEGIN
    FOR part IN SELECT * FROM (VALUES ('change', 'number'), ('conditions', 'number'), ('clash', 'id'),
                                      ('remark', 'id'), ('announcement', 'id'), ('mark', 'id')) AS v(name, number) LOOP
        FOREACH act IN ARRAY ARRAY['insert', 'update'] LOOP
            EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON store_agreement%s REFERENCING NEW TABLE AS told '
                           'FOR EACH STATEMENT EXECUTE FUNCTION store_tell_of_agreement(%L)',
                           act, upper(act), part.name, part.number);
        END LOOP;
    END LOOP;
END $$;
