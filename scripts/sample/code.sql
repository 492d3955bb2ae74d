-- Functions, procedures, an aggregate, an operator, triggers and rules. The triggers come after the data: none has fired.

CREATE FUNCTION add_vat(net numeric, percent numeric DEFAULT 19) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS 'SELECT round($1 * (1 + $2 / 100), 2)';

CREATE FUNCTION add_vat(net price, country_code character) RETURNS numeric
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT round(net * (1 + c.vat_percent / 100), 2) FROM country AS c WHERE c.code = country_code;
END;

CREATE FUNCTION customer_orders(who bigint, OUT placed timestamptz, OUT pieces bigint) RETURNS SETOF record
  LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = public, pg_temp
  AS $function$
BEGIN
  RETURN QUERY
    SELECT o.placed_at, sum(i.pieces)
    FROM "order" AS o JOIN order_item AS i ON i.order_id = o.id
    WHERE o.customer_id = who
    GROUP BY o.id, o.placed_at
    ORDER BY o.placed_at; -- the oldest first
END
$function$;

-- Its body holds what a reader of dumps might take for the next object, for data, and for the end.
CREATE FUNCTION "looks like a dump"() RETURNS text
  LANGUAGE plpgsql
  AS $_$
DECLARE
  text_of_dump text := $x$
--
-- Name: customer; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.customer (
    id bigint NOT NULL
);

--
-- Data for Name: customer; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.customer (id) FROM stdin;
1
\.

\restrict not-a-token
--
-- PostgreSQL database dump complete
--

$x$;
BEGIN
  /* $$ ; ' " */
  RETURN text_of_dump || E'\\.' || '$body$';
END
$_$;

CREATE FUNCTION longest_state(text, text) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN $1 IS NULL OR length($2) > length($1) THEN $2 ELSE $1 END;
CREATE AGGREGATE longest(text) (SFUNC = longest_state, STYPE = text);

CREATE FUNCTION same_letters(text, text) RETURNS boolean
  LANGUAGE sql IMMUTABLE
  RETURN lower($1) = lower($2);
CREATE OPERATOR =~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = same_letters, COMMUTATOR = =~~);

CREATE PROCEDURE close_account(INOUT who bigint, VARIADIC reasons text[])
  LANGUAGE plpgsql
  AS $$
BEGIN
  UPDATE customer SET status = 'locked ''out''' WHERE id = who;
  INSERT INTO customer_note (customer_id, note) VALUES (who, array_to_string(reasons, ';'));
END
$$;

CREATE FUNCTION audit.note_change() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  INSERT INTO audit.log (who, what, before, after)
  VALUES (current_user, TG_TABLE_NAME || ' ' || lower(TG_OP), to_jsonb(OLD), to_jsonb(NEW));
  RETURN NULL;
END
$$;

CREATE FUNCTION check_pieces() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF NEW.pieces < 0 THEN
    RAISE EXCEPTION 'product % has % pieces', NEW.product_id, NEW.pieces USING HINT = 'count again; it''s wrong';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON product
  FOR EACH ROW EXECUTE FUNCTION audit.note_change();
CREATE TRIGGER "net changed" AFTER UPDATE OF net ON product
  FOR EACH ROW WHEN (OLD.net IS DISTINCT FROM NEW.net) EXECUTE FUNCTION audit.note_change();
CREATE TRIGGER check_pieces BEFORE INSERT OR UPDATE ON "Lager & Versand".stock
  FOR EACH ROW EXECUTE FUNCTION check_pieces();
CREATE CONSTRAINT TRIGGER order_noted AFTER INSERT ON order_item
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.note_change();
CREATE TRIGGER "on every partition" AFTER DELETE ON "order"
  FOR EACH ROW EXECUTE FUNCTION audit.note_change();
CREATE TRIGGER switched_off AFTER DELETE ON voucher
  FOR EACH ROW EXECUTE FUNCTION audit.note_change();
ALTER TABLE voucher DISABLE TRIGGER switched_off;

CREATE RULE keep_the_log AS ON DELETE TO audit.log DO INSTEAD NOTHING;
CREATE RULE "no zero vouchers" AS ON INSERT TO voucher WHERE NEW.worth = 0 DO INSTEAD NOTHING;
