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
/* harmony import */ var _report_backup_lines_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(9595);
/* harmony import */ var _report_console_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(7150);
/* harmony import */ var _report_doctor_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3637);
/* harmony import */ var _report_keys_lines_js__WEBPACK_IMPORTED_MODULE_27__ = __webpack_require__(5085);
/* harmony import */ var _report_list_table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4601);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4121);
/* harmony import */ var _report_redact_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(7234);
/* harmony import */ var _report_restore_lines_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(1479);
/* harmony import */ var _report_unobeyed_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(2706);
/* harmony import */ var _report_verify_lines_js__WEBPACK_IMPORTED_MODULE_25__ = __webpack_require__(8844);
/* harmony import */ var _restore_undo_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9199);
/* harmony import */ var _settings_command_line_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2527);
/* harmony import */ var _settings_secrets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8953);
/* harmony import */ var _store_until_aborted_js__WEBPACK_IMPORTED_MODULE_26__ = __webpack_require__(5200);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(8508);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(1486);
/* harmony import */ var _outlive_readers_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(9660);
/* harmony import */ var _run_backup_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4552);
/* harmony import */ var _run_doctor_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8198);
/* harmony import */ var _run_keys_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2855);
/* harmony import */ var _run_restore_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(3482);
/* harmony import */ var _run_setup_client_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5672);
/* harmony import */ var _run_verify_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(9005);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1066);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(3402);




























(0,_outlive_readers_js__WEBPACK_IMPORTED_MODULE_17__/* .outliveReaders */ .B)();
const argv = process.argv.slice(2);
let report = new _report_console_js__WEBPACK_IMPORTED_MODULE_18__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_19__/* .redactor */ .$)((0,_settings_secrets_js__WEBPACK_IMPORTED_MODULE_8__/* .secretsIn */ .V)(process.env, argv)));
process.exitCode = await main().catch(failed);
async function main() {
    const line = (0,_settings_command_line_js__WEBPACK_IMPORTED_MODULE_7__/* .readCommandLine */ .y)(argv, process.env);
    if (line.command === 'help')
        return print(line.text);
    if (line.command === 'version')
        return print(_version_js__WEBPACK_IMPORTED_MODULE_20__/* .version */ .r);
    report = new _report_console_js__WEBPACK_IMPORTED_MODULE_18__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_19__/* .redactor */ .$)(line.secrets));
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_21__/* .applyEnvironment */ .G)(line.environment);
    const { json, text, shortfall } = await answer(line);
    print(line.json ? (0,_report_unobeyed_js__WEBPACK_IMPORTED_MODULE_22__/* .unobeyedJson */ .Mc)(JSON.stringify(json, null, 2)) : (0,_report_unobeyed_js__WEBPACK_IMPORTED_MODULE_22__/* .unobeyed */ .Uv)(text));
    if (shortfall !== undefined)
        throw shortfall;
    return 0;
}
function answer(line) {
    const signal = (0,_signals_js__WEBPACK_IMPORTED_MODULE_15__/* .abortOnSignals */ .P)();
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
        case 'doctor':
            return answerDoctor(line.settings, signal);
        case 'keys check':
            return answerCheckKeys(line.settings, signal);
        case 'setup-client':
            return answerSetupClient(line.settings, signal);
    }
}
async function answerBackup(settings, signal) {
    const result = await (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_9__/* .runBackup */ .Q)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .backupOutputs */ .zW)(result), text: (0,_report_backup_lines_js__WEBPACK_IMPORTED_MODULE_23__/* .backupLines */ .q)(result), shortfall: (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_9__/* .shortfallOf */ .H)(result) };
}
async function answerRestore(settings, signal) {
    if (settings.undo) {
        const result = await (0,_restore_undo_js__WEBPACK_IMPORTED_MODULE_6__/* .undoSwap */ .U)(settings.target, { now: new Date(), report });
        return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .undoOutputs */ .F$)(result), text: (0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_24__/* .undoLines */ .E)(result) };
    }
    const result = await (0,_run_restore_js__WEBPACK_IMPORTED_MODULE_12__/* .runRestore */ .Y)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .restoreOutputs */ .V2)(result), text: (0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_24__/* .restoreLines */ .A)(result) };
}
async function answerVerify(settings, signal) {
    const result = await (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_14__/* .runVerify */ .R)(settings, { signal, report });
    return { json: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_25__/* .verifyOutputs */ .ce)(result), text: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_25__/* .verifyLines */ .XY)(result), shortfall: (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_14__/* .shortfallOfDrill */ .q)(result) };
}
async function answerPrune({ stores, ...settings }, signal) {
    const results = [];
    const problems = [];
    for (const store of await (0,_stores_js__WEBPACK_IMPORTED_MODULE_16__/* .openStores */ .j)(stores)) {
        try {
            const pruning = (0,_prune_js__WEBPACK_IMPORTED_MODULE_2__/* .prune */ .R)(store, { ...settings, now: new Date(), signal, report });
            results.push(await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_26__/* .untilAborted */ .E)(pruning, signal));
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
    const listing = await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_26__/* .untilAborted */ .E)((0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p)(await (0,_stores_js__WEBPACK_IMPORTED_MODULE_16__/* .openStores */ .j)(stores), { ...settings, signal }), signal);
    const problems = listing.stores.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const shortfall = problems.length === 0 ? undefined : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
    return { json: listing, text: (0,_report_list_table_js__WEBPACK_IMPORTED_MODULE_4__/* .renderList */ .p)(listing, new Date()), shortfall };
}
async function answerDoctor(settings, signal) {
    const diagnosis = await (0,_run_doctor_js__WEBPACK_IMPORTED_MODULE_10__/* .runDoctor */ .j1)(settings, { signal, report });
    return { json: diagnosis, text: (0,_report_doctor_table_js__WEBPACK_IMPORTED_MODULE_3__/* .doctorTable */ .m)(diagnosis), shortfall: (0,_run_doctor_js__WEBPACK_IMPORTED_MODULE_10__/* .shortfallOfDiagnosis */ .uB)(diagnosis) };
}
async function answerCheckKeys(settings, signal) {
    const found = await (0,_run_keys_js__WEBPACK_IMPORTED_MODULE_11__/* .runCheckKeys */ .I)(settings, { signal });
    return { json: found, text: (0,_report_keys_lines_js__WEBPACK_IMPORTED_MODULE_27__/* .keysLines */ .O)(found), shortfall: (0,_run_keys_js__WEBPACK_IMPORTED_MODULE_11__/* .shortfallOfKeys */ .l)(found) };
}
async function answerSetupClient(settings, signal) {
    const found = await (0,_run_setup_client_js__WEBPACK_IMPORTED_MODULE_13__/* .runSetupClient */ .e)(settings, { signal, report });
    return { json: (0,_run_setup_client_js__WEBPACK_IMPORTED_MODULE_13__/* .setupClientOutputs */ .R)(found), text: found.folder };
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

/***/ 8198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j1: () => (/* binding */ runDoctor),
  uB: () => (/* binding */ shortfallOfDiagnosis)
});

