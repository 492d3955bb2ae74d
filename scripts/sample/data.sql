-- The bulk of the rows. The numbers do not come from random(), whose sequence changed between majors, but from two
-- rounds of multiplication modulo a prime; PostgreSQL inlines the functions and computes the salt's part only once.

CREATE FUNCTION pg_temp.pick(n bigint, salt text, below integer) RETURNS integer
  LANGUAGE sql IMMUTABLE
  RETURN (n + ('x' || substr(md5(salt), 1, 7))::bit(28)::integer) * 48271 % 2147483647 * 69621 % 2147483629 / 1013 % below;

CREATE FUNCTION pg_temp.pick(n bigint, salt text, VARIADIC choices text[]) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN choices[1 + pg_temp.pick(n, salt, cardinality(choices))];

INSERT INTO country VALUES
  ('AT', 'Österreich', 20), ('CH', 'Schweiz/Suisse/Svizzera/Svizra', 8.1), ('CZ', 'Česko', 21),
  ('DE', 'Deutschland', 19), ('EE', 'Eesti', 22), ('GR', 'Ελλάδα', 24), ('IE', 'Éire', 23), ('IL', 'ישראל', 17),
  ('JP', '日本', 10), ('PL', 'Polska', 23), ('PT', 'Portugal', 23), ('UA', 'Україна', 20);

INSERT INTO customer (email, full_name, status, home, tags, preferences, born, registered_at)
SELECT
  format('%s.%s%s@%s', lower(first COLLATE "C"), translate(lower(last COLLATE "C"), 'öüłšéÓú'' ', 'oulseou'), n,
    pg_temp.pick(n, 'at', 'example.com', 'example.org', 'Mail.Example.NET', 'post.example')),
  first || ' ' || last,
  pg_temp.pick(n, 'status', 'new', 'active', 'active', 'active', 'gold', 'über-gold', 'locked ''out''')::customer_status,
  CASE WHEN pg_temp.pick(n, 'home', 20) > 0 THEN ROW(
    format('%s %s', pg_temp.pick(n, 'street', 'Hauptstraße', 'Rue "du Bac"', 'Main St., Apt. 5', 'Ringstr. (Hof)'),
      1 + pg_temp.pick(n, 'house', 200)),
    lpad(pg_temp.pick(n, 'zip', 99999)::text, 5, '0'),
    pg_temp.pick(n, 'city', 'Köln', 'Łódź', 'Wien', 'Zürich', 'Αθήνα', 'Galway', '大阪'),
    pg_temp.pick(n, 'country', 'AT', 'CH', 'CZ', 'DE', 'EE', 'GR', 'IE', 'JP', 'PL'))::postal_address END,
  CASE pg_temp.pick(n, 'tags', 4)
    WHEN 0 THEN '{}' WHEN 1 THEN '{vip,"two words"}' WHEN 2 THEN ARRAY['comma, "quote"', NULL, 'NULL', ''] ELSE '{b2b}'
  END,
  jsonb_build_object('newsletter', n % 3 = 0, 'language', pg_temp.pick(n, 'lang', 'de', 'en', 'pl'), 'since', n),
  CASE WHEN pg_temp.pick(n, 'known', 5) > 0 THEN date '1940-01-01' + pg_temp.pick(n, 'born', 24000) END,
  timestamptz '2019-03-01 08:00+00' + n * interval '2 hours 11 minutes'
FROM (
  SELECT n,
    pg_temp.pick(n, 'first', 'Anna', 'Björn', 'Chloé', 'Dvořák', 'Ewa', 'Fínn', 'Γιώργος', 'Hana', 'Íñigo', 'Jo') AS first,
    pg_temp.pick(n, 'last', 'Müller', 'O''Brien', 'Łukasz', 'Škoda', 'Smith-Jones', 'de la Cruz', 'Ó Murchú') AS last
  FROM generate_series(1, 12000) AS n
) AS people(n, first, last);

INSERT INTO customer_note (customer_id, author, note)
SELECT 1000 + pg_temp.pick(n, 'noted', 12000), pg_temp.pick(n, 'author', 'demo_clerk', 'demo_owner')::name,
  pg_temp.pick(n, 'note', 'called back', E'wants:\n\t- an invoice\n\t- a refund', 'said "never again"', '')
FROM generate_series(1, 900) AS n;

INSERT INTO category (parent_id, name)
SELECT CASE WHEN n > 6 THEN 1 + pg_temp.pick(n, 'parent', 6) END,
  pg_temp.pick(n, 'category', 'Tools', 'Garden', 'Küche', 'Office & Co.', 'Spiel/Spaß', 'Misc "new"') || ' ' || n
FROM generate_series(1, 40) AS n;

INSERT INTO product (sku, category_id, title, net, vat_percent, attributes, size_mm, keeps_at, thumbnail)
SELECT format('%s-%s', pg_temp.pick(n, 'line', 'AB', 'CX', 'Ö'), lpad(n::text, 6, '0')),
  1 + pg_temp.pick(n, 'category', 40),
  format('%s %s, %s', pg_temp.pick(n, 'size', 'Small', 'Large', '12" wide', '100 %'),
    pg_temp.pick(n, 'thing', 'hammer', 'kettle', 'Gießkanne', 'pencil', 'крісло'),
    pg_temp.pick(n, 'colour', 'red', 'blue', 'grün')),
  (5 + pg_temp.pick(n, 'net', 50000)) / 100.0,
  pg_temp.pick(n, 'vat', '19', '7', '0')::numeric,
  CASE WHEN n % 11 = 0 THEN NULL ELSE jsonb_build_object(
    'weight', pg_temp.pick(n, 'weight', 9000), 'parts', jsonb_build_array(n, NULL, 'x"y\z'), 'nested', '{"a": {"b": []}}'::jsonb)
  END,
  ARRAY[pg_temp.pick(n, 'l', 900), pg_temp.pick(n, 'w', 900) / 3.0, 'NaN']::real[],
  CASE n % 5 WHEN 0 THEN 'empty' WHEN 1 THEN '(,25.5]' WHEN 2 THEN '[-18,)' ELSE temperature_range(n % 7, n % 7 + 2.25) END,
  CASE WHEN n % 3 = 0 THEN decode(repeat(md5(n::text), 1 + n % 40), 'hex') END
