export const id = 796;
export const ids = [796];
export const modules = {

/***/ 7891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ runRestore)
});

// EXTERNAL MODULE: ./build/encrypt/decrypt.js
var decrypt = __webpack_require__(4423);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./build/postgres/globals-sql.js
var globals_sql = __webpack_require__(1223);
// EXTERNAL MODULE: ./build/postgres/load.js + 4 modules
var load = __webpack_require__(5653);
// EXTERNAL MODULE: ./build/postgres/swap-databases.js
var swap_databases = __webpack_require__(9004);
// EXTERNAL MODULE: ./build/restore/claim.js
var claim = __webpack_require__(1281);
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(8312);
;// CONCATENATED MODULE: ./build/restore/commands.js


/** The user's commands around the change: stop the application before, start it after. */
class Changing {
    #request;
    #begun = false;
    constructor(request) {
        this.#request = request;
    }
    async begin() {
        if (this.#begun)
            return;
        this.#begun = true;
        await this.#run('before-command', this.#request.beforeCommand, {}, this.#request.signal);
    }
    /** Whatever stopped the restore: the application is to start again. */
    async end(result) {
        if (!this.#begun)
            return;
        const never = new AbortController().signal;
        await this.#run('after-command', this.#request.afterCommand, { PGDRILL_RESULT: result }, never);
    }
    async #run(option, command, more, signal) {
        if (command === undefined)
            return;
        const { environment, target, report } = this.#request;
        const program = {
            path: '/bin/sh',
            arguments: ['-c', command],
            environment: { ...environment, PGDRILL_DATABASE: target.database, ...more },
        };
        try {
            const said = (await (0,child/* textOf */.b6)(program, signal)).trim();
            report.info(`${option} is done${said && `: ${said}`}`);
        }
        catch (error) {
            if (!(error instanceof child/* ChildError */.rF))
                throw error;
            throw new errors/* PgdrillError */.ZA(`${option} failed: ${error.message}; it said: ${error.stderr.trim() || 'nothing'}`, { cause: error });
        }
    }
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/postgres/client.js + 5 modules
var postgres_client = __webpack_require__(2427);
// EXTERNAL MODULE: ./build/postgres/databases.js
var databases = __webpack_require__(9164);
// EXTERNAL MODULE: ./build/restore/beside.js
var beside = __webpack_require__(5523);
// EXTERNAL MODULE: ./build/postgres/run-checks.js
var run_checks = __webpack_require__(1725);
// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
;// CONCATENATED MODULE: ./build/restore/check.js



/** Runs the user's checks on the new database, before it becomes the target. @throws PgdrillError when one fails */
async function check({ checks, target, signal, report }, database) {
    if (checks === undefined)
        return;
    const warning = (text) => report.warning(text);
    const results = await (0,run_checks/* runChecks */.J)({ ...target, database }, checks, { signal, warning });
    const failed = (0,run_checks/* failedCheck */.W)(results, checks);
    if (failed !== undefined)
        throw new errors/* PgdrillError */.ZA(failed, {
            cure: `database "${target.database}" is as it was; restore an older backup, or without checks`,
        });
    report.info(`${(0,human/* counted */.hS)(results.length, 'check')} passed`);
}
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/postgres/load-errors.js + 1 modules
var load_errors = __webpack_require__(1366);
// EXTERNAL MODULE: ./build/postgres/patience.js
var patience = __webpack_require__(2371);
;// CONCATENATED MODULE: ./build/restore/filled.js
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







/**
 * Whether a load in one transaction that failed has been committed all the same: the connection can be lost, or psql
 * stopped, after it has sent its COMMIT. @throws UnsettledError when that cannot be learnt
 */
async function isFilled({ target, signal, report }, error) {
    // A statement that the server refuses ends the transaction; everything else can have come after its end.
    if (error instanceof load_errors/* LoadError */.Xb && error.failure.message.startsWith('ERROR:'))
        return false;
    const look = async (limit) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(target, limit), true);
            for (let attempt = 0; attempt < 100; attempt += 1) {
                if ((await client.query(committing)).length === 0)
                    break;
                await (0,promises_.setTimeout)(20);
            }
            return (await (0,databases/* userObjects */.Sv)(client, 1)).length > 0;
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
    };
    const { database } = target;
    try {
        if (!(await (0,patience/* patiently */.d)(look, { stopped: signal.aborted })))
            return false;
    }
    catch (cause) {
        throw new swap_databases/* UnsettledError */.vs(`cannot tell whether database "${database}" is restored or still empty, for the connection was lost (${(0,errors/* messageOf */.bD)(error)}) and there is no other: ${(0,errors/* messageOf */.bD)(cause)}`, { cause: error, cure: 'look whether it holds tables: it is one or the other' });
    }
    report.warning(`database "${database}" is restored: only the last answer was lost (${(0,errors/* messageOf */.bD)(error)})`);
    return true;
}
const committing = `
  select from pg_stat_activity
   where datname = current_database() and application_name = 'pgdrill' and state = 'active' and query ~* '^commit'`;
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(1502);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/fingerprint/dump-gate.js
var dump_gate = __webpack_require__(3741);
// EXTERNAL MODULE: ./build/postgres/scratch-folder.js
var scratch_folder = __webpack_require__(4041);
;// CONCATENATED MODULE: ./build/restore/spool.js



// The process that made it is in the name, so that a later restore knows what nobody needs any more.
const prefix = 'pgdrill-restore-';
const named = /^pgdrill-restore-(\d+)-/;
/** A private folder for an archive that several jobs read. */
async function makeSpool(parent) {
    return await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(parent, `${prefix}${process.pid}-`));
}
/** Removes the archives of restores that were killed: each is as large as its backup, and in clear. What cannot go stays. */
async function removeSpoolLeftovers(parent) {
    for (const name of await (0,external_node_fs_promises_.readdir)(parent).catch(() => [])) {
        const maker = named.exec(name)?.[1];
        if (maker === undefined || (0,scratch_folder/* isRunning */.W_)(Number(maker)))
            continue;
        const folder = (0,external_node_path_.join)(parent, name);
        const found = await (0,external_node_fs_promises_.lstat)(folder).catch(() => undefined);
        // Anybody can make a folder of this name in /tmp; only our own is ours to remove.
        if (found?.isDirectory() !== true || found.uid !== process.getuid?.())
            continue;
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true }).catch(() => undefined);
    }
}
;// CONCATENATED MODULE: ./build/restore/load.js
var load_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var load_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











