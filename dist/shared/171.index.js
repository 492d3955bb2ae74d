export const id = 171;
export const ids = [171];
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

/***/ 5896:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4121);
/* harmony import */ var _report_restore_lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1479);
/* harmony import */ var _report_restore_summary_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1740);
/* harmony import */ var _restore_undo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9199);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1264);
/* harmony import */ var _run_restore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7891);






await (0,_action_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)('restore', 'Restore failed', async (settings, { signal, report }) => {
    if (settings.undo) {
        const result = await (0,_restore_undo_js__WEBPACK_IMPORTED_MODULE_1__/* .undoSwap */ .U)(settings.target, new Date(), signal);
        report.info((0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .undoLines */ .E)(result));
        return { outputs: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .undoOutputs */ .F$)(result), summary: (0,_report_restore_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .undoSummary */ .P)(result) };
    }
    const result = await (0,_run_restore_js__WEBPACK_IMPORTED_MODULE_3__/* .runRestore */ .Y)(settings, { signal, report });
    return { outputs: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .restoreOutputs */ .V2)(result), summary: (0,_report_restore_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .restoreSummary */ .r)(result) };
});
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ rolesAlone),
/* harmony export */   p: () => (/* binding */ globalsSql)
/* harmony export */ });
/* harmony import */ var pg__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3849);
/* harmony import */ var _sql_statements_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(277);


/**
 * What `pg_dumpall --globals-only` printed, cut down to what is kept: SQL for psql that leaves alone whatever exists
 * already, and holds no password. Pure.
 */
function globalsSql(script, kept) {
    const statements = [...(0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .statementsOf */ .GX)(script)];
    const ofRole = Map.groupBy(statements.flatMap(rolesConcerned), ({ role }) => role);
    // A role or tablespace made since then is not in the script.
    const made = (keyword, names) => statements
        .filter(({ tokens }) => tokens[0] === 'CREATE' && tokens[1] === keyword)
        .map(({ tokens }) => (0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .unquoted */ .qZ)(tokens[2] ?? ''))
        .filter((name) => names.has(name));
    const before = new Set();
    const blocks = made('ROLE', kept.roles).map((role) => {
        const concerning = ofRole.get(role)?.map(({ statement }) => statement) ?? [];
        const block = roleBlock(role, concerning, { before, kept });
        before.add(role);
        return block;
    });
    const tablespaces = made('TABLESPACE', kept.tablespaces);
    return [...blocks, ...tablespaces.map((name) => tablespaceBlock(name, statements, kept))].join('\n');
}
function rolesConcerned(statement) {
    const parameters = (0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .nameAfter */ .uG)('PARAMETER', statement) === undefined ? undefined : granteeOf(statement);
    const roles = [(0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .nameAfter */ .uG)('ROLE', statement), parameters, ...(membershipOf(statement) ?? [])];
    return roles.filter((role) => role !== undefined).map((role) => ({ role, statement }));
}
/**
 * The role with its attributes, settings, comment, memberships and rights to parameters, made only where there is none
 * of its name. An old backup's roles, loaded into a live server, must not give anyone back what was taken away since.
 */