// UNUSED EXPORTS: openProbed

// EXTERNAL MODULE: ./build/postgres/client.js + 4 modules
var postgres_client = __webpack_require__(953);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./build/postgres/server.js
var postgres_server = __webpack_require__(4167);
// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/doctor/finding.js

function ok(says) {
    return { verdict: 'ok', says, cure: null };
}
function skipped(says) {
    return { verdict: 'skipped', says, cure: null };
}
function warning(says, cure = null) {
    return { verdict: 'warning', says, cure };
}
function problem(says, cure = null) {
    return { verdict: 'problem', says, cure };
}
/** A check that failed, in the error's own words. A bug stays a bug. */
function failure(error) {
    if (!(error instanceof errors/* PgdrillError */.ZA))
        throw error;
    return problem(error.what, error.cure ?? null);
}
;// CONCATENATED MODULE: ./build/doctor/clock.js


// AWS refuses requests whose time is further off than that (RequestTimeTooSkewed).
const refusedMs = 15 * 60_000;
// A backup's name is the second it began in, and retention counts from it.
const noticeableMs = 60_000;
/** By how much the other clock is ahead, at least; 0 when both could be the same. */
function skewMs({ fromMs, toMs, theirsMs, coarseMs }) {
    if (theirsMs > toMs)
        return theirsMs - toMs;
    return theirsMs + coarseMs < fromMs ? theirsMs + coarseMs - fromMs : 0;
}
/** Compares this machine's clock with another's. */
function compareClocks(asked, whose, { signs }) {
    const skew = skewMs(asked);
    if (Math.abs(skew) < noticeableMs)
        return ok(`this machine's clock agrees with ${whose}`);
    const says = `this machine's clock is ${(0,human/* formatDuration */.a3)(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} ${whose}`;
    const cure = 'set the clock by NTP, on whichever of the two is wrong';
    return signs && Math.abs(skew) >= refusedMs
        ? problem(`${says}, and S3 refuses such requests`, cure)
        : warning(says, cure);
}
;// CONCATENATED MODULE: ./build/doctor/examination.js

/** Gathers findings: a check that fails is one more of them, and the next one goes on. */
class Examination {
    findings = [];
    #store;
    #signal;
    constructor(signal, store = null) {
        this.#signal = signal;
        this.#store = store;
    }
    note(check, told) {
        this.findings.push({ check, store: this.#store, ...told });
    }
    /** Notes what `look` tells, or what it fails with. @throws the signal's reason */
    async check(check, look) {
        this.#signal.throwIfAborted();
        try {
            this.note(check, await look());
        }
        catch (error) {
            this.#signal.throwIfAborted();
            this.note(check, failure(error));
        }
    }
}
// EXTERNAL MODULE: ./build/postgres/blockers.js
var postgres_blockers = __webpack_require__(1215);
;// CONCATENATED MODULE: ./build/doctor/locks.js


const namedAtMost = 5;
/** Who shuts readers out of a table just now: pg_dump would wait for them, and everyone else behind pg_dump. */
async function judgeLocks(client) {
    const blockers = await (0,postgres_blockers/* findBlockers */.zX)(client);
    if (blockers.length === 0)
        return ok('nobody shuts readers out of a table');
    const named = blockers.slice(0, namedAtMost).map(postgres_blockers/* describeBlocker */.Gj);
    const more = blockers.length - named.length;
    return warning(`pg_dump would have to wait for ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`, 'let them end before a backup begins, or raise lock-wait-timeout');
}
// EXTERNAL MODULE: ./build/postgres/readable.js + 2 modules
var readable = __webpack_require__(9461);
;// CONCATENATED MODULE: ./build/doctor/rights.js


/** Whether the role may read all that the selection takes: pg_dump would stop at the first that it may not. */
async function examineRights({ selection, pgDumpArguments, signal }, ask, examination) {
    // The user's own arguments can select, too; then pg_dump alone knows what it will read.
    const judge = (found, good) => told(found, good, pgDumpArguments.length > 0);
    try {
        const { denied, hidden, largeObjects } = await ask((client) => (0,readable/* findUnreadableParts */.j)(client, selection));
        examination.note('readable', judge(denied, 'every table and sequence that is chosen can be read'));
        examination.note('row security', judge(hidden, 'no policy hides rows'));
        examination.note('large objects', judge(largeObjects, 'every large object that is chosen can be read'));
    }
    catch (error) {
        signal.throwIfAborted();
        examination.note('readable', failure(error));
    }
}
function told(found, good, elseChosen) {
    if (found === undefined)
        return ok(good);
    return elseChosen
        ? warning(`${found.what}, unless pg-dump-args leaves it out`, found.cure)
        : problem(found.what, found.cure);
}
;// CONCATENATED MODULE: ./build/postgres/standby.js
/** Undefined of a primary. */
async function readStandby(client) {
    const [row] = await client.query(`
    select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 end as "lagSeconds",
           pg_is_wal_replay_paused() as "replayPaused",
           current_setting('hot_standby_feedback')::boolean as feedback,
           (select setting::int from pg_settings where name = 'max_standby_streaming_delay') as "maxDelayMs"
     where pg_is_in_recovery()`);
    return row;
}
;// CONCATENATED MODULE: ./build/doctor/standby.js



const lagging = 300;
/** A primary is what a backup wants; a standby can be dumped where it neither lags nor cancels. */
async function judgeStandby(client) {
    const standby = await readStandby(client);
    if (standby === undefined)
        return ok('a primary');
    const { lagSeconds, replayPaused, feedback, maxDelayMs } = standby;
    const lag = lagSeconds === null
        ? 'of unknown lag'
        : `which is ${(0,human/* formatDuration */.a3)(lagSeconds * 1000)} behind its primary`;
    const says = `a standby, ${lag}`;
    if (replayPaused)
        return warning(`${says}, and its replay is paused: a backup would be as old as that`, 'call pg_wal_replay_resume() there, or back up the primary');
    if (lagSeconds !== null && lagSeconds > lagging)
        return warning(`${says}: a backup would be as old as that`, 'find out why it lags, or back up the primary');
    if (!feedback && maxDelayMs >= 0)
        return warning(`${says}: its recovery cancels a dump that is in its way for ${(0,human/* formatDuration */.a3)(maxDelayMs)}`, 'turn on hot_standby_feedback or raise max_standby_streaming_delay there, or back up the primary');
    return ok(says);
}
;// CONCATENATED MODULE: ./build/doctor/database.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});










/** Looks at the database as the role that backs it up, and changes nothing there. */
async function examineDatabase(request) {
    const { connection, signal } = request;
    const examination = new Examination(signal);
    const { findings } = examination;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(connection, signal), true);
            const ask = (question) => readOnly(client, question);
            const server = await ask(postgres_server/* readServerFacts */.T);
            const { sizeBytes, encoding } = server;
            examination.note('database', ok(`${(0,postgres_connection/* describe */.q0)(connection)}: ${(0,human/* formatBytes */.z3)(sizeBytes)}, ${encoding}`));
            examination.note('version', judgeVersion(server));
            examination.note('pooler', judgePooler(client));
            await examination.check('standby', () => ask(judgeStandby));
            await examineRights(request, ask, examination);
            await examination.check('locks', () => ask(judgeLocks));
            await examination.check('clock', () => ask(judgeClock));
            return { findings, server };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        examination.note('database', failure(error));
        return { findings };
    }
}
// A transaction and not the session: behind a pooler a session's settings would stay with whoever has it next.
async function readOnly(client, question) {
    await client.query('begin transaction read only');
    try {
        return await question(client);
    }
    finally {
        await client.query('rollback').catch(() => undefined);
    }
}
// What is tried: docs/versions.md.
const oldestTried = 14;
const newestTried = 18;
function judgeVersion({ version, major }) {
    if (major < oldestTried)
        return warning(`PostgreSQL ${version} is older than ${oldestTried}, the oldest that pgdrill is tried with`, 'upgrade it: PostgreSQL itself supports a major for five years');
    if (major > newestTried)
        return warning(`PostgreSQL ${version} is newer than ${newestTried}, the newest that pgdrill is tried with`, 'drill each backup (pgdrill verify), and look for a newer pgdrill');
    return ok(`PostgreSQL ${version}`);
}
// One in transaction mode is refused by connect already.
function judgePooler({ isPooled }) {
    return isPooled
        ? warning('a pooler that pools whole sessions is between', 'a dump keeps one of its connections all the while; connect to the server itself where that is too many')
        : ok('no pooler is between');
}
async function judgeClock(client) {
    const fromMs = Date.now();
    const [row] = await client.query('select extract(epoch from clock_timestamp())::float8 * 1000 as ms');
    const asked = { fromMs, toMs: Date.now(), theirsMs: row?.ms ?? fromMs, coarseMs: 1 };
    return compareClocks(asked, "the database's", { signs: false });
}
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/store/folder/tree.js
var tree = __webpack_require__(5103);
;// CONCATENATED MODULE: ./build/doctor/disk.js





