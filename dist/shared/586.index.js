export const id = 586;
export const ids = [586];
export const modules = {

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

/***/ 6586:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _report_list_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3204);
/* harmony import */ var _report_list_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4601);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1264);
/* harmony import */ var _run_list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3150);




await (0,_action_js__WEBPACK_IMPORTED_MODULE_1__/* .runAction */ .C)('list', 'Not all could be listed', async (settings, { signal, report }) => {
    const listing = await (0,_run_list_js__WEBPACK_IMPORTED_MODULE_2__/* .runList */ .k)(settings, signal);
    const now = new Date();
    report.info((0,_report_list_table_js__WEBPACK_IMPORTED_MODULE_0__/* .renderList */ .p)(listing, now));
    return { outputs: (0,_report_list_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .listOutputs */ .P)(listing, now), summary: '', shortfall: (0,_run_list_js__WEBPACK_IMPORTED_MODULE_2__/* .shortfallOfListing */ .F)(listing) };
});
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ runList),
  F: () => (/* binding */ shortfallOfListing)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/ahead.js
var ahead = __webpack_require__(7641);
;// CONCATENATED MODULE: ./build/catalog/at-once.js
/** Applies `act` to every item, at most `limit` at once, and gives the results in the items' order. The first error ends it. */
async function mapAtOnce(items, limit, act) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        // All workers draw from one iterator, so each item is taken once.
        for (const [index, item] of queue)
            results[index] = await act(item);
    };
    await Promise.all(Array.from({ length: limit }, worker));
    return results;
}
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog = __webpack_require__(9063);
// EXTERNAL MODULE: ./build/catalog/copy.js
var copy = __webpack_require__(7179);
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
// EXTERNAL MODULE: ./build/postgres/image.js
var postgres_image = __webpack_require__(3927);
;// CONCATENATED MODULE: ./build/list.js








// Enough to hide a bucket's latency, few enough for any server.
const readsAtOnce = 8;
/**
 * Lists backups, and what is no backup of the same naming. A store that cannot be listed is shown as such beside others.
 * @throws PgdrillError when none can be, or when what is asked for is nowhere
 */
