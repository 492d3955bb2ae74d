-- Roles belong to the cluster, so another copy of this database may have made them, perhaps in this very moment.

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['demo_owner', 'demo_clerk', 'demo_reports', 'demo_Prüfer "außen"'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        EXECUTE format('COMMENT ON ROLE %I IS %L', wanted, 'belongs to pgdrill''s sample database');
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END
$$;

-- A membership that exists already is only worth a notice.
SET LOCAL client_min_messages = error;
GRANT demo_reports TO demo_clerk;
SET LOCAL client_min_messages = warning;