function roleBlock(role, concerning, place) {
    const lines = concerning
        .filter((statement) => !isAttributes(statement))
        .flatMap((statement) => {
        const pair = membershipOf(statement);
        if (pair !== undefined)
            return membership(role, statement, pair, place);
        return statement.tokens[0] === 'CREATE' ? createRole(statement, concerning) : `${statement.text};`;
    });
    return doBlock([`IF NOT EXISTS (${roleNamed(role)}) THEN`, ...lines.map((line) => `  ${line}`), 'END IF;']);
}
function roleNamed(role) {
    return `SELECT FROM pg_catalog.pg_roles WHERE rolname = ${pg__WEBPACK_IMPORTED_MODULE_0__/* ["default"].escapeLiteral */ .Ay.escapeLiteral(role).trim()}`;
}
function doBlock(lines) {
    const body = ['BEGIN', ...lines.map((line) => `  ${line}`), 'END'].join('\n');
    let quote = '$globals$';
    for (let at = 1; body.includes(quote); at += 1)
        quote = `$globals${at}$`;
    return `DO ${quote}\n${body}\n${quote};`;
}
function isAttributes({ tokens }) {
    return tokens[0] === 'ALTER' && tokens[3] === 'WITH';
}
// Without the defaults, so that a managed server's administrator, who may not even say NOSUPERUSER, can run it.
const defaults = new Set([
    'NOSUPERUSER',
    'INHERIT',
    'NOCREATEROLE',
    'NOCREATEDB',
    'NOLOGIN',
    'NOREPLICATION',
    'NOBYPASSRLS',
]);
function createRole({ text }, concerning) {
    const given = concerning.find(isAttributes)?.tokens.slice(4) ?? [];
    const attributes = given.filter((word, at) => !defaults.has(word) && word !== 'PASSWORD' && given[at - 1] !== 'PASSWORD');
    return attributes.length === 0 ? `${text};` : `${text} WITH ${attributes.join(' ')};`;
}
/** `[granted, member]` of `GRANT granted TO member`. */
function membershipOf({ tokens }) {
    const [verb, granted = '', to, member = ''] = tokens;
    return verb === 'GRANT' && to === 'TO' ? [(0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .unquoted */ .qZ)(granted), (0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .unquoted */ .qZ)(member)] : undefined;
}
/**
 * The grant, when the other one of the two is there: made by an earlier block, or there before. So it is in the blocks
 * of both, and made when at least one of the two is new.
 */
function membership(role, { text }, [granted, member], { before, kept }) {
    const predefined = granted.startsWith('pg_');
    if (!predefined && !(kept.roles.has(granted) && kept.roles.has(member)))
        return [];
    const other = role === granted ? member : granted;
    const grant = `${withoutGrantor(text)};`;
    return before.has(other) ? [grant] : [`IF EXISTS (${roleNamed(other)}) THEN ${grant} END IF;`];
}
// The grantor may be a role that is not kept, and only a superuser may name another one than itself.
function withoutGrantor(grant) {
    return grant.replace(/(?<!\s)\s+GRANTED BY (?:"(?:[^"]|"")*"|\S+)$/, '');
}
function granteeOf(statement) {
    return (0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .nameAfter */ .uG)('TO', statement) ?? (0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .nameAfter */ .uG)('FROM', statement);
}
// CREATE TABLESPACE can be in no block: psql runs what this selects, in the order of its columns (\gexec).
function tablespaceBlock(name, statements, { roles }) {
    const about = statements.filter((statement) => {
        if ((0,_sql_statements_js__WEBPACK_IMPORTED_MODULE_1__/* .nameAfter */ .uG)('TABLESPACE', statement) !== name)
            return false;
        const grantee = /^(GRANT|REVOKE)$/.test(statement.tokens[0] ?? '') ? granteeOf(statement) : undefined;
        return grantee === undefined || grantee === 'PUBLIC' || roles.has(grantee);
    });
    const columns = about.map(({ text }) => pg__WEBPACK_IMPORTED_MODULE_0__/* ["default"].escapeLiteral */ .Ay.escapeLiteral(text).trim());
    const existing = `SELECT FROM pg_catalog.pg_tablespace WHERE spcname = ${pg__WEBPACK_IMPORTED_MODULE_0__/* ["default"].escapeLiteral */ .Ay.escapeLiteral(name).trim()}`;
    return `SELECT ${columns.join(',\n       ')}\n WHERE NOT EXISTS (${existing}) \\gexec`;
}
/**
 * The part of a globals file that a restricted psql takes: its roles. Tablespaces (\\gexec) need folders on the server,
 * which only a person can make; the database's own settings (\\if) go with a name that has been given to it.
 */
function rolesAlone(globals) {
    const [before = ''] = globals.split(/^\\if :/m, 1);
    return before.replace(/^SELECT 'CREATE TABLESPACE[\s\S]*? \\gexec$/gm, '');
}

/***/ }),

