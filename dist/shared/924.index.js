export const id = 924;
export const ids = [924];
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

/***/ 7924:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4121);
/* harmony import */ var _report_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4611);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1264);
/* harmony import */ var _run_backup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4552);




await (0,_action_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)('backup', 'Backup failed', async (settings, tools) => {
    const result = await (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_3__/* .runBackup */ .Q)(settings, tools);
    const s3Endpoint = settings.stores.find((store) => store.kind === 's3')?.endpoint;
    const summary = (0,_report_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .backupSummary */ .f)(result, s3Endpoint);
    return { outputs: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .backupOutputs */ .zW)(result), summary, shortfall: (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_3__/* .shortfallOf */ .H)(result) };
});
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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

/***/ 4611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ backupSummary)
/* harmony export */ });
/* harmony import */ var _catalog_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9227);
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4532);
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8782);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4902);
/* harmony import */ var _shell_word_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9010);





/**
 * The job summary of a backup, in GitHub's Markdown: what was saved first, details behind it. `s3Endpoint` is where the first
 * store's bucket is when that is not Amazon's.
 */
function backupSummary(result, s3Endpoint) {
    return [
        heading(result),
        facts(result),
        problems(result),
        largestTables(result.largestTables),
        ...result.pruned.map(pruned),
        restore(result, s3Endpoint),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}
function heading({ manifest, dropped, pruneFailures }) {
    const mark = dropped.length + pruneFailures.length > 0 ? '⚠️' : '✅';
    return `### ${mark} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escaped */ .Mk)(manifest.source.database)} is backed up`;
}
function facts({ manifest, locations, storedBytes, durationMs }) {
    const { source, dump, compression, tables, rows, plain } = manifest;
    const dumped = manifest.finishedAt.getTime() - manifest.takenAt.getTime();
    const read = plain?.bytes ?? storedBytes;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', ''], [
        ['Backup', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(manifest.backup)],
        [
            'From',
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escaped */ .Mk)(source.database)}, PostgreSQL ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escaped */ .Mk)(source.serverVersion)}, ${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(source.sizeBytes)}`,
        ],
        ['To', locations.map(_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY).join('<br>')],
        ['Contents', contents(tables, rows)],
        ['Stored', `${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(storedBytes)} (${dump.format}, ${compression.kind})`],
        ['Time', `${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(durationMs)}, ${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)((read / Math.max(1, dumped)) * 1000)}/s`],
    ]);
}
function contents(tables, rows) {
    if (tables === null)
        return 'not counted: an archive is not read on its way';
    return `${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(tables, 'table')}, ${rows === null ? 'rows not counted' : (0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(rows, 'row')}`;
}
function problems({ dropped, pruneFailures }) {
    return [
        ...dropped.map(({ location, error }) => `- ❌ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(location)} does not hold it: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escaped */ .Mk)(error.message)}`),
        ...pruneFailures.map(({ location, error }) => `- ❌ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(location)} was not pruned: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escaped */ .Mk)(error.message)}`),
    ].join('\n');
}
function largestTables(tables) {
    if (tables.length === 0)
        return '';
    const rows = tables.map(({ schema, name, rows, bytes }) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(schema === null ? name : `${schema}.${name}`),
        rows === null ? 'not counted' : (0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(rows),
        (0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(bytes),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)('Biggest tables', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Table', 'Rows', 'In the dump'], rows));
}
function pruned({ location, mode, remove, keep, freedBytes }) {
    if (remove.length === 0)
        return `Nothing to prune in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(location)}: ${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(keep.length, 'backup')} kept`;
    const verb = mode === 'delete' ? 'Pruned' : 'Would prune (dry run)';
    const title = `${verb} ${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(remove.length, 'backup')}, ${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(freedBytes)}, of ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(location)}; ${(0,_human_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(keep.length, 'backup')} kept`;
    const rows = remove.slice(0, 100).map(({ backup, because }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(backup), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escaped */ .Mk)(because)]);
    return `${title}\n\n${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)('What went, and why', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Backup', 'Because'], rows))}`;
}
function restore({ manifest, locations }, s3Endpoint) {
    const [location = '.'] = locations;
    const isBucket = location.startsWith('s3://');
    const steps = inLoadOrder(manifest);
    const aws = s3Endpoint === undefined ? 'aws' : `aws --endpoint-url ${(0,_shell_word_js__WEBPACK_IMPORTED_MODULE_4__/* .shellWord */ .r)(s3Endpoint)}`;
    const fetched = isBucket
        ? new Set(steps.map(([key]) => `${aws} s3 cp ${(0,_shell_word_js__WEBPACK_IMPORTED_MODULE_4__/* .shellWord */ .r)(`${location}/${key}`)} .`))
        : [];
    const lines = [
        ...fetched,
        ...steps.map(([key, load]) => load((0,_shell_word_js__WEBPACK_IMPORTED_MODULE_4__/* .shellWord */ .r)(isBucket ? key : `${location}/${key}`))),
    ];
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

/***/ })

};