/** Loads the dump. What is not whole is an error before it is committed. */
async function load_load(run, origin, database, singleTransaction) {
    const { signal, serverMajor, tools, target } = run;
    const options = { serverMajor, singleTransaction, signal, settings: { ...run.loadSettings } };
    const connection = { ...target, database };
    const source = watched(origin.read(signal), run.report, 'loading');
    const loadText = async (text) => {
        const gate = gateOf(run, singleTransaction);
        try {
            await (0,load/* loadPlain */.VF)(connection, tools, whole(run, gate, text, origin), options);
        }
        catch (error) {
            throw error instanceof load_errors/* LoadError */.Xb ? error.explainedBy(gate.oddities) : error;
        }
    };
    if (origin.format === 'plain')
        return await loadText(source);
    if ((0,load/* needsText */.RS)(tools, options))
        return await loadText((0,load/* archiveText */.gw)(connection, tools, { stream: source }, options));
    const archive = { ...options, more: archiveFlags(run) };
    if (run.jobs === 1 || singleTransaction)
        return await (0,load/* loadArchive */.bt)(connection, tools, { stream: source }, { ...archive, jobs: 1 });
    await spooled(run, source, (file) => (0,load/* loadArchive */.bt)(connection, tools, { file }, { ...archive, jobs: run.jobs }));
}
function archiveFlags({ noOwner, noPrivileges }) {
    return [...(noOwner ? ['--no-owner'] : []), ...(noPrivileges ? ['--no-privileges'] : [])];
}
/** Reads the backup to its end. @throws PgdrillError where it is not what was stored, or not whole */
async function readThrough(run, origin) {
    const source = watched(origin.read(run.signal), run.report, 'checking');
    const text = origin.format === 'plain' ? whole(run, gateOf(run, false), source, origin) : source;
    for await (const _ of text)
        run.signal.throwIfAborted();
}
/** Reads the first of it. @throws PgdrillError where it is gone */
async function readStart({ signal }, origin) {
    for await (const _ of origin.read(signal))
        return;
}
function gateOf({ noOwner, noPrivileges }, oneTransaction) {
    return new dump_gate/* DumpGate */.Wq({ transactions: oneTransaction, owners: noOwner, privileges: noPrivileges });
}
/** The text of a plain dump, which ends normally only when it ends as pg_dump ends one. */
async function* whole({ report }, gate, source, { location }) {
    yield* gate.pass(source);
    const { passed } = gate;
    if (passed?.isComplete)
        return;
    if (passed?.bytes === 0)
        throw new errors/* PgdrillError */.ZA(`cannot restore ${location}: it is empty`);
    if (passed?.isDump || !passed?.isWhole) {
        throw new errors/* PgdrillError */.ZA(`cannot restore ${location}: it is cut short after ${passed?.bytes ?? 0} bytes`);
    }
    report.warning(`${location} is not pg_dump's: nothing in it tells whether it is whole`);
}
async function spooled(run, source, use) {
    const folder = await makeSpool(run.spoolFolder);
    try {
        const file = (0,external_node_path_.join)(folder, 'archive');
        await (0,external_node_stream_promises_.pipeline)(source, (0,external_node_fs_.createWriteStream)(file, { mode: 0o600 }), { signal: run.signal });
        await use(file);
    }
    finally {
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function* watched(source, report, doing) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const started = performance.now();
        let bytes = 0;
        const _ = load_addDisposableResource(env_1, report.track(() => `${doing}: ${(0,human/* formatBytes */.z3)(bytes)} in ${(0,human/* formatDuration */.a3)(performance.now() - started)}`), false);
        for await (const chunk of source) {
            bytes += chunk.length;
            yield chunk;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        load_disposeResources(env_1);
    }
}
/** Statistics are no part of a dump; without them the first queries are slow. */
async function analyze(run, database) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const client = load_addDisposableResource(env_2, await (0,postgres_client/* connect */.N)({ ...run.target, database }, run.signal), true);
        await client.query('ANALYZE');
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = load_disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}
/** Statistics are no part of a backup: what is restored is whole without them. */
async function analyzeIfPossible(run) {
    const { target, report, signal } = run;
    await analyze(run, target.database).catch((error) => {
        const why = signal.aborted ? 'stopped' : (0,errors/* messageOf */.bD)(error);
        report.warning(`database "${target.database}" is restored, and has no statistics yet: ${why}; run ANALYZE`);
    });
}
// EXTERNAL MODULE: ./build/postgres/sqlstate.js
var sqlstate = __webpack_require__(7929);
// EXTERNAL MODULE: ./build/restore/names.js
var restore_names = __webpack_require__(1641);
;// CONCATENATED MODULE: ./build/restore/made-beside.js
var made_beside_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var made_beside_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** A new, empty database like the backup's, beside the target. @throws PgdrillError when there is none */
async function createBeside(run, origin) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const next = (0,restore_names/* nameBeside */.C)(run.target.database, `restoring_${(0,external_node_crypto_.randomBytes)(3).toString('hex')}`, run.now);
        const client = made_beside_addDisposableResource(env_1, await (0,beside/* connectBeside */.P)(run.target, run.signal), true);
        try {
            await client.query((0,databases/* createDatabaseSql */.s7)(next, run.serverMajor, origin.shape));
        }
        catch (cause) {
            // Whether it was made is not known when the answer was lost.
            if (!(0,sqlstate/* isAnswer */.Tq)(cause))
                await dropPatiently(run, next).catch((left) => toldOfLeft(run, next, left));
            run.signal.throwIfAborted();
            const cure = /No space left/.test((0,errors/* messageOf */.bD)(cause))
                ? "free space on the server's disk"
                : 'let the server have its encoding and locale, or create an empty database by hand and restore into that';
            throw new errors/* PgdrillError */.ZA(`cannot create a database like the backup's: ${(0,errors/* messageOf */.bD)(cause)}`, { cause, cure });
        }
        return next;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = made_beside_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What `act` gives; when it fails, the database made for it goes again. */
async function orDrop(run, database, act) {
    try {
        return await act();
    }
    catch (error) {
        // It may be the live one by now.
        if (!(error instanceof swap_databases/* UnsettledError */.vs))
            await dropPatiently(run, database).catch((left) => toldOfLeft(run, database, left));
        throw error;
    }
}
function toldOfLeft({ report }, database, error) {
    report.warning(`database "${database}" is left behind: ${(0,errors/* messageOf */.bD)(error)}; the next restore drops it, or you do`);
}
async function dropPatiently({ target, signal }, database) {
    const drop = async (limit) => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const client = made_beside_addDisposableResource(env_2, await (0,beside/* connectBeside */.P)(target, limit), true);
            await (0,databases/* dropDatabase */.Zi)(client, database);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = made_beside_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    };
    await (0,patience/* patiently */.d)(drop, { stopped: signal.aborted });
}
/** What a database that takes the target's place has to have from it. */
async function liveProperties(run) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const client = made_beside_addDisposableResource(env_3, await (0,beside/* connectBeside */.P)(run.target, run.signal), true);
        return await (0,databases/* readProperties */.Qh)(client, run.target.database);
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = made_beside_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
;// CONCATENATED MODULE: ./build/restore/in-place.js
var in_place_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var in_place_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/**
 * Drops the database before it loads. What can be tried before is: that the backup is whole, and one like it can be made.
 * That one takes its place first, so that there is a database of its name in every moment.
 */
