export const id = 713;
export const ids = [713];
export const modules = {

/***/ 2713:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(933);
/* harmony import */ var _prune_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4230);
/* harmony import */ var _report_backup_lines_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(9595);
/* harmony import */ var _report_console_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(7150);
/* harmony import */ var _report_list_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3934);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4121);
/* harmony import */ var _report_redact_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(7234);
/* harmony import */ var _report_restore_lines_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(1479);
/* harmony import */ var _report_verify_lines_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(8844);
/* harmony import */ var _restore_undo_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9199);
/* harmony import */ var _settings_command_line_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(480);
/* harmony import */ var _settings_secrets_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8953);
/* harmony import */ var _store_until_aborted_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(5200);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(8508);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(1486);
/* harmony import */ var _outlive_readers_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9660);
/* harmony import */ var _run_backup_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6201);
/* harmony import */ var _run_restore_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3482);
/* harmony import */ var _run_verify_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9005);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1066);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(1735);






















(0,_outlive_readers_js__WEBPACK_IMPORTED_MODULE_13__/* .outliveReaders */ .B)();
const argv = process.argv.slice(2);
let report = new _report_console_js__WEBPACK_IMPORTED_MODULE_14__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_15__/* .redactor */ .$)((0,_settings_secrets_js__WEBPACK_IMPORTED_MODULE_7__/* .secretsIn */ .V)(process.env, argv)));
process.exitCode = await main().catch(failed);
async function main() {
    const line = (0,_settings_command_line_js__WEBPACK_IMPORTED_MODULE_6__/* .readCommandLine */ .y)(argv, process.env);
    if (line.command === 'help')
        return print(line.text);
    if (line.command === 'version')
        return print(_version_js__WEBPACK_IMPORTED_MODULE_16__/* .version */ .r);
    report = new _report_console_js__WEBPACK_IMPORTED_MODULE_14__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_15__/* .redactor */ .$)(line.secrets));
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_17__/* .applyEnvironment */ .G)(line.environment);
    const { json, text, shortfall } = await answer(line);
    print(line.json ? JSON.stringify(json, null, 2) : text);
    if (shortfall !== undefined)
        throw shortfall;
    return 0;
}
function answer(line) {
    const signal = (0,_signals_js__WEBPACK_IMPORTED_MODULE_11__/* .abortOnSignals */ .P)();
    switch (line.command) {
        case 'backup':
            return answerBackup(line.settings, signal);
        case 'restore':
            return answerRestore(line.settings, signal);
        case 'verify':
            return answerVerify(line.settings, signal);
        case 'prune':
            return answerPrune(line.settings, signal);
        case 'list':
            return answerList(line.settings, signal);
    }
}
async function answerBackup(settings, signal) {
    const result = await (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_8__/* .runBackup */ .Q)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .backupOutputs */ .zW)(result), text: (0,_report_backup_lines_js__WEBPACK_IMPORTED_MODULE_18__/* .backupLines */ .q)(result), shortfall: (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_8__/* .shortfallOf */ .H)(result) };
}
async function answerRestore(settings, signal) {
    if (settings.undo) {
        const result = await (0,_restore_undo_js__WEBPACK_IMPORTED_MODULE_5__/* .undoSwap */ .U)(settings.target, { now: new Date(), report });
        return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .undoOutputs */ .F$)(result), text: (0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_19__/* .undoLines */ .E)(result) };
    }
    const result = await (0,_run_restore_js__WEBPACK_IMPORTED_MODULE_9__/* .runRestore */ .Y)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .restoreOutputs */ .V2)(result), text: (0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_19__/* .restoreLines */ .A)(result) };
}
async function answerVerify(settings, signal) {
    const result = await (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_10__/* .runVerify */ .R)(settings, { signal, report });
    return { json: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_20__/* .verifyOutputs */ .ce)(result), text: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_20__/* .verifyLines */ .XY)(result), shortfall: (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_10__/* .shortfallOfDrill */ .q)(result) };
}
async function answerPrune({ stores, ...settings }, signal) {
    const results = [];
    const problems = [];
    for (const store of await (0,_stores_js__WEBPACK_IMPORTED_MODULE_12__/* .openStores */ .j)(stores)) {
        try {
            const pruning = (0,_prune_js__WEBPACK_IMPORTED_MODULE_2__/* .prune */ .R)(store, { ...settings, now: new Date(), signal, report });
            results.push(await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_21__/* .untilAborted */ .E)(pruning, signal));
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
                throw error;
            problems.push(error.message);
        }
    }
    const shortfall = problems.length === 0 ? undefined : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
    return { json: results, text: '', shortfall };
}
async function answerList({ stores, ...settings }, signal) {
    const listing = await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_21__/* .untilAborted */ .E)((0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p)(await (0,_stores_js__WEBPACK_IMPORTED_MODULE_12__/* .openStores */ .j)(stores), { ...settings, signal }), signal);
    const problems = listing.stores.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const shortfall = problems.length === 0 ? undefined : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
    return { json: listing, text: (0,_report_list_table_js__WEBPACK_IMPORTED_MODULE_3__/* .renderList */ .p)(listing, new Date()), shortfall };
}
function print(text) {
    if (text !== '')
        process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
}
function failed(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA) {
        // Several problems, as of settings or of stores, are a line each.
        for (const problem of error.message.split('\n'))
            report.error(problem);
        // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoppedError */ .Ko)
            process.exit(error.exitCode);
        return error.exitCode;
    }
    report.error(`this is a fault of pgdrill's, please report it: ${error.stack ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    return 1;
}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 933:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ list)
});

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
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/list.js





// Enough to hide a bucket's latency, few enough for any server.
const readsAtOnce = 8;
/**
 * Lists backups, and what is no backup of the same naming. A store that cannot be listed is shown as such beside others.
 * @throws PgdrillError when none can be
 */
async function list(stores, request) {
    const shelves = await Promise.all(stores.map((store) => readShelf(store, request)));
    refuseWithoutAny(shelves);
    const stems = stemsOn(shelves);
    const chosen = newestOfEachName(stems, request.limit);
    const backups = await mapAtOnce(chosen, readsAtOnce, async (stem) => {
        const copies = await Promise.all(shelves.map((shelf) => copyOn(shelf, stem.stem, request)));
        return listed(stem, copies);
    });
    return {
        name: request.name ?? null,
        stores: shelves.map(({ store, error }) => ({
            location: store.location,
            problem: error?.message ?? null,
        })),
        backups,
        omitted: stems.length - chosen.length,
    };
}
async function readShelf(store, { name }) {
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
        drill: lastDrill(copies),
        copies: copies.map((copy) => ({
            state: copy.state,
            bytes: copy.entry?.bytes ?? null,
            problems: copy.problems,
        })),
    };
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

/***/ }),

/***/ 9595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ backupLines)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8782);

/** A backup's result for a person: its name, where it is, what is in it. */
function backupLines({ manifest, locations, storedBytes, durationMs }) {
    const { backup, tables, rows, objects } = manifest;
    const contents = tables === null ? [] : [(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(tables, 'table')];
    if (rows !== null)
        contents.push((0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(rows, 'row'));
    return [
        backup,
        ...locations.map((location) => `  ${location}/${objects[0]?.key}`),
        `  ${[...contents, (0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(storedBytes), (0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(durationMs)].join(', ')}`,
    ].join('\n');
}

/***/ }),

/***/ 7150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ ConsoleReport)
/* harmony export */ });
const redrawMs = 200;
const logMs = 10_000;
const clearLine = '\r\u001b[2K';
/** A report for people at a terminal, and for log files. */
class ConsoleReport {
    #terminal;
    #redact;
    #shown = false;
    constructor(terminal, redact) {
        this.#terminal = terminal;
        this.#redact = redact;
    }
    info(text) {
        this.#line(text);
    }
    warning(text) {
        this.#line(`warning: ${text}`);
    }
    error(text) {
        this.#line(`error: ${text}`);
    }
    track(describe) {
        const isTerminal = this.#terminal.isTTY === true;
        const show = () => (isTerminal ? this.#redraw(describe()) : this.info(describe()));
        const timer = setInterval(show, isTerminal ? redrawMs : logMs);
        return {
            [Symbol.dispose]: () => {
                clearInterval(timer);
                this.#clear();
            },
        };
    }
    #line(text) {
        this.#clear();
        this.#terminal.write(`${printable(this.#redact(text))}\n`);
    }
    #redraw(text) {
        this.#shown = true;
        // Some terminals, screen recorders among them, have 0 columns.
        const columns = this.#terminal.columns || 80;
        this.#terminal.write(clearLine + printable(this.#redact(text)).slice(0, columns - 1));
    }
    #clear() {
        if (this.#shown)
            this.#terminal.write(clearLine);
        this.#shown = false;
    }
}
/** A server's message can hold what a terminal obeys; it is shown, not obeyed. */
function printable(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

/***/ }),

/***/ 3934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ renderList)
});

// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
;// CONCATENATED MODULE: ./build/report/table.js
/** Columns padded to their widest cell, two spaces between them, no spaces at a line's end. */
function renderTable(columns, rows) {
    const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(printable));
    const widths = columns.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
    const lines = cells.map((row) => columns.map((column, index) => pad(row[index] ?? '', widths[index] ?? 0, column)));
    return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('');
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
;// CONCATENATED MODULE: ./build/report/list-table.js


const columns = [
    { title: 'BACKUP' },
    { title: 'AGE', align: 'right' },
    { title: 'SIZE', align: 'right' },
    { title: 'FORMAT' },
    { title: 'TABLES', align: 'right' },
    { title: 'ROWS', align: 'right' },
    { title: 'DRILL' },
];
/** A listing for a terminal: a line each backup, a column each store, and below what is wrong. */
function renderList(listing, now) {
    const { stores, backups, omitted } = listing;
    const table = backups.length === 0
        ? nothing(listing)
        : renderTable([...columns, ...storeColumns(listing)], rows(listing, now));
    const notes = [
        ...(omitted > 0 ? [`${(0,human/* formatCount */.B4)(omitted)} more not shown`] : []),
        ...stores.flatMap(({ location, problem }) => (problem === null ? [] : [`${location}: ${problem}`])),
        ...backups.flatMap((backup) => problemsOf(backup, listing)),
    ];
    return notes.length === 0 ? table : `${table}\n${notes.map((note) => `${printable(note)}\n`).join('')}`;
}
function nothing({ name, stores }) {
    const where = stores.map(({ location }) => location).join(' and ');
    return `${printable(`no backups${name === null ? '' : ` of ${name}`} in ${where}`)}\n`;
}
function storeColumns({ stores }) {
    return stores.length === 1 ? [{ title: 'STATE' }] : stores.map(({ location }) => ({ title: location }));
}
function rows({ backups }, now) {
    return backups.map(({ backup, takenAt, bytes, format, tables, rows, drill, copies }) => [
        backup,
        (0,human/* formatAge */.nV)(now.getTime() - takenAt.getTime()),
        known(bytes, human/* formatBytes */.z3),
        format ?? '-',
        known(tables, human/* formatCount */.B4),
        known(rows, human/* formatCount */.B4),
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

/***/ 1479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ restoreLines),
/* harmony export */   E: () => (/* binding */ undoLines)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8782);
/* harmony import */ var _shell_word_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9010);