FROM generate_series(1, 2500) AS n;

INSERT INTO price_history
SELECT id, daterange(date '2022-01-01' + 200 * step, date '2022-01-01' + 200 * (step + 1)), net + step
FROM product, generate_series(0, 3) AS step
ORDER BY id, step;

INSERT INTO "Lager & Versand"."Lager" (name, position, opens, subnet) VALUES
  ('Nord', '(53.55,9.99)', '06:00', '10.1.0.0/16'), ('Süd "alt"', '(48.13,11.58)', '07:30:00.125', '10.2.0.0/16'),
  ('Wrocław', '(51.1,17.03)', '05:45', '2001:db8::/48'), ('Übersee; DROP', NULL, NULL, NULL);

INSERT INTO "Lager & Versand".stock
SELECT warehouse.id, product.id, pg_temp.pick(product.id * 100 + warehouse.id, 'stock', 400),
  date '2025-01-01' + pg_temp.pick(product.id, 'counted', 300)
FROM product, "Lager & Versand"."Lager" AS warehouse
ORDER BY product.id, warehouse.id;

INSERT INTO "order" (placed_at, customer_id, state, deliver_to, tracking, remark)
SELECT timestamptz '2022-06-01 00:00+00' + n * interval '45 minutes 7.123456 seconds',
  1000 + pg_temp.pick(n, 'customer', 12000),
  pg_temp.pick(n, 'state', 'placed', 'paid', 'shipped', 'shipped', 'shipped', 'returned', 'lost')::order_state,
  CASE WHEN n % 9 = 0 THEN ROW('Paketshop 7', NULL, 'Köln', 'DE')::postal_address END,
  CASE WHEN n % 2 = 0 THEN md5('parcel' || n)::uuid END,
  CASE pg_temp.pick(n, 'remark', 12)
    WHEN 0 THEN 'please ring' WHEN 1 THEN '' WHEN 2 THEN E'leave at\nthe neighbour''s' WHEN 3 THEN E'back\\slash' END
FROM generate_series(1, 30000) AS n;

INSERT INTO order_item
SELECT o.id, o.placed_at, line, 1 + pg_temp.pick(o.id * 10 + line, 'product', 2500),
  1 + pg_temp.pick(o.id * 10 + line, 'pieces', 5), (100 + pg_temp.pick(o.id * 10 + line, 'paid', 40000)) / 100.0
FROM "order" AS o, generate_series(1, 4) AS line
WHERE line <= 1 + pg_temp.pick(o.id, 'lines', 4)
ORDER BY o.id, line;

INSERT INTO payment (customer_id, amount, paid_on)
SELECT 1000 + pg_temp.pick(n, 'cash', 12000), n / 7.0, date '2023-01-01' + n FROM generate_series(1, 500) AS n;
INSERT INTO card_payment (customer_id, amount, paid_on, last_digits)
SELECT 1000 + pg_temp.pick(n, 'card', 12000), pg_temp.pick(n, 'amount', 90000) / 100.0,
  date '2023-01-01' + n % 1000, lpad(pg_temp.pick(n, 'digits', 10000)::text, 4, '0')
FROM generate_series(1, 14000) AS n;
INSERT INTO transfer_payment (customer_id, amount, paid_on, iban)
SELECT 1000 + pg_temp.pick(n, 'transfer', 12000), -1 * n, date '2023-01-01' + n % 1000, 'CH93' || lpad(n::text, 17, '0')
FROM generate_series(1, 4000) AS n;

INSERT INTO review
SELECT 1 + (n * 7) % 2500, 1000 + n, 1 + pg_temp.pick(n, 'stars', 5),
  pg_temp.pick(n, 'review', 'great', 'meh', E'broke\tafter a day', '¡muy bueno!', '👍🏽👍🏽', 'NULL', E'5\\5', '')
    || repeat(' really', pg_temp.pick(n, 'really', 9)),
  timestamp '2024-02-29 23:59:59.999999' + n * interval '1 hour'
FROM generate_series(1, 6000) AS n;

INSERT INTO cart
SELECT md5('cart' || n)::uuid, jsonb_build_array(n, n * 2), timestamptz '2025-06-01 12:00+00' + n * interval '1 second'
FROM generate_series(1, 300) AS n;

INSERT INTO audit.log (happened_at, who, what, before, after)
SELECT timestamptz '2024-01-01 00:00+00' + n * interval '1 minute', pg_temp.pick(n, 'who', 'demo_clerk', 'nightly job'),
  pg_temp.pick(n, 'what', 'price changed', 'stock counted', 'customer merged'),
  jsonb_build_object('net', n), CASE WHEN n % 4 > 0 THEN jsonb_build_object('net', n + 1, 'why', E'line\nbreak') END
FROM generate_series(1, 8000) AS n;

DO $$
BEGIN
  PERFORM nextval('ticket_number') FROM generate_series(1, 3);
  PERFORM setval('"odd Sequence ""№"""', 23, false);
END
$$;