async function rebuild(run, origin) {
    const { database } = run.target;
    await readThrough(run, origin);
    const properties = await liveProperties(run);
    const next = await createBeside(run, origin);
    const sessionsEnded = await orDrop(run, next, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = in_place_addDisposableResource(env_1, await (0,beside/* connectBeside */.P)(run.target, run.signal)
            // Nobody may be let in for as long as it loads; but we, who may be no superuser, are.
            , true);
            // Nobody may be let in for as long as it loads; but we, who may be no superuser, are.
            for (const sql of (0,databases/* propertiesSql */.UV)(next, { ...properties, connectionLimit: -1 }))
                await client.query(sql);
            await run.changing.begin();
            // A prune may have removed it since it was read.
            await readStart(run, origin);
            run.signal.throwIfAborted();
            run.report.warning(`dropping database "${database}": from here on there is only the backup`);
            return await supersede(run, next);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = in_place_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
    try {
        await load_load(run, origin, database, false);
        await analyzeIfPossible(run);
    }
    catch (error) {
        throw new swap_databases/* UnsettledError */.vs(`database "${database}" was dropped, and what is in its place is not whole: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error, cure: 'restore again' });
    }
    finally {
        await limitConnections(run, properties);
    }
    return { kept: null, sessionsEnded, unreachableMs: null };
}
/**
 * Puts the empty database in the live one's place and drops that; when it cannot be dropped it is live again. A DROP that has
 * begun has no way back, wherever it ends: then the backup is all there is, as after one that is through.
 */
async function supersede(run, next) {
    const live = run.target.database;
    const old = (0,restore_names/* nameBeside */.C)(live, 'before', run.now);
    const { sessions } = await (0,swap_databases/* swapDatabases */.Qj)((0,beside/* beside */.v)(run), { live, next, old }, run.signal);
    try {
        await dropPatiently(run, old);
    }
    catch (error) {
        // Where nobody answers, the way back will tell.
        if (await isHalfDropped(run, old).catch(() => false)) {
            run.report.warning(`database "${old}" is dropped in part: ${(0,errors/* messageOf */.bD)(error)}; drop it again`);
            return sessions;
        }
        await (0,swap_databases/* swapDatabases */.Qj)((0,beside/* beside */.v)(run), { live, next: old, old: next }).catch((back) => {
            throw new swap_databases/* UnsettledError */.vs(`database "${live}" is empty now, and what it held is whole in "${old}", which could neither be dropped (${(0,errors/* messageOf */.bD)(error)}) nor put back: ${(0,errors/* messageOf */.bD)(back)}`, { cause: error, cure: 'take it back with restore --undo' });
        });
        run.report.info(`database "${live}" could not be dropped, and is live again: it is as it was`);
        throw error;
    }
    return sessions;
}
/** The server says so since 15.4 and its contemporaries (-2: "invalid"); older ones would let it be used. */
async function isHalfDropped({ target, signal }, database) {
    const sql = 'select from pg_database where datname = $1 and datconnlimit = -2';
    const ask = async (limit) => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const client = in_place_addDisposableResource(env_2, await (0,beside/* connectBeside */.P)(target, limit), true);
            return (await client.query(sql, [database])).length > 0;
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = in_place_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    };
    return await (0,patience/* patiently */.d)(ask, { stopped: signal.aborted });
}
async function limitConnections(run, { connectionLimit }) {
    if (connectionLimit === -1)
        return;
    const { database } = run.target;
    const sql = `ALTER DATABASE ${(0,quote/* identifier */.C)(database)} CONNECTION LIMIT ${connectionLimit}`;
    try {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const client = in_place_addDisposableResource(env_3, await (0,beside/* connectBeside */.P)(run.target), true);
            await client.query(sql);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = in_place_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
    catch (error) {
        run.report.warning(`database "${database}" has no connection limit now: ${(0,errors/* messageOf */.bD)(error)}; run: ${sql}`);
    }
}
;// CONCATENATED MODULE: ./build/restore/modes.js
var modes_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var modes_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** How each mode changes the target. Each leaves it as it was when it fails, but for `in-place`. */
const modes = {
    'into-empty': (run, origin) => {
        if (!run.targetExists)
            return make(run, origin);
        return run.checks ? supplant(run, origin) : fill(run, origin);
    },
    swap: (run, origin) => (run.targetExists ? swap(run, origin) : make(run, origin)),
    replace: (run, origin) => (run.targetExists ? replace(run, origin) : make(run, origin)),
    'in-place': (run, origin) => (run.targetExists ? rebuild(run, origin) : make(run, origin)),
};
const unchanged = { kept: null, sessionsEnded: 0, unreachableMs: null };
/** Fills the empty database in one transaction. */
async function fill(run, origin) {
    await run.changing.begin();
    await load_load(run, origin, run.target.database, true).catch(async (error) => {
        if (!(await isFilled(run, error)))
            throw error;
    });
    await analyzeIfPossible(run);
    return unchanged;
}
/** Makes the database, which was not there. */
async function make(run, origin) {
    const next = await makeBeside(run, origin);
    await orDrop(run, next, async () => {
        await run.changing.begin();
        await (0,swap_databases/* renameDatabase */.E2)((0,beside/* beside */.v)(run), next, run.target.database, run.signal);
    });
    return unchanged;
}
/** Restores beside the live database, and then lets both change names. */
async function swap(run, origin, word = 'before') {
    const next = await makeBeside(run, origin);
    return await orDrop(run, next, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = modes_addDisposableResource(env_1, await (0,beside/* connectBeside */.P)(run.target, run.signal), true);
            for (const sql of (0,databases/* propertiesSql */.UV)(next, await liveProperties(run)))
                await client.query(sql);
            await run.changing.begin();
            run.signal.throwIfAborted();
            const old = (0,restore_names/* nameBeside */.C)(run.target.database, word, run.now);
            const names = { live: run.target.database, next, old };
            const swapped = await (0,swap_databases/* swapDatabases */.Qj)((0,beside/* beside */.v)(run), names, run.signal);
            told(run, swapped);
            return { kept: old, sessionsEnded: swapped.sessions, unreachableMs: swapped.unreachableMs };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = modes_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
}
async function replace(run, origin) {
    return await withoutOld(run, await swap(run, origin, replacedWord()));
}
/** The restore is done: what was live before is in nobody's way when it cannot be dropped. */
async function withoutOld(run, change) {
    if (change.kept === null)
        return change;
    try {
        await dropPatiently(run, change.kept);
        return { ...change, kept: null };
    }
    catch (error) {
        run.report.warning(`database "${run.target.database}" is restored, but the one before is still there as "${change.kept}": ${(0,errors/* messageOf */.bD)(error)}; drop it`);
        return change;
    }
}
/**
 * Takes the empty database's place: what is loaded in one transaction cannot be checked before that ends. Where somebody has
 * filled the empty one in the meantime it is kept.
 */
async function supplant(run, origin) {
    const change = await swap(run, origin);
    if (change.kept === null)
        return change;
    if (!(await isEmpty({ ...run.target, database: change.kept }))) {
        run.report.warning(`database "${run.target.database}" was no longer empty: it is kept as "${change.kept}"`);
        return change;
    }
    return await withoutOld(run, change);
}
async function isEmpty(database) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const client = modes_addDisposableResource(env_2, await (0,postgres_client/* connect */.N)(database), true);
        return (await (0,databases/* userObjects */.Sv)(client, 1)).length === 0;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = modes_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** A new database with the whole dump in it, which has passed the user's checks. */
async function makeBeside(run, origin) {
    const next = await createBeside(run, origin);
    await orDrop(run, next, async () => {
        await load_load(run, origin, next, false);
        await analyze(run, next);
        await check(run, next);
    });
    return next;
}
// Its end in the name makes it one that the next restore drops: the new one had been restored whole when it got it.
function replacedWord() {
    return `replaced_${(0,external_node_crypto_.randomBytes)(3).toString('hex')}`;
}
function told({ report, target }, { sessions, unreachableMs }) {
    report.info(`database "${target.database}" was unreachable for ${Math.round(unreachableMs)} ms; sessions ended: ${sessions}`);
}
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
// EXTERNAL MODULE: ./build/catalog/read-object.js
var read_object = __webpack_require__(1084);
// EXTERNAL MODULE: ./build/compress/decompress.js + 1 modules
var decompress = __webpack_require__(1768);
// EXTERNAL MODULE: ./build/compress/decompression-error.js
var decompression_error = __webpack_require__(8045);
// EXTERNAL MODULE: ./build/encrypt/errors.js
var encrypt_errors = __webpack_require__(1939);
// EXTERNAL MODULE: ./build/encrypt/header.js
var header = __webpack_require__(3121);
;// CONCATENATED MODULE: ./build/restore/origin.js
var origin_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var origin_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











/** Every place that the dump can be read from. @throws PgdrillError when there is none */
async function findOrigins(from, keys, { now, signal }) {
    if (from.kind === 'file')
        return { origins: [await fileOrigin(from.path, keys, signal)], problems: [] };
    const { copies, problems } = await (0,open_backup/* findBackup */.SC)(from.stores, from.what, { now, signal });
    const origins = copies.map((copy) => copyOrigin(copy, keys));
    return await openable(origins, problems, signal);
}
/** Those that the keys open, before anything is changed for the sake of a backup that nobody here can read. */
async function openable(all, problems, signal) {
    const tried = await Promise.allSettled(all.map((origin) => origin.tryKeys?.(signal)));
    signal.throwIfAborted();
    const reasons = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    const origins = all.filter((_, at) => tried[at]?.status === 'fulfilled');
    if (origins.length === 0)
        throw reasons[0];
    return { origins, problems: [...problems, ...reasons.map(errors/* messageOf */.bD)] };
}
/** Whether what is stored, and not what was made of it, is to blame for a failed restore: then another copy may do. */
async function isDamaged(origin, error, signal) {
    if (error instanceof read_object/* CorruptObjectError */.b || error instanceof decompression_error/* DecompressionError */.e)
        return true;
    if (error instanceof encrypt_errors/* DecryptionError */.O)
        return true;
    // A flipped bit can be bad SQL long before the checksum's turn comes.
    try {
        for await (const _ of origin.read(signal))
            signal.throwIfAborted();
        return false;
    }
    catch {
        return !signal.aborted;
    }
}
function copyOrigin(copy, keys) {
    const { store, entry, manifest } = copy;
    const dump = (0,open_backup/* dumpOf */.qf)(copy);
    if (dump === undefined)
        throw new errors/* PgdrillError */.ZA(`there is no dump of ${entry.stem} in ${store.location}`);
    refuseUnreadable(dump, store);
    const stored = manifest?.objects.find(({ key }) => key === dump.key);
    const { compression, format } = dump.format === 'plain' ? dump : { ...dump, compression: 'none' };
    const location = `${store.location}/${dump.key}`;
    const read = (signal) => (0,read_object/* readObject */.A)(store, stored ?? { key: dump.key }, { signal });
    const decrypted = (signal) => dump.encrypted ? (0,decrypt/* decryptor */.Jl)(keys, location)(read(signal)) : read(signal);
    return {
        location,
        stem: entry.stem,
        format: format === 'plain' ? 'plain' : 'custom',
        storedBytes: entry.objects.find(({ key }) => key === dump.key)?.bytes ?? null,
        ...(manifest && { shape: manifest.source, clientMajor: Number.parseInt(manifest.dump.client, 10) }),
        extensions: manifest?.source.extensions.map(({ name }) => name) ?? [],
        tryKeys: async (signal) => {
            if (dump.encrypted)
                await (0,decrypt/* tryKeys */._R)(read(signal), keys, location);
        },
        read: (signal) => (0,decompress/* decompressor */.n)(compression)(decrypted(signal)),
        readGlobals: (signal) => readGlobals(copy, keys, signal),
    };
}
function refuseUnreadable({ key, format }, { location }) {
    if (format === 'directory') {
        throw new errors/* PgdrillError */.ZA(`cannot restore ${location}/${key}: it is a directory archive`, {
            cure: 'fetch its folder and restore it with pg_restore',
        });
    }
}
async function readGlobals({ store, entry, manifest }, keys, signal) {
    const found = entry.objects.map((object) => (0,names/* parseKey */.Do)(object.key)).find((key) => key?.part === 'globals');
    if (found?.part !== 'globals')
        return undefined;
    const { key, encrypted } = found;
    const stored = manifest?.objects.find((object) => object.key === key) ?? { key };
    const chunks = [];
    const read = (0,read_object/* readObject */.A)(store, stored, { signal });
    const gzip = encrypted ? (0,decrypt/* decryptor */.Jl)(keys, `${store.location}/${key}`)(read) : read;
    for await (const chunk of (0,decompress/* decompressor */.n)('gzip')(gzip))
        chunks.push(chunk);
    return Buffer.concat(chunks).toString();
}
/** What a file is, its first bytes say; not its name, which anybody may have changed. */
async function fileOrigin(path, keys, signal) {
    const file = await startOf(path);
    const isEncrypted = file.start.toString('latin1') === header/* intro */.L.slice(0, startBytes);
    const read = (signal) => isEncrypted ? (0,decrypt/* decryptor */.Jl)(keys, path)(bytesOf(path, signal)) : bytesOf(path, signal);
    const start = isEncrypted ? await firstOf(read(signal)) : file.start;
    const compression = compressionOf(start);
    const format = start.toString('latin1', 0, 5) === 'PGDMP' ? 'custom' : 'plain';
    return {
        location: path,
        stem: null,
        format,
        storedBytes: file.bytes,
        extensions: [],
        read: (signal) => (0,decompress/* decompressor */.n)(compression)(read(signal)),
        readGlobals: async () => undefined,
    };
}
async function firstOf(source) {
    for await (const chunk of source)
        return Buffer.from(chunk.subarray(0, startBytes));
    return Buffer.alloc(0);
}
async function* bytesOf(path, signal) {
    for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: 256 * 1024 })) {
        signal.throwIfAborted();
        yield chunk;
    }
}
// Enough to tell an archive, a compressed file and an encrypted one.
const startBytes = 8;
async function startOf(path) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if ((await (0,external_node_fs_promises_.stat)(path)).isDirectory())
                throw new errors/* PgdrillError */.ZA('it is a folder');
            const file = origin_addDisposableResource(env_1, await (0,external_node_fs_promises_.open)(path), true);
            const { buffer, bytesRead } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0);
            return { start: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = origin_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        throw new errors/* PgdrillError */.ZA(`cannot read ${path}: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
function compressionOf(start) {
    if (start.toString('hex', 0, 2) === '1f8b')
        return 'gzip';
    return start.toString('hex', 0, 4) === '28b52ffd' ? 'zstd' : 'none';
}
// EXTERNAL MODULE: ./build/postgres/tools.js
var postgres_tools = __webpack_require__(3909);
// EXTERNAL MODULE: ./build/postgres/unrestrictable.js
var unrestrictable = __webpack_require__(2699);
;// CONCATENATED MODULE: ./build/restore/load-settings.js
// A dump says itself how it is to be read, but for these: a role or a database that has them otherwise would let NULL in an
// array be a word, and let nothing in at all.
const asDumped = { array_nulls: 'on', default_transaction_read_only: 'off' };
const leastMb = 64;
const mostMb = 256;
const togetherMb = 512;
const workers = 4;
/**
 * What lets a dump in as it is, and what makes indexes and foreign keys quick, which is what a restore waits for: memory that all jobs together can have on a
 * small server, and parallel workers. The server's own settings stay where they are higher.
 */
async function readLoadSettings(client, jobs) {
    const rows = await client.query(`select name, setting::float8 as value from pg_settings
      where name in ('maintenance_work_mem', 'max_parallel_maintenance_workers')`);
    const own = new Map(rows.map(({ name, value }) => [name, value]));
    const ownMb = Math.floor((own.get('maintenance_work_mem') ?? 0) / 1024);
    const perJobMb = Math.min(mostMb, Math.max(leastMb, Math.floor(togetherMb / jobs)));
    return {
        maintenance_work_mem: `${Math.max(ownMb, perJobMb)}MB`,
        max_parallel_maintenance_workers: `${Math.max(own.get('max_parallel_maintenance_workers') ?? 0, workers)}`,
        ...asDumped,
    };
}
;// CONCATENATED MODULE: ./build/restore/locale.js

const cure = 'or create an empty database by hand and restore into that';
/** What keeps the server from having a database of this encoding and locale, each with its cure. Changes nothing. */
async function missingLocales(client, serverMajor, { encoding, locale }) {
    const provided = await providerProblem(client, serverMajor, locale);
    const names = [...new Set([locale.collate, locale.ctype])];
    const missing = await Promise.all(names.map((name) => localeProblem(client, name)));
    const problems = [await encodingProblem(client, encoding), provided, ...missing];
    return problems.filter((problem) => problem !== undefined);
}
async function encodingProblem(client, encoding) {
    const [row] = await client.query('select pg_char_to_encoding($1) >= 0 as known', [
        encoding,
    ]);
    if (row?.known)
        return undefined;
    return `the backup's encoding "${encoding}" is not known to the server; restore on a newer server, ${cure}`;
}
// The major that first knows the provider as a database's, and those of builtin locales.
const firstMajors = {
    libc: 0,
    icu: 15,
    builtin: 17,
    'builtin PG_UNICODE_FAST': 18,
};
async function providerProblem(client, serverMajor, { provider, name }) {
    const first = firstMajors[`${provider} ${name}`] ?? firstMajors[provider] ?? 0;
    if (serverMajor < first)
        return `the backup's locale "${name}" of the provider ${provider} needs PostgreSQL ${first}, and the server is ${serverMajor}; restore on a newer server, ${cure}`;
    if (provider !== 'icu')
        return undefined;
    // A server that can has some hundreds of these from initdb.
    const found = await client.query("select from pg_collation where collprovider = 'i' limit 1");
    if (found.length > 0)
        return undefined;
    return `the backup's locale "${name}" is ICU's, and the server is built without ICU; restore on a server that has it, ${cure}`;
}
/** The server asks the operating system for a locale when it is set; this one changes how money is shown, for one statement. */
async function localeProblem(client, name) {
    try {
        await client.query("select set_config('lc_monetary', $1, true)", [name]);
        return undefined;
    }
    catch (error) {
        if ((0,sqlstate/* codeOf */.$N)(error) !== '22023')
            throw error;
        return `the backup's locale "${name}" is not installed on the server's machine; install it there (locale-gen, or the package locales-all or glibc-langpack), ${cure}`;
    }
}
;// CONCATENATED MODULE: ./build/restore/room.js



/** Why an archive cannot be put into the folder, with its cure; undefined when it can, as far as is known. */
async function missingRoom(folder, bytes) {
    const cure = 'set TMPDIR to a folder with more, or jobs to 1, which needs none';
    try {
        const { bavail, bsize } = await (0,external_node_fs_promises_.statfs)(folder);
        const free = bavail * bsize;
        if (bytes === null || bytes <= free)
            return undefined;
        return `several jobs need ${(0,human/* formatBytes */.z3)(bytes)} of room for the archive, and ${folder} has ${(0,human/* formatBytes */.z3)(free)}; ${cure}`;
    }
    catch (error) {
        return `several jobs need room for the archive in ${folder}, which cannot be used: ${(0,errors/* messageOf */.bD)(error)}; ${cure}`;
    }
}
;// CONCATENATED MODULE: ./build/restore/preflight.js
var preflight_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var preflight_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











/** Looks at everything that would stop the restore, before anything is changed. @throws PgdrillError with all of it */
async function preflight(origin, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { target, mode } = request;
        const client = preflight_addDisposableResource(env_1, await (0,beside/* connectBeside */.P)(target, request.signal), true);
        const [server] = await client.query("select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('server_version_num')::int as num");
        const { version = '', num = 0 } = server ?? {};
        const serverMajor = Math.floor(num / 10_000);
        const targetExists = await (0,databases/* databaseExists */.i4)(client, target.database);
        const intoEmpty = targetExists && mode === 'into-empty';
        const fills = intoEmpty && request.checks === undefined;
        const globals = await origin.readGlobals(request.signal);
        const missing = globals === undefined ? [] : await missingRoles(client, globals);
        const { tools, problems: unusable } = await usableTools(origin, request, serverMajor);
        const problems = [
            ...unusable,
            ...(await readOnly(client)),
            ...(await unavailableExtensions(client, origin.extensions)),
            ...(needsRoles(request) ? missing.map(roleMissing) : []),
            ...(origin.shape && !fills ? await missingLocales(client, serverMajor, origin.shape) : []),
            ...(fills ? [] : await missingRights(client, request)),
            ...(intoEmpty ? await notEmpty(target, request.signal) : []),
            ...(fills ? [] : await noRoom(origin, request, tools, serverMajor)),
        ];
        if (problems.length > 0 || tools === undefined)
            throw new errors/* PgdrillError */.ZA(problems.join('\n'));
        if (fills)
            await warnOfEncoding(client, origin, request);
        return {
            serverMajor,
            serverVersion: version,
            targetExists,
            tools,
            loadSettings: await loadSettings(client, origin, fills ? 1 : request.jobs),
            globals: request.createRoles && missing.length > 0 ? globals : undefined,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = preflight_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function loadSettings(client, { format }, jobs) {
    return client.isPooled && format === 'custom' ? undefined : await readLoadSettings(client, jobs);
}
async function usableTools(origin, request, serverMajor) {
    // An archive of a newer pg_dump is in a format that an older pg_restore may not read.
    const major = Math.max(serverMajor, origin.format === 'custom' ? (origin.clientMajor ?? 0) : 0);
    try {
        const tools = await (0,postgres_tools/* findClientTools */.Mt)({ major }, request, 'restore');
        const problem = origin.format === 'plain' || request.createRoles ? (0,unrestrictable/* unrestrictable */.s)(tools) : undefined;
        return { tools, problems: problem === undefined ? [] : [problem.message] };
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        return { problems: [(0,errors/* messageOf */.bD)(error)] };
    }
}
/** Several jobs read an archive from a file. */
async function noRoom({ format, storedBytes }, { jobs, spoolFolder }, tools, serverMajor) {
    if (format === 'plain' || jobs === 1 || (tools && (0,load/* needsText */.RS)(tools, { serverMajor })))
        return [];
    const problem = await missingRoom(spoolFolder, storedBytes);
    return problem === undefined ? [] : [problem];
}
/** A database that is there already keeps its encoding. */
async function warnOfEncoding(client, { shape }, { target, report }) {
    if (shape === undefined)
        return;
    const [row] = await client.query('select pg_encoding_to_char(encoding) as encoding from pg_database where datname = $1', [target.database]);
    if (row === undefined || row.encoding === shape.encoding)
        return;
    report.warning(`the encoding of database "${target.database}" is ${row.encoding}, that of the backup's ${shape.encoding}: what the one has no room for stops the restore; a database that restore makes itself gets the backup's`);
}
// As the globals' script asks before it makes one.
const roleAsked = /FROM pg_catalog\.pg_roles WHERE rolname = '((?:[^']|'')*)'\) THEN/g;
async function missingRoles(client, globals) {
    const wanted = [...globals.matchAll(roleAsked)].map(([, name = '']) => name.replaceAll("''", "'"));
    const rows = await client.query('select name from unnest($1::text[]) name where name not in (select rolname from pg_roles)', [wanted]);
    return rows.map(({ name }) => name);
}
// Policies can name roles, too; that is rare, and then the load says so.
function needsRoles({ createRoles, noOwner, noPrivileges }) {
    return !createRoles && !(noOwner && noPrivileges);
}
function roleMissing(name) {
    return `role "${name}" is missing on the server; create it, set create-roles to create what the backup knows, or turn owner and privileges off to do without`;
}
async function readOnly(client) {
    const [session] = await client.query(`select pg_is_in_recovery() as standby, current_setting('default_transaction_read_only')::bool as "readOnly"`);
    if (session?.standby)
        return ['the server is a standby, which takes no changes; restore on its primary'];
    return session?.readOnly
        ? [
            'sessions of the role are read-only; turn default_transaction_read_only off for it (ALTER ROLE), or restore as another role',
        ]
        : [];
}
async function unavailableExtensions(client, names) {
    const rows = await client.query('select name from unnest($1::text[]) name where name not in (select name from pg_available_extensions)', [names]);
    return rows.map(({ name }) => `extension "${name}" is not available on the server; install its package there`);
}
async function missingRights(client, { target: { database }, checks }) {
    const [rights] = await client.query(`select rolsuper or rolcreatedb as creates, current_database() = $1 as "isInside",
            coalesce((select rolsuper or pg_has_role(datdba, 'USAGE') from pg_database where datname = $1), true) as owns
       from pg_roles where rolname = current_user`, [database]);
    return [
        ...(rights?.creates
            ? []
            : [
                `the role may not create databases; give it CREATEDB, or ${checks ? 'leave the checks out' : 'use mode into-empty'}`,
            ]),
        ...(rights?.isInside
            ? [
                `the role may connect to no other database of the server, which renaming "${database}" takes; use mode into-empty`,
            ]
            : []),
        ...(rights?.owns ? [] : [`the role may not rename or drop database "${database}"; restore as its owner`]),
    ];
}
async function notEmpty(target, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const client = preflight_addDisposableResource(env_2, await (0,postgres_client/* connect */.N)(target, signal), true);
        const found = await (0,databases/* userObjects */.Sv)(client, 6);
        if (found.length === 0)
            return [];
        const shown = found.slice(0, 5).join(', ') + (found.length > 5 ? ' and more' : '');
        return [
            `${(0,connection/* describe */.q0)(target)} is not empty: it holds ${shown}; use mode swap to put the backup in its place, or restore into another database`,
        ];
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = preflight_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
// EXTERNAL MODULE: ./build/store/once.js
var once = __webpack_require__(9289);
;// CONCATENATED MODULE: ./build/restore.js
var restore_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/**
 * Restores a backup into a database, all or nothing: whatever fails, the target is as it was. Only `in-place`, which
 * drops the database first, cannot promise that. When a copy turns out damaged the next store's is taken.
 * @throws PgdrillError
 */
async function restore(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { report, signal } = request;
        const started = performance.now();
        const { origins, problems } = await findOrigins(request.from, request.keys ?? decrypt/* noKeys */.g6, request);
        for (const problem of problems)
            report.warning(problem);
        const [first] = origins;
        report.info(`restoring ${first.location} into ${(0,connection/* describe */.q0)(request.target)}, mode ${request.mode}`);
        const checked = await preflight(first, request);
        const claimed = restore_addDisposableResource(env_1, await (0,claim/* claim */.B)(request.target, signal), true);
        await (0,claim/* removeLeftovers */.D)(claimed, request.target, report);
        await removeSpoolLeftovers(request.spoolFolder);
        const run = await prepare(request, checked);
        const { origin, change } = await restoreFromAny(run, origins).catch(async (error) => {
            await run.changing.end('failed').catch((failed) => report.warning((0,errors/* messageOf */.bD)(failed)));
            if (error instanceof swap_databases/* UnsettledError */.vs) {
                if (signal.aborted)
                    report.warning(error.message);
            }
            else if (request.mode !== 'in-place') {
                report.info(`database "${request.target.database}" is as it was`);
            }
            throw signal.aborted ? signal.reason : error;
        });
        await afterwards(run, change);
        return {
            backup: origin.stem,
            location: origin.location,
            database: request.target.database,
            mode: request.mode,
            ...change,
            durationMs: performance.now() - started,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restore_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function afterwards({ changing, target }, { kept }) {
    try {
        await changing.end('restored');
    }
    catch (error) {
        const before = kept === null ? '' : `, and the one before is kept as "${kept}"`;
        throw new errors/* PgdrillError */.ZA(`database "${target.database}" is restored${before}; but ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
        });
    }
}
async function prepare(request, checked) {
    const { serverVersion, tools } = checked;
    request.report.info(`PostgreSQL ${serverVersion}; psql and pg_restore ${tools.version} from ${tools.folder}`);
    const run = { ...request, ...checked, changing: new Changing(request) };
    if (checked.globals !== undefined)
        await loadGlobals(run, checked.globals);
    return run;
}
async function loadGlobals(run, globals) {
    const { target, serverMajor, signal } = run;
    const beside = target.database === 'postgres' ? 'template1' : 'postgres';
    const source = (0,once/* once */.O)(Buffer.from((0,globals_sql/* rolesAlone */.H)(globals)));
    await (0,load/* loadPlain */.VF)({ ...target, database: beside }, run.tools, source, {
        serverMajor,
        singleTransaction: false,
        signal,
    });
    run.report.info('made the roles that were missing');
}
async function restoreFromAny(run, origins) {
    for (const [at, origin] of origins.entries()) {
        try {
            return { origin, change: await modes[run.mode](run, origin) };
        }
        catch (error) {
            const next = origins[at + 1];
            if (run.signal.aborted || next === undefined || !(await isDamaged(origin, error, run.signal)))
                throw error;
            run.report.warning(`${origin.location} is damaged: ${(0,errors/* messageOf */.bD)(error)}; going on with ${next.location}`);
        }
    }
    throw new Error('no origin to restore from');
}
// EXTERNAL MODULE: ./build/entries/programs.js + 1 modules
var entries_programs = __webpack_require__(8058);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-restore.js



/** The restore story, for both doors. */
async function runRestore(settings, { signal, report }) {
    const { from } = settings;
    const opened = from.kind === 'file' ? from : { ...from, stores: await (0,stores/* openStores */.j)(from.stores) };
    const programs = (0,entries_programs/* programsFor */.T)(settings.client, { signal, report });
    return await restore({ ...settings, ...programs, from: opened, now: new Date(), signal, report });
}

/***/ }),

/***/ 9004:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E2: () => (/* binding */ renameDatabase),
/* harmony export */   Qj: () => (/* binding */ swapDatabases),
/* harmony export */   vs: () => (/* binding */ UnsettledError)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _databases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9164);
/* harmony import */ var _patience_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2371);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1502);
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





/** The target is not as it was, or nobody knows whether it is: to be told also where a stop is what ended the run. */
class UnsettledError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA {
    name = 'UnsettledError';
}
/**
 * `next` takes the name `live`, and what was `live` is called `old`: both in one transaction. Sessions on either are ended.
 * On an error the live database is as it was, and also when this process is killed: nothing is changed outside the
 * transaction. A connection lost at the end of it is no error when the server has done it.
 * @throws UnsettledError when that cannot be learnt; PgdrillError
 */
async function swapDatabases(open, names, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const [live, next, old] = [names.live, names.next, names.old].map(_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .C);
        const what = `let database ${live} become ${old} and ${next} become ${live}`;
        const renaming = __addDisposableResource(env_1, await open(signal), true);
        const ending = __addDisposableResource(env_1, await open(signal), true);
        const began = performance.now();
        const ended = new Set();
        const asked = await askedIn(renaming, names.next);
        try {
            await (0,_databases_js__WEBPACK_IMPORTED_MODULE_2__/* .endSessions */ .vG)(ending, names.next);
            // Where we may not, it is known before anybody waits for the name.
            for (const pid of await (0,_databases_js__WEBPACK_IMPORTED_MODULE_2__/* .terminated */ .CE)(ending, names.live))
                ended.add(pid);
            await renaming.query(begin);
            const renamed = renaming.query(`ALTER DATABASE ${live} RENAME TO ${old}`);
            for (const pid of await endUntil(ending, names.live, renamed))
                ended.add(pid);
            await renaming.query(`ALTER DATABASE ${next} RENAME TO ${live}`);
            await renaming.query('COMMIT');
        }
        catch (error) {
            await renaming.query('ROLLBACK').catch(() => undefined);
            if (!(await isNamed(open, asked, names.live, { what, error, signal }))) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA(`cannot ${what}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, {
                    cause: error,
                    cure: 'the live database is as it was; see to this and try again',
                });
            }
        }
        return { sessions: ended.size, unreachableMs: performance.now() - began };
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
// From the first RENAME on nobody can connect, and a machine that vanishes without a word would hold that up for hours,
// until the server's TCP gives it up.
const begin = "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '20s'";
/** Ends the sessions on `name` and calls it `to`. @throws UnsettledError; PgdrillError */
async function renameDatabase(open, name, to, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const what = `rename database ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .C)(name)} to ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .C)(to)}`;
        const client = __addDisposableResource(env_2, await open(signal), true);
        await (0,_databases_js__WEBPACK_IMPORTED_MODULE_2__/* .endSessions */ .vG)(client, name);
        const asked = await askedIn(client, name);
        try {
            await client.query(`ALTER DATABASE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .C)(name)} RENAME TO ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .C)(to)}`);
        }
        catch (error) {
            if (!(await isNamed(open, asked, to, { what, error, signal })))
                throw error;
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function askedIn(client, name) {
    const [row] = await client.query('select pg_backend_pid() as pid, oid::int8::float8 as oid from pg_database where datname = $1', [name]);
    if (row === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA(`there is no database ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .C)(name)}`);
    return row;
}
/** Whether the database has the name, once the session that was asked to give it cannot do so any more. */
async function isNamed(open, { pid, oid }, name, { what, error, signal }) {
    const look = async (limit) => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_3, await open(limit), true);
            for (let attempt = 0; attempt < 250; attempt += 1) {
                const left = await client.query(stillAsked, [pid]);
                if (left.length === 0)
                    break;
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20);
            }
            return (await client.query('select from pg_database where oid = $1 and datname = $2', [oid, name])).length;
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = __disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    };
    try {
        return (await (0,_patience_js__WEBPACK_IMPORTED_MODULE_3__/* .patiently */ .d)(look, { stopped: signal?.aborted === true })) > 0;
    }
    catch (cause) {
        throw new UnsettledError(`cannot tell whether the server did ${what}, for the connection was lost (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}) and there is no other: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`, {
            cause: error,
            cure: `look which it is: select oid, datname from pg_database where oid = ${oid} -- done when that is ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .e)(name)}`,
        });
    }
}
// A session that is done is ended by its own error, or idle; one that is at it is told to end, and has done it by then or not.
const stillAsked = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where pid = $1 and pid <> pg_backend_pid() and application_name = 'pgdrill'
     and (state <> 'idle' and query ~ '^(COMMIT|ROLLBACK|BEGIN|ALTER DATABASE)')`;
/**
 * Ends the sessions on the database until it is renamed: RENAME lets nobody in from its start on, and waits 5 s for those
 * that are there. Returns which they were.
 */
async function endUntil(client, database, renamed) {
    const ended = new Set();
    let isOver = false;
    const over = renamed.finally(() => {
        isOver = true;
    });
    // It is awaited below; until then a failure is only noted.
    over.catch(() => undefined);
    while (!isOver) {
        for (const pid of await (0,_databases_js__WEBPACK_IMPORTED_MODULE_2__/* .terminated */ .CE)(client, database))
            ended.add(pid);
        await Promise.race([over, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20)]);
    }
    await over;
    return ended;
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

/***/ 5523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ connectBeside),
/* harmony export */   v: () => (/* binding */ beside)
/* harmony export */ });
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2427);
/* harmony import */ var _postgres_sqlstate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7929);


/** Databases to connect to while others are made, renamed and dropped. */
const maintenanceDatabases = ['postgres', 'template1', 'defaultdb'];
// There is none of the name; the role, pg_hba.conf or a pooler does not let us in.
const passedOver = ['3D000', '42501', '28000', '08P01'];
/**
 * A session on the target's server, in another database than the target; in the target itself where a service lets its
 * roles into no other, which is enough to fill it. The signal ends the session.
 */
async function connectBeside(target, signal) {
    let first;
    const beside = maintenanceDatabases.filter((name) => name !== target.database);
    for (const database of [...beside, target.database]) {
        try {
            return await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)({ ...target, database }, signal);
        }
        catch (error) {
            signal?.throwIfAborted();
            first ??= error;
            if (!passedOver.includes((0,_postgres_sqlstate_js__WEBPACK_IMPORTED_MODULE_1__/* .codeOf */ .$N)(error)))
                break;
        }
    }
    throw first;
}
/** The same, for whoever opens one session after another. */
function beside({ target }) {
    return (signal) => connectBeside(target, signal);
}

/***/ }),

/***/ 1281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ claim),
/* harmony export */   D: () => (/* binding */ removeLeftovers)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _postgres_databases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9164);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5523);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1641);




// 'pgdr' in ASCII: what tells our advisory locks from an application's.
const ours = 0x70676472;
/**
 * A session that keeps other restores into the same database out, until it is disposed of or its process dies: the server
 * ends it then; or until the signal aborts. @throws PgdrillError when another restore has it
 */
async function claim(target, signal) {
    const client = await (0,_beside_js__WEBPACK_IMPORTED_MODULE_2__/* .connectBeside */ .P)(target, signal);
    try {
        // It says nothing for as long as the dump loads. (The setting is there from version 14 on.)
        await client.query("select set_config(name, '0', false) from pg_settings where name = 'idle_session_timeout'");
        const key = [ours, target.database];
        const [row] = await client.query('select pg_try_advisory_lock($1, hashtext($2)) as got', key);
        if (!row?.got)
            throw await takenBy(client, key);
        return client;
    }
    catch (error) {
        await client[Symbol.asyncDispose]();
        throw error;
    }
}
async function takenBy(client, key) {
    const [other] = await client.query(`select pid from pg_locks
      where locktype = 'advisory' and granted and classid = $1::int::oid and objid = hashtext($2)::oid`, key);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`another restore into database "${key[1]}" is under way`, {
        cure: `wait for it; or, when the machine it ran on is gone, end its session: select pg_terminate_backend(${other?.pid ?? 'its pid'})`,
    });
}
/** Drops what restores into this database that were killed have left: half made, or replaced. The database has been claimed. */
async function removeLeftovers(client, target, report) {
    const rows = await client.query("select datname::text as name from pg_database where datname ~ '_(restoring|replaced)_[0-9a-f]{6}_[0-9]{8}_[0-9]{6}$'");
    for (const { name } of rows.filter(({ name }) => isLeftoverOf(target.database, name))) {
        try {
            await (0,_postgres_databases_js__WEBPACK_IMPORTED_MODULE_1__/* .dropDatabase */ .Zi)(client, name);
            report.info(`removed database "${name}", which a restore that was killed had left`);
        }
        catch (error) {
            report.warning(`database "${name}" is left behind by a restore that was killed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        }
    }
}
function isLeftoverOf(database, name) {
    const [, word = ''] = /_((?:restoring|replaced)_[0-9a-f]{6})_[\d_]{15}$/.exec(name) ?? [];
    return name === (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .nameBeside */ .C)(database, word, (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .timeIn */ .H)(name));
}

/***/ }),

/***/ 1641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ nameBeside),
/* harmony export */   H: () => (/* binding */ timeIn)
/* harmony export */ });
/** `app_before_20261122_203005`: at most 63 bytes, which is all that PostgreSQL keeps of a name. */
function nameBeside(database, word, now) {
    const ending = `_${word}_${stamp(now)}`;
    let start = database;
    while (Buffer.byteLength(start + ending) > 63)
        start = [...start].slice(0, -1).join('');
    return start + ending;
}
function stamp(now) {
    return now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_');
}
/** The time in a name that `nameBeside` has made; 1970 in another. */
function timeIn(name) {
    const [, y, m, d, h, min, s] = /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(name) ?? [];
    const time = new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
    return Number.isNaN(time.getTime()) ? new Date(0) : time;
}