/** A restore's result for a person: what is where now, and how to take it back. */
function restoreLines({ location, database, kept, durationMs }) {
    return [
        `${location} is restored into database ${JSON.stringify(database)}, in ${(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(durationMs)}`,
        ...(kept === null ? [] : keptLines(kept, database)),
    ].join('\n');
}
/** An undo's result for a person. */
function undoLines({ database, from, kept }) {
    return [
        `database ${JSON.stringify(from)} is ${JSON.stringify(database)} again`,
        `  what was live until now is kept as ${JSON.stringify(kept)}`,
        `  drop it when it is not needed: dropdb ${(0,_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(kept)}`,
    ].join('\n');
}
function keptLines(kept, database) {
    return [
        `  the database before is kept as ${JSON.stringify(kept)}`,
        `  take it back: pgdrill restore --undo --confirm ${(0,_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(database)} (and the target as before)`,
        `  drop it when it is not needed: dropdb ${(0,_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(kept)}`,
    ];
}

/***/ }),

/***/ 480:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ readCommandLine)
});

// EXTERNAL MODULE: ./build/settings/arguments.js + 1 modules
var settings_arguments = __webpack_require__(5612);
// EXTERNAL MODULE: ./build/settings/backup.js
var backup = __webpack_require__(2796);
// EXTERNAL MODULE: ./build/settings/env-file.js
var env_file = __webpack_require__(4870);
// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __webpack_require__(8187);
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __webpack_require__(9907);
// EXTERNAL MODULE: ./build/settings/options.js + 9 modules
var options = __webpack_require__(3275);
;// CONCATENATED MODULE: ./build/settings/option-text.js

