export const id = 924;
export const ids = [924];
export const modules = {

/***/ 7924:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _report_github_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7752);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4121);
/* harmony import */ var _report_redact_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7234);
/* harmony import */ var _report_summary_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4611);
/* harmony import */ var _settings_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9511);
/* harmony import */ var _settings_secrets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8953);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1486);
/* harmony import */ var _run_backup_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8341);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1066);










const secrets = (0,_settings_secrets_js__WEBPACK_IMPORTED_MODULE_5__/* .secretsIn */ .V)(process.env, []);
(0,_report_github_js__WEBPACK_IMPORTED_MODULE_1__/* .mask */ .dK)(secrets);
const redact = (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_8__/* .redactor */ .$)(secrets);
const report = new _report_github_js__WEBPACK_IMPORTED_MODULE_1__/* .GitHubReport */ .iW(redact);
try {
    const { settings, environment } = (0,_settings_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .readInputs */ .K)('backup', process.env);
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_9__/* .applyEnvironment */ .G)(environment);
    const result = await (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_6__/* .runBackup */ .Q)(settings, { signal: (0,_signals_js__WEBPACK_IMPORTED_MODULE_7__/* .abortOnSignals */ .P)(), report });
    (0,_report_github_js__WEBPACK_IMPORTED_MODULE_1__/* .setOutputs */ .n0)((0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .backupOutputs */ .z)(result));
    if (process.env.GITHUB_STEP_SUMMARY)
        await (0,_report_github_js__WEBPACK_IMPORTED_MODULE_1__/* .writeSummary */ .Sy)(redact((0,_report_summary_js__WEBPACK_IMPORTED_MODULE_3__/* .backupSummary */ .f)(result)));
    const shortfall = (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_6__/* .shortfallOf */ .H)(result);
    if (shortfall !== undefined)
        throw shortfall;
}
catch (error) {
    report.failed('Backup failed', error);
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
        report.info(redact(error.stack ?? String(error)));
    process.exitCode = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA ? error.exitCode : 1;
    // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoppedError */ .Ko)
        process.exit();
}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 7752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sy: () => (/* binding */ writeSummary),
/* harmony export */   dK: () => (/* binding */ mask),
/* harmony export */   iW: () => (/* binding */ GitHubReport),
/* harmony export */   n0: () => (/* binding */ setOutputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6421);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);


const logMs = 10_000;
/** A report in a workflow run's log. */
class GitHubReport {
    #redact;
    constructor(redact) {
        this.#redact = redact;
    }
    info(text) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(harmless(this.#redact(text)));
    }
    warning(text) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e(this.#redact(text));
    }
    track(describe) {
        const timer = setInterval(() => this.info(describe()), logMs);
        return { [Symbol.dispose]: () => clearInterval(timer) };
    }
    /** One annotation: the title says what failed, the text what to do. */
    failed(title, error) {
        const text = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA
            ? error.cure === undefined
                ? error.what
                : `${error.what}\nTo do: ${error.cure}`
            : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3(this.#redact(text), { title });
    }
}
/** Has the runner hide the secrets in everything that follows, whoever prints it. */
function mask(secrets) {
    for (const secret of secrets) {
        // The runner masks line by line.
        for (const line of secret.split(/\r?\n/))
            if (line !== '')
                _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(line);
    }
}
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, value ?? '');
}
/** Adds to the job's summary. A step's summary above 1 MiB is dropped whole by GitHub: ours stays far below. */
async function writeSummary(markdown) {
    await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(markdown, true).write();
}
// A line that begins with `::` or `##[` is a command to the runner; a table's name can hold a line break and one.
function harmless(text) {
    return text.replace(/^(\s*)(::|##\[)/gm, '$1\u200b$2');
}

/***/ }),

/***/ 4611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ backupSummary)
/* harmony export */ });
/* harmony import */ var _catalog_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9227);
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4532);
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8782);



