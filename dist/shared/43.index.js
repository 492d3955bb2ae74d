export const id = 43;
export const ids = [43];
export const modules = {

/***/ 2761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ss: () => (/* binding */ probeKey),
/* harmony export */   UE: () => (/* binding */ readProbes)
/* harmony export */ });
/* unused harmony exports probePrefix, isProbe */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** What the key of every probe begins with. No backup's can: there is no `_backup_<time>` in it. */
const probePrefix = 'pgdrill-doctor-';
/** A key of its own for an object that `pgdrill doctor` writes to see whether it can. */
function probeKey() {
    return `${probePrefix}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}.probe`;
}
function isProbe(key) {
    return /^pgdrill-doctor-[0-9a-f]{16}\.probe$/.test(key);
}
async function readProbes(store) {
    const probes = { objects: [], unfinished: [] };
    for await (const listed of store.list(probePrefix))
        if (isProbe(listed.key))
            probes.objects.push(listed);
    for await (const each of store.listUnfinished(probePrefix))
        if (isProbe(each.key))
            probes.unfinished.push(each);
    return probes;
}

/***/ }),

/***/ 1264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/report/unobeyed.js
var unobeyed = __webpack_require__(2706);
;// CONCATENATED MODULE: ./build/report/github.js



const logMs = 10_000;
/** A report in a workflow run's log. */
class GitHubReport {
    #redact;
    constructor(redact) {
        this.#redact = redact;
    }
    info(text) {
        core/* info */.pq((0,unobeyed/* unobeyed */.Uv)(this.#redact(text)));
    }
    warning(text) {
        core/* warning */.$e((0,unobeyed/* unobeyed */.Uv)(this.#redact(text)));
    }
    track(describe) {
        const timer = setInterval(() => this.info(describe()), logMs);
        return { [Symbol.dispose]: () => clearInterval(timer) };
    }
    /** One annotation: the title says what failed, the text what to do. */
    failed(title, error) {
        const text = error instanceof errors/* PgdrillError */.ZA
            ? error.cure === undefined
                ? error.what
                : `${error.what}\nTo do: ${error.cure}`
            : (0,errors/* messageOf */.bD)(error);
        core/* error */.z3((0,unobeyed/* unobeyed */.Uv)(this.#redact(text)), { title });
    }
}
/** Has the runner hide the secrets in everything that follows, whoever prints it. */
function mask(secrets) {
    for (const secret of secrets) {
        // The runner masks line by line.
        for (const line of secret.split(/\r?\n/))
            if (line !== '')
                core/* setSecret */.Pq(line);
    }
}
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        core/* setOutput */.uH(name, value ?? '');
}
/** Adds to the job's summary. A step's summary above 1 MiB is dropped whole by GitHub: ours stays far below. */
async function writeSummary(markdown) {
    await core/* summary */.z.addRaw(markdown, true).write();
}
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(4902);
// EXTERNAL MODULE: ./build/report/redact.js
var report_redact = __webpack_require__(7234);
// EXTERNAL MODULE: ./build/settings/inputs.js
var inputs = __webpack_require__(9511);
// EXTERNAL MODULE: ./build/settings/secrets.js
var settings_secrets = __webpack_require__(8953);
// EXTERNAL MODULE: ./build/entries/environment.js
var entries_environment = __webpack_require__(1486);
// EXTERNAL MODULE: ./build/entries/outlive-readers.js
var outlive_readers = __webpack_require__(9660);
// EXTERNAL MODULE: ./build/entries/signals.js
var signals = __webpack_require__(1066);
;// CONCATENATED MODULE: ./build/entries/action.js









/** Runs a command as an action: secrets are masked before the first line, and a failure is one annotation. */
async function runAction(command, failure, act) {
    (0,outlive_readers/* outliveReaders */.B)();
    const secrets = (0,settings_secrets/* secretsIn */.V)(process.env, []);
    mask(secrets);
    const redact = (0,report_redact/* redactor */.$)(secrets);
    const report = new GitHubReport(redact);
    try {
        const { settings, environment } = (0,inputs/* readInputs */.K)(command, process.env);
        (0,entries_environment/* applyEnvironment */.G)(environment);
        const { outputs, summary, shortfall } = await act(settings, { signal: (0,signals/* abortOnSignals */.P)(), report });
        setOutputs(outputs);
        if (process.env.GITHUB_STEP_SUMMARY && summary !== '')
            await writeSummary((0,report_redact/* redactor */.$)([...secrets, ...secrets.map(markdown/* escaped */.Mk)])(summary));
        if (shortfall !== undefined)
            throw shortfall;
    }
    catch (error) {
        report.failed(failure, error);
        if (!(error instanceof errors/* PgdrillError */.ZA))
            report.info(redact(error.stack ?? String(error)));
        process.exitCode = error instanceof errors/* PgdrillError */.ZA ? error.exitCode : 1;
        // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
        if (error instanceof errors/* StoppedError */.Ko)
            process.exit();
    }
}

/***/ }),

/***/ 6955:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _report_doctor_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5043);
/* harmony import */ var _report_doctor_summary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9069);
/* harmony import */ var _report_doctor_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3637);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1264);
/* harmony import */ var _run_doctor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9020);