/** What holds without the option: a value, or how one is found; undefined when it simply has no effect. */
function defaultText(name) {
    const option = (0,options/* optionCalled */.RM)(name);
    return option.otherwise ?? option.default;
}
/** Every variable that plays a part. */
function variablesOf(name) {
    const { environment = [], alsoReads = [] } = (0,options/* optionCalled */.RM)(name);
    return [...environment, ...alsoReads];
}
/** As in a usage line: `--limit NUMBER`, `--[no-]globals`. */
function flagText(name) {
    const { kind, default: usual } = (0,options/* optionCalled */.RM)(name);
    if (kind.bare === undefined)
        return `--${name} ${kind.placeholder}`;
    if (kind.placeholder !== 'true|false')
        return `--${name} ${kind.placeholder}`;
    return usual === 'true' ? `--[no-]${name}` : `--${name}`;
}
;// CONCATENATED MODULE: ./build/settings/help.js



const about = {
    backup: {
        short: 'back up a database into every store, then prune each of them',
        long: 'Backs up one PostgreSQL database into every store, and then removes old backups from each.',
        examples: [
            'DATABASE_URL=postgresql://app@db.example.com/app pgdrill backup --store s3://bucket/app',
            'pgdrill backup --database-name app --store /var/backups/app --store s3://bucket/app',
            'pgdrill backup --compression zstd --keep-days 7 --keep-monthly 12',
        ],
    },
    restore: {
        short: 'restore a backup into a database, all or nothing',
        long: 'Restores WHAT (latest when left out) into a database. Whatever fails, the target is as it was.',
        examples: [
            'pgdrill restore --store s3://bucket/app --name app --target-url postgresql://localhost/scratch',
            'pgdrill restore 2026-11-22 --store /var/backups/app --mode swap --confirm app',
            'pgdrill restore --undo --database-name app --confirm app',
            'pgdrill restore ./app.sql.gz --target-url postgresql://localhost/scratch',
        ],
    },
    verify: {
        short: 'prove that a backup restores',
        long: 'Restores WHAT (latest when left out) into a scratch database, dumps that, and compares.',
        examples: [
            'pgdrill verify --store s3://bucket/app --name app --target-url postgresql://localhost/postgres',
            'pgdrill verify --store /var/backups/app --name app --max-age 26h --min-rows "public.users>=1000"',
        ],
    },
    prune: {
        short: 'remove the backups that no rule keeps',
        long: 'Removes from each store the backups that no rule keeps. Nothing else is ever touched.',
        examples: [
            'pgdrill prune --store /var/backups/app --name app --prune dry-run',
            'pgdrill prune --store s3://bucket/app --name app --keep-days 0 --keep-last 10',
        ],
    },
    list: {
        short: 'show the backups in one or several stores, side by side',
        long: 'Shows the backups in each store, of every name or of one: what they hold, and what is missing where.',
        examples: [
            'pgdrill list --store /var/backups/app',
            'pgdrill list --store s3://bucket/app --name app --limit 0 --json',
        ],
    },
};
const exitCodes = [
    ['0', 'done'],
    ['1', 'failed, or a drill proved a difference'],
    ['2', 'the settings cannot be used; nothing was contacted'],
    ['3', 'inconclusive: the drill could not be tried'],
    ['129, 130, 143', 'stopped by SIGHUP, SIGINT or SIGTERM, after cleaning up'],
];
/** The help on one command, or on all of them. */
function helpText(command) {
    return command === undefined ? overview() : commandHelp(command);
}
function overview() {
    return [
        'Usage: pgdrill COMMAND [OPTION...]',
        '',
        'Backs up PostgreSQL, restores the backups, and looks after them.',
        '',
        'Commands:',
        ...settings_option/* commands */.P.map((command) => `  ${command.padEnd(8)} ${about[command].short}`),
        `  ${'help'.padEnd(8)} show the options of a command: pgdrill help backup`,
        '',
        ...ending([]),
        '',
    ].join('\n');
}
function commandHelp(command) {
    const names = (0,options/* optionsOf */.cz)(command);
    const sections = Object.entries(settings_option/* groups */.T).flatMap(([group, title]) => section(group, title, names));
    const { long, examples } = about[command];
    return [
        `Usage: pgdrill ${command}${(0,options/* optionsOf */.cz)(command).includes('what') ? ' [WHAT]' : ''} [OPTION...]`,
        '',
        long,
        '',
        ...sections,
        ...ending(examples),
        '',
    ].join('\n');
}
function section(group, title, names) {
    const own = names.filter((name) => (0,options/* optionCalled */.RM)(name).group === group);
    if (own.length === 0)
        return [];
    return [`${title}:`, ...own.flatMap(entry), ''];
}
function entry(name) {
    const { meaning, kind } = (0,options/* optionCalled */.RM)(name);
    const usual = defaultText(name);
    const variables = variablesOf(name);
    const facts = [
        meaning,
        ...(kind.repeatable ? ['May be repeated.'] : []),
        ...(usual === undefined || usual === 'false' ? [] : [`Default: ${usual}.`]),
        ...(variables.length === 0 ? [] : [`Environment: ${variables.join(', ')}.`]),
    ];
    return [`  ${flagText(name)}`, ...wrapped(facts.join(' '), 72).map((line) => `      ${line}`)];
}
function ending(examples) {
    return [
        'An option wins over the environment, which wins over .env; an empty value counts as none.',
        "libpq's own variables (PGHOST, PGSSLMODE, PGPASSFILE ...) fill what is left open of a connection.",
        '',
        'Exit codes:',
        ...exitCodes.map(([code, meaning]) => `  ${code.padEnd(14)} ${meaning}`),
        ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.map((example) => `  ${example}`)]),
    ];
}
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
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/settings/connection.js + 3 modules
var connection = __webpack_require__(1344);
// EXTERNAL MODULE: ./build/settings/name.js
var settings_name = __webpack_require__(4561);
// EXTERNAL MODULE: ./build/settings/problems.js
var settings_problems = __webpack_require__(1542);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __webpack_require__(7906);
// EXTERNAL MODULE: ./build/settings/stores.js + 1 modules
var settings_stores = __webpack_require__(3882);
;// CONCATENATED MODULE: ./build/settings/list.js