/** Whether the next backups fit into a folder. */
async function judgeFolder(folder, expected) {
    const free = await freeBytes(folder);
    if (typeof free === 'string')
        return problem(free, 'is the disk mounted?');
    const says = `${(0,human/* formatBytes */.z3)(free)} are free in ${folder}`;
    if (expected === undefined)
        return ok(`${says}; how much a backup takes is not known`);
    const { bytes, as } = expected;
    const need = `a backup takes ${(0,human/* formatBytes */.z3)(bytes)} ${as}`;
    const cure = 'free space there, or keep fewer backups (keep-days)';
    if (free < bytes)
        return problem(`${says}, and ${need}`, cure);
    // Prune comes after the backup: for a moment there is one more than is kept.
    if (free < 2 * bytes)
        return warning(`${says}, and ${need}: there is room for one`, cure);
    return ok(`${says}; ${need}`);
}
/** Whether what is not streamed would fit: a drill's own scratch server, and an archive that several jobs load. */
async function judgeSpool(folder, databaseBytes) {
    const free = await freeBytes(folder);
    if (typeof free === 'string')
        return warning(free, 'set TMPDIR to a folder that can be used');
    const says = `${(0,human/* formatBytes */.z3)(free)} are free in ${folder}; a backup streams, and needs none there`;
    if (databaseBytes === undefined || free >= databaseBytes)
        return ok(says);
    return warning(`${says}, but a drill on a scratch server of its own would need about ${(0,human/* formatBytes */.z3)(databaseBytes)}`, 'set TMPDIR to a folder with more, or give the drill a server (target-url)');
}
/** Of the file system that a folder is on, or would be on once it is made; or why that is not known. */
async function freeBytes(folder) {
    try {
        const { bavail, bsize } = await (0,promises_.statfs)(await (0,tree/* firstThatExists */.Sk)(folder));
        return bavail * bsize;
    }
    catch (error) {
        return `the free space of ${folder} is not known: ${(0,errors/* messageOf */.bD)(error)}`;
    }
}
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog_catalog = __webpack_require__(9063);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/store/until-aborted.js
var until_aborted = __webpack_require__(5200);
// EXTERNAL MODULE: ./build/store/s3/part-plan.js
var part_plan = __webpack_require__(3090);
// EXTERNAL MODULE: ./build/catalog/probes.js
var probes = __webpack_require__(2761);
;// CONCATENATED MODULE: ./build/doctor/removal.js



/**
 * Whether objects may be deleted, which is asked with one that does not exist: S3 refuses that all the same, and nothing is
 * left of the question.
 */
async function tryDelete({ store }, { prune, signal }, examination) {
    const told = await toldOf(() => store.delete([(0,probes/* probeKey */.Ss)()]), signal);
    if (told === undefined)
        return true;
    const needless = isDenied(told) && prune !== 'delete';
    examination.note('delete', needless ? ok('nothing may be deleted; without prune nothing has to be') : told);
    return false;
}
/** Whether uploads may be given up, asked with one that does not exist. A folder has none. */
async function tryAbort(probed, { signal }, examination) {
    if (probed.kind === 'folder')
        return true;
    const none = { key: (0,probes/* probeKey */.Ss)(), id: 'none', startedAt: new Date(0) };
    let mayAbort = true;
    await examination.check('abort', async () => {
        const told = await toldOf(() => probed.store.discard(none), signal);
        // Some servers find fault with the id, having found none with the permission.
        mayAbort = told === undefined || !isDenied(told);
        return told !== undefined && !mayAbort ? told : ok('an upload may be given up');
    });
    return mayAbort;
}
async function toldOf(act, signal) {
    try {
        await (0,until_aborted/* untilAborted */.E)(act(), signal);
        return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        return failure(error);
    }
}
function isDenied({ verdict, says }) {
    return verdict === 'problem' && says.includes('permission denied');
}
;// CONCATENATED MODULE: ./build/doctor/large-object.js



