-- One version of a file at a time.
ALTER TABLE store_roundfile ADD CONSTRAINT roundfile_no_overlap EXCLUDE USING gist (
    int8range(hashtextextended(round_id::text || path, 0), hashtextextended(round_id::text || path, 0), '[]') WITH &&,
    valid WITH &&
);

-- A submission is never changed or removed, and comes in the window alone; the row judges by the moment of arrival.
CREATE TRIGGER submission_never BEFORE UPDATE OR DELETE ON store_submission
    FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER submission_never_all BEFORE TRUNCATE ON store_submission
    FOR EACH STATEMENT EXECUTE FUNCTION store_never();
CREATE OR REPLACE FUNCTION store_in_window() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found store_round;
BEGIN
    SELECT * INTO found FROM store_round WHERE id = NEW.round_id;
    IF found.opens_at IS NULL OR NEW.received_at < found.opens_at OR NEW.received_at >= found.closes_at THEN
        RAISE EXCEPTION 'the window of this round is not open at %', NEW.received_at
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_window';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submission_window BEFORE INSERT ON store_submission
    FOR EACH ROW EXECUTE FUNCTION store_in_window();

GRANT SELECT, INSERT, UPDATE ON store_round, store_draft, store_question, store_councilinput, store_outcome
    TO driehoek_app;
GRANT SELECT, INSERT, UPDATE (valid) ON store_roundfile TO driehoek_app;
GRANT SELECT, INSERT ON store_submission, store_result, store_contract TO driehoek_app;
GRANT DELETE ON store_draft TO driehoek_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['round', 'roundfile', 'contract', 'draft', 'submission', 'question', 'result',
                                'outcome', 'councilinput'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END LOOP;
END $$;

-- Rounds: the purchaser its own; everyone, signed in or not, those of which the policy is published.
CREATE POLICY own ON store_round TO driehoek_app
    USING (purchaser_id = driehoek_organisation()) WITH CHECK (purchaser_id = driehoek_organisation());
CREATE POLICY published ON store_round FOR SELECT TO driehoek_app
    USING (state <> 'preparing' AND driehoek_role() IS NOT NULL);

-- Files: the purchaser's own; everyone the public ones of a published round.
CREATE POLICY own ON store_roundfile TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()))
    WITH CHECK (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY published ON store_roundfile FOR SELECT TO driehoek_app
    USING (is_public AND EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.state <> 'preparing'));

CREATE POLICY own ON store_contract FOR SELECT TO driehoek_app
    USING (driehoek_organisation() IN (purchaser_id, provider_id));
CREATE POLICY own_write ON store_contract FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation());

-- Drafts: nobody but the provider, for a contract of its own with the purchaser of the round.
CREATE POLICY own ON store_draft TO driehoek_app
    USING (provider_id = driehoek_organisation())
    WITH CHECK (provider_id = driehoek_organisation() AND EXISTS (
        SELECT FROM store_contract c JOIN store_round r ON r.purchaser_id = c.purchaser_id
        WHERE r.id = round_id AND c.agb = contract AND c.provider_id = provider_id));

-- Submissions: the provider its own; the purchaser those of its rounds, sealed ones only after closing.
CREATE POLICY own ON store_submission FOR SELECT TO driehoek_app USING (provider_id = driehoek_organisation());
CREATE POLICY own_write ON store_submission FOR INSERT TO driehoek_app
    WITH CHECK (provider_id = driehoek_organisation() AND EXISTS (
        SELECT FROM store_contract c JOIN store_round r ON r.purchaser_id = c.purchaser_id
        WHERE r.id = round_id AND c.agb = contract AND c.provider_id = provider_id));
CREATE POLICY received ON store_submission FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()
                   AND (NOT r.is_sealed OR r.state NOT IN ('preparing', 'published', 'open'))));

-- Questions: the provider its own, the purchaser all of its rounds. What was published goes through a view.
CREATE POLICY own ON store_question TO driehoek_app
    USING (provider_id = driehoek_organisation())
    WITH CHECK (provider_id = driehoek_organisation() AND answer = '' AND nota IS NULL);
CREATE POLICY asked ON store_question TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()))
    WITH CHECK (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE VIEW store_nota AS
    SELECT q.id, q.round_id, q.text, q.answer, q.answered_at, q.nota
    FROM store_question q JOIN store_round r ON r.id = q.round_id
    WHERE q.nota IS NOT NULL AND r.state <> 'preparing';
GRANT SELECT ON store_nota TO driehoek_app;

CREATE POLICY own ON store_result TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()))
    WITH CHECK (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY own ON store_outcome TO driehoek_app
    USING (purchaser_id = driehoek_organisation()) WITH CHECK (purchaser_id = driehoek_organisation());
CREATE POLICY told ON store_outcome FOR SELECT TO driehoek_app
    USING (is_told AND provider_id = driehoek_organisation());

-- Input of councils: the council its own; the purchaser of the round; the board only what it may read.
CREATE POLICY own ON store_councilinput TO driehoek_app
    USING (council_id = driehoek_organisation()) WITH CHECK (council_id = driehoek_organisation() AND response = '');
CREATE POLICY received ON store_councilinput TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()))
    WITH CHECK (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY board ON store_councilinput FOR SELECT TO driehoek_app
    USING (board_first AND provider_id = driehoek_organisation());
