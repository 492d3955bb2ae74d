-- What a dump can hold and a fingerprint can trip over. Small: each test dumps and restores it.

CREATE ROLE "fp o'wner; Owner: x";
CREATE ROLE fp_bob;
CREATE ROLE fp_carol;
SET allow_in_place_tablespaces = true;
CREATE TABLESPACE "fp fast; Owner: y" LOCATION '';

-- Names.
CREATE SCHEMA "a.b";
CREATE SCHEMA "s; Type: TABLE; Schema: x";
CREATE TABLE "a.b".c (a int);
CREATE SCHEMA a;
CREATE TABLE a."b.c" (a int);
CREATE TABLE public."two
lines" (a int, "b
c" text);
CREATE TABLE public."two lines" (a int, "b""c" text, "select" text);
CREATE TABLE "s; Type: TABLE; Schema: x"."t; Type: VIEW; Schema: y; Owner: z" (a int);
CREATE TABLE public."t; Type: VIEW; Schema: y; Owner: z" (a int);
CREATE TABLE public."café 表 👋" (a text);
CREATE TABLE public."$tag$ -- /* ' ;" (a text);
CREATE TABLE public."constructor" ("__proto__" text, "toString" varchar(5) CHECK ("toString" IN ('a', 'b')));
ALTER TABLE public."constructor" OWNER TO "fp o'wner; Owner: x";
INSERT INTO "a.b".c VALUES (1);
INSERT INTO a."b.c" VALUES (1), (2);
INSERT INTO public."two
lines" VALUES (1, 'one'), (2, NULL), (3, '');
INSERT INTO public."two lines" VALUES (1, 'a', 'b');
INSERT INTO public."$tag$ -- /* ' ;" VALUES (E'\\.'), (E'a\n\\.\nb'), ('\.'), (E'tab\tcr\rback\\slash\x01'), ('-- Name: ghost; Type: TABLE; Schema: public; Owner: x');
INSERT INTO public."constructor" VALUES ('x', 'a');

-- Tables without rows, without columns, with columns that are not dumped, unlogged, in a tablespace.
CREATE TABLE empty (a int);
CREATE TABLE bare ();
INSERT INTO bare DEFAULT VALUES;
INSERT INTO bare DEFAULT VALUES;
CREATE TABLE bare_child () INHERITS (bare);
INSERT INTO bare_child DEFAULT VALUES;
CREATE TABLE made (id bigint GENERATED ALWAYS AS IDENTITY, a int, b int GENERATED ALWAYS AS (a * 2) STORED, gone int);
ALTER TABLE made DROP COLUMN gone;
INSERT INTO made (a) SELECT generate_series(1, 50);
CREATE UNLOGGED TABLE unlogged (a bytea, j jsonb, t timestamptz, n numeric, f float8);
INSERT INTO unlogged VALUES ('\x000a5c2e0aff', '{"a": "\n\\."}', '2020-02-29 12:00:00.123456+03', 'NaN', '-Infinity');
CREATE TABLE placed (a text, b int) TABLESPACE "fp fast; Owner: y";
ALTER TABLE placed ALTER a SET STORAGE EXTERNAL;
CREATE INDEX placed_b ON placed (b) TABLESPACE "fp fast; Owner: y";
INSERT INTO placed SELECT repeat(chr(9731), 50000), 1;

-- Inheritance: columns that a restore puts in another order, in the definition and in the data.
CREATE TABLE parent (a int, b text DEFAULT 'x');
CREATE TABLE child (c date, b text, a int, d int CHECK (d > 0));
ALTER TABLE child INHERIT parent;
ALTER TABLE parent ADD COLUMN late varchar(9) DEFAULT 'later';
CREATE TABLE grandchild (e int) INHERITS (child);
ALTER TABLE child ADD COLUMN "later Still" int;
ALTER TABLE ONLY child ALTER COLUMN a SET STATISTICS 7;
ALTER TABLE ONLY child ALTER COLUMN c SET STATISTICS 8;
COMMENT ON COLUMN child.c IS 'c';
INSERT INTO parent VALUES (1, 'p');
INSERT INTO child (a, b, c, d) SELECT i, 'c' || i, '2020-01-01'::date + i, i FROM generate_series(1, 20) i;
INSERT INTO grandchild (a, b, e) VALUES (7, E'x\ty', 8);

-- Rows in another order than a restore gives them, and one that is there twice.
CREATE TABLE worn (id int PRIMARY KEY, note text);
INSERT INTO worn SELECT i, 'note ' || i FROM generate_series(1, 200) i;
UPDATE worn SET note = 'new' WHERE id % 3 = 0;
VACUUM worn;
INSERT INTO worn SELECT i, 'refill' FROM generate_series(201, 230) i;
CREATE TABLE twice AS SELECT note FROM worn;

