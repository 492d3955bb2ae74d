-- The good backup that the corpus of broken ones is made from: one of each thing that can break. Small, for each case
-- restores it.
CREATE ROLE drill_ann;
CREATE ROLE drill_bob;

CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'unsure', 'happy');
CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE customers (id int PRIMARY KEY, name text DEFAULT 'nobody', email text NOT NULL UNIQUE, feels mood);
ALTER TABLE customers OWNER TO drill_ann;
INSERT INTO customers SELECT i, 'customer ' || i, i || '@example.com', 'happy' FROM generate_series(1, 50) i;
CREATE TABLE orders (id serial PRIMARY KEY, customer int REFERENCES customers, total int CHECK (total > 0), off percent);
INSERT INTO orders (customer, total) SELECT 1 + i % 50, i FROM generate_series(1, 200) i;
CREATE INDEX orders_customer ON orders (customer);
CREATE TABLE visits (page text, at date);
INSERT INTO visits VALUES ('a', '2026-01-01'), ('b', '2026-01-02'), ('b', '2026-01-02'), ('c', NULL), ('', NULL);
CREATE TABLE app.settings (key text, value jsonb);

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON DELETE TO app.settings DO INSTEAD NOTHING;
GRANT SELECT ON orders TO drill_bob;
GRANT UPDATE (total) ON orders TO drill_bob;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO drill_bob;
COMMENT ON TABLE orders IS 'what they bought';
COMMENT ON COLUMN orders.total IS 'in cents';
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON customers TO drill_bob USING (name = CURRENT_USER);
CREATE STATISTICS orders_together ON customer, total FROM orders;
CREATE VIEW totals AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
CREATE MATERIALIZED VIEW best AS SELECT customer FROM orders WHERE total > 190;
CREATE INDEX best_customer ON best (customer);
CREATE MATERIALIZED VIEW drafts AS SELECT customer FROM orders WITH NO DATA;
SELECT lo_from_bytea(4001, '\x0102');

-- Columns that a restore puts in another order, and rows that lie in another order than they were written.
CREATE TABLE parent (a int, b text);
CREATE TABLE child (c date, b text, a int);
ALTER TABLE child INHERIT parent;
INSERT INTO child (a, b, c) VALUES (1, 'one', '2026-01-01'), (2, 'two', '2026-01-02');
CREATE TABLE parts (a int, b text) PARTITION BY LIST (b);
CREATE TABLE parts_x PARTITION OF parts FOR VALUES IN ('x');
INSERT INTO parts VALUES (1, 'x');
CREATE TABLE worn (id int PRIMARY KEY, note text);
INSERT INTO worn SELECT i, 'note ' || i FROM generate_series(1, 50) i;
UPDATE worn SET note = note || '!' WHERE id % 3 = 0;

-- Refreshing a materialised view is the last thing that a restore does: then this runs what the session's setting
-- says. So a restore can be made to lose something, out of an archive as out of a plain dump.
CREATE FUNCTION happens() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE coalesce(nullif(current_setting('corpus.accident', true), ''), 'SELECT');
  RETURN 1;
END $$;
CREATE MATERIALIZED VIEW zz_last AS SELECT public.happens();