async function list(stores, request) {
    const name = request.what === undefined ? request.name : (0,open_backup/* nameOf */.Vb)(request.what);
    const shelves = await Promise.all(stores.map((store) => readShelf(store, name)));
    refuseWithoutAny(shelves);
    const stems = request.what === undefined ? stemsOn(shelves) : [meantOn(shelves, request.what, request)];
    const chosen = newestOfEachName(stems, request.limit);
    const backups = await mapAtOnce(chosen, readsAtOnce, async (stem) => {
        const copies = await Promise.all(shelves.map((shelf) => copyOn(shelf, stem.stem, request)));
        return listed(stem, copies);
    });
    return {
        name: name ?? null,
        stores: shelves.map(({ store, error }) => ({
            location: store.location,
            problem: error?.message ?? null,
        })),
        backups,
        omitted: stems.length - chosen.length,
    };
}
async function readShelf(store, name) {
    try {
        const catalogs = name === undefined ? [...(await (0,catalog/* readCatalogs */.rJ)(store)).values()] : [await (0,catalog/* readCatalog */.uM)(store, name)];
        return { store, found: new Map(catalogs.flatMap(entriesOf).map((each) => [each.entry.stem, each])) };
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        return { store, found: new Map(), error };
    }
}
function entriesOf({ backups, damaged, uncommitted }) {
    const withManifest = [...backups, ...damaged].map((entry) => ({ entry, hasManifest: true }));
    return [...withManifest, ...uncommitted.map((entry) => ({ entry, hasManifest: false }))];
}
function refuseWithoutAny(shelves) {
    const [first] = shelves;
    if (first?.error && shelves.every(({ error }) => error))
        throw first.error;
}
function stemsOn(shelves) {
    const entries = shelves.flatMap(({ found }) => [...found.values()].map(({ entry }) => entry));
    return [...new Map(entries.map((entry) => [entry.stem, entry])).values()];
}
/** As verify chooses: the newest of those that were committed, whatever became of it; by its stem, any. */
function meantOn(shelves, what, { now }) {
    const all = shelves.flatMap(({ found }) => [...found.values()]);
    const meant = all
        .filter(({ entry, hasManifest }) => (what.kind === 'stem' ? entry.stem === what.stem : hasManifest))
        .map(({ entry }) => entry)
        .filter(({ takenAt }) => what.kind !== 'at' || takenAt <= what.time);
    const [first] = (0,ahead/* latestFirst */.yM)(meant, now);
    if (first !== undefined)
        return first;
    const unread = shelves.flatMap(({ error }) => (error === undefined ? [] : [error.message]));
    throw (0,open_backup/* noneFound */.dM)(shelves.map(({ store }) => store), what, unread);
}
function newestOfEachName(stems, limit) {
    const names = [...Map.groupBy(stems, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
    return names.flatMap(([, each]) => each.sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime()).slice(0, limit));
}
async function copyOn({ store, found, error }, stem, request) {
    const held = found.get(stem);
    if (held)
        return (0,copy/* readCopy */.K)(store, held.entry, held.hasManifest, request);
    return { state: error ? 'unknown' : 'missing', problems: [] };
}
// What a backup is, its first whole copy says; a damaged one's manifest, or the dump's name, when there is none.
function listed({ stem, name, takenAt }, copies) {
    const best = copies.find(({ state }) => state === 'committed') ?? copies.find(({ manifest }) => manifest);
    const { manifest, entry } = best ?? copies.find((copy) => copy.entry) ?? {};
    return {
        backup: stem,
        name,
        takenAt,
        bytes: entry?.bytes ?? null,
        format: manifest?.dump.format ?? (entry && formatOf(entry)) ?? null,
        tables: manifest?.tables ?? null,
        rows: manifest?.rows ?? null,
        serverVersion: manifest?.source.serverVersion ?? null,
        postgresImage: manifest === undefined ? null : imageOf(manifest),
        drill: lastDrill(copies),
        copies: copies.map((copy) => ({
            state: copy.state,
            bytes: copy.entry?.bytes ?? null,
            problems: copy.problems,
        })),
    };
}
function imageOf({ source: { serverVersion, extensions } }) {
    return (0,postgres_image/* postgresImage */.J)({ major: Number.parseInt(serverVersion, 10), extensions });
}
function formatOf({ objects }) {
    const dump = objects.map(({ key }) => (0,names/* parseKey */.Do)(key)).find((key) => key?.part === 'dump');
    return dump?.part === 'dump' ? dump.format : null;
}
function lastDrill(copies) {
    const drills = copies.flatMap(({ drill }) => drill ?? []);
    const [last] = drills.sort((a, b) => b.drilledAt.getTime() - a.drilledAt.getTime());
    return last ? { verdict: last.verdict, drilledAt: last.drilledAt } : null;
}
// EXTERNAL MODULE: ./build/store/until-aborted.js
var until_aborted = __webpack_require__(5200);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var entries_stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-list.js




/** The list's story, for both doors. */
async function runList({ stores, ...settings }, signal) {
    return await (0,until_aborted/* untilAborted */.E)(list(await (0,entries_stores/* openStores */.j)(stores), { ...settings, now: new Date(), signal }), signal);
}
/** What makes a listing a failure all the same: stores that could not be listed. */
function shortfallOfListing({ stores }) {
    const problems = stores.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    return problems.length === 0 ? undefined : new errors/* PgdrillError */.ZA(problems.join('\n'));
}

/***/ }),

/***/ 3927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ postgresImage),
/* harmony export */   a: () => (/* binding */ imageWith)
/* harmony export */ });
// Each image's tag for a major is the one its publisher documents; the drill needs a server that has the extension.
const images = [
    ['timescaledb', (major) => `timescale/timescaledb-ha:pg${major}`],
    ['postgis', (major) => `postgis/postgis:${major}-3.5`],
    ['vector', (major) => `pgvector/pgvector:pg${major}`],
];
// Of PostgreSQL's own contrib folder, which the official image has and a server from elsewhere may lack.
const contrib = new Set(`amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch
  hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap
  pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks
  pgstattuple plpgsql postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp
  xml2`.split(/\s+/));
const contribUntil16 = new Set(['adminpack', 'old_snapshot']);
/** The container image a restore of this database can run on: the official one, or that of an extension it needs. */
function postgresImage({ major, extensions }) {
    const names = new Set(extensions.map(({ name }) => name));
    const special = images.find(([extension]) => names.has(extension));
    return special === undefined ? `postgres:${major}` : special[1](major);
}
/** An image of this major that has the extension, where one is known. */
function imageWith(extension, major) {
    const special = images.find(([name]) => name === extension);
    if (special !== undefined)
        return special[1](major);
    const official = contrib.has(extension) || (major <= 16 && contribUntil16.has(extension));
    return official ? `postgres:${major}` : undefined;
}