/** @throws SettingsError with everything that is wrong */
function readListSettings(sources, facts, problems) {
    const name = (0,settings_name/* readName */.M)(sources, undefined, problems);
    // The database's name says at most where backup-db.sh puts its backups; bad settings of it are no matter here.
    const folderName = name ?? (0,connection/* readDatabaseName */.F)(sources, new settings_problems/* Problems */.Z());
    const stores = (0,settings_stores/* readStores */.J)(sources, { name: folderName, facts, problems });
    const limit = (0,settings_sources/* read */.LF)(sources, 'limit', problems);
    problems.throwAny();
    return { ...(name !== undefined && { name }), stores, ...(limit > 0 && { limit }) };
}
// EXTERNAL MODULE: ./build/settings/retention.js
var retention = __webpack_require__(8706);
;// CONCATENATED MODULE: ./build/settings/prune.js





/** @throws SettingsError with everything that is wrong */
function readPruneSettings(sources, facts, problems) {
    // A database's settings that are wrong do not matter here when the name is given.
    const database = (0,settings_sources/* find */.I6)(sources, 'name') ? undefined : (0,connection/* readDatabaseName */.F)(sources, problems);
    const name = (0,settings_name/* readName */.M)(sources, database, problems);
    if (name === undefined)
        problems.addUnlessAny('nothing says whose backups to prune; set name, or database-name');
    const stores = (0,settings_stores/* readStores */.J)(sources, { name, facts, problems });
    const policy = (0,retention/* readPolicy */.T)(sources, problems);
    const prune = (0,settings_sources/* read */.LF)(sources, 'prune', problems);
    if (prune === 'false')
        problems.add('cannot use prune "false" here; leave it out, or use dry-run');
    problems.throwAny();
    if (name === undefined)
        throw new Error('no name, and no problem noted');
    return { name, stores, policy, mode: prune === 'dry-run' ? 'dry-run' : 'delete' };
}
// EXTERNAL MODULE: ./build/settings/restore.js
var restore = __webpack_require__(5482);
// EXTERNAL MODULE: ./build/settings/secrets.js
var secrets = __webpack_require__(8953);
// EXTERNAL MODULE: ./build/settings/verify.js
var verify = __webpack_require__(9899);
;// CONCATENATED MODULE: ./build/settings/command-line.js














