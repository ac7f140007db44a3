-- Agreements: the two sides alone see them; cells change by the log alone; nothing that was said or signed changes.
GRANT SELECT, INSERT ON store_agreement, store_agreementline, store_agreementcell, store_agreementchange,
    store_agreementclash, store_agreementconditions, store_agreementremark, store_agreementannouncement,
    store_agreementlook, store_agreementversion, store_agreementmark, store_agreementpaper TO driehoek_app;
GRANT UPDATE (number) ON store_agreementlook TO driehoek_app;
GRANT UPDATE (settled_at, settled_by_id, settled_side, took_offered) ON store_agreementclash TO driehoek_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app;

-- Which of the two the one who acts is; null for everybody else, also for an assessor.
CREATE OR REPLACE FUNCTION store_agreement_side(purchaser uuid, provider uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN purchaser = driehoek_organisation() AND driehoek_role() IN ('purchasing', 'control', 'job')
            THEN 'purchaser'
        WHEN provider = driehoek_organisation() AND driehoek_role() IN ('providing', 'signing') THEN 'provider'
    END
$$;
-- The same, for who may also write.
CREATE OR REPLACE FUNCTION store_agreement_writer(purchaser uuid, provider uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN driehoek_role() IN ('purchasing', 'providing', 'signing')
                THEN store_agreement_side(purchaser, provider) END
$$;

-- A part is of the sides of its whole, whatever the one who writes it says.
CREATE OR REPLACE FUNCTION store_sides_of_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT purchaser_id, provider_id INTO NEW.purchaser_id, NEW.provider_id
    FROM store_agreement WHERE id = NEW.agreement_id;
    IF NEW.purchaser_id IS NULL THEN
        RAISE EXCEPTION 'no such agreement' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
-- Whoever shows the form is told by which number it went on; what went on he fetches by the pages that show it.
CREATE OR REPLACE FUNCTION store_tell_of_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('driehoek_agreement', NEW.agreement_id::text);
    RETURN NULL;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['agreement', 'agreementline', 'agreementcell', 'agreementchange', 'agreementclash',
                                'agreementconditions', 'agreementremark', 'agreementannouncement', 'agreementlook',
                                'agreementversion', 'agreementmark', 'agreementpaper'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE POLICY sides ON store_%s FOR SELECT TO driehoek_app '
                       'USING (store_agreement_side(purchaser_id, provider_id) IS NOT NULL)', name);
        IF name <> 'agreement' THEN
            -- Named to come before every other guard of its table.
            EXECUTE format('CREATE TRIGGER a_sides BEFORE INSERT ON store_%s '
                           'FOR EACH ROW EXECUTE FUNCTION store_sides_of_agreement()', name);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['agreement', 'agreementline', 'agreementchange', 'agreementconditions',
                                'agreementremark', 'agreementannouncement', 'agreementversion', 'agreementmark',
                                'agreementpaper'] LOOP
        EXECUTE format('CREATE TRIGGER z_never BEFORE UPDATE ON store_%s '
                       'FOR EACH ROW EXECUTE FUNCTION store_never()', name);
    END LOOP;
    -- What a side writes under its own name.
    FOREACH name IN ARRAY ARRAY['agreementchange', 'agreementclash', 'agreementconditions', 'agreementremark',
                                'agreementmark'] LOOP
        EXECUTE format('CREATE POLICY writes ON store_%s FOR INSERT TO driehoek_app WITH CHECK ('
                       'side = store_agreement_writer(purchaser_id, provider_id) AND person_id = driehoek_person())',
                       name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['agreementversion', 'agreementpaper'] LOOP
        EXECUTE format('CREATE POLICY writes ON store_%s FOR INSERT TO driehoek_app '
                       'WITH CHECK (store_agreement_writer(purchaser_id, provider_id) IS NOT NULL)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['agreementchange', 'agreementclash', 'agreementconditions', 'agreementremark',
                                'agreementannouncement', 'agreementmark'] LOOP
        EXECUTE format('CREATE TRIGGER tell AFTER INSERT OR UPDATE ON store_%s '
                       'FOR EACH ROW EXECUTE FUNCTION store_tell_of_agreement()', name);
    END LOOP;
END $$;

-- The purchaser opens an agreement, adds lines to it and announces what changed.
CREATE POLICY opens ON store_agreement FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing'
                AND opened_by_id = driehoek_person()
                AND EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = purchaser_id)
                AND EXISTS (SELECT FROM store_contract c WHERE c.agb = contract
                            AND (c.purchaser_id, c.provider_id) = (store_agreement.purchaser_id,
                                                                   store_agreement.provider_id)));
CREATE POLICY opens ON store_agreementline FOR INSERT TO driehoek_app
    WITH CHECK (store_agreement_writer(purchaser_id, provider_id) = 'purchaser');
CREATE POLICY opens ON store_agreementcell FOR INSERT TO driehoek_app
    WITH CHECK (store_agreement_writer(purchaser_id, provider_id) = 'purchaser' AND version = 1 AND side = ''
                AND person_id IS NULL AND at IS NULL);
CREATE POLICY announces ON store_agreementannouncement FOR INSERT TO driehoek_app
    WITH CHECK (store_agreement_writer(purchaser_id, provider_id) = 'purchaser' AND person_id = driehoek_person());
CREATE POLICY looks ON store_agreementlook FOR INSERT TO driehoek_app
    WITH CHECK (store_agreement_side(purchaser_id, provider_id) IS NOT NULL AND person_id = driehoek_person());
CREATE POLICY looks_on ON store_agreementlook FOR UPDATE TO driehoek_app
    USING (store_agreement_side(purchaser_id, provider_id) IS NOT NULL AND person_id = driehoek_person());
CREATE POLICY settles ON store_agreementclash FOR UPDATE TO driehoek_app
    USING (store_agreement_writer(purchaser_id, provider_id) IS NOT NULL)
    WITH CHECK (settled_by_id = driehoek_person()
                AND settled_side = store_agreement_writer(purchaser_id, provider_id));

-- A change is the next of its agreement and makes the next version of its cell out of the value that stood there.
CREATE OR REPLACE FUNCTION store_agreement_make_change() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.column = 'price' AND NEW.side <> 'purchaser' THEN
        RAISE EXCEPTION 'only the purchaser changes a price'
            USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'agreement_price';
    END IF;
    UPDATE store_agreementcell c
    SET value = NEW.after, version = NEW.version, side = NEW.side, person_id = NEW.person_id, at = NEW.at
    WHERE (c.agreement_id, c.lot, c.product, c.column, c.version)
          = (NEW.agreement_id, NEW.lot, NEW.product, NEW.column, NEW.version - 1)
      AND c.value IS NOT DISTINCT FROM NEW.before;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the cell went on' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_cell_went_on';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER make AFTER INSERT ON store_agreementchange FOR EACH ROW EXECUTE FUNCTION store_agreement_make_change();

-- A clash is settled once.
CREATE OR REPLACE FUNCTION store_agreement_clash_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.settled_at IS NOT NULL THEN
        RAISE EXCEPTION 'somebody chose already' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_chosen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clash_guard BEFORE UPDATE ON store_agreementclash FOR EACH ROW EXECUTE FUNCTION store_agreement_clash_guard();

-- The answer to a proposal comes from the other side.
CREATE OR REPLACE FUNCTION store_agreement_remark_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.answers_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM store_agreementremark r WHERE r.id = NEW.answers_id AND r.agreement_id = NEW.agreement_id
          AND r.kind = 'proposal' AND r.side <> NEW.side) THEN
        RAISE EXCEPTION 'the other side answers a proposal'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_answer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER remark_guard BEFORE INSERT ON store_agreementremark
    FOR EACH ROW EXECUTE FUNCTION store_agreement_remark_guard();

