-- The outbox knows the transaction that wrote it. A reader takes what is older than every running transaction.
CREATE OR REPLACE FUNCTION store_outbox_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER outbox_transaction BEFORE INSERT ON store_outboxentry
    FOR EACH ROW EXECUTE FUNCTION store_outbox_transaction();
CREATE VIEW store_outbox_settled WITH (security_invoker = true) AS
    SELECT * FROM store_outboxentry
    WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint;

CREATE TRIGGER outbox_never BEFORE UPDATE ON store_outboxentry
    FOR EACH ROW EXECUTE FUNCTION store_never(); -- removal is for retention, by the owner; the chain keeps its digest
CREATE TRIGGER audit_never BEFORE UPDATE OR DELETE ON store_auditentry
    FOR EACH ROW EXECUTE FUNCTION store_never();
CREATE TRIGGER audit_never_all BEFORE TRUNCATE ON store_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION store_never();

GRANT INSERT, SELECT ON store_outboxentry TO driehoek_app;
GRANT SELECT ON store_outbox_settled, store_auditentry TO driehoek_app;
GRANT USAGE ON SEQUENCE store_outboxentry_id_seq TO driehoek_app;

ALTER TABLE store_outboxentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_outboxentry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_read ON store_outboxentry FOR SELECT TO driehoek_app
    USING (organisation_id = driehoek_organisation());
CREATE POLICY own_write ON store_outboxentry FOR INSERT TO driehoek_app
    WITH CHECK (organisation_id = driehoek_organisation() AND person_id IS NOT DISTINCT FROM driehoek_person());
CREATE POLICY owner_all ON store_outboxentry TO CURRENT_USER USING (true) WITH CHECK (true);