/***/ }),

/***/ 9199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ undoSwap)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _postgres_swap_databases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9004);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5523);
/* harmony import */ var _claim_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1281);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1641);
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





/** Takes the newest swap back: the database kept by it is live again, and the one that was live is kept. @throws PgdrillError */
async function undoSwap(target, now, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const live = target.database;
        const client = __addDisposableResource(env_1, await (0,_claim_js__WEBPACK_IMPORTED_MODULE_3__/* .claim */ .B)(target, signal), true);
        const rows = await client.query("select datname::text as name from pg_database where datname ~ '_before_[0-9]{8}_[0-9]{6}$'");
        const kept = rows
            .map(({ name }) => name)
            .filter((name) => name === (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .nameBeside */ .C)(live, 'before', (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .timeIn */ .H)(name)));
        const newest = kept.toSorted((a, b) => (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .timeIn */ .H)(a).getTime() - (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .timeIn */ .H)(b).getTime()).at(-1);
        if (newest === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot undo: no database "${live}_before_<time>" is there, so no swap of "${live}" is kept`);
        }
        const old = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .nameBeside */ .C)(live, 'undone', now);
        const { sessions, unreachableMs } = await (0,_postgres_swap_databases_js__WEBPACK_IMPORTED_MODULE_1__/* .swapDatabases */ .Qj)((limit) => (0,_beside_js__WEBPACK_IMPORTED_MODULE_2__/* .connectBeside */ .P)(target, limit), { live, next: newest, old }, signal);
        return { database: live, from: newest, kept: old, sessionsEnded: sessions, unreachableMs };
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

/***/ })

};