/** Writes an object in parts, and looks meanwhile whether the unfinished upload is shown. */
async function tryLargeObject(trying, { locking }) {
    const { examination, mayAbort, mayDelete } = trying;
    if (!mayAbort) {
        for (const check of ['multipart', 'open uploads'])
            examination.note(check, skipped('not tried, for the upload could not be given up'));
        return;
    }
    let shown;
    await examination.check('multipart', async () => {
        const during = async (key) => {
            shown = await judgeUploads(trying, key);
        };
        await (mayDelete ? complete(trying, during) : giveUp(trying.probed.store, trying, during));
        return ok(mayDelete ? 'an object can be written in parts' : 'an upload can be begun, and given up');
    });
    if (shown !== undefined)
        examination.note('open uploads', shown);
    if (locking)
        await examination.check('object lock', () => tryLock(locking, trying));
}
async function complete({ probed, probes, request: { signal } }, during) {
    const key = probes.key();
    await probed.store.put(key, parts(() => during(key)), { signal });
}
/** Nothing is left of an upload that is given up, so this needs no permission to delete. */
async function giveUp(store, { probes, request: { signal } }, during) {
    const enough = new Error('enough was seen');
    const key = probes.key();
    const source = parts(async () => {
        await during?.(key);
        throw enough;
    });
    try {
        await store.put(key, source, { signal });
    }
    catch (error) {
        probes.gone(key);
        if (error !== enough)
            throw error;
    }
}
/** More than one part, then a pause in which the upload is known to have begun. */
async function* parts(during) {
    yield Buffer.alloc(part_plan/* minPartBytes */.zt + 1);
    await during();
}
/** Whether an upload that nobody completes can be found, so that a prune can free what it holds. */
async function judgeUploads({ probed: { store }, request: { prune, signal } }, key) {
    try {
        // Not by the whole key, which some servers want: prune does not know it either.
        for await (const open of store.listUnfinished(key.slice(0, -1)))
            if (open.key === key)
                return ok('unfinished uploads are shown');
    }
    catch (error) {
        signal.throwIfAborted();
        const told = failure(error);
        const needless = isDenied(told) && prune !== 'delete';
        return needless ? ok('unfinished uploads may not be listed; without prune nobody has to') : told;
    }
    return warning('the store does not show unfinished uploads: what a killed backup leaves stays there, and costs', 'give the bucket a lifecycle rule that aborts incomplete uploads after 7 days');
}
/** An upload that asks for the lock takes the same permission as an object that gets it, and can still be given up. */
async function tryLock(locking, trying) {
    await giveUp(locking, trying);
    return ok('a locked object may be begun; none was completed, for it could not be removed');
}
;// CONCATENATED MODULE: ./build/doctor/probes.js


