-- Row-level security, grants, default privileges and comments.

ALTER TABLE customer_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_note FORCE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON customer_note TO demo_clerk
  USING (author = CURRENT_USER) WITH CHECK (author = CURRENT_USER AND note <> '');
CREATE POLICY "Prüfer sehen alles" ON customer_note FOR SELECT TO demo_reports, "demo_Prüfer ""außen""" USING (true);
CREATE POLICY nobody_deletes ON customer_note AS RESTRICTIVE FOR DELETE USING (false);

GRANT USAGE ON SCHEMA audit, "Lager & Versand" TO demo_clerk;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO demo_reports;
GRANT SELECT, INSERT, UPDATE ON customer, customer_note, "order", order_item TO demo_clerk;
GRANT SELECT (id, full_name), UPDATE (full_name) ON customer TO "demo_Prüfer ""außen""";
GRANT SELECT ON audit.log TO "demo_Prüfer ""außen""" WITH GRANT OPTION;
GRANT USAGE ON SEQUENCE ticket_number TO demo_clerk;
REVOKE EXECUTE ON FUNCTION customer_orders(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer_orders(bigint) TO demo_clerk;
GRANT USAGE ON TYPE customer_status TO demo_clerk;
GRANT SELECT ON LARGE OBJECT 424242 TO demo_clerk;
ALTER DEFAULT PRIVILEGES FOR ROLE demo_owner IN SCHEMA public GRANT SELECT ON TABLES TO demo_reports;
ALTER DEFAULT PRIVILEGES FOR ROLE demo_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

COMMENT ON SCHEMA audit IS 'what changed, and who did it';
COMMENT ON TABLE customer IS E'Everyone who has ever bought something.\n\n-- Name: fake; Type: TABLE; Schema: public; Owner: -\nIt''s "big".';
COMMENT ON COLUMN customer.words IS 'made from full_name; \. is not the end';
COMMENT ON COLUMN "Sträange ""table"" name; it's"."🛒" IS 'in the cart?';
COMMENT ON TYPE postal_address IS 'Anschrift';
COMMENT ON DOMAIN price IS 'in €, before tax';
COMMENT ON FUNCTION "looks like a dump"() IS 'but it is not';
COMMENT ON INDEX "gold 'only'" IS 'few of them';
COMMENT ON TRIGGER "net changed" ON product IS 'twice, on purpose';
COMMENT ON POLICY own_notes ON customer_note IS 'clerks see their own';
COMMENT ON CONSTRAINT "one price at a time" ON price_history IS 'no overlap';
COMMENT ON MATERIALIZED VIEW monthly_revenue IS 'refreshed at night';
COMMENT ON SEQUENCE ticket_number IS 'counts down, by seven';

RESET ROLE;
