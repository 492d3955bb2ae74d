export const id = 955;
export const ids = [955];
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

/***/ })

};

