-- Views, one of them recursive, one writable, and materialised ones that build upon each other.

CREATE VIEW customer_contact WITH (security_barrier = true) AS
  SELECT id, full_name AS "Name", email AS "E-Mail", (home).city FROM customer WHERE status <> 'locked ''out'''
  WITH LOCAL CHECK OPTION;

CREATE RECURSIVE VIEW category_path (id, path) AS
    SELECT id, name FROM category WHERE parent_id IS NULL
  UNION ALL
    SELECT c.id, p.path || ' / ' || c.name FROM category AS c JOIN category_path AS p ON p.id = c.parent_id;

CREATE VIEW "order totals" AS
  SELECT o.id, o.placed_at, o.state, count(i.line) AS lines, sum(i.pieces * i.net) AS net
  FROM "order" AS o LEFT JOIN order_item AS i ON i.order_id = o.id
  GROUP BY o.id, o.placed_at, o.state;

CREATE MATERIALIZED VIEW monthly_revenue AS
  SELECT date_trunc('month', placed_at AT TIME ZONE 'UTC')::date AS month, count(*) AS orders, sum(net) AS net
  FROM "order totals"
  GROUP BY 1
  ORDER BY 1;
CREATE UNIQUE INDEX monthly_revenue_month ON monthly_revenue (month);

CREATE MATERIALIZED VIEW audit."best month, ever" AS
  SELECT month, net FROM monthly_revenue ORDER BY net DESC, month LIMIT 1;
CREATE MATERIALIZED VIEW never_filled AS SELECT 1 AS one WITH NO DATA;

CREATE VIEW voucher_entry AS SELECT code, worth FROM voucher;
CREATE RULE enter_voucher AS ON INSERT TO voucher_entry DO INSTEAD
  INSERT INTO voucher (code, worth, valid_until) VALUES (upper(NEW.code), NEW.worth, '2030-12-31');

-- A view that is part of its own function's type: the dump has to break the circle.
CREATE VIEW gold_customer AS SELECT id, full_name FROM customer WHERE status = 'gold';
CREATE FUNCTION first_gold(gold_customer) RETURNS text
  LANGUAGE sql STABLE
  RETURN $1.full_name;
CREATE OR REPLACE VIEW gold_customer AS
  SELECT id, full_name, upper(full_name) AS shouted FROM customer WHERE status = 'gold';

CREATE FUNCTION enter_contact() RETURNS trigger
  LANGUAGE plpgsql
  AS 'BEGIN RAISE EXCEPTION ''contacts are entered in the shop''; END';
CREATE TRIGGER enter_contact INSTEAD OF INSERT ON customer_contact
  FOR EACH ROW EXECUTE FUNCTION enter_contact();