await (0,_action_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)('doctor', 'The doctor found a problem', async (settings, tools) => {
    const diagnosis = await (0,_run_doctor_js__WEBPACK_IMPORTED_MODULE_3__/* .runDoctor */ .j1)(settings, tools);
    tools.report.info((0,_report_doctor_table_js__WEBPACK_IMPORTED_MODULE_1__/* .doctorTable */ .m)(diagnosis));
    return {
        outputs: (0,_report_doctor_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .doctorOutputs */ .A)(diagnosis),
        summary: (0,_report_doctor_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .doctorSummary */ .O)(diagnosis, settings.name),
        shortfall: (0,_run_doctor_js__WEBPACK_IMPORTED_MODULE_3__/* .shortfallInFull */ .oG)(diagnosis),
    };
});
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ mayChoose)
/* harmony export */ });
// Of pg_dump 13 to 18: how it writes what it reads, and what it says beside it. Whatever else there is can choose what is
// read, or as whom: a pattern, a role, a section; so can what later versions add.
const harmless = new Map([
    ...named('bare', `attribute-inserts blobs clean column-inserts create disable-dollar-quoting disable-triggers if-exists inserts
    large-objects load-via-partition-root no-acl no-comments no-owner no-policies no-privileges no-publications
    no-reconnect no-security-labels no-statistics no-subscriptions no-sync no-synchronized-snapshots
    no-table-access-method no-tablespaces no-toast-compression on-conflict-do-nothing quote-all-identifiers
    serializable-deferrable statistics strict-names use-set-session-authorization verbose with-statistics
    b c C O v x`),
    ...named('valued', 'encoding extra-float-digits restrict-key rows-per-insert superuser sync-method E S'),
]);
function named(kind, names) {
    return names.split(/\s+/).map((name) => [name, kind]);
}
/** Whether arguments of the user's own may choose what pg_dump reads, or who reads it: then pg_dump alone knows. */
function mayChoose(pgDumpArguments) {
    for (let at = 0; at < pgDumpArguments.length; at += 1) {
        const word = pgDumpArguments[at];
        const takesNext = word.startsWith('--') ? longTakesNext(word.slice(2)) : shortTakesNext(word.slice(1));
        if (takesNext === undefined)
            return true;
        if (takesNext)
            at += 1;
    }
    return false;
}
/** Whether the next word is its value; undefined when it may choose. A shortened name can be that of anything. */
function longTakesNext(text) {
    const [name = '', value] = text.split('=', 2);
    const kind = name.length > 1 ? harmless.get(name) : undefined;
    return kind && kind === 'valued' && value === undefined;
}
/** One word may hold several letters, the last one with its value: `-vOSpostgres`. */
function shortTakesNext(letters) {
    for (const [at, letter] of [...letters].entries()) {
        const kind = harmless.get(letter);
        if (kind === undefined)
            return undefined;
        if (kind === 'valued')
            return at === letters.length - 1;
    }
    return false;
}

/***/ }),

/***/ 9461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ findUnreadableParts),
  w: () => (/* binding */ refuseUnreadable)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/postgres/patterns.js
/** What --table and its like mean. Rules: psql's documentation, "Patterns", as pg_dump applies them. */
function tablePattern(pattern) {
    const parts = regexesOf(pattern);
    // Three parts begin with the database, which pg_dump itself compares with the one it is connected to.
    return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}