// A job that is stopped has from 2.5 to 10 seconds before it is killed.
const removalMs = 5_000;
/** The objects that a doctor writes into a store, all of them gone at its end. What a killed one leaves, prune removes. */
class Probes {
    #store;
    #keys = [];
    constructor(store) {
        this.#store = store;
    }
    /** A key that may be written to. */
    key() {
        const key = (0,probes/* probeKey */.Ss)();
        this.#keys.push(key);
        return key;
    }
    /** Forgets a key whose object is known to be gone, or never to have come to be. */
    gone(key) {
        this.#keys.splice(this.#keys.indexOf(key), 1);
    }
    /** Removes what may be there still, with time of its own when the run was stopped; what it failed with, if it did. */
    async remove() {
        if (this.#keys.length === 0)
            return undefined;
        const cure = `remove ${this.#keys.join(' and ')} by hand, or let prune do so: it does after 48 hours`;
        const { promise: late, reject } = Promise.withResolvers();
        const timer = setTimeout(() => reject(new Error('the store does not answer')), removalMs);
        try {
            await Promise.race([this.#store.delete(this.#keys), late]);
            return undefined;
        }
        catch (error) {
            const why = error instanceof errors/* PgdrillError */.ZA ? error.what : error.message;
            return new errors/* PgdrillError */.ZA(`cannot remove all probes from ${this.#store.location}: ${why}`, {
                cure,
                cause: error,
            });
        }
        finally {
            clearTimeout(timer);
        }
    }
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/store/store.js
var store_store = __webpack_require__(4899);
;// CONCATENATED MODULE: ./build/doctor/small-object.js






const others = ['checksum', 'read', 'clock', 'overwrite', 'delete'];
/** Writes an object, asks for it, reads it, finds it in a listing, tries to write over it, and deletes it. */
async function trySmallObject(trying) {
    const { probed, examination, mayDelete } = trying;
    if (!mayDelete)
        return await tryWithoutWriting(trying);
    const { store } = probed;
    const { signal } = trying.request;
    const key = trying.probes.key();
    const content = (0,external_node_crypto_.randomBytes)(1024);
    const fromMs = Date.now();
    let written = false;
    await examination.check('write', async () => {
        await store.put(key, once(content), { signal });
        written = true;
        return ok('an object can be written');
    });
    if (!written)
        return noteSkipped(trying, others, 'not tried, for nothing could be written');
    const toMs = Date.now();
    await examination.check('checksum', () => (0,until_aborted/* untilAborted */.E)(judgeHeld(probed, key, content), signal));
    await examination.check('read', () => readBack(store, key, content, signal));
    if (trying.mayList) {
        await examination.check('clock', () => (0,until_aborted/* untilAborted */.E)(small_object_judgeClock(store, key, { fromMs, toMs }), signal));
    }
    await examination.check('overwrite', () => tryOverwriting(trying));
    await examination.check('delete', () => (0,until_aborted/* untilAborted */.E)(judgeDeleted(trying, key), signal));
}
/** What may not be deleted is not written: a name that is free is asked for, as a backup does first of all. */
async function tryWithoutWriting(trying) {
    const { probed, probes, examination, request } = trying;
    const key = probes.key();
    probes.gone(key);
    await examination.check('read', async () => {
        await (0,until_aborted/* untilAborted */.E)(probed.store.stat(key), request.signal);
        return ok('a name that is free is told from one that may not be read');
    });
    const why = 'not tried, for the probe could not be deleted';
    noteSkipped(trying, ['write', 'checksum', 'clock', 'overwrite'], why);
}
function noteSkipped({ examination }, checks, why) {
    for (const check of checks)
        examination.note(check, skipped(why));
}
async function judgeHeld(probed, key, content) {
    const held = await probed.store.stat(key);
    if (held === undefined)
        return problem('what was just written is not there', 'find out why the store loses it');
    if (held.bytes !== content.length)
        return problem(`${content.length} bytes were written, and the store says it holds ${held.bytes}`);
    if (held.crc32 === (0,external_node_zlib_.crc32)(content))
        return ok('the store checks and keeps a CRC-32 of what is written');
    if (held.crc32 !== undefined)
        return problem('the store says it holds other bytes than were written');
    if (probed.kind === 'folder')
        return ok('the size is right; a folder keeps no checksums');
    return warning(probed.features.checksum
        ? 'the store takes CRC-32s and keeps none: after a backup only sizes are compared'
        : 'the store is not sent CRC-32s, but Content-MD5: after a backup only sizes are compared', 'drill the backups (pgdrill verify), which reads them');
}
async function readBack(store, key, content, signal) {
    const chunks = [];
    for await (const chunk of store.get(key, { signal }))
        chunks.push(chunk);
    return Buffer.concat(chunks).equals(content)
        ? ok('what was written is read back')
        : problem('what is read back is not what was written', 'find out what is between: a proxy, a gateway, a cache');
}
async function small_object_judgeClock(store, key, asked) {
    for await (const listed of store.list(key)) {
        const theirsMs = listed.modifiedAt.getTime();
        // S3 tells whole seconds; so do some file systems.
        return compareClocks({ ...asked, theirsMs, coarseMs: 1000 }, `the store's`, { signs: true });
    }
    return problem('what was just written is missing from the listing', 'list and prune go by listings: use a store that shows what it holds at once');
}
/**
 * Two writes of one key of which each has found it free: the second must be refused. Looking first, as every write does,
 * is not enough then.
 */
async function tryOverwriting({ probed, probes, request: { signal } }) {
    const { store } = probed;
    const key = probes.key();
    const secondLooked = Promise.withResolvers();
    const first = store.put(key, after(secondLooked.promise, 'first'), { signal });
    const second = store.put(key, after(() => {
        secondLooked.resolve();
        return first;
    }, 'second'), { signal });
    second.catch(() => undefined).finally(secondLooked.resolve);
    const [one, two] = await Promise.allSettled([first, second]);
    if (one.status === 'rejected')
        throw one.reason;
    if (two.status === 'fulfilled')
        return warning('the store lets a write replace an object that it is told to leave', oneAtATime);
    if (!(two.reason instanceof store_store/* ObjectExistsError */.qs))
        throw two.reason;
    return probed.kind === 's3' && !probed.features.conditional
        ? warning('the store does not know If-None-Match; pgdrill looks before it writes, and another may come between', oneAtATime)
        : ok('of two writes of one name the second is refused');
}
const oneAtATime = 'let one run back up at a time: `concurrency` in a workflow, flock in a crontab';
async function judgeDeleted({ probed: { store }, probes, mayList }, key) {
    await store.delete([key]);
    if (mayList && (await isListed(store, key)))
        return problem('what was deleted is still there', 'look for a retention rule or a lock of the store: prune frees nothing there');
    probes.gone(key);
    return ok('an object can be deleted');
}
async function isListed(store, sought) {
    for await (const { key } of store.list(sought))
        if (key === sought)
            return true;
    return false;
}
async function* once(content) {
    yield content;
}
async function* after(wait, text) {
    await (typeof wait === 'function' ? wait() : wait).catch(() => undefined);
    yield Buffer.from(text);
}
;// CONCATENATED MODULE: ./build/doctor/store.js
var store_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var store_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});











/** Tries each thing that a backup asks of a store, with objects of its own, which are gone afterwards. */
async function examineStore(probed, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { store } = probed;
        const examination = new Examination(request.signal, store.location);
        const { findings } = examination;
        const listed = await tryList(store, request, examination);
        if (listed === 'unreachable')
            return { findings };
        const probes = new Probes(store);
        const _ = store_addDisposableResource(env_1, await asItWas(probed), true);
        try {
            const mayDelete = await tryDelete(probed, request, examination);
            const mayAbort = await tryAbort(probed, request, examination);
            const trying = {
                probed,
                request,
                examination,
                probes,
                mayList: listed !== undefined,
                mayDelete,
                mayAbort,
            };
            await trySmallObject(trying);
            if (probed.kind === 's3')
                await tryLargeObject(trying, probed);
        }
        finally {
            const left = await probes.remove();
            if (left !== undefined)
                examination.note('removal', failure(left));
            if (left !== undefined && request.signal.aborted)
                request.warn(left.message);
        }
        const last = listed && (await newest(store, listed, request));
        return { findings, ...(last && { last }) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = store_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Takes away a folder that the probes made. */
async function asItWas(probed) {
    const nothing = { [Symbol.asyncDispose]: async () => undefined };
    if (probed.kind !== 'folder')
        return nothing;
    const above = await (0,tree/* firstThatExists */.Sk)(probed.folder);
    return above === probed.folder
        ? nothing
        : { [Symbol.asyncDispose]: () => (0,tree/* removeEmptyFolders */.dp)(above, probed.folder) };
}
/** A listing is the first request: where it fails for another reason than a permission, so would every other one. */
async function tryList(store, { name, signal }, examination) {
    let catalog;
    let told;
    try {
        catalog = await (0,until_aborted/* untilAborted */.E)((0,catalog_catalog/* readCatalog */.uM)(store, name), signal);
        told = ok(`can be listed: ${(0,human/* counted */.hS)(catalog.backups.length, 'backup')} of ${name}`);
    }
    catch (error) {
        signal.throwIfAborted();
        told = failure(error);
    }
    const reached = catalog !== undefined || isDenied(told);
    examination.note(reached ? 'list' : 'store', told);
    return reached ? catalog : 'unreachable';
}
// Damaged or unreadable manifests are for list to tell.
async function newest(store, { backups: [last] }, { signal }) {
    if (last === undefined)
        return undefined;
    return await (0,manifest/* readManifest */.WI)(store, last.stem, { signal }).catch(() => {
        signal.throwIfAborted();
        return undefined;
    });
}
;// CONCATENATED MODULE: ./build/doctor/time.js


// Of the database's size, not of the dump's. Well below what docs/benchmarks.md measures on 2 cores (50 to 170 MB/s), for
// a server over a network.
const assumedRate = 20_000_000;
// A shorter backup spends its time on connecting, and says nothing of a rate.
const tellingMs = 10_000;
/** How long a backup will take, held against the time it has. */
function judgeTime(sizeBytes, last, jobLimitMs) {
    if (sizeBytes === undefined)
        return skipped('not estimated, for the size of the database is not known');
    const { bytesPerSecond, measured } = rateOf(last);
    const expectedMs = (sizeBytes / bytesPerSecond) * 1000;
    const says = `about ${(0,human/* formatDuration */.a3)(expectedMs)} at ${(0,human/* formatBytes */.z3)(bytesPerSecond)}/s of the database's size, ${measured ? 'as the last backup' : 'which is assumed'}`;
    if (jobLimitMs === undefined)
        return ok(`${says}; nothing limits it`);
    const limit = `the job may take ${(0,human/* formatDuration */.a3)(jobLimitMs)}`;
    const cure = 'back up from a machine of your own (a self-hosted runner, cron), or leave tables out (exclude-table-data)';
    // A guess must not fail anybody's job.
    if (expectedMs > jobLimitMs && measured)
        return problem(`${says}, and ${limit}`, cure);
    if (expectedMs > jobLimitMs / 2)
        return warning(`${says}, and ${limit}`, cure);
    return ok(`${says}; ${limit}`);
}
function rateOf(last) {
    const tookMs = last === undefined ? 0 : last.finishedAt.getTime() - last.takenAt.getTime();
    if (last === undefined || tookMs < tellingMs)
        return { bytesPerSecond: assumedRate, measured: false };
    return { bytesPerSecond: (last.source.sizeBytes / tookMs) * 1000, measured: true };
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/postgres/dump.js + 1 modules
var dump = __webpack_require__(2021);
// EXTERNAL MODULE: ./build/postgres/tools.js
var postgres_tools = __webpack_require__(3909);
;// CONCATENATED MODULE: ./build/doctor/tools.js






/** Whether there is a pg_dump for this server, and what a restore or a drill would want besides. @throws PgdrillError */
async function judgeTools(serverMajor, request) {
    // Of a server that did not answer nothing is known: then any pg_dump is better than none.
    const tools = await (0,postgres_tools/* findClientTools */.Mt)({ major: serverMajor ?? 0 }, request);
    (0,dump/* dumpArguments */.Dd)({ ...request, more: [] }, tools);
    const says = `pg_dump ${tools.version} from ${tools.folder}`;
    if (serverMajor === undefined)
        return warning(`${says}; whether it suits the server is not known`);
    const missing = await missingPrograms(tools);
    if (missing.length === 0)
        return ok(says);
    return warning(`${says}, but no ${missing.join(' and no ')} there: a restore or a drill on this machine would fail`, `install all of postgresql-client-${tools.major}`);
}
async function missingPrograms({ folder }) {
    const programs = ['psql', 'pg_restore'];
    const there = await Promise.all(programs.map((name) => (0,promises_.access)((0,external_node_path_.join)(folder, name), external_node_fs_.constants.X_OK).then(() => true, () => false)));
    return programs.filter((_, at) => !there[at]);
}
;// CONCATENATED MODULE: ./build/doctor.js








/**
 * Tries whatever a backup needs, and tells all that is wrong: a check that fails is a finding, and the next one goes on.
 * The database is only read; probes in stores are removed, whatever happens. @throws the signal's reason
 */
async function doctor(request) {
    const examination = new Examination(request.signal);
    examination.note('settings', ok(settingsOf(request)));
    const [database, ...stores] = await settled([
        examineDatabase(request),
        ...request.stores.map((store) => examineStore(store, { ...request, warn: (text) => request.report.warning(text) })),
    ]);
    const machine = await examineMachine(request, database, stores);
    const findings = [
        ...examination.findings,
        ...database.findings,
        ...stores.flatMap(({ findings }) => findings),
        ...machine,
    ];
    return { verdict: worstOf(findings), findings };
}
function settingsOf({ name, format, compression, stores }) {
    return `backups of ${name}, ${format}, ${compression.kind}, into ${(0,human/* counted */.hS)(stores.length, 'store')}`;
}
/** All results, or the first failure; but not before each of them has come to its end, and has removed its probes. */
async function settled(work) {
    await Promise.allSettled(work);
    return await Promise.all(work);
}
async function examineMachine(request, { server }, stores) {
    const examination = new Examination(request.signal);
    const last = stores.find(({ last }) => last)?.last;
    const expected = expectedOf(server?.sizeBytes, last);
    await examination.check('tools', () => judgeTools(server?.major, request));
    for (const store of request.stores) {
        if (store.kind === 'folder')
            await examination.check('disk', () => judgeFolder(store.folder, expected));
    }
    await examination.check('spool', () => judgeSpool(request.spoolFolder, server?.sizeBytes));
    examination.note('time', judgeTime(server?.sizeBytes, last, request.jobLimitMs));
    return examination.findings;
}
function expectedOf(sizeBytes, last) {
    if (last !== undefined) {
        return { bytes: last.objects.reduce((sum, { bytes }) => sum + bytes, 0), as: 'as the last one did' };
    }
    return sizeBytes === undefined ? undefined : { bytes: sizeBytes, as: 'at most, as the database' };
}
function worstOf(findings) {
    const has = (sought) => findings.some(({ verdict }) => verdict === sought);
    if (has('problem'))
        return 'problem';
    return has('warning') ? 'warning' : 'ok';
}
// EXTERNAL MODULE: ./build/entries/programs.js + 1 modules
var programs = __webpack_require__(8058);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-doctor.js





/** The doctor's story. */
async function runDoctor(settings, { signal, report }) {
    const stores = await Promise.all(settings.stores.map(openProbed));
    return doctor({ ...settings, ...(0,programs/* programsFor */.T)(settings.client, { signal, report }), stores, signal, report });
}
/** A store to try. A locked probe could not be removed, and one in the largest parts would take long. */
async function openProbed(settings) {
    if (settings.kind === 'folder') {
        const [store] = await (0,stores/* openStores */.j)([settings]);
        if (store === undefined)
            throw new Error('a folder makes a store');
        return { kind: 'folder', store, folder: settings.path };
    }
    const small = { ...settings, partBytes: part_plan/* minPartBytes */.zt };
    const store = await (0,stores/* openBucket */.x)({ ...small, objectLock: undefined });
    return {
        kind: 's3',
        store,
        features: store.features,
        ...(settings.objectLock && { locking: await (0,stores/* openBucket */.x)(small) }),
    };
}
/** What makes a doctor's run a failure; undefined when it found no problem. */
function shortfallOfDiagnosis({ findings }) {
    const problems = findings.filter(({ verdict }) => verdict === 'problem');
    if (problems.length === 0)
        return undefined;
    const checks = problems.map(({ check, store }) => (store === null ? check : `${check} in ${store}`));
    return new errors/* PgdrillError */.ZA(`a backup would fail, or could not be relied on: ${checks.join(', ')}`);
}

/***/ }),

/***/ 2855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ runCheckKeys),
  l: () => (/* binding */ shortfallOfKeys)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
// EXTERNAL MODULE: ./build/encrypt/decrypt.js
var decrypt = __webpack_require__(4423);
// EXTERNAL MODULE: ./build/encrypt/errors.js
var encrypt_errors = __webpack_require__(1939);
;// CONCATENATED MODULE: ./build/keys.js





/**
 * Tries each key by itself on every encrypted object of a backup, in each store, at the cost of their first bytes. A
 * header's MAC tells whether a key opens it: nothing has to be decrypted. @throws PgdrillError
 */
async function checkKeys(request) {
    const { stem, copies } = await (0,open_backup/* findBackup */.SC)(request.stores, request.what, request);
    const [first] = copies;
    const { encryption } = first.manifest ?? {};
    if (encryption === undefined || encryption.kind === 'none')
        throw new errors/* PgdrillError */.ZA(`cannot check keys on ${stem}: it is not encrypted`, {
            cure: 'set encrypt-to for the backup, or name an encrypted one',
        });
    const keys = [];
    for (const { identity, origin, alone } of each(request.keys)) {
        const recipient = identity === undefined ? null : await (0,decrypt/* recipientOf */.du)(identity);
        const problems = await problemsOf(copies, alone, request.signal);
        keys.push({ recipient, origin, opens: problems.length === 0, problems });
    }
    const named = encryption.kind === 'recipients' ? encryption.recipients : [];
    const isHeld = (recipient) => keys.some((key) => key.recipient === recipient && key.opens);
    return {
        backup: stem,
        keys,
        recipients: named.map((recipient) => ({ recipient, held: isHeld(recipient) })),
    };
}
function each({ identities, passphrase }) {
    const alone = identities.map((identity) => ({
        identity,
        origin: identity.origin,
        alone: { identities: [identity] },
    }));
    if (passphrase === undefined)
        return alone;
    return [
        ...alone,
        { identity: undefined, origin: 'encrypt-passphrase', alone: { identities: [], passphrase } },
    ];
}
async function problemsOf(copies, keys, signal) {
    const problems = [];
    for (const { store, manifest } of copies) {
        // The dump first: without it the others are of no use.
        const dump = manifest && (0,catalog_manifest/* dumpKeyOf */.rs)(manifest);
        const encrypted = manifest?.objects.map(({ key }) => key).filter((key) => key.endsWith('.age')) ?? [];
        for (const key of encrypted.toSorted((a, b) => Number(b === dump) - Number(a === dump))) {
            const problem = await problemOf((0,decrypt/* tryKeys */._R)(store.get(key, { signal }), keys, `${store.location}/${key}`));
            if (problem !== undefined)
                problems.push(problem);
            // What does not open one does not open the others either.
            if (problem !== undefined)
                break;
        }
    }
    return problems;
}
async function problemOf(trial) {
    try {
        await trial;
        return undefined;
    }
    catch (error) {
        if (error instanceof encrypt_errors/* NoKeyError */.J || error instanceof encrypt_errors/* DecryptionError */.O)
            return error.what;
        throw error;
    }
}
// EXTERNAL MODULE: ./build/report/keys-lines.js
var keys_lines = __webpack_require__(5085);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-keys.js




async function runCheckKeys(settings, { signal }) {
    return await checkKeys({ ...settings, stores: await (0,stores/* openStores */.j)(settings.stores), signal });
}
/** What makes the run a failure; undefined when every key that was given opens the backup. */
function shortfallOfKeys({ backup, keys }) {
    const failed = keys.filter(({ opens }) => !opens);
    if (failed.length === 0)
        return undefined;
    const texts = failed.map(({ recipient, origin, problems }) => {
        const name = recipient === null ? 'the passphrase' : `the identity of ${(0,keys_lines/* shortened */.v)(recipient)} (from ${origin})`;
        return `${name} does not open ${backup}: ${problems[0]}`;
    });
    return new errors/* PgdrillError */.ZA(texts.join('\n'));
}

/***/ }),

