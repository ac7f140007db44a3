-- The role that serves. It owns nothing, is no superuser and cannot pass by row-level security.
-- On a server where roles are made by others, it must be there before; then this changes nothing.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'driehoek_app') THEN
        CREATE ROLE driehoek_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO driehoek_app;

-- Who acts: set for one transaction by set_config(..., true). No setting means nobody, and nobody sees no row.
CREATE OR REPLACE FUNCTION driehoek_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('driehoek.organisation', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION driehoek_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('driehoek.person', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION driehoek_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('driehoek.role', true), '') $$;