/** The job summary of a backup, in GitHub's Markdown: what was saved first, details behind it. */
function backupSummary(result) {
    return [
        heading(result),
        facts(result),
        problems(result),
        largestTables(result.largestTables),
        ...result.pruned.map(pruned),
        restore(result),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}
function heading({ manifest, dropped, pruneFailures }) {
    const mark = dropped.length + pruneFailures.length > 0 ? '⚠️' : '✅';
    return `### ${mark} ${escaped(manifest.source.database)} is backed up`;
}
function facts({ manifest, locations, storedBytes, durationMs }) {
    const { source, dump, compression, tables, rows, plain } = manifest;
    const dumped = manifest.finishedAt.getTime() - manifest.takenAt.getTime();
    const read = plain?.bytes ?? storedBytes;
    return table(['', ''], [
        ['Backup', code(manifest.backup)],
        [
            'From',
            `${escaped(source.database)}, PostgreSQL ${escaped(source.serverVersion)}, ${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(source.sizeBytes)}`,
        ],
        ['To', locations.map(code).join('<br>')],
        ['Contents', contents(tables, rows)],
        ['Stored', `${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(storedBytes)} (${dump.format}, ${compression.kind})`],
        ['Time', `${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(durationMs)}, ${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)((read / Math.max(1, dumped)) * 1000)}/s`],
    ]);
}
function contents(tables, rows) {
    if (tables === null)
        return 'not counted: an archive is not read on its way';
    return `${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(tables, 'table')}, ${rows === null ? 'rows not counted' : (0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(rows, 'row')}`;
}
function problems({ dropped, pruneFailures }) {
    return [
        ...dropped.map(({ location, error }) => `- ❌ ${code(location)} does not hold it: ${escaped(error.message)}`),
        ...pruneFailures.map(({ location, error }) => `- ❌ ${code(location)} was not pruned: ${escaped(error.message)}`),
    ].join('\n');
}
function largestTables(tables) {
    if (tables.length === 0)
        return '';
    const rows = tables.map(({ schema, name, rows, bytes }) => [
        code(schema === null ? name : `${schema}.${name}`),
        rows === null ? 'not counted' : (0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(rows),
        (0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(bytes),
    ]);
    return details('Biggest tables', table(['Table', 'Rows', 'In the dump'], rows));
}
function pruned({ location, mode, remove, keep, freedBytes }) {
    if (remove.length === 0)
        return `Nothing to prune in ${code(location)}: ${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(keep.length, 'backup')} kept`;
    const verb = mode === 'delete' ? 'Pruned' : 'Would prune (dry run)';
    const title = `${verb} ${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(remove.length, 'backup')}, ${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(freedBytes)}, of ${code(location)}; ${(0,_human_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(keep.length, 'backup')} kept`;
    const rows = remove.slice(0, 100).map(({ backup, because }) => [code(backup), escaped(because)]);
    return `${title}\n\n${details('What went, and why', table(['Backup', 'Because'], rows))}`;
}
function restore({ manifest, locations }) {
    const [location = '.'] = locations;
    const isBucket = location.startsWith('s3://');
    const steps = inLoadOrder(manifest);
    const fetched = isBucket ? new Set(steps.map(([key]) => `aws s3 cp ${location}/${key} .`)) : [];
    const lines = [...fetched, ...steps.map(([key, load]) => load(isBucket ? key : `${location}/${key}`))];
    return `To restore it by hand into an empty database:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}
/** The roles that the dump names, then the dump, then the database's own settings; each key with the command for a path. */
function inLoadOrder(manifest) {
    const globals = manifest.objects.map(({ key }) => key).filter((key) => (0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseKey */ .Do)(key)?.part === 'globals');
    const load = (more) => (path) => `gunzip -c ${path} | ${psql}${more} -d postgres`;
    return [
        ...globals.map((key) => [key, load('')]),
        [(0,_catalog_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .dumpKeyOf */ .rs)(manifest), (path) => loadCommand(manifest, path)],
        ...globals.map((key) => [key, load(' -v database=NEW_DATABASE')]),
    ];
}
const psql = 'psql -X -q -v ON_ERROR_STOP=1';
function loadCommand({ dump, compression }, path) {
    const load = `${psql} -d NEW_DATABASE`;
    if (dump.format !== 'plain')
        return `pg_restore --exit-on-error -d NEW_DATABASE ${path}`;
    switch (compression.kind) {
        case 'gzip':
            return `gunzip -c ${path} | ${load}`;
        case 'zstd':
            return `zstd -dc ${path} | ${load}`;
        case 'none':
            return `${load} < ${path}`;
    }
}
function table(head, rows) {
    return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
function details(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function code(text) {
    return `<code>${escaped(text)}</code>`;
}
/** Text from outside in a table's cell: neither HTML nor Markdown, and on one line. */
function escaped(text) {
    return text
        .replace(/[&<>"'|`*_[\]\\~@#]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/\s+/g, ' ');
}

/***/ })

};

