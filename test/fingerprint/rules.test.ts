import { expect, test } from '@jest/globals'
import { rules } from '../../src/fingerprint/canonical.ts'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { dump, entry } from './dump-text.ts'

// Statements that the rules work on. Whoever has to change a digest below raises `rules` with it: else a drill by the new
// pgdrill takes every older backup's fingerprint for that of another dump.
const statements: Record<string, string> = {
  TABLE: `CREATE TABLE public.t (\n    a integer DEFAULT nextval('public.s'::regclass) NOT NULL,\n    b text\n)\nINHERITS (public.p);`,
  VIEW: 'CREATE VIEW public.t AS\n SELECT p.a,\n    p.b\n   FROM public.p;',
  POLICY: 'CREATE POLICY t ON public.p TO zoe, adam USING ((a > 1));',
  CONSTRAINT: `ALTER TABLE ONLY public.p\n    ADD CONSTRAINT t CHECK ((b = ANY (ARRAY['x'::text, 'y'::text])));`,
  INDEX: 'CREATE INDEX t ON public.p USING btree (lower(b));',
  FUNCTION: 'CREATE FUNCTION public.t() RETURNS integer\n    LANGUAGE sql\n    AS $$ select 1; -- one $$;',
  ACL: 'GRANT SELECT ON TABLE public.p TO app;',
  COMMENT: "COMMENT ON TABLE public.p IS 'it''s one';",
}

test('the digests of rules 1', () => {
  const text = dump(
    Object.entries(statements)
      .map(([type, sql]) => entry({ type, name: 't', text: sql }))
      .join(''),
  )
  const scan = createFingerprintScan()
  scan.write(Buffer.from(text))
  const digests = scan.end().objects.map(({ type, digest }) => `${type} ${digest.slice(0, 12)}`)
  expect({ rules, digests }).toEqual({
    rules: 1,
    digests: [
      'ACL 73abbd6559be',
      'COMMENT 219d529558d3',
      'CONSTRAINT 69e6500a26f0',
      'FUNCTION 4450e05c077a',
      'INDEX 7e79c284117a',
      'POLICY 1d38781bd6b9',
      'TABLE b4f3540fc118',
      'VIEW 1b0ad30e061c',
    ],
  })
})