/** @throws SettingsError with everything that is wrong */
function readCommandLine(argv, environment, facts = (0,settings_facts/* factsOfThisMachine */.E)()) {
    const problems = new settings_problems/* Problems */.Z();
    const { command, help, version, given } = (0,settings_arguments/* parseArguments */.W)(argv, problems);
    if (version)
        return { command: 'version' };
    if (help) {
        problems.throwAny();
        return { command: 'help', text: helpText(command) };
    }
    if (command === undefined) {
        problems.addUnlessAny(`no command is given; use ${(0,kinds/* orList */.A3)(settings_option/* commands */.P)}, or pgdrill --help`);
        return problems.throwAny();
    }
    const file = problems.joining(() => (0,env_file/* readEnvFile */.S)(given.get('env-file'), facts));
    const layers = [{ variables: environment, where: '' }, file];
    const sources = { given, titleOf: (name) => `--${name}`, layers };
    const run = {
        json: (0,settings_sources/* read */.LF)(sources, 'json', problems),
        secrets: (0,secrets/* secretsOf */.F)(sources),
        environment: (0,settings_sources/* mergedVariables */.uT)(sources),
    };
    switch (command) {
        case 'backup':
            return { ...run, command, settings: (0,backup/* readBackupSettings */.s)(sources, facts, problems) };
        case 'restore':
            return { ...run, command, settings: (0,restore/* readRestoreSettings */.W)(sources, facts, problems) };
        case 'verify':
            return { ...run, command, settings: (0,verify/* readVerifySettings */.T)(sources, facts, problems) };
        case 'prune':
            return { ...run, command, settings: readPruneSettings(sources, facts, problems) };
        case 'list':
            return { ...run, command, settings: readListSettings(sources, facts, problems) };
    }
}

/***/ })

};