/***/ 5672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ setupClientOutputs),
/* harmony export */   e: () => (/* binding */ runSetupClient)
/* harmony export */ });
/* harmony import */ var _postgres_install_install_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(823);
/* harmony import */ var _postgres_tools_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3909);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8058);



/** Finds or fetches client programs, for both doors. @throws PgdrillError */
async function runSetupClient({ client, path }, tools) {
    const programs = (0,_programs_js__WEBPACK_IMPORTED_MODULE_2__/* .programsFor */ .T)(client, tools);
    // Without a server to look at, the newest is right for whichever comes; pg_dump reads older ones.
    const newest = async () => (0,_postgres_install_install_js__WEBPACK_IMPORTED_MODULE_0__/* .newestClientMajor */ .d)(await (0,_programs_js__WEBPACK_IMPORTED_MODULE_2__/* .installerFor */ .c)(client, tools));
    const major = client.version === 'auto' ? await newest() : (programs.clientMajor ?? 0);
    const found = await (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_1__/* .findClientTools */ .Mt)({ major }, { path, ...programs });
    tools.report.info(`PostgreSQL ${found.version} from ${found.folder}`);
    return found;
}
function setupClientOutputs({ folder, version }) {
    return { path: folder, version };
}

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
/* harmony import */ var _unobeyed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2706);

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
        this.#terminal.write(`${(0,_unobeyed_js__WEBPACK_IMPORTED_MODULE_0__/* .unobeyed */ .Uv)(this.#redact(text))}\n`);
    }
    #redraw(text) {
        this.#shown = true;
        // Some terminals, screen recorders among them, have 0 columns.
        const columns = this.#terminal.columns || 80;
        this.#terminal.write(clearLine + (0,_unobeyed_js__WEBPACK_IMPORTED_MODULE_0__/* .unobeyed */ .Uv)(this.#redact(text)).slice(0, columns - 1));
    }
    #clear() {
        if (this.#shown)
            this.#terminal.write(clearLine);
        this.#shown = false;
    }
}

