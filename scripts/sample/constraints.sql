-- Keys, checks, indexes and statistics, over the loaded rows.

ALTER TABLE country ADD PRIMARY KEY (code);
ALTER TABLE customer ADD PRIMARY KEY (id);
ALTER TABLE customer ADD CONSTRAINT "one account an address" UNIQUE (email) INCLUDE (full_name);
ALTER TABLE customer_note ADD PRIMARY KEY (id);
ALTER TABLE category ADD PRIMARY KEY (id);
ALTER TABLE product ADD PRIMARY KEY (id);
ALTER TABLE product ADD UNIQUE (sku) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE product ADD CHECK (gross >= net::numeric);
ALTER TABLE "Lager & Versand"."Lager" ADD PRIMARY KEY (id);
ALTER TABLE "Lager & Versand".stock ADD PRIMARY KEY (warehouse_id, product_id);
ALTER TABLE "order" ADD PRIMARY KEY (id, placed_at, state);
ALTER TABLE order_item ADD PRIMARY KEY (order_id, line);
ALTER TABLE payment ADD PRIMARY KEY (id);
ALTER TABLE payment ADD CONSTRAINT "after the opening" CHECK (paid_on > '2019-01-01');
ALTER TABLE ONLY payment ADD CONSTRAINT "cash is received" CHECK (amount >= 0) NO INHERIT;
ALTER TABLE review ADD PRIMARY KEY (product_id, customer_id);
ALTER TABLE review ADD CONSTRAINT stars_check CHECK (stars BETWEEN 1 AND 5) NOT VALID;
ALTER TABLE cart ADD PRIMARY KEY (session);
ALTER TABLE document ADD PRIMARY KEY (id);
ALTER TABLE voucher ADD PRIMARY KEY (code);
ALTER TABLE audit.log ADD PRIMARY KEY (id);
-- `=` on integers needs an extension in GiST; a range of one number does not.
ALTER TABLE price_history ADD CONSTRAINT "one price at a time"
  EXCLUDE USING gist (int4range(product_id, product_id, '[]') WITH &&, valid WITH &&);

ALTER TABLE customer_note ADD FOREIGN KEY (customer_id) REFERENCES customer ON DELETE CASCADE;
ALTER TABLE category ADD FOREIGN KEY (parent_id) REFERENCES category ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE product ADD FOREIGN KEY (category_id) REFERENCES category ON UPDATE CASCADE;
ALTER TABLE price_history ADD FOREIGN KEY (product_id) REFERENCES product;
ALTER TABLE "Lager & Versand".stock ADD FOREIGN KEY (warehouse_id) REFERENCES "Lager & Versand"."Lager";
ALTER TABLE "Lager & Versand".stock ADD FOREIGN KEY (product_id) REFERENCES product;
ALTER TABLE "order" ADD CONSTRAINT "ordered by ""someone""" FOREIGN KEY (customer_id) REFERENCES customer;
ALTER TABLE order_item ADD FOREIGN KEY (product_id) REFERENCES product;
ALTER TABLE review ADD FOREIGN KEY (customer_id) REFERENCES customer NOT VALID;

CREATE INDEX customer_by_lower_name ON customer (lower(full_name), registered_at DESC NULLS LAST);
CREATE INDEX customer_words ON customer USING gin (words);
CREATE INDEX customer_tags ON customer USING gin (tags);
CREATE INDEX "gold 'only'" ON customer (id) WHERE status IN ('gold', 'über-gold');
CREATE INDEX product_attributes ON product USING gin (attributes jsonb_path_ops);
CREATE INDEX product_title_prefix ON product (title text_pattern_ops);
CREATE INDEX product_keeps_at ON product USING gist (keeps_at);
CREATE INDEX product_sku_bytes ON product (sku COLLATE "by bytes") WITH (fillfactor = 70);
CREATE INDEX order_placed ON "order" USING brin (placed_at);
CREATE INDEX order_tracking ON "order" USING hash (tracking);
CREATE UNIQUE INDEX card_payment_id ON card_payment (id);
CREATE INDEX log_after_net ON audit.log (((after ->> 'net')::integer)) WHERE after IS NOT NULL;
ALTER TABLE card_payment CLUSTER ON card_payment_id;

CREATE STATISTICS customer_home (ndistinct, dependencies) ON email_domain, status FROM customer;
CREATE STATISTICS audit."log: who & what" (mcv) ON who, what FROM audit.log;
CREATE STATISTICS order_month ON (date_trunc('month', placed_at AT TIME ZONE 'UTC')) FROM order_item;