-- Expressions that are printed in other words once restored.
CREATE DOMAIN word AS varchar(30) CHECK (VALUE IN ('a', 'b') OR VALUE LIKE '%;%');
CREATE TYPE mood AS ENUM ('sad; ', 'it''s', 'happy');
CREATE TABLE said (
  s varchar(20) CHECK (s IN ('a', 'b', 'it''s')),
  v varchar DEFAULT 'x' CHECK (length(v) BETWEEN 1 AND 9 AND v <> 'no' AND s NOT IN ('q', 'r')),
  w word, m mood DEFAULT 'it''s', n cidr CHECK (n IN ('10.0.0.0/8', '11.0.0.0/8')), l text[]
);
CREATE INDEX said_some ON said (lower(s)) WHERE s IN ('a', 'b') AND v BETWEEN 'a' AND 'c';
CREATE VIEW said_view WITH (security_barrier) AS
  SELECT s IN ('a', v, lower(v)) AS mixed, (s, v) IN (('a', 'b'), ('c', 'd'), ('e', 'f')) AS pairs,
    CASE WHEN s IN ('k', 'l') THEN 'it''s ;' ELSE s END AS k, array[s, v]::text[] AS list
  FROM said WHERE NOT (v BETWEEN SYMMETRIC 'c' AND 'a' OR s IN ('x', 'y') AND w = 'a');
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM worn;
CREATE MATERIALIZED VIEW counted_later AS SELECT count(*) AS n FROM worn WITH NO DATA;
ALTER TABLE said ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON said FOR SELECT TO fp_bob USING (s IN ('a', 'b'));
INSERT INTO said VALUES ('a', 'b', 'x;y', 'happy', '10.0.0.0/8', '{"a,b",NULL,"\\."}');

-- Partitions; one with its columns in another order, dumped through the root by --load-via-partition-root.
CREATE TABLE parts (a int, b text) PARTITION BY LIST (b);
CREATE TABLE parts_x PARTITION OF parts FOR VALUES IN ('x');
CREATE TABLE parts_y (b text, a int);
ALTER TABLE parts ATTACH PARTITION parts_y FOR VALUES IN ('y');
CREATE INDEX ON parts (a);
INSERT INTO parts SELECT i, CASE WHEN i % 2 = 0 THEN 'x' ELSE 'y' END FROM generate_series(1, 40) i;

-- Bodies that look like a dump.
CREATE FUNCTION lookalike() RETURNS text LANGUAGE plpgsql AS $_$
BEGIN
  -- Name: ghost; Type: TABLE; Schema: public; Owner: nobody
  EXECUTE $$COPY public.ghost (a) FROM stdin;
1
\.
$$;
  RETURN 'it''s; ' || E'\';' || "quote"('$') /* ; /* */ */;
END $_$;
CREATE FUNCTION atomic(x int) RETURNS int LANGUAGE sql
  BEGIN ATOMIC INSERT INTO empty VALUES (x); SELECT CASE x WHEN 1 THEN 2 ELSE 3 END; END;
CREATE PROCEDURE nothing() LANGUAGE sql BEGIN ATOMIC END;
CREATE FUNCTION "caseEnd;"("begin" int DEFAULT CASE WHEN 1 = 2 THEN 3 END) RETURNS int LANGUAGE sql RETURN 1;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin new.note := ''it''''s''; return new; end';
CREATE TRIGGER touch BEFORE UPDATE ON worn FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION touch();
ALTER TABLE worn DISABLE TRIGGER touch;
CREATE RULE two AS ON DELETE TO twice DO ALSO (DELETE FROM empty; NOTIFY gone);
COMMENT ON TABLE worn IS E'it''s\n-- Name: ghost; Type: TABLE; Schema: public; Owner: x\n\\.\n;';
COMMENT ON FUNCTION atomic(int) IS 'one';

-- Grants by several roles, and default ones.
GRANT SELECT, INSERT ON worn TO fp_bob WITH GRANT OPTION;
GRANT UPDATE (note) ON worn TO PUBLIC;
SET ROLE fp_bob;
GRANT SELECT ON worn TO fp_carol;
RESET ROLE;
GRANT DELETE ON worn TO fp_carol;
REVOKE ALL ON FUNCTION lookalike() FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA a GRANT SELECT ON TABLES TO fp_bob;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Sequences and large objects.
CREATE SEQUENCE "down; '""" INCREMENT -5 MAXVALUE 9223372036854775807 START -3;
SELECT setval('"down; ''"""', -9223372036854775807);
CREATE SEQUENCE untouched;
SELECT lo_from_bytea(4001, '\x00'), lo_from_bytea(4002, convert_to(repeat('large '';', 10000), 'UTF8')), lo_create(4003);
COMMENT ON LARGE OBJECT 4001 IS 'one';
GRANT SELECT ON LARGE OBJECT 4002 TO fp_carol;
ALTER LARGE OBJECT 4003 OWNER TO fp_bob;
