-- Councils, talks, commitments and publications: who sees them, and what of them never changes.
REVOKE UPDATE ON store_councilinput FROM driehoek_app;
GRANT SELECT, INSERT, UPDATE (shared_at) ON store_councilinput TO driehoek_app;
GRANT SELECT, INSERT ON store_councilanswer, store_councilshare, store_consultation, store_publication, store_talk,
    store_talkversion, store_talkcomment, store_talkconfirmation, store_commitment, store_commitmentword
    TO driehoek_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['councilanswer', 'councilshare', 'consultation', 'publication', 'talk', 'talkversion',
                                'talkcomment', 'talkconfirmation', 'commitment', 'commitmentword'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE TRIGGER %1$s_never BEFORE UPDATE ON store_%1$s '
                       'FOR EACH ROW EXECUTE FUNCTION store_never()', name);
    END LOOP;
    -- What only the two who talk may see. An assessor of the purchaser judges papers, and is not one of them.
    FOREACH name IN ARRAY ARRAY['talk', 'talkversion', 'talkcomment', 'talkconfirmation', 'commitment',
                                'commitmentword'] LOOP
        EXECUTE format('CREATE POLICY sides ON store_%s FOR SELECT TO driehoek_app USING ('
                       'purchaser_id = driehoek_organisation() AND driehoek_role() IN (''purchasing'', ''control'') '
                       'OR provider_id = driehoek_organisation() AND driehoek_role() IN (''providing'', ''signing''))',
                       name);
    END LOOP;
END $$;

-- Input: the council its own, and whoever helps it; the purchaser of the round; the board what was shared, from then on.
CREATE POLICY own ON store_councilinput FOR SELECT TO driehoek_app
    USING (council_id = driehoek_organisation() AND driehoek_role() IN ('council', 'supporting'));
CREATE POLICY gives ON store_councilinput FOR INSERT TO driehoek_app
    WITH CHECK (council_id = driehoek_organisation() AND driehoek_role() = 'council' AND NOT on_paper);
CREATE POLICY shares ON store_councilinput FOR UPDATE TO driehoek_app
    USING (council_id = driehoek_organisation() AND driehoek_role() = 'council');
CREATE POLICY received ON store_councilinput FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY paper ON store_councilinput FOR INSERT TO driehoek_app
    WITH CHECK (on_paper AND driehoek_role() = 'purchasing' AND received_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY board ON store_councilinput FOR SELECT TO driehoek_app
    USING (shared_at IS NOT NULL AND provider_id = driehoek_organisation());
CREATE OR REPLACE FUNCTION store_council_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.shared_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was shared was read' USING ERRCODE = 'check_violation', CONSTRAINT = 'council_shared';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER council_guard BEFORE UPDATE ON store_councilinput
    FOR EACH ROW EXECUTE FUNCTION store_council_guard();

-- An answer is seen by whoever sees the input.
CREATE POLICY seen ON store_councilanswer FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_councilinput i WHERE i.id = input_id));
CREATE POLICY answers ON store_councilanswer FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_role() = 'purchasing' AND answered_by_id = driehoek_person() AND EXISTS (
        SELECT FROM store_councilinput i JOIN store_round r ON r.id = i.round_id
        WHERE i.id = input_id AND r.purchaser_id = driehoek_organisation()));

-- What a provider shares with its council: only with its own.
CREATE POLICY own ON store_councilshare FOR SELECT TO driehoek_app
    USING (driehoek_organisation() IN (provider_id, council_id));
CREATE POLICY received ON store_councilshare FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_round r WHERE r.id = round_id AND r.purchaser_id = driehoek_organisation()));
CREATE POLICY gives ON store_councilshare FOR INSERT TO driehoek_app
    WITH CHECK (provider_id = driehoek_organisation() AND driehoek_role() IN ('providing', 'signing')
                AND EXISTS (SELECT FROM store_organisation o WHERE o.id = council_id AND o.parent_id = provider_id
                            AND o.kind = 'client-council')
                AND EXISTS (SELECT FROM store_contract c WHERE c.agb = contract AND c.provider_id = provider_id));
CREATE POLICY council ON store_submission FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_councilshare s WHERE s.round_id = store_submission.round_id
                   AND s.contract = store_submission.contract AND s.council_id = driehoek_organisation()));
CREATE POLICY council ON store_outcome FOR SELECT TO driehoek_app
    USING (is_told AND EXISTS (SELECT FROM store_councilshare s WHERE s.round_id = store_outcome.round_id
                               AND s.contract = store_outcome.contract AND s.council_id = driehoek_organisation()));