/***/ }),

/***/ 3637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ doctorTable)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1799);

const columns = [{ title: 'VERDICT' }, { title: 'CHECK' }, { title: 'WHAT WAS FOUND' }];
/** A diagnosis for a terminal: a line each check, each store's under its location, and cures below what they cure. */
function doctorTable({ findings }) {
    let store = null;
    const rows = findings.flatMap((finding) => {
        const { verdict, check, says, cure } = finding;
        const heading = finding.store !== null && finding.store !== store ? [['', '', `in ${finding.store}`]] : [];
        store = finding.store;
        const cured = cure === null ? [] : [['', '', `  -> ${cure}`]];
        return [...heading, [verdict, check, says], ...cured];
    });
    return (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .renderTable */ .b)(columns, rows);
}

/***/ }),

/***/ 5085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ keysLines),
/* harmony export */   v: () => (/* binding */ shortened)
/* harmony export */ });
/** What `keys check` found, for people: which key opens the backup, and whose was not tried. */
function keysLines({ backup, keys, recipients }) {
    const missing = recipients.filter(({ held }) => !held);
    return [
        backup,
        ...keys.map((key) => `  ${key.opens ? 'opens it' : 'does NOT open it'}: ${nameOf(key)}`),
        ...missing.map(({ recipient }) => `  not tried: the identity of its recipient ${shortened(recipient)}`),
    ].join('\n');
}
function nameOf({ recipient, origin }) {
    return recipient === null ? 'the passphrase' : `${shortened(recipient)} (from ${origin})`;
}
/** A post-quantum one is 1959 letters long. */
function shortened(recipient) {
    return recipient.length <= 62 ? recipient : `${recipient.slice(0, 30)}...${recipient.slice(-8)}`;
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
/** A listing for a terminal: a line each backup, a column each store, and below what is wrong. */
function renderList(listing, now) {
    const { stores, backups, omitted } = listing;
    const table = backups.length === 0
        ? nothing(listing)
        : (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .renderTable */ .b)([...columns, ...storeColumns(listing)], rows(listing, now));
    const notes = [
        ...(omitted > 0 ? [`${(0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(omitted)} more not shown`] : []),
        ...stores.flatMap(({ location, problem }) => (problem === null ? [] : [`${location}: ${problem}`])),
        ...backups.flatMap((backup) => problemsOf(backup, listing)),
    ];
    return notes.length === 0 ? table : `${table}\n${notes.map((note) => `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(note)}\n`).join('')}`;
}
function nothing({ name, stores }) {
    const where = stores.map(({ location }) => location).join(' and ');
    return `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(`no backups${name === null ? '' : ` of ${name}`} in ${where}`)}\n`;
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

/***/ 1799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ renderTable),
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
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

