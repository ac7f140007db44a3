-- Assessors are blind to each other until all of a criterion have handed in; a conflict of interest gives no marks.
GRANT SELECT, INSERT, UPDATE (handed_in_at, released_at, released_because) ON store_assignment TO driehoek_app;
GRANT SELECT, INSERT, UPDATE (has_conflict, text, declared_at) ON store_interest TO driehoek_app;
GRANT SELECT, INSERT, DELETE, UPDATE (points, motivation, given_at) ON store_givenmark TO driehoek_app;
GRANT USAGE ON SEQUENCE store_assignment_id_seq, store_interest_id_seq, store_givenmark_id_seq TO driehoek_app;

-- Whether all who mark the criterion of this assignment have handed in or were released, and at least one handed in.
CREATE OR REPLACE FUNCTION store_marks_open(asked bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT COALESCE(bool_and(a.handed_in_at IS NOT NULL OR a.released_at IS NOT NULL)
                    AND bool_or(a.handed_in_at IS NOT NULL), false)
    FROM store_assignment mine JOIN store_assignment a ON (a.round_id, a.criterion) = (mine.round_id, mine.criterion)
    WHERE mine.id = asked
$$;

-- Who is added after the marks opened would have read them; handing in and adding wait for each other.
CREATE OR REPLACE FUNCTION store_assignment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('assignment ' || NEW.round_id::text || NEW.criterion, 0));
    IF TG_OP = 'INSERT' THEN
        IF NEW.handed_in_at IS NOT NULL OR NEW.released_at IS NOT NULL THEN
            RAISE EXCEPTION 'an assignment begins open' USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_born';
        END IF;
        IF EXISTS (SELECT FROM store_assignment a WHERE (a.round_id, a.criterion) = (NEW.round_id, NEW.criterion)
                   AND store_marks_open(a.id)) THEN
            RAISE EXCEPTION 'the marks of % are open already', NEW.criterion
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_open';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.handed_in_at IS NOT NULL OR OLD.released_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was handed in or released stays so'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_settled';
    END IF;
    IF NEW.handed_in_at IS NOT NULL AND NEW.person_id IS DISTINCT FROM driehoek_person() THEN
        RAISE EXCEPTION 'nobody hands in for another'
            USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'assignment_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_guard BEFORE INSERT OR UPDATE ON store_assignment
    FOR EACH ROW EXECUTE FUNCTION store_assignment_guard();

-- A conflict takes the marks of this person on this contract away, as long as they were not handed in.
CREATE OR REPLACE FUNCTION store_interest_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.has_conflict THEN
        DELETE FROM store_givenmark m USING store_assignment a
        WHERE a.id = m.assignment_id AND a.round_id = NEW.round_id AND m.person_id = NEW.person_id
          AND m.contract = NEW.contract;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER interest_guard BEFORE INSERT OR UPDATE ON store_interest
    FOR EACH ROW EXECUTE FUNCTION store_interest_guard();

-- Marks: after the window, on an own assignment that is open, with a declared interest that is no conflict.
CREATE OR REPLACE FUNCTION store_mark_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked store_assignment;
    mark store_givenmark;
    closes timestamptz;
BEGIN
    IF TG_OP = 'DELETE' THEN mark := OLD; ELSE mark := NEW; END IF;
    SELECT * INTO asked FROM store_assignment WHERE id = mark.assignment_id FOR SHARE;
    IF asked.handed_in_at IS NOT NULL OR asked.released_at IS NOT NULL THEN
        RAISE EXCEPTION 'marks that were handed in never change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mark_handed_in';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF (asked.person_id, asked.purchaser_id) IS DISTINCT FROM (mark.person_id, mark.purchaser_id) THEN
        RAISE EXCEPTION 'nobody marks for another' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'mark_own';
    END IF;
    IF NOT EXISTS (SELECT FROM store_interest i WHERE (i.round_id, i.person_id, i.contract) =
                   (asked.round_id, mark.person_id, mark.contract) AND NOT i.has_conflict) THEN
        RAISE EXCEPTION 'no marks without a declaration of interest, nor with a conflict'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mark_interest';
    END IF;
    SELECT closes_at INTO closes FROM store_round WHERE id = asked.round_id;
    IF closes IS NULL OR mark.given_at < closes THEN
        RAISE EXCEPTION 'submissions can still change' USING ERRCODE = 'check_violation', CONSTRAINT = 'mark_window';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_guard BEFORE INSERT OR UPDATE OR DELETE ON store_givenmark
    FOR EACH ROW EXECUTE FUNCTION store_mark_guard();

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['assignment', 'interest', 'givenmark'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END LOOP;
END $$;

CREATE POLICY own_read ON store_assignment FOR SELECT TO driehoek_app USING (purchaser_id = driehoek_organisation());
CREATE POLICY assigns ON store_assignment FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing' AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY changes ON store_assignment FOR UPDATE TO driehoek_app
    USING (purchaser_id = driehoek_organisation()
           AND (driehoek_role() = 'purchasing' OR person_id = driehoek_person()));

CREATE POLICY own_read ON store_interest FOR SELECT TO driehoek_app USING (purchaser_id = driehoek_organisation());
CREATE POLICY declares ON store_interest FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND person_id = driehoek_person()
                AND driehoek_role() = 'assessing');
CREATE POLICY changes ON store_interest FOR UPDATE TO driehoek_app
    USING (purchaser_id = driehoek_organisation() AND person_id = driehoek_person() AND driehoek_role() = 'assessing');

CREATE POLICY blind ON store_givenmark FOR SELECT TO driehoek_app
    USING (purchaser_id = driehoek_organisation()
           AND (person_id = driehoek_person() OR store_marks_open(assignment_id)));
CREATE POLICY gives ON store_givenmark FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND person_id = driehoek_person()
                AND driehoek_role() = 'assessing');
CREATE POLICY changes ON store_givenmark FOR UPDATE TO driehoek_app
    USING (purchaser_id = driehoek_organisation() AND person_id = driehoek_person() AND driehoek_role() = 'assessing');
CREATE POLICY takes_back ON store_givenmark FOR DELETE TO driehoek_app
    USING (purchaser_id = driehoek_organisation() AND person_id = driehoek_person() AND driehoek_role() = 'assessing');