/***/ 277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ statementsOf),
/* harmony export */   qZ: () => (/* binding */ unquoted),
/* harmony export */   uG: () => (/* binding */ nameAfter)
/* harmony export */ });
// Comments and psql's meta-commands (\restrict, \unrestrict) stand between statements only.
const token = /--[^\n]*|\\[a-z][^\n]*|E'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\s'";,=()]+|[;,=()]/gs;
/** The statements of a script, without its comments and meta-commands; for what pg_dumpall prints, not for any SQL. */
function* statementsOf(script) {
    let tokens = [];
    let start = 0;
    for (const { 0: found, index } of script.matchAll(token)) {
        if (found === ';') {
            yield { tokens, text: script.slice(start, index) };
            tokens = [];
        }
        else if (tokens.length > 0 || !/^(--|\\)/.test(found)) {
            if (tokens.length === 0)
                start = index;
            tokens.push(found);
        }
    }
}
/** The name that follows a keyword, where the keyword comes before anything that a user could have written. */
function nameAfter(keyword, { tokens }) {
    const at = tokens.indexOf(keyword);
    const name = tokens[at + 1];
    return at < 0 || name === undefined ? undefined : unquoted(name);
}
/** An identifier as it is, without its quotes. */
function unquoted(identifier) {
    return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
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

/***/ 4121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F$: () => (/* binding */ undoOutputs),
/* harmony export */   V2: () => (/* binding */ restoreOutputs),
/* harmony export */   zW: () => (/* binding */ backupOutputs)
/* harmony export */ });
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4532);

/** What a backup says of itself to machines: the action's outputs, and the keys of `--json`. */
function backupOutputs(result) {
    const { manifest, locations, pruned } = result;
    const dump = manifest.objects[0];
    const at = (key) => locations.map((location) => `${location}/${key}`).join('\n');
    return {
        backup: manifest.backup,
        location: at(dump?.key),
        bytes: dump?.bytes ?? null,
        sha256: dump?.sha256 ?? null,
        tables: manifest.tables,
        rows: manifest.rows,
        'server-major': result.serverMajor,
        'postgres-image': result.postgresImage,
        pruned: pruned.reduce((sum, { mode, remove }) => sum + (mode === 'delete' ? remove.length : 0), 0),
        manifest: at((0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(manifest.backup, { part: 'manifest' })),
        'duration-seconds': Math.round(result.durationMs / 100) / 10,
    };
}
/** What a restore says of itself to machines. */
function restoreOutputs(result) {
    return {
        backup: result.backup,
        location: result.location,
        database: result.database,
        mode: result.mode,
        kept: result.kept,
        'sessions-ended': result.sessionsEnded,
        'unreachable-milliseconds': result.unreachableMs === null ? null : Math.round(result.unreachableMs),
        'duration-seconds': Math.round(result.durationMs / 100) / 10,
    };
}
/** What an undo says of itself to machines; nothing was read from anywhere. */
function undoOutputs(result) {
    return {
        backup: null,
        location: null,
        database: result.database,
        mode: 'undo',
        kept: result.kept,
        'sessions-ended': result.sessionsEnded,
        'unreachable-milliseconds': Math.round(result.unreachableMs),
        'duration-seconds': null,
    };
}

/***/ }),

/***/ 1740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ undoSummary),
/* harmony export */   r: () => (/* binding */ restoreSummary)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4902);


/** The job summary of a restore: what is where now, and how to take it back. */
function restoreSummary(result) {
    const { database, location, mode, kept, sessionsEnded, unreachableMs, durationMs } = result;
    const changed = unreachableMs === null
        ? []
        : [['Unreachable', `${Math.round(unreachableMs)} ms, sessions ended: ${sessionsEnded}`]];
    return [
        `### ✅ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(database)} is restored`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', ''], [
            ['From', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(location)],
            ['Mode', mode],
            ['Time', (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(durationMs)],
            ...changed,
            ...(kept === null ? [] : [['Kept', `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(kept)}, the database as it was before`]]),
        ]),
        ...(kept === null
            ? []
            : [
                `To take it back, run this action again with ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)('undo: true')}, or ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)('pgdrill restore --undo')}.`,
            ]),
    ].join('\n\n');
}
/** The job summary of an undo. */
function undoSummary({ database, from, kept }) {
    return [
        `### ✅ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escaped */ .Mk)(database)} is as it was before the swap`,
        `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(from)} is live again. What was live until now is kept as ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(kept)}.`,
    ].join('\n\n');
}

/***/ }),

/***/ 9010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/** A text as a shell takes it for one word: the name of a folder or a database can hold blanks, and worse. */
function shellWord(text) {
    return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/***/ })

};

