-- A shop's database for demonstrations and tests: every kind of object that PostgreSQL 14 to 18 have without an
-- extension, odd names and hostile looking data among them, about 173,000 rows, the same bytes every time.
--
--   createdb -T template0 -E UTF8 shop && psql -X -q -v ON_ERROR_STOP=1 -d shop -f scripts/sample/sample.sql
--
-- Needs an empty UTF-8 database and a superuser. Makes four roles (demo_...) where they are missing.

\set ON_ERROR_STOP 1
\set QUIET 1
\encoding UTF8

BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL search_path = public;
SET LOCAL synchronous_commit = off;

\ir roles.sql
\ir tables.sql
\ir data.sql
\ir odd.sql
\ir constraints.sql
\ir code.sql
\ir views.sql
\ir access.sql

COMMIT;
