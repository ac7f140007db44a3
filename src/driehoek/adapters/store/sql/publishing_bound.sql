-- Publishing a policy, a nota van wijziging or a nota van inlichtingen binds the purchaser, as adopting a result does.
GRANT UPDATE (published_at, published_by_id) ON store_policydraft TO driehoek_app;

CREATE FUNCTION store_policy_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.published_version IS DISTINCT FROM OLD.published_version THEN
        PERFORM store_must_be_bound(NEW.published_by_id, (SELECT purchaser_id FROM store_round WHERE id = NEW.round_id),
                                    'publish', NEW.round_id::text, NEW.published_at);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policydraft_mandated BEFORE UPDATE ON store_policydraft
    FOR EACH ROW EXECUTE FUNCTION store_policy_bound();

-- An answer goes into the nota once; who puts it there is who acts.
CREATE FUNCTION store_nota_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.nota IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.nota IS NULL) THEN
        PERFORM store_must_be_bound(driehoek_person(), (SELECT purchaser_id FROM store_round WHERE id = NEW.round_id),
                                    'publish', NEW.round_id::text || ' ' || NEW.id::text, NEW.answered_at);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER question_mandated BEFORE INSERT OR UPDATE ON store_question
    FOR EACH ROW EXECUTE FUNCTION store_nota_bound();