/** What --schema and --exclude-schema mean: the regular expression for the schema's name. */
function schemaPattern(pattern) {
    return tablePattern(pattern).name;
}
// A quoted stretch, whose closing quote may be missing; `[]`; or one character.
const token = /"((?:[^"]|"")*)(?:"|$)|\[\]|./gsu;
/** The parts between unquoted dots, each an anchored regular expression. */
function regexesOf(pattern) {
    const parts = [''];
    for (const [text, quoted] of pattern.matchAll(token)) {
        if (text === '.')
            parts.push('');
        else
            parts[parts.length - 1] += quoted === undefined ? unquoted(text) : literal(quoted);
    }
    return parts.map((part) => `^(${part})$`);
}
function literal(quoted) {
    return quoted.replaceAll('""', '"').replaceAll(/[|*+?()[\]{}.^$\\]/g, '\\$&');
}
// Outside quotes the other special characters keep their meaning, but for `$`, which names may hold, and `[]`, which
// is rather an array type's name. Only ASCII is folded: pg_dump runs in the C locale.
function unquoted(text) {
    if (text === '*')
        return '.*';
    if (text === '?')
        return '.';
    if (text === '$')
        return '\\$';
    if (text === '[]')
        return '\\[]';
    return text.replace(/[A-Z]/, (letter) => letter.toLowerCase());
}
;// CONCATENATED MODULE: ./build/postgres/unreadable.js

/** What pg_dump would have to read with this selection, and the connected role may not. */
async function findUnreadable(client, selection) {
    const values = [...patternValues(selection), await readSearchPath(client)];
    return await client.query(unreadableQuery, values);
}
/** The schemas in which pg_dump looks for tables named without one: the role's own search path. */
async function readSearchPath(client) {
    await client.query('RESET search_path');
    const [path] = await client.query('select pg_catalog.current_schemas(true)::pg_catalog.text[] as schemas');
    await client.query("SET search_path = ''");
    return path?.schemas ?? [];
}
function patternValues(selection) {
    const tables = [selection.tables, selection.excludeTables, selection.excludeTableData].map((patterns) => patterns.map(tablePattern));
    return [
        selection.schemas.map(schemaPattern),
        selection.excludeSchemas.map(schemaPattern),
        ...tables.flatMap((found) => [found.map(({ schema }) => schema), found.map(({ name }) => name)]),
    ];
}
/** Whether one of the schema patterns in parameter `at` matches. */
function schemaMatches(at) {
    return `exists (select from unnest($${at}::text[]) as p(name)
    where n.nspname ~ p.name collate pg_catalog.default)`;
}
/** Whether one of the table patterns in parameters `at` (schemas) and `at + 1` (names) matches. */
function tableMatches(at) {
    return `exists (select from unnest($${at}::text[], $${at + 1}::text[]) as p(schema, name)
    where c.relname ~ p.name collate pg_catalog.default
      and case when p.schema is null then c.oid in (select oid from visible)
               else n.nspname ~ p.schema collate pg_catalog.default end)`;
}
// pg_dump's own rules, tried against its own by the test:
// - --table overrules the schemas, --exclude-table overrules both; without --schema, pg_* and information_schema stay out;
// - a serial column's sequence comes with its table whatever is excluded, an identity's only with its table;
// - tables and partitioned tables are locked, which takes SELECT even where their data is excluded (from server 16 on
//   any right to change them will do); rows are read of tables and sequences;
// - an extension's tables are neither, but for the rows of those that it wants saved (extconfig): whenever the extension
//   is, that is without --schema and --table, or when they are chosen.
// Views, materialised views and foreign tables are described, never read.
const unreadableQuery = `
with visible as (
  select distinct on (r.relname) r.oid
    from unnest($9::text[]) with ordinality as path(schema, place)
    join pg_catalog.pg_namespace s on s.nspname = path.schema
    join pg_catalog.pg_class r on r.relnamespace = s.oid
   order by r.relname, path.place
), relation as (
  select c.oid, c.relkind, c.relname, n.nspname, n.oid as schema_oid, e.oid as extension,
         e.oid is not null and e.oid >= 16384 and cardinality($1::text[]) = 0 and cardinality($3::text[]) = 0
           as extension_dumped,
         coalesce(c.oid = any (e.extconfig), false) and not ${schemaMatches(2)} as configuration,
         ${tableMatches(5)} as excluded,
         case when ${tableMatches(5)} then false
              when cardinality($3::text[]) > 0 then ${tableMatches(3)}
              when ${schemaMatches(2)} then false
              when cardinality($1::text[]) > 0 then ${schemaMatches(1)}
              else n.nspname !~ '^pg_' and n.nspname <> 'information_schema' end as chosen,
         ${tableMatches(7)} as data_excluded
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
         and d.objsubid = 0 and d.deptype = 'e' and d.refclassid = 'pg_catalog.pg_extension'::regclass
    left join pg_catalog.pg_extension e on e.oid = d.refobjid
   where c.relkind in ('r', 'p', 'S')
), owned as (
  select d.objid as sequence, t.chosen and t.extension is null as with_table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d
    join relation t on t.oid = d.refobjid
   where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
     and d.deptype in ('a', 'i') and d.refobjsubid > 0
), needed as (
  select r.*,
         r.relkind <> 'S' and r.chosen and r.extension is null as locked,
         not r.data_excluded and case
           when r.relkind = 'p' then false
           when r.extension is not null
             then r.configuration and not r.excluded and (r.extension_dumped or r.chosen)
           when r.relkind = 'S' and o.identity then o.with_table
           else r.chosen or coalesce(o.with_table, false) end as read
    from relation r left join owned o on o.sequence = r.oid and r.relkind = 'S'
), checked as (
  select *, pg_catalog.has_schema_privilege(schema_oid, 'USAGE') as usage,
         case when relkind = 'S' then pg_catalog.has_sequence_privilege(oid, 'SELECT')
              when read or current_setting('server_version_num')::int < 160000
                then pg_catalog.has_table_privilege(oid, 'SELECT')
              else pg_catalog.has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') end as allowed,
         relkind = 'r' and read and pg_catalog.row_security_active(oid) as hidden
    from needed where locked or read
), named as (
  select distinct 'schema' as kind, nspname::text as name, false as hidden from checked where not usage
  union all
  select case when relkind = 'S' then 'sequence' else 'table' end, nspname || '.' || relname, allowed
    from checked where usage and (not allowed or hidden)
)
select kind, name, hidden
  from named
 order by kind = 'sequence', kind, name`;
/** The large objects that pg_dump would stop at; it reads them all when neither schemas nor tables are chosen. */
async function findUnreadableLargeObjects(client, { schemas, tables }) {
    if (schemas.length > 0 || tables.length > 0)
        return { some: [], total: 0 };
    // An owner that has taken its own rights away is let through here: pg_dump will say so.
    const [found] = await client.query(`
    select coalesce((array_agg(oid::text order by oid))[:10], '{}') as some, count(*)::int as total
      from pg_catalog.pg_largeobject_metadata
     where current_setting('lo_compat_privileges') = 'off'
       and not pg_catalog.pg_has_role(lomowner, 'USAGE')
       and not exists (select from pg_catalog.aclexplode(lomacl) as a
                        where a.privilege_type = 'SELECT'
                          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'USAGE')))`);
    return found ?? { some: [], total: 0 };
}
;// CONCATENATED MODULE: ./build/postgres/readable.js


/**
 * Refuses a selection that the connected role cannot dump: pg_dump stops at the first table it may not read, late and
 * one at a time; this names them all before anything starts.
 * @throws PgdrillError with the grant to make, or what to exclude
 */
async function refuseUnreadable(client, selection) {
    const problems = Object.values(await findUnreadableParts(client, selection)).filter((problem) => problem !== undefined);
    if (problems.length === 0)
        return;
    throw new errors/* PgdrillError */.ZA(problems.map(({ what }) => what).join(', and '), {
        cure: problems.map(({ cure }) => cure).join('; '),
    });
}
/** What the connected role cannot dump of a selection, by why it cannot; all undefined when it can. */
async function findUnreadableParts(client, selection) {
    const unreadable = await findUnreadable(client, selection);
    const largeObjects = await findUnreadableLargeObjects(client, selection);
    const [session] = await client.query('select current_user::text as role');
    const role = JSON.stringify(session?.role);
    const { false: open = [], true: shut = [] } = Object.groupBy(unreadable, ({ hidden }) => `${hidden}`);
    return {
        denied: denied(open, role),
        hidden: readable_hidden(shut, role),
        largeObjects: deniedLargeObjects(largeObjects, role),
    };
}
function denied(found, role) {
    const [first, second] = found;
    if (first === undefined)
        return undefined;
    const what = `cannot read ${listed(found)}: permission denied`;
    if (second !== undefined) {
        const grant = `grant role ${role} USAGE on the schemas and SELECT (since PostgreSQL 14: pg_read_all_data)`;
        return { what, cure: `${grant}, or exclude them with exclude-table or exclude-schema` };
    }
    return first.kind === 'schema'
        ? { what, cure: `grant USAGE on it to role ${role}, or exclude it with exclude-schema` }
        : { what, cure: `grant SELECT to role ${role}, or exclude it with exclude-table` };
}
function readable_hidden(found, role) {
    if (found.length === 0)
        return undefined;
    return {
        what: `cannot read every row of ${listed(found)}: row-level security applies to role ${role}`,
        cure: `give role ${role} BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
    };
}
function deniedLargeObjects({ some, total }, role) {
    if (total === 0)
        return undefined;
    const named = some.map((oid) => `large object ${oid}`);
    return {
        what: `cannot read ${andMore(named, total)}: permission denied`,
        cure: `grant SELECT on large objects to role ${role}, back up as their owner, or put --no-blobs into pg-dump-args to leave them out`,
    };
}
const namedAtMost = 10;
function listed(found) {
    const named = found.slice(0, namedAtMost).map(({ kind, name }) => `${kind} "${name}"`);
    return andMore(named, found.length);
}
function andMore(named, total) {
    const more = total - named.length;
    return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

/***/ }),

/***/ 3016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ askClock),
/* harmony export */   j: () => (/* binding */ skewMs)
/* harmony export */ });
/** By how much the other clock is ahead, at least; 0 when both could be the same. */
function skewMs({ fromMs, toMs, theirsMs, coarseMs }) {
    if (theirsMs > toMs)
        return theirsMs - toMs;
    return theirsMs + coarseMs < fromMs ? theirsMs + coarseMs - fromMs : 0;
}
/** What time the server has. */
async function askClock(client) {
    const fromMs = Date.now();
    const [row] = await client.query('select extract(epoch from clock_timestamp())::float8 * 1000 as ms');
    return { fromMs, toMs: Date.now(), theirsMs: row?.ms ?? fromMs, coarseMs: 1 };
}

/***/ }),

/***/ 9069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ doctorSummary)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4902);


const marks = { ok: '✅', warning: '⚠️', problem: '❌', skipped: '➖' };
/** The job summary of a doctor: the verdict first, then what is to be done, then all that was looked at. */
function doctorSummary({ verdict, findings }, name) {
    const bad = ['problem', 'warning'].flatMap((sought) => findings.filter((finding) => finding.verdict === sought));
    return [
        `### ${marks[verdict]} ${headings[verdict]((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(name))}`,
        ...(bad.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'Check', 'What was found', 'What to do'], bad.map(rowOf))]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)(`All that was looked at: ${(0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(findings.length, 'check')}`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'Check', 'What was found'], findings.map(rowOf).map((row) => row.slice(0, 3)))),
    ].join('\n\n');
}
const headings = {
    ok: (name) => `A backup of ${name} would work`,
    warning: (name) => `A backup of ${name} would work, and there is something to know`,
    problem: (name) => `A backup of ${name} would fail, or could not be relied on`,
};
// Much longer than any text of ours; what a server says can be anything.
const longest = 1000;
function rowOf({ verdict, check, store, says, cure }) {
    const where = store === null ? '' : `<br>in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(store)}`;
    return [
        marks[verdict],
        `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(check)}${where}`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(says.slice(0, longest)),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)((cure ?? '').slice(0, longest)),
    ];
}

