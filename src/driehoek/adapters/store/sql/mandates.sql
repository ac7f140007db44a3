-- Who binds an organisation holds a mandate on the day of arrival: judged in the domain, and here again.

-- Every organisation from which a person can act for ``bound`` on a day, with the chain of delegations that leads there.
-- A link that lets this act and amount through, and may be passed on unless it is the last; no organisation twice.
CREATE OR REPLACE FUNCTION store_reach(bound uuid, act text, amount bigint, day date)
RETURNS TABLE (organisation uuid, chain bigint[]) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE link(organisation, chain, been, passes) AS (
        SELECT bound, ARRAY[]::bigint[], ARRAY[bound], true
        UNION ALL
        SELECT d.delegate_id, link.chain || d.id, link.been || d.delegate_id, d.passes_on
        FROM link JOIN store_delegation d ON d.principal_id = link.organisation
        WHERE link.passes AND d.valid @> day AND NOT d.delegate_id = ANY(link.been)
          AND (d.most IS NULL OR amount <= d.most)
          AND (cardinality(d.acts) = 0 OR act = ANY(d.acts))
    )
    SELECT link.organisation, link.chain FROM link
$$;

-- Every delegation that lies on a way from the organisation one acts for, of any time.
CREATE OR REPLACE FUNCTION store_delegations_from(bound uuid) RETURNS SETOF store_delegation LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE way(id, delegate_id) AS (
        SELECT d.id, d.delegate_id FROM store_delegation d
        WHERE d.principal_id = bound AND bound = driehoek_organisation()
        UNION
        SELECT d.id, d.delegate_id FROM way JOIN store_delegation d ON d.principal_id = way.delegate_id
    )
    SELECT d.* FROM store_delegation d WHERE d.id IN (SELECT way.id FROM way) ORDER BY d.id
$$;

