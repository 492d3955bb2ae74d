import { expect, test } from '@jest/globals'
import { withoutSecrets } from '../../src/postgres/statement-secrets.ts'

test.each([
  [
    `CREATE USER MAPPING FOR ann SERVER s OPTIONS (\n    password 'it''s s3cret',\n    "user" 'ann'\n);`,
    `CREATE USER MAPPING FOR ann SERVER s OPTIONS (\n    password '***',\n    "user" 'ann'\n);`,
  ],
  [
    `CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h', "api-key" 'k', s3_secret 'x', authtoken 'y');`,
    `CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h', "api-key" '***', s3_secret '***', authtoken '***');`,
  ],
  [
    `CREATE SUBSCRIPTION s CONNECTION 'host=h password=s3cret dbname=d' PUBLICATION p`,
    `CREATE SUBSCRIPTION s CONNECTION 'host=h password=*** dbname=d' PUBLICATION p`,
  ],
  [
    `CREATE SUBSCRIPTION s CONNECTION 'password = ''s3 cret'' host=h'`,
    `CREATE SUBSCRIPTION s CONNECTION 'password = *** host=h'`,
  ],
  [
    `CREATE SUBSCRIPTION s CONNECTION 'postgresql://ann:s3cret@h:5432/d?sslmode=require'`,
    `CREATE SUBSCRIPTION s CONNECTION 'postgresql://ann:***@h:5432/d?sslmode=require'`,
  ],
  [`OPTIONS (password 'cut off in the midd`, `OPTIONS (password '***'`],
  [`ALTER ROLE ann PASSWORD 'SCRAM-SHA-256$4096:x'`, `ALTER ROLE ann PASSWORD '***'`],
  ['ALTER TABLE t ADD PRIMARY KEY (id)', 'ALTER TABLE t ADD PRIMARY KEY (id)'],
  [`CREATE TABLE t (password text DEFAULT ''::text)`, `CREATE TABLE t (password text DEFAULT ''::text)`],
])('%j is shown as %j', (sql, shown) => {
  expect(withoutSecrets(sql)).toBe(shown)
})