CREATE POLICY council ON store_contract FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_organisation o WHERE o.id = driehoek_organisation()
                   AND o.kind = 'client-council' AND o.parent_id = provider_id));

-- An organisation that was asked reads the round, also while its policy is a draft.
CREATE POLICY sides ON store_consultation FOR SELECT TO driehoek_app
    USING (driehoek_organisation() IN (purchaser_id, organisation_id));
CREATE POLICY asks ON store_consultation FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing'
                AND asked_by_id = driehoek_person());
CREATE OR REPLACE FUNCTION store_consultation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM store_round r WHERE r.id = NEW.round_id AND r.purchaser_id = NEW.purchaser_id) THEN
        RAISE EXCEPTION 'a purchaser asks about its own round'
            USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'consultation_round';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consultation_guard BEFORE INSERT ON store_consultation
    FOR EACH ROW EXECUTE FUNCTION store_consultation_guard();
CREATE POLICY asked ON store_round FOR SELECT TO driehoek_app
    USING (EXISTS (SELECT FROM store_consultation c WHERE c.round_id = store_round.id
                   AND c.organisation_id = driehoek_organisation()));
CREATE POLICY asked ON store_roundfile FOR SELECT TO driehoek_app
    USING (is_public AND EXISTS (SELECT FROM store_consultation c WHERE c.round_id = store_roundfile.round_id
                                 AND c.organisation_id = driehoek_organisation()));

-- Somebody who helps a council is not of the provider whose clients it speaks for.
CREATE OR REPLACE FUNCTION store_independent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.role = 'supporting' AND EXISTS (
        SELECT FROM store_organisation o JOIN store_membership m ON m.organisation_id = o.parent_id
        WHERE o.id = NEW.organisation_id AND m.person_id = NEW.person_id AND m.valid && NEW.valid
    ) OR NEW.role IN ('providing', 'signing', 'administration') AND EXISTS (
        SELECT FROM store_organisation o JOIN store_membership m ON m.organisation_id = o.id
        WHERE o.parent_id = NEW.organisation_id AND m.role = 'supporting' AND m.person_id = NEW.person_id
          AND m.valid && NEW.valid
    ) THEN
        RAISE EXCEPTION 'who helps a council is not of its provider'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_independent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER membership_independent BEFORE INSERT OR UPDATE ON store_membership
    FOR EACH ROW EXECUTE FUNCTION store_independent();

-- Talks and commitments. The sides of a part are those of the whole; whoever writes is one of them, and says so.
CREATE OR REPLACE FUNCTION store_sides_of_talk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole store_talk;
BEGIN
    IF NEW.talk_id IS NOT NULL THEN
        SELECT * INTO whole FROM store_talk WHERE id = NEW.talk_id;
        NEW.purchaser_id := whole.purchaser_id;
        NEW.provider_id := whole.provider_id;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION store_sides_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole store_talkversion;
BEGIN
    SELECT * INTO whole FROM store_talkversion WHERE id = NEW.version_id;
    NEW.purchaser_id := whole.purchaser_id;
    NEW.provider_id := whole.provider_id;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION store_sides_of_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole store_commitment;
BEGIN
    SELECT * INTO whole FROM store_commitment WHERE id = NEW.commitment_id;
    NEW.purchaser_id := whole.purchaser_id;
    NEW.provider_id := whole.provider_id;
    RETURN NEW;
END $$;
CREATE TRIGGER a_sides BEFORE INSERT ON store_talkversion FOR EACH ROW EXECUTE FUNCTION store_sides_of_talk();
CREATE TRIGGER a_sides BEFORE INSERT ON store_commitment FOR EACH ROW EXECUTE FUNCTION store_sides_of_talk();
CREATE TRIGGER a_sides BEFORE INSERT ON store_talkcomment FOR EACH ROW EXECUTE FUNCTION store_sides_of_version();
CREATE TRIGGER a_sides BEFORE INSERT ON store_talkconfirmation FOR EACH ROW EXECUTE FUNCTION store_sides_of_version();
CREATE TRIGGER a_sides BEFORE INSERT ON store_commitmentword FOR EACH ROW EXECUTE FUNCTION store_sides_of_commitment();

CREATE OR REPLACE FUNCTION store_has_contract(purchaser uuid, provider uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM store_contract c WHERE c.purchaser_id = purchaser AND c.provider_id = provider)
$$;
CREATE POLICY begins ON store_talk FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_organisation() IN (purchaser_id, provider_id)
                AND driehoek_role() IN ('purchasing', 'providing', 'signing') AND created_by_id = driehoek_person()
                AND store_has_contract(purchaser_id, provider_id));
