/** A database for each extension: its types in tables with data, its operator classes in indexes, and what else it has. */
export const contrib: Readonly<Record<string, string>> = {
  hstore: `
    CREATE EXTENSION hstore;
    CREATE TABLE parcel (id int PRIMARY KEY, notes hstore NOT NULL DEFAULT '"weighed"=>"no"', CHECK (notes ? 'weighed'));
    INSERT INTO parcel SELECT n, hstore(ARRAY['weighed', 'yes', 'n', n::text, 'q"uo\\te', NULL]) FROM generate_series(1, 50) n;
    INSERT INTO parcel VALUES (51);
    CREATE INDEX parcel_gin ON parcel USING gin (notes);
    CREATE INDEX parcel_gist ON parcel USING gist (notes gist_hstore_ops (siglen = 32));
    CREATE INDEX parcel_n ON parcel ((notes -> 'n'));
    CREATE VIEW weighed AS SELECT id, (notes -> 'n')::int AS n FROM parcel WHERE notes @> 'weighed=>yes';
  `,
  citext: `
    CREATE SCHEMA ext;
    CREATE EXTENSION citext SCHEMA ext;
    SET search_path = public, ext;
    CREATE DOMAIN public.email AS ext.citext CHECK (VALUE OPERATOR(ext.~) '@');
    CREATE TABLE account (id int PRIMARY KEY, address public.email UNIQUE, names ext.citext[]);
    INSERT INTO account VALUES (1, 'Ann@Example.com', '{Ann,"ANN B."}'), (2, 'bob@example.com', NULL);
    ALTER TABLE account ADD CHECK (address IN ('ann@example.com', 'BOB@example.com'));
    CREATE INDEX ON account (address ext.citext_pattern_ops);
    CREATE MATERIALIZED VIEW domains AS SELECT ext.split_part(address, '@'::ext.citext, 2) AS domain, count(*) FROM account GROUP BY 1;
  `,
  ltree: `
    CREATE EXTENSION ltree;
    CREATE TABLE shelf (place ltree PRIMARY KEY, others ltree[], asked lquery, looked ltxtquery);
    INSERT INTO shelf VALUES ('Top', '{Top.A,Top.B}', 'Top.*{1,2}', 'Europe & Russia*@'), ('Top.Hobbies.Models', NULL, NULL, NULL);
    CREATE INDEX shelf_tree ON shelf USING gist (place gist_ltree_ops (siglen = 100));
    CREATE INDEX shelf_others ON shelf USING gist (others);
    CREATE FUNCTION below(ltree) RETURNS SETOF ltree LANGUAGE sql STABLE BEGIN ATOMIC SELECT place FROM shelf WHERE place <@ $1; END;
  `,
  pg_trgm: `
    CREATE EXTENSION pg_trgm;
    CREATE TABLE song (title text);
    INSERT INTO song SELECT 'song ' || md5(n::text) FROM generate_series(1, 200) n;
    CREATE INDEX song_gin ON song USING gin (title gin_trgm_ops);
    CREATE INDEX song_gist ON song USING gist (title gist_trgm_ops (siglen = 32));
    CREATE VIEW alike AS SELECT a.title FROM song a, song b WHERE a.title % b.title AND a.title <> b.title ORDER BY a.title <-> b.title;
  `,
  postgres_fdw: `
    CREATE EXTENSION postgres_fdw;
    CREATE ROLE fdw_clerk;
    CREATE SERVER branch FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'branch', fetch_size '50');
    CREATE USER MAPPING FOR PUBLIC SERVER branch OPTIONS (user 'guest', password 'guest''s s3cret');
    CREATE USER MAPPING FOR fdw_clerk SERVER branch OPTIONS (user 'clerk', password 'cl3rk-s3cret');
    CREATE FOREIGN TABLE stock (id int OPTIONS (column_name 'number') NOT NULL, name text COLLATE "C", CHECK (id > 0))
      SERVER branch OPTIONS (schema_name 'shop', table_name 'stock');
    CREATE VIEW stocked AS SELECT id FROM stock;
    GRANT USAGE ON FOREIGN SERVER branch TO fdw_clerk;
    GRANT SELECT ON stock TO fdw_clerk;
    COMMENT ON FOREIGN TABLE stock IS 'elsewhere';
  `,
  tablefunc: `
    CREATE EXTENSION tablefunc;
    CREATE TABLE sale (shop text, month text, total int);
    INSERT INTO sale VALUES ('a', 'jan', 1), ('a', 'feb', 2), ('b', 'jan', 3);
    CREATE MATERIALIZED VIEW by_month AS
      SELECT * FROM crosstab('SELECT shop, month, total FROM public.sale ORDER BY 1, 2') AS c (shop text, feb int, jan int);
  `,
  'uuid-ossp': `
    CREATE EXTENSION "uuid-ossp";
    CREATE TABLE token (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), of uuid GENERATED ALWAYS AS (uuid_ns_dns()) STORED);
    INSERT INTO token (id) SELECT uuid_generate_v5(uuid_ns_url(), n::text) FROM generate_series(1, 20) n;
  `,
  bloom: `
    CREATE EXTENSION bloom;
    CREATE TABLE reading (a int, b int, c text);
    INSERT INTO reading SELECT n, n * 7 % 13, 'r' || n FROM generate_series(1, 500) n;
    CREATE INDEX reading_bloom ON reading USING bloom (a, b, c) WITH (length = 80, col1 = 2, col2 = 2, col3 = 4);
  `,
  pgcrypto: `
    CREATE EXTENSION pgcrypto;
    CREATE TABLE login (name text PRIMARY KEY, hash text NOT NULL, sealed bytea, salt text DEFAULT gen_salt('bf', 4));
    INSERT INTO login VALUES ('ann', crypt('pw', '$2a$04$abcdefghijklmnopqrstuu'), pgp_sym_encrypt('card', 'key'), 'x');
    CREATE INDEX ON login (digest(name, 'sha256'));
    CREATE FUNCTION is_right(text, text) RETURNS boolean LANGUAGE sql STABLE
      RETURN EXISTS (SELECT FROM login WHERE name = $1 AND hash = crypt($2, hash));
  `,
}