-- A mark is about the state that the cells and conditions have now; it names what it saw. A signature comes after both
-- agreed to exactly that version, with the mandate of the one who signs, in the role that signs for its side.
CREATE OR REPLACE FUNCTION store_agreement_mark_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    about store_agreementversion;
    whole store_agreement;
BEGIN
    SELECT * INTO about FROM store_agreementversion WHERE id = NEW.version_id AND agreement_id = NEW.agreement_id;
    SELECT * INTO whole FROM store_agreement WHERE id = NEW.agreement_id;
    IF about.fingerprint IS DISTINCT FROM NEW.fingerprint
       OR about.change IS DISTINCT FROM
          (SELECT COALESCE(MAX(number), 0) FROM store_agreementchange WHERE agreement_id = NEW.agreement_id)
       OR about.conditions IS DISTINCT FROM
          (SELECT COALESCE(MAX(number), 0) FROM store_agreementconditions WHERE agreement_id = NEW.agreement_id) THEN
        RAISE EXCEPTION 'the agreement went on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_version_went_on';
    END IF;
    IF EXISTS (SELECT FROM store_agreementclash WHERE agreement_id = NEW.agreement_id AND settled_at IS NULL) THEN
        RAISE EXCEPTION 'a cell has two values' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_clashes';
    END IF;
    IF NEW.kind = 'signed' THEN
        IF (SELECT COUNT(*) FROM store_agreementmark WHERE version_id = NEW.version_id AND kind = 'agreed') <> 2 THEN
            RAISE EXCEPTION 'not agreed by both'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_not_agreed';
        END IF;
        IF driehoek_role() NOT IN ('purchasing', 'signing') THEN
            RAISE EXCEPTION 'another role signs'
                USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'agreement_signer';
        END IF;
        PERFORM store_must_be_bound(NEW.person_id,
                                    CASE NEW.side WHEN 'purchaser' THEN NEW.purchaser_id ELSE NEW.provider_id END,
                                    'sign', whole.round_id::text || ' ' || whole.contract, NEW.at);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_guard BEFORE INSERT ON store_agreementmark FOR EACH ROW EXECUTE FUNCTION store_agreement_mark_guard();

-- A paper has as many signatures as its version has.
CREATE OR REPLACE FUNCTION store_agreement_paper_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.signatures <> (SELECT COUNT(*) FROM store_agreementmark
                          WHERE version_id = NEW.version_id AND kind = 'signed')
       OR (SELECT COUNT(*) FROM store_agreementmark WHERE version_id = NEW.version_id AND kind = 'agreed') <> 2 THEN
        RAISE EXCEPTION 'a paper has the signatures of its version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_paper_signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paper_guard BEFORE INSERT ON store_agreementpaper FOR EACH ROW EXECUTE FUNCTION store_agreement_paper_guard();
