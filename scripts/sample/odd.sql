-- Everything that a reader of dumps trips over: names, values and texts that look like something else.

CREATE TABLE "Sträange ""table"" name; it's" (
  "select" integer PRIMARY KEY,
  "column with spaces" text,
  "dotted.name" text DEFAULT 'it''s "quoted", \ and; -- not a comment',
  "Größe/№ (mm)" numeric,
  "🛒" boolean,
  "$1" text
);
INSERT INTO "Sträange ""table"" name; it's" VALUES
  (1, 'a', E'\\', 1.50, true, '$1'), (2, NULL, DEFAULT, 'NaN', false, NULL), (3, '', '', -0.000001, NULL, '$$');

CREATE TABLE no_columns ();
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;

CREATE TABLE tricky_text (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  what text NOT NULL,
  value text
);
INSERT INTO tricky_text (what, value) VALUES
  ('null', NULL), ('empty', ''), ('the word NULL', 'NULL'), ('null of COPY', E'\\N'), ('escaped null', E'\\\\N'),
  ('end of COPY', E'\\.'), ('end of COPY in a line of its own', E'before\n\\.\nafter'), ('escaped end', E'\\\\.'),
  ('backslashes', E'\\ \\\\ \\\\\\ C:\\temp\\new'), ('ends in a backslash', E'x\\'),
  ('tab and friends', E'a\tb\bc\fd\x0be'), ('line ends', E'unix\nwindows\r\nmac\rend\n'), ('only a newline', E'\n'),
  ('control characters', E'\x01\x02\x1b[31mred\x1b[0m\x7f'), ('spaces around', '  both  '),
  ('begin of COPY', E'COPY public.customer (id, email) FROM stdin;\n1\tx@example.com\n\\.\n'),
  ('header of a dump', E'--\n-- Name: customer; Type: TABLE; Schema: public; Owner: demo_owner\n--\n\nDROP TABLE customer;'),
  ('end of a dump', E'--\n-- PostgreSQL database dump complete\n--\n\n'),
  ('meta-command', E'\\! touch /tmp/owned\n\\connect template1\n\\restrict x\n\\unrestrict x'),
  ('statements', E'\'); DROP TABLE customer; --'), ('dollar quotes', '$$ $_$ $body$ $1'), ('double quotes', '"a""b"'),
  ('insert', 'INSERT INTO customer VALUES (1);'), ('comment', '/* never closed'),
  ('json', '{"a": [1, null, "\u0041\\"], "b": {}}'), ('csv', 'a,"b ""c""",d'), ('url', 'https://x.example/?a=%20&b=é#z'),
  ('accents, composed and not', 'é é Å Å'), ('emoji', '👩‍👩‍👧‍👦 🇺🇦 🏴󠁧󠁢󠁳󠁣󠁴󠁿'), ('right to left', 'שלום ‫عليكم‬'),
  ('outside the basic plane', '𠜎𝄞'), ('byte order mark and odd spaces', E'\ufeffx\u00a0y\u2028z\u200b'),
  ('long line', repeat('0123456789abcdef', 20000)), ('many lines', repeat(E'-- \n', 5000));

CREATE TABLE every_type (
  id integer PRIMARY KEY,
  small smallint, big bigint, amount numeric, single real, double double precision,
  flag boolean, letter "char", fixed character(6), short character varying(9), ident name,
  day date, clock time, clock_tz time with time zone, moment timestamp, moment_tz timestamptz, span interval,
  bits bit(5), more_bits bit varying, bytes bytea, id128 uuid,
  host inet, net cidr, mac macaddr, mac8 macaddr8,
  place point, segment lseg, rect box, route path, area polygon, ring circle, straight line,
  doc json, docb jsonb, query jsonpath, words tsvector, search tsquery,
  ints int4range, days daterange, moments tsrange, gaps int4multirange,
  matrix integer[][], names text[], statuses customer_status[], addresses postal_address[], wal pg_lsn
);
INSERT INTO every_type VALUES
  (1, -32768, -9223372036854775808, -123456789012345678901234567890.123456789, 1.1, 0.1,
   true, 'x', 'ab', 'ünïcöde', 'a name',
   '0044-03-15 BC', '24:00', '12:34:56.789+05:30', '4713-01-01 00:00 BC', 'infinity', '-1 year +2 mons -3 days +04:05:06.7',
   B'10101', B'', '\x00ff5c0a09275c2e', '00000000-0000-0000-0000-000000000000',
   '192.168.0.1/24', '::/0', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
   '(1.5,-2.5)', '[(0,0),(1,1)]', '(2,2),(0,0)', '[(0,0),(1,1),(2,0)]', '((0,0),(1,1),(2,0))', '<(0,0),1e300>', '{1,-1,0}',
   E'{"b":1,  "a":\n2, "a":3}', '{"b": 1, "a": 2, "a": 3}', '$.a[*] ? (@ > 1)', $$'it''s':1A a:2 'two words'$$, 'a & !b <-> c:*',
   '(,5)', 'empty', '[2024-01-01 00:00,)', '{[1,3),[5,9)}',
   '[-1:0][2:3]={{1,NULL},{3,4}}', '{"","NULL",NULL,"a,b","q\"q","b\\s","{}"}', '{new,"locked ''out''"}',
   ARRAY[ROW('a "b"', '1,2', NULL, 'DE')::postal_address, NULL], '16/B374D848'),
  (2, 32767, 9223372036854775807, 'NaN', 'NaN', '-Infinity', false, '', '', '', '',
   'infinity', '00:00', '00:00-12', '-infinity', '0001-12-31 23:59:59.999999+00 BC', '0',
   B'00000', B'1', '', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '::1', '10.0.0.0/8', NULL, NULL,
   '(NaN,Infinity)', NULL, NULL, NULL, NULL, NULL, NULL, 'null', 'null', '$', '', '', 'empty', '[,]', NULL, '{}',
   '{}', '{}', '{}', '{}', '0/0');
INSERT INTO every_type (id, amount, single, double) VALUES (3, 'Infinity', '-0', '1e-307');

-- The number is fixed: a large object's name is its number, and it goes into the dump.
DO $$
BEGIN
  PERFORM lo_from_bytea(424242, string_agg(decode(md5(n::text), 'hex'), '' ORDER BY n)) FROM generate_series(1, 20000) AS n;
  PERFORM lo_from_bytea(424243, '\x');
END
$$;
INSERT INTO document VALUES (1, 'terms.pdf', 424242), (2, 'empty.txt', 424243), (3, 'lost', NULL);
COMMENT ON LARGE OBJECT 424242 IS E'terms, 2024\n-- Name: 424242; Type: BLOB; Schema: -; Owner: x';
