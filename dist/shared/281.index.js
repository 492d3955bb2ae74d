export const id = 281;
export const ids = [281];
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

/***/ 5281:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _report_verify_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8844);
/* harmony import */ var _report_verify_summary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8531);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1264);
/* harmony import */ var _run_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5580);




await (0,_action_js__WEBPACK_IMPORTED_MODULE_1__/* .runAction */ .C)('verify', 'Drill not passed', async (settings, tools) => {
    const result = await (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .runVerify */ .R)(settings, tools);
    return {
        outputs: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyOutputs */ .ce)(result),
        summary: (0,_report_verify_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .verifySummary */ .I)(result),
        shortfall: (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .shortfallOfDrill */ .q)(result),
    };
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

/***/ 8531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ verifySummary)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4902);
/* harmony import */ var _verify_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8844);



// A step's summary above 1 MiB is dropped whole, and a character can become six; the record holds them all.
const mostShown = 200;
const mostRows = 100;
const longest = 300;
const marks = { verified: '✅', failed: '❌', inconclusive: '⚠️' };
/** The job summary of a drill: the verdict first, then why, then the numbers, then what else was looked at. */
function verifySummary({ record, location }) {
    const { verdict, backup, reason } = record;
    return [
        `### ${marks[verdict]} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(backup)} is ${verdict}`,
        ...(reason === null ? [] : [`Nothing was proved: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(reason)}`]),
        ...differences(record),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', ''], facts(record)),
        ...checks(record),
        ...(location === undefined ? [] : [`The drill record is ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(location)}.`]),
    ].join('\n\n');
}
function differences({ differences: found }) {
    if (found.length === 0)
        return [];
    const lines = found.slice(0, mostShown).map(({ text }) => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(text.slice(0, longest))}`);
    const more = found.length > mostShown ? [`- and ${(0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(found.length - mostShown)} more`] : [];
    return [[...lines, ...more].join('\n')];
}
function facts(record) {
    const { serverVersion, tablesCompared, rowsCompared, restoreSeconds, ageSeconds, demands } = record;
    const compared = [
        ['Restored on', `PostgreSQL ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(serverVersion ?? '')}`],
        ['Tables compared', (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(tablesCompared)],
        ['Rows compared', rowsCompared === null ? 'not counted' : (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(rowsCompared)],
        ['Restore time (RTO)', (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)((restoreSeconds ?? 0) * 1000)],
    ];
    return [
        ...(serverVersion === null ? [] : compared),
        ['Backup age (RPO)', (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(ageSeconds * 1000)],
        ...demands
            .slice(0, mostRows)
            .map(({ name, result, text }) => [
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(name),
            `${signs[result]} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(text.slice(0, longest))}`,
        ]),
    ];
}
const signs = { passed: '✅', failed: '❌', skipped: '➖ not tried:' };
/** Folded away when all passed: then nobody needs to read them. */
function checks({ checks: results }) {
    if (results.length === 0)
        return [];
    const rows = results.slice(0, mostRows).map(checkRow);
    const title = (0,_verify_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .passedChecks */ .Iz)(results);
    const body = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['Line', 'Check', 'Result', 'Time'], rows);
    return results.every(({ result }) => result === 'passed') ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)(title, body)] : [`${title}:`, body];
}
function checkRow({ line, statement, result, message, seconds }) {
    const why = message === null ? '' : ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(message.slice(0, longest))}`;
    const shown = result === 'skipped' ? '➖ not run' : `${signs[result]}${why}`;
    return [String(line), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(statement), shown, seconds === null ? '' : (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(seconds * 1000)];
}

/***/ })

};

