import type { Major } from '../servers/versions.ts'

export type FeaturedMajor = Exclude<Major, 14>

/** What each major is the first to have, by the major; every newer one has it, too. */
export const features: Readonly<Record<FeaturedMajor, string>> = {
  15: `
    CREATE TABLE seat (row int, place int, guest text, UNIQUE NULLS NOT DISTINCT (row, guest));
    INSERT INTO seat VALUES (1, 1, NULL), (2, 1, 'ann');
    CREATE VIEW mine WITH (security_invoker = true) AS SELECT seat.place FROM seat;
    CREATE UNLOGGED TABLE draft (id int GENERATED ALWAYS AS IDENTITY, n serial);
    CREATE ROLE reader;
    GRANT SET ON PARAMETER work_mem TO reader;
    CREATE PUBLICATION late_rows FOR TABLE seat (row, place) WHERE (row > 1);
    CREATE PUBLICATION whole FOR TABLES IN SCHEMA public;
    ALTER TABLE seat REPLICA IDENTITY FULL;
    SELECT lo_from_bytea(n, 'large') FROM generate_series(4001, 4012) n;
    GRANT SELECT ON LARGE OBJECT 4003, 4004, 4005 TO reader;
    COMMENT ON LARGE OBJECT 4004 IS 'one of three';
  `,
  16: `
    CREATE TABLE page (id int PRIMARY KEY, body text STORAGE EXTERNAL, doc json, "json" int, "system_user" text);
    INSERT INTO page VALUES (1, 'one', '{"a": 1}', 2, 'x');
    CREATE VIEW made AS
      SELECT JSON_OBJECT('id': id, 'body': body ABSENT ON NULL RETURNING jsonb) AS doc, body IS JSON OBJECT AS is_json, SYSTEM_USER AS who
        FROM page;
    CREATE VIEW gathered AS SELECT JSON_ARRAYAGG(body ORDER BY id RETURNING text) AS bodies, any_value(id) AS one FROM page;
    CREATE VIEW plain_xml AS SELECT XMLSERIALIZE(CONTENT '<a><b/></a>'::xml AS text INDENT) AS x, XMLSERIALIZE(CONTENT '<a/>'::xml AS text) AS y;
    CREATE COLLATION IF NOT EXISTS "by bytes" (provider = libc, locale = 'C');
  `,
  17: `
    CREATE TABLE ride (id int PRIMARY KEY, doc jsonb) USING heap;
    INSERT INTO ride VALUES (1, '{"stops": [{"at": "A", "min": 3}, {"at": "B", "min": 5}]}');
    CREATE VIEW stops AS
      SELECT ride.id, s.at, s.min FROM ride,
        JSON_TABLE(doc, '$.stops[*]' AS stops COLUMNS (n FOR ORDINALITY, at text PATH '$.at', min int PATH '$.min' DEFAULT 0 ON EMPTY)) s;
    CREATE VIEW first_stop AS
      SELECT JSON_VALUE(doc, '$.stops[0].at' RETURNING text NULL ON ERROR) AS at, JSON_EXISTS(doc, '$.x') AS has_x,
             JSON_QUERY(doc, '$.stops' WITH WRAPPER) AS all_of_them FROM ride;
    CREATE FUNCTION merged() RETURNS text LANGUAGE sql
      BEGIN ATOMIC
        MERGE INTO ride USING (VALUES (1), (2)) AS v(id) ON ride.id = v.id
          WHEN MATCHED THEN DO NOTHING
          WHEN NOT MATCHED BY SOURCE THEN DELETE
          WHEN NOT MATCHED THEN INSERT VALUES (v.id, '{}')
          RETURNING merge_action();
      END;
    CREATE ROLE keeper;
    GRANT SELECT, MAINTAIN ON ride TO keeper;
    CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY, day date) PARTITION BY RANGE (day);
    CREATE TABLE kept_2024 PARTITION OF kept FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    INSERT INTO kept (day) SELECT date '2024-01-01' + n FROM generate_series(1, 30) n;
    ALTER TABLE kept ADD EXCLUDE USING btree (day WITH =);
    CREATE COLLATION c_utf8 (provider = builtin, locale = 'C.UTF-8');
    SELECT lo_from_bytea(n, 'large') FROM generate_series(4001, 4012) n;
    GRANT SELECT ON LARGE OBJECT 4003, 4004, 4005 TO keeper;
    COMMENT ON LARGE OBJECT 4004 IS 'one of three';
  `,
  18: `
    CREATE TABLE bill (
      id int CONSTRAINT "bills have numbers" NOT NULL, net numeric NOT NULL,
      gross numeric GENERATED ALWAYS AS (net * 1.19) VIRTUAL, tax numeric GENERATED ALWAYS AS (net * 0.19) STORED,
      CONSTRAINT positive CHECK (net > 0) NOT ENFORCED
    );
    INSERT INTO bill (id, net) SELECT n, 100 - n FROM generate_series(1, 120) n;
    ALTER TABLE bill ADD PRIMARY KEY (id);
    ALTER TABLE bill ADD COLUMN payer int;
    ALTER TABLE bill ADD CONSTRAINT "payer later" NOT NULL payer NOT VALID;
    COMMENT ON CONSTRAINT "bills have numbers" ON bill IS 'and always had';
    CREATE TABLE booking (room int4range, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
    CREATE TABLE guest (room int4range, during daterange, name text,
      FOREIGN KEY (room, PERIOD during) REFERENCES booking (room, PERIOD during));
    INSERT INTO booking VALUES ('[1,2)', '[2024-01-01,2024-02-01)'), ('[1,2)', '[2024-02-01,2024-03-01)');
    INSERT INTO guest VALUES ('[1,2)', '[2024-01-05,2024-02-05)', 'ann');
    CREATE TABLE loose (bill int REFERENCES bill NOT ENFORCED);
    INSERT INTO loose VALUES (99999);
    CREATE TABLE parent (a int NOT NULL, b int CONSTRAINT "b is there" NOT NULL NO INHERIT);
    CREATE TABLE child (c int, CONSTRAINT child_has_a NOT NULL a) INHERITS (parent);
    CREATE TABLE year (day date NOT NULL, n int) PARTITION BY RANGE (day);
    CREATE TABLE year_2024 PARTITION OF year FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    CREATE FUNCTION changed() RETURNS SETOF numeric LANGUAGE sql
      BEGIN ATOMIC UPDATE bill SET net = net + 1 RETURNING new.net - old.net; END;
    CREATE VIEW ordered AS SELECT net AS id, id AS net FROM bill ORDER BY bill.id, bill.net;
    CREATE COLLATION unicode (provider = builtin, locale = 'PG_UNICODE_FAST');
    CREATE INDEX bill_tax ON bill USING gin ((ARRAY[id]));
    CREATE STATISTICS bill_both ON id, net FROM bill;
  `,
}
