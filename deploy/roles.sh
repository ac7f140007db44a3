#!/bin/sh
# Runs once, when the database is made: the role that serves, with the password that DATABASE_URL has for both roles.
# It owns nothing and cannot pass by the guard per row; the portal does not start otherwise.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/database)" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE driehoek_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD :'password';
SQL
