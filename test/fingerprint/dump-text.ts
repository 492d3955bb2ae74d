// Text as pg_dump writes it, for tests that need no server. Forms checked against pg_dump 15 and 18.

export interface Entry {
  name: string
  type: string
  schema?: string
  owner?: string
  tablespace?: string
  part?: 'Data for ' | 'Statistics for '
  /** Statements, rows, whatever follows the comment. */
  text?: string
}

export function entry({
  name,
  type,
  schema = 'public',
  owner = 'app',
  tablespace,
  part,
  text = '',
}: Entry): string {
  const setting = tablespace === undefined ? '' : `SET default_tablespace = ${tablespace};\n\n`
  const where = tablespace === undefined ? '' : `; Tablespace: ${tablespace}`
  return `${setting}--\n-- ${part ?? ''}Name: ${name}; Type: ${type}; Schema: ${schema}; Owner: ${owner}${where}\n--\n\n${text}\n\n\n`
}

/** `header` is COPY's own: `public.t (a, b)`. */
export function tableData(name: string, header: string, rows: readonly string[]): string {
  const text = `COPY ${header} FROM stdin;\n${rows.map((row) => `${row}\n`).join('')}\\.`
  return entry({ name, type: 'TABLE DATA', part: 'Data for ', text })
}

export function dump(
  body: string,
  { encoding = 'UTF8', token = 'aB3', standardStrings = 'on' } = {},
): string {
  return `--
-- PostgreSQL database dump
--

\\restrict ${token}

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 18.1

SET statement_timeout = 0;
SET client_encoding = '${encoding}';
SET standard_conforming_strings = ${standardStrings};
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

${body}--
-- PostgreSQL database dump complete
--

\\unrestrict ${token}

`
}