/***/ }),

/***/ 2527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ readCommandLine)
});

// EXTERNAL MODULE: ./build/settings/arguments.js + 1 modules
var settings_arguments = __webpack_require__(5612);
// EXTERNAL MODULE: ./build/settings/backup.js
var backup = __webpack_require__(2796);
// EXTERNAL MODULE: ./build/settings/encryption.js + 1 modules
var encryption = __webpack_require__(638);
// EXTERNAL MODULE: ./build/settings/verify.js
var verify = __webpack_require__(9899);
;// CONCATENATED MODULE: ./build/settings/check-keys.js


/** @throws SettingsError with everything that is wrong */
function readCheckKeysSettings(sources, facts, problems) {
    const from = (0,verify/* readFrom */.z)(sources, facts, problems, 'try keys on');
    const keys = (0,encryption/* readKeysToCheck */.wH)(sources, facts, problems);
    problems.throwAny();
    if (from === undefined)
        throw new Error('nothing to look at, and no problem noted');
    return { ...from, keys };
}
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __webpack_require__(7906);
;// CONCATENATED MODULE: ./build/settings/doctor.js



/** @throws SettingsError with everything that is wrong */
function readDoctorSettings(sources, facts, problems) {
    const jobLimitMs = (0,settings_sources/* read */.LF)(sources, 'job-limit', problems) ?? limitOfThisJob(sources);
    const settings = (0,backup/* readBackupSettings */.s)(sources, facts, problems);
    return { ...settings, ...(jobLimitMs !== undefined && { jobLimitMs }), spoolFolder: (0,external_node_os_.tmpdir)() };
}
const hourMs = 3_600_000;
// https://docs.github.com/en/actions/reference/limits: 6 hours a job on GitHub's runners, 5 days on one's own.
function limitOfThisJob(sources) {
    if ((0,settings_sources/* findVariable */.q3)(sources, ['GITHUB_ACTIONS'])?.text !== 'true')
        return undefined;
    return (0,settings_sources/* findVariable */.q3)(sources, ['RUNNER_ENVIRONMENT'])?.text === 'self-hosted' ? 120 * hourMs : 6 * hourMs;
}
// EXTERNAL MODULE: ./build/settings/env-file.js
var env_file = __webpack_require__(4870);
// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __webpack_require__(8187);
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __webpack_require__(9907);
// EXTERNAL MODULE: ./build/settings/options.js + 12 modules
var options = __webpack_require__(8094);
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
    doctor: {
        short: 'look whether a backup would work, before it has to',
        long: 'Tries what the backup with these options needs, and removes the probes that it writes.',
        examples: [
            'pgdrill doctor --store s3://bucket/app --database-url postgresql://backup@db.example.com/app',
            'pgdrill doctor --store /var/backups/app --database-name app --job-limit 90min --json',
        ],
    },
    'keys check': {
        short: 'prove that the keys put away still open the newest backup',
        long: 'Tries each key on the backup WHAT (latest when left out), at the cost of its first bytes.',
        examples: [
            'pgdrill keys check --store s3://bucket/app --name app --identity-file escrowed.txt',
            'pgdrill keys check --store /var/backups/app --name app --identity-file a.txt --json',
        ],
    },
    'setup-client': {
        short: "fetch PostgreSQL's client programs, where they are not installed",
        long: "Makes sure that PostgreSQL's client programs are on this machine, without root, and says where.",
        examples: [
            'pgdrill setup-client --client-version 18',
            'PATH="$(pgdrill setup-client):$PATH" psql --version',
        ],
    },
};
const exitCodes = [
    ['0', 'done'],
    ['1', 'failed; a difference was proved, a problem was found, or a key opens no backup'],
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
        ...settings_option/* commands */.P.map((command) => `  ${command.padEnd(12)} ${about[command].short}`),
        `  ${'help'.padEnd(12)} show the options of a command: pgdrill help backup`,
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
// EXTERNAL MODULE: ./build/settings/setup-client.js
var setup_client = __webpack_require__(21);
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
        case 'doctor':
            return { ...run, command, settings: readDoctorSettings(sources, facts, problems) };
        case 'keys check':
            return { ...run, command, settings: readCheckKeysSettings(sources, facts, problems) };
        case 'setup-client':
            return { ...run, command, settings: (0,setup_client/* readSetupClientSettings */.y)(sources, facts, problems) };
    }
}

/***/ })

};