/***/ }),

/***/ 3204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ listOutputs)
/* harmony export */ });
/* harmony import */ var _catalog_ahead_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7641);

/** What a list says to machines as an action; the command line's --json is the listing itself. */
function listOutputs(listing, now) {
    const [newest] = (0,_catalog_ahead_js__WEBPACK_IMPORTED_MODULE_0__/* .latestFirst */ .yM)(listing.backups, now);
    const { serverVersion = null } = newest ?? {};
    return {
        backup: newest?.backup ?? null,
        'age-seconds': newest === undefined ? null : Math.floor((now.getTime() - newest.takenAt.getTime()) / 1000),
        'server-major': serverVersion === null ? null : Number.parseInt(serverVersion, 10),
        'postgres-image': newest?.postgresImage ?? null,
        verdict: newest?.drill?.verdict ?? null,
        listing,
    };
}

/***/ }),

/***/ 4601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ renderList)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1799);


const columns = [
    { title: 'BACKUP' },
    { title: 'AGE', align: 'right' },
    { title: 'SIZE', align: 'right' },
    { title: 'FORMAT' },
    { title: 'TABLES', align: 'right' },
    { title: 'ROWS', align: 'right' },
    { title: 'DRILL' },
];
/**
 * A listing for a terminal: a line each backup, a column each store, and below what is wrong with copies. What is wrong with
 * a store makes the command fail, and is told by its error.
 */
function renderList(listing, now) {
    const { backups, omitted } = listing;
    const table = backups.length === 0
        ? nothing(listing)
        : (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .renderTable */ .bo)([...columns, ...storeColumns(listing)], rows(listing, now));
    const notes = [
        ...(omitted > 0 ? [`${(0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(omitted)} more not shown`] : []),
        ...backups.flatMap((backup) => problemsOf(backup, listing)),
    ];
    return notes.length === 0 ? table : `${table}\n${notes.map((note) => `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(note)}\n`).join('')}`;
}
function nothing({ name, stores }) {
    const listed = stores.filter(({ problem }) => problem === null);
    const where = listed.map(({ location }) => location).join(' and ');
    return `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(`no backups${name === null ? '' : ` of ${name}`} in ${where}`)}\n`;
}
function storeColumns({ stores }) {
    return stores.length === 1 ? [{ title: 'STATE' }] : stores.map(({ location }) => ({ title: location }));
}
function rows({ backups }, now) {
    return backups.map(({ backup, takenAt, bytes, format, tables, rows, drill, copies }) => [
        backup,
        (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(now.getTime() - takenAt.getTime()),
        known(bytes, _human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3),
        format ?? '-',
        known(tables, _human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4),
        known(rows, _human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4),
        drill?.verdict ?? '-',
        ...copies.map(({ state }) => state),
    ]);
}
function known(value, format) {
    return value === null ? '-' : format(value);
}
function problemsOf({ backup, copies }, { stores }) {
    return copies.flatMap(({ problems }, index) => problems.map((problem) => `${backup} in ${stores[index]?.location}: ${problem}`));
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

/***/ 1799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bo: () => (/* binding */ renderTable),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   ky: () => (/* binding */ wrapped)
/* harmony export */ });
/** Columns padded to their widest cell, two spaces between them, no spaces at a line's end. */
function renderTable(columns, rows) {
    const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(printable));
    const widths = columns.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
    const lines = cells.map((row) => columns.map((column, index) => pad(row[index] ?? '', widths[index] ?? 0, column)));
    return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('');
}
/** Lines of at most so many characters, where the words allow it. */
function wrapped(text, width) {
    const lines = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last === undefined || last.length + 1 + word.length > width)
            lines.push(word);
        else
            lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines;
}
/** Text as a terminal can show it without obeying it: what controls the terminal or turns the writing becomes `?`. */
function printable(text) {
    return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}
function pad(text, width, { align = 'left' }) {
    const space = ' '.repeat(width - widthOf(text));
    return align === 'left' ? text + space : space + text;
}
const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u;
// Near enough for a folder's name: accents take no room of their own, East Asian letters take two columns.
function widthOf(text) {
    if (/^[ -~]*$/.test(text))
        return text.length;
    return [...text.normalize('NFC').replace(/\p{Mark}/gu, '')].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);
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

