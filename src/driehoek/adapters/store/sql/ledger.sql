-- A row trigger brings the balances up to date; the CHECK on the account row is the ceiling. READ COMMITTED is enough:
-- the second of two transactions waits for the row of the first and then sees it. Accounts are touched in order of id,
-- so that two transfers over the same accounts never wait for each other.
CREATE OR REPLACE FUNCTION store_post_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held store_ledgertransfer;
    account bigint;
    posted bigint := 0;
    waiting bigint := 0;
BEGIN
    IF NEW.pending_id IS NOT NULL THEN
        SELECT * INTO held FROM store_ledgertransfer WHERE id = NEW.pending_id;
        IF held.state <> 'pending' OR (held.debit_id, held.credit_id, held.amount)
                                      IS DISTINCT FROM (NEW.debit_id, NEW.credit_id, NEW.amount) THEN
            RAISE EXCEPTION 'transfer % does not decide on the pending transfer %', NEW.id, NEW.pending_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transfer_decides';
        END IF;
        waiting := -NEW.amount;
    END IF;
    IF NEW.state = 'pending' THEN
        waiting := NEW.amount;
    ELSIF NEW.state = 'posted' THEN
        posted := NEW.amount;
    END IF;
    FOREACH account IN ARRAY ARRAY[LEAST(NEW.debit_id, NEW.credit_id), GREATEST(NEW.debit_id, NEW.credit_id)] LOOP
        IF account = NEW.debit_id THEN
            UPDATE store_ledgeraccount SET debits = debits + posted, pending_debits = pending_debits + waiting
            WHERE id = account AND purchaser_id = NEW.purchaser_id;
        ELSE
            UPDATE store_ledgeraccount SET credits = credits + posted, pending_credits = pending_credits + waiting
            WHERE id = account AND purchaser_id = NEW.purchaser_id;
        END IF;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'transfer % names an account that is not there or not yours', NEW.id
                USING ERRCODE = 'foreign_key_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
ALTER FUNCTION store_post_transfer() SECURITY DEFINER;
ALTER FUNCTION store_post_transfer() SET search_path = pg_catalog, public;
CREATE TRIGGER ledger_post AFTER INSERT ON store_ledgertransfer
    FOR EACH ROW EXECUTE FUNCTION store_post_transfer();

-- Nothing that was posted is ever changed or removed, whoever asks.
CREATE OR REPLACE FUNCTION store_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is never allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_never BEFORE UPDATE OR DELETE ON store_ledgertransfer
    FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER ledger_never_all BEFORE TRUNCATE ON store_ledgertransfer
    FOR EACH STATEMENT EXECUTE FUNCTION store_never();

GRANT SELECT, INSERT ON store_ledgertransfer TO driehoek_app;
GRANT SELECT, INSERT (purchaser_id, provider_id, year, pool, frame, kind, contract, debits, credits, pending_debits,
                      pending_credits) ON store_ledgeraccount TO driehoek_app;
GRANT USAGE ON SEQUENCE store_ledgertransfer_sequence_seq, store_ledgeraccount_id_seq TO driehoek_app;

-- An account is born empty.
CREATE OR REPLACE FUNCTION store_born_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.debits, NEW.credits, NEW.pending_debits, NEW.pending_credits) <> (0, 0, 0, 0) THEN
        RAISE EXCEPTION 'an account is born empty' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_account_born BEFORE INSERT ON store_ledgeraccount
    FOR EACH ROW EXECUTE FUNCTION store_born_empty();

ALTER TABLE store_ledgeraccount ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_ledgeraccount FORCE ROW LEVEL SECURITY;
ALTER TABLE store_ledgertransfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_ledgertransfer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_read ON store_ledgeraccount FOR SELECT TO driehoek_app
    USING (purchaser_id = driehoek_organisation() OR provider_id = driehoek_organisation());
CREATE POLICY own_write ON store_ledgeraccount FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation());
CREATE POLICY own_read ON store_ledgertransfer FOR SELECT TO driehoek_app
    USING (purchaser_id = driehoek_organisation()
           OR EXISTS (SELECT FROM store_ledgeraccount account
                      WHERE account.id IN (debit_id, credit_id) AND account.provider_id = driehoek_organisation()));
CREATE POLICY own_write ON store_ledgertransfer FOR INSERT TO driehoek_app
    WITH CHECK (purchaser_id = driehoek_organisation());
CREATE POLICY owner_all ON store_ledgeraccount TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON store_ledgertransfer TO CURRENT_USER USING (true) WITH CHECK (true);