CREATE POLICY writes ON store_talkversion FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_organisation() IN (purchaser_id, provider_id) AND organisation_id = driehoek_organisation()
                AND driehoek_role() IN ('purchasing', 'providing', 'signing') AND written_by_id = driehoek_person());
CREATE POLICY writes ON store_talkcomment FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_organisation() IN (purchaser_id, provider_id) AND organisation_id = driehoek_organisation()
                AND driehoek_role() IN ('purchasing', 'providing', 'signing') AND said_by_id = driehoek_person());
CREATE POLICY writes ON store_talkconfirmation FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_organisation() IN (purchaser_id, provider_id) AND organisation_id = driehoek_organisation()
                AND driehoek_role() IN ('purchasing', 'providing', 'signing') AND confirmed_by_id = driehoek_person());
CREATE POLICY writes ON store_commitment FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_organisation() IN (purchaser_id, provider_id) AND organisation_id = driehoek_organisation()
                AND driehoek_role() IN ('purchasing', 'providing', 'signing') AND made_by_id = driehoek_person()
                AND store_has_contract(purchaser_id, provider_id));
CREATE POLICY writes ON store_commitmentword FOR INSERT TO driehoek_app
    WITH CHECK (driehoek_organisation() IN (purchaser_id, provider_id) AND organisation_id = driehoek_organisation()
                AND driehoek_role() IN ('purchasing', 'providing', 'signing') AND said_by_id = driehoek_person());
-- Promises that were made for clients to see are seen by the council of the provider, and by nobody else.
CREATE POLICY clients ON store_commitment FOR SELECT TO driehoek_app
    USING (for_clients AND driehoek_role() IN ('council', 'supporting') AND EXISTS (
        SELECT FROM store_organisation o WHERE o.id = driehoek_organisation() AND o.kind = 'client-council'
        AND o.parent_id = provider_id));
CREATE POLICY clients ON store_commitmentword FOR SELECT TO driehoek_app
    USING (driehoek_role() IN ('council', 'supporting')
           AND EXISTS (SELECT FROM store_commitment c WHERE c.id = commitment_id));

-- Once both sides confirmed a version, the report stands; only the last version is confirmed.
CREATE OR REPLACE FUNCTION store_talk_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last store_talkversion;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('talk ' || (
        CASE TG_TABLE_NAME WHEN 'store_talkversion' THEN to_jsonb(NEW) ->> 'talk_id'
        ELSE (SELECT v.talk_id::text FROM store_talkversion v WHERE v.id::text = to_jsonb(NEW) ->> 'version_id') END), 0));
    IF TG_TABLE_NAME = 'store_talkversion' THEN
        IF EXISTS (SELECT FROM store_talkconfirmation c JOIN store_talkversion v ON v.id = c.version_id
                   WHERE v.talk_id::text = to_jsonb(NEW) ->> 'talk_id'
                   GROUP BY v.id HAVING count(*) >= 2) THEN
            RAISE EXCEPTION 'both sides confirmed the report'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'talk_confirmed';
        END IF;
    ELSIF EXISTS (SELECT FROM store_talkversion v JOIN store_talkversion later
                  ON later.talk_id = v.talk_id AND later.number > v.number
                  WHERE v.id::text = to_jsonb(NEW) ->> 'version_id') THEN
        RAISE EXCEPTION 'there is a later version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'talk_later_version';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER b_talk_guard BEFORE INSERT ON store_talkversion FOR EACH ROW EXECUTE FUNCTION store_talk_guard();
CREATE TRIGGER b_talk_guard BEFORE INSERT ON store_talkconfirmation FOR EACH ROW EXECUTE FUNCTION store_talk_guard();

-- Publications: of a final result alone, by the purchaser; everyone reads them.
CREATE POLICY everyone ON store_publication FOR SELECT TO driehoek_app USING (driehoek_role() IS NOT NULL);
CREATE POLICY publishes ON store_publication FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation() AND driehoek_role() = 'purchasing'
                AND published_by_id = driehoek_person());
CREATE OR REPLACE FUNCTION store_publication_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM store_result t JOIN store_round r ON r.id = t.round_id
                   WHERE t.round_id = NEW.round_id AND t.is_final AND r.purchaser_id = NEW.purchaser_id
                   AND t.decision_fingerprint = NEW.decision_fingerprint) THEN
        RAISE EXCEPTION 'only a final result is published'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_final';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_guard BEFORE INSERT ON store_publication
    FOR EACH ROW EXECUTE FUNCTION store_publication_guard();