CREATE OR REPLACE FUNCTION store_bound_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    day date := (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    SELECT m.id, reached.chain INTO NEW.mandate_id, NEW.chain
    FROM store_reach(NEW.organisation_id, NEW.act, NEW.amount, day) reached
    JOIN store_mandate m ON m.organisation_id = reached.organisation
    WHERE m.person_id = NEW.person_id AND m.valid @> day
      AND (m.most IS NULL OR NEW.amount <= m.most)
      AND (cardinality(m.acts) = 0 OR NEW.act = ANY(m.acts))
      AND EXISTS (SELECT FROM store_membership b
                  WHERE (b.person_id, b.organisation_id) = (m.person_id, m.organisation_id) AND b.valid @> day)
    ORDER BY cardinality(reached.chain), m.id LIMIT 1;
    IF NEW.mandate_id IS NULL THEN
        RAISE EXCEPTION 'no mandate for % on %', NEW.act, day
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bound_mandate';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bound_guard BEFORE INSERT ON store_boundact FOR EACH ROW EXECUTE FUNCTION store_bound_guard();
CREATE TRIGGER bound_never BEFORE UPDATE OR DELETE ON store_boundact FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER bound_never_all BEFORE TRUNCATE ON store_boundact
    FOR EACH STATEMENT EXECUTE FUNCTION store_never();

-- Named so that they come after the guards of their own table (triggers run by name).
-- What a person does that binds comes with its bound act; without a person it was brought in by a job, not by people.
CREATE OR REPLACE FUNCTION store_must_be_bound(who uuid, bound uuid, wanted text, about text, moment timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF who IS DISTINCT FROM driehoek_person() THEN
        RAISE EXCEPTION 'nobody acts in the name of another'
            USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'bound_own';
    END IF;
    IF who IS NOT NULL AND NOT EXISTS (
        SELECT FROM store_boundact b WHERE (b.organisation_id, b.person_id, b.act, b.subject, b.at) =
                                           (bound, who, wanted, about, moment)) THEN
        RAISE EXCEPTION 'no mandate was shown for %', wanted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bound_mandate';
    END IF;
END $$;
CREATE OR REPLACE FUNCTION store_submission_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM store_must_be_bound(NEW.received_by_id, NEW.provider_id,
                                CASE WHEN NEW.withdraws THEN 'withdraw' ELSE 'hand-in' END,
                                NEW.round_id::text || ' ' || NEW.contract, NEW.received_at);
    RETURN NEW;
END $$;
CREATE TRIGGER submission_mandated BEFORE INSERT ON store_submission
    FOR EACH ROW EXECUTE FUNCTION store_submission_bound();
CREATE OR REPLACE FUNCTION store_result_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM store_must_be_bound(NEW.adopted_by_id, (SELECT purchaser_id FROM store_round WHERE id = NEW.round_id),
                                CASE WHEN NEW.is_final THEN 'finalise' ELSE 'adopt' END,
                                NEW.round_id::text, NEW.adopted_at);
    RETURN NEW;
END $$;
CREATE TRIGGER result_mandated BEFORE INSERT ON store_result FOR EACH ROW EXECUTE FUNCTION store_result_bound();
CREATE OR REPLACE FUNCTION store_deviation_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id THEN
        PERFORM store_must_be_bound(NEW.approved_by_id, NEW.purchaser_id, 'approve-deviation',
                                    NEW.round_id::text || ' ' || NEW.id::text, NEW.approved_at);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deviation_mandated BEFORE UPDATE ON store_deviation
    FOR EACH ROW EXECUTE FUNCTION store_deviation_bound();

-- A mandate or delegation is only ever shortened: what was done under it stays explained.
CREATE OR REPLACE FUNCTION store_only_shorter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.valid <@ OLD.valid THEN
        RAISE EXCEPTION 'a term is only ever shortened; give a new one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mandate_shorter';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mandate_shorter BEFORE UPDATE ON store_mandate FOR EACH ROW EXECUTE FUNCTION store_only_shorter();
CREATE TRIGGER delegation_shorter BEFORE UPDATE ON store_delegation
    FOR EACH ROW EXECUTE FUNCTION store_only_shorter();

-- For whom else a person can act on a day: each role of his, carried along the chains that lead to his organisation.
CREATE OR REPLACE FUNCTION store_principals(day date)
RETURNS TABLE (membership bigint, principal uuid, name text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE up(membership, kind, principal, been) AS (
        SELECT m.id, o.kind, d.principal_id, ARRAY[d.delegate_id, d.principal_id]
        FROM store_membership m JOIN store_organisation o ON o.id = m.organisation_id
        JOIN store_delegation d ON d.delegate_id = o.id
        WHERE m.person_id = driehoek_person() AND m.valid @> day AND d.valid @> day AND m.role <> 'administration'
        UNION ALL
        SELECT up.membership, up.kind, d.principal_id, up.been || d.principal_id
        FROM up JOIN store_delegation d ON d.delegate_id = up.principal
        WHERE d.valid @> day AND d.passes_on AND NOT d.principal_id = ANY(up.been)
    )
    SELECT DISTINCT up.membership, o.id, o.name::text
    FROM up JOIN store_organisation o ON o.id = up.principal AND o.kind = up.kind
$$;

-- Purchasing and control cannot be one person in one region (A-008), whichever organisation gave the role. No region
-- named is all regions of the organisation. It looks past the walls, and two at once wait for each other.
CREATE OR REPLACE FUNCTION store_two_hats() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.role IN ('purchasing', 'control') THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('two hats ' || NEW.person_id::text, 0));
        IF EXISTS (
            SELECT FROM store_membership other
            JOIN store_organisation theirs ON theirs.id = other.organisation_id
            JOIN store_organisation ours ON ours.id = NEW.organisation_id
            WHERE other.person_id = NEW.person_id AND other.id IS DISTINCT FROM NEW.id
              AND other.role = CASE NEW.role WHEN 'purchasing' THEN 'control' ELSE 'purchasing' END
              AND other.valid && NEW.valid
              AND (CASE WHEN other.region = '' THEN theirs.regions ELSE ARRAY[other.region] END &&
                   CASE WHEN NEW.region = '' THEN ours.regions ELSE ARRAY[NEW.region] END
                   OR other.organisation_id = NEW.organisation_id AND (other.region = '' OR NEW.region = ''))
        ) THEN
            RAISE EXCEPTION 'purchasing and control cannot be one person in one region'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_two_hats';
        END IF;
    END IF;
    RETURN NEW;
END $$;

-- An invitation is opened by whoever has its link, once; of the link only the digest is known here.
CREATE OR REPLACE FUNCTION store_invitation_of(wanted text)
RETURNS TABLE (id bigint, organisation text, kind text, email text, role text, valid daterange, expires_at timestamptz,
               accepted_at timestamptz, withdrawn_at timestamptz) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT i.id, o.name::text, o.kind::text, i.email::text, i.role::text, i.valid, i.expires_at, i.accepted_at,
           i.withdrawn_at
    FROM store_invitation i JOIN store_organisation o ON o.id = i.organisation_id WHERE i.digest = wanted
$$;
CREATE OR REPLACE FUNCTION store_accept_invitation(wanted text, who uuid, moment timestamptz)
RETURNS TABLE (membership bigint, organisation uuid, role text) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    found store_invitation;
    made bigint;
BEGIN
    SELECT * INTO found FROM store_invitation i WHERE i.digest = wanted FOR UPDATE;
    IF found.id IS NULL OR found.accepted_at IS NOT NULL OR found.withdrawn_at IS NOT NULL
       OR moment >= found.expires_at
       OR NOT EXISTS (SELECT FROM store_person p WHERE p.id = who AND p.is_active AND lower(p.email) = lower(found.email))
       OR who IS NOT DISTINCT FROM found.invited_by_id THEN
        RAISE EXCEPTION 'this invitation opens nothing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invitation_open';
    END IF;
    UPDATE store_invitation i SET accepted_at = moment, accepted_by_id = who WHERE i.id = found.id;
    INSERT INTO store_membership (person_id, organisation_id, role, region, valid)
    VALUES (who, found.organisation_id, found.role, found.region, found.valid) RETURNING id INTO made;
    RETURN QUERY SELECT made, found.organisation_id, found.role::text;
END $$;

-- Names of organisations are public; they are made and changed by the owner alone.
REVOKE INSERT, UPDATE ON store_organisation, store_membership, store_mandate FROM driehoek_app;
GRANT INSERT, UPDATE (valid) ON store_membership, store_mandate, store_delegation TO driehoek_app;
GRANT SELECT ON store_delegation, store_boundact, store_invitation TO driehoek_app;
GRANT INSERT ON store_boundact, store_invitation TO driehoek_app;
GRANT UPDATE (withdrawn_at) ON store_invitation TO driehoek_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['organisation', 'membership', 'mandate', 'delegation', 'boundact', 'invitation'] LOOP
        EXECUTE format('ALTER TABLE store_%s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE store_%s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_all ON store_%s TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END LOOP;
    -- Looking after an organisation gives no sight of what it writes, decides or earns.
    FOREACH name IN ARRAY ARRAY['draft', 'submission', 'question', 'result', 'outcome', 'councilinput', 'deviation',
                                'assignment', 'interest', 'givenmark', 'keptscenario', 'ledgeraccount',
                                'ledgertransfer', 'boundact', 'evidencefile', 'submittedevidence', 'profile',
                                'keyfigures', 'filing'] LOOP
        EXECUTE format('CREATE POLICY not_looked_after ON store_%s AS RESTRICTIVE TO driehoek_app '
                       'USING (driehoek_role() IS DISTINCT FROM ''administration'')', name);
    END LOOP;
END $$;
CREATE POLICY not_looked_after ON store_outboxentry AS RESTRICTIVE FOR SELECT TO driehoek_app
    USING (driehoek_role() IS DISTINCT FROM 'administration' OR person_id = driehoek_person());

CREATE POLICY names ON store_organisation FOR SELECT TO driehoek_app USING (true);

-- Roles: one's own, and those of the organisation one acts for. The administrator gives them, never to himself.
CREATE POLICY own ON store_membership FOR SELECT TO driehoek_app
    USING (person_id = driehoek_person() OR organisation_id = driehoek_organisation());
CREATE POLICY example ON store_membership FOR SELECT TO driehoek_app
    USING (driehoek_role() = 'public' AND EXISTS (SELECT FROM store_person p WHERE p.id = person_id AND p.is_example));
CREATE POLICY gives ON store_membership FOR INSERT TO driehoek_app
    WITH CHECK (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration'
                AND person_id <> driehoek_person());
CREATE POLICY ends ON store_membership FOR UPDATE TO driehoek_app
    USING (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration');

CREATE POLICY own ON store_mandate FOR SELECT TO driehoek_app
    USING (person_id = driehoek_person() OR organisation_id = driehoek_organisation());
CREATE POLICY gives ON store_mandate FOR INSERT TO driehoek_app
    WITH CHECK (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration'
                AND given_by_id = driehoek_person());
CREATE POLICY ends ON store_mandate FOR UPDATE TO driehoek_app
    USING (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration');

CREATE POLICY own ON store_delegation FOR SELECT TO driehoek_app
    USING (driehoek_organisation() IN (principal_id, delegate_id));
CREATE POLICY gives ON store_delegation FOR INSERT TO driehoek_app
    WITH CHECK (principal_id = driehoek_organisation() AND driehoek_role() = 'administration'
                AND given_by_id = driehoek_person());
CREATE POLICY ends ON store_delegation FOR UPDATE TO driehoek_app
    USING (principal_id = driehoek_organisation() AND driehoek_role() = 'administration');

CREATE POLICY own ON store_boundact FOR SELECT TO driehoek_app USING (organisation_id = driehoek_organisation());
CREATE POLICY binds ON store_boundact FOR INSERT TO driehoek_app
    WITH CHECK (organisation_id = driehoek_organisation() AND person_id = driehoek_person());

CREATE POLICY own ON store_invitation TO driehoek_app
    USING (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration')
    WITH CHECK (organisation_id = driehoek_organisation() AND driehoek_role() = 'administration'
                AND invited_by_id IS NOT DISTINCT FROM driehoek_person() AND accepted_at IS NULL);