/***/ }),

/***/ 4902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mk: () => (/* binding */ escaped),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* harmony import */ var _unobeyed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2706);

/** A table; its cells are Markdown already. */
function table(head, rows) {
    return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
/** A text that is folded away. */
function details(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** Text from outside, set as code. */
function code(text) {
    return `<code>${escaped(text)}</code>`;
}
/** Text from outside in a table's cell: neither HTML nor Markdown, no formula, no link, and on one line. */
function escaped(text) {
    return text
        .replace(/[&<>"'|`*_[\]\\~@#$]/g, entity)
        .replace(/\s+/g, ' ')
        .replace(_unobeyed_js__WEBPACK_IMPORTED_MODULE_0__/* .unshowable */ .jC, '\ufffd')
        .replace(/(?<=\b(?:https?|ftp)):|(?<=\bwww)\./gi, entity);
}
function entity(character) {
    return `&#${character.charCodeAt(0)};`;
}

/***/ }),

/***/ 5200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ untilAborted)
/* harmony export */ });
/**
 * What `work` gives, or the signal's reason as soon as that aborts: for questions, which leave nothing to clean up. A
 * server that hangs is then not waited for, but a timer or a socket can still keep the process alive.
 */
async function untilAborted(work, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted)
        onAbort();
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}

/***/ })

};

