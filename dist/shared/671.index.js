export const id = 671;
export const ids = [671];
export const modules = {

/***/ 7329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ runRestore)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./build/postgres/globals-sql.js
var globals_sql = __webpack_require__(1223);
// EXTERNAL MODULE: ./build/postgres/load.js + 3 modules
var load = __webpack_require__(6610);
// EXTERNAL MODULE: ./build/postgres/tools.js
var postgres_tools = __webpack_require__(3909);
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
// EXTERNAL MODULE: ./build/postgres/databases.js
var databases = __webpack_require__(9164);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(1502);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/fingerprint/dump-contents.js + 9 modules
var dump_contents = __webpack_require__(5885);
// EXTERNAL MODULE: ./build/fingerprint/dump-reader.js + 4 modules
var dump_reader = __webpack_require__(615);
;// CONCATENATED MODULE: ./build/fingerprint/dump-gate.js



const NEWLINE = 0x0a;
// Two qualified names, a function's hundred arguments.
const longestLeftOut = 16_384;
const transactionVerb = /^(BEGIN|COMMIT|END|START TRANSACTION)\s*;$/i;
// As pg_dump writes them, a line each; no string ends a statement so.
const owner = /^ALTER .* OWNER TO (?:[a-z_0-9]+|"(?:[^"]|"")+");$/;
const privilege = /^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) /;
/**
 * Lets a plain dump's text through, and tells what it was. What is left out becomes blanks, so that lines keep their
 * numbers; strings, function bodies and COPY data are left alone.
 */
class DumpGate {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #contents;
    #reader;
    #passed;
    pass = (source) => this.#pass(source);
    constructor(leftOut) {
        this.#contents = new Contents(leftOut);
        this.#reader = new dump_reader/* DumpReader */.i(this.#contents);
    }
    /** Undefined until the text has ended. */
    get passed() {
        return this.#passed;
    }
    async *#pass(source) {
        for await (const lines of wholeLines(this.#measured(source))) {
            this.#reader.write(lines);
            yield lines;
        }
        const isWhole = this.#reader.end();
        this.#contents.end();
        this.#passed = {
            bytes: this.bytes,
            sha256: this.#sha256.digest('hex'),
            isDump: this.#contents.serverVersion !== null,
            isComplete: isWhole && this.#contents.isMarkedComplete,
            isWhole,
        };
    }
    async *#measured(source) {
        for await (const chunk of source) {
            this.bytes += chunk.length;
            this.#sha256.update(chunk);
            yield chunk;
        }
    }
}
class Contents extends dump_contents/* DumpContents */.h {
    #leftOut;
    constructor(leftOut) {
        super();
        this.#leftOut = leftOut;
    }
    statement(statement) {
        const { text, bytes } = statement;
        // The text is the chunk's own bytes, which go on to psql when this returns: chunks end with lines, so it is whole.
        if (this.#isLeftOut(text, bytes))
            text.fill(0x20);
        else
            super.statement(statement);
    }
    #isLeftOut(text, bytes) {
        if (bytes > longestLeftOut)
            return false;
        const { transactions, owners, privileges } = this.#leftOut;
        const sql = text.toString('latin1');
        return ((transactions && transactionVerb.test(sql)) ||
            (owners && owner.test(sql)) ||
            (privileges && privilege.test(sql) && !sql.includes('\n')));
    }
}
/** Copies of the bytes, cut behind newlines; a longer line than some chunks goes on piece by piece. */
async function* wholeLines(source) {
    let held = Buffer.alloc(0);
    for await (const chunk of source) {
        const text = Buffer.concat([held, chunk]);
        const end = text.lastIndexOf(NEWLINE) + 1 || (text.length > 65_536 ? text.length : 0);
        if (end > 0)
            yield text.subarray(0, end);
        held = text.subarray(end);
    }
    if (held.length > 0)
        yield held;
}
// EXTERNAL MODULE: ./build/postgres/client.js + 2 modules
var postgres_client = __webpack_require__(4853);
// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
;// CONCATENATED MODULE: ./build/restore/load.js
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









/** Loads the dump. What is not whole is an error before it is committed. */
async function load_load(run, origin, database, singleTransaction) {
    const { signal, serverMajor, tools, target } = run;
    const options = { serverMajor, singleTransaction, signal, settings: loadSettings };
    const connection = { ...target, database };
    const source = watched(origin.read(signal), run.report);
    const loadText = (text) => (0,load/* loadPlain */.VF)(connection, tools, whole(run, text, origin, singleTransaction), options);
    if (origin.format === 'plain')
        return await loadText(source);
    // pg_restore 17 sets transaction_timeout, which older servers do not know; loadPlain leaves that out.
    if (tools.major >= 17 && serverMajor < 17)
        return await loadText((0,load/* archiveText */.gw)(connection, tools, { stream: source }, options));
    const archive = { ...options, more: archiveFlags(run) };
    if (run.jobs === 1 || singleTransaction)
        return await (0,load/* loadArchive */.bt)(connection, tools, { stream: source }, { ...archive, jobs: 1 });
    await spooled(run, source, (file) => (0,load/* loadArchive */.bt)(connection, tools, { file }, { ...archive, jobs: run.jobs }));
}
function archiveFlags({ noOwner, noPrivileges }) {
    return [...(noOwner ? ['--no-owner'] : []), ...(noPrivileges ? ['--no-privileges'] : [])];
}
// Of the loading sessions only: indexes and foreign keys are what a restore waits for.
const loadSettings = { maintenance_work_mem: '256MB', max_parallel_maintenance_workers: '4' };
/** The text of a plain dump, which ends normally only when it ends as pg_dump ends one. */
async function* whole({ report, noOwner, noPrivileges }, source, { location }, oneTransaction) {
    const gate = new DumpGate({ transactions: oneTransaction, owners: noOwner, privileges: noPrivileges });
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
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(run.spoolFolder, 'pgdrill-restore-'));
    try {
        const file = (0,external_node_path_.join)(folder, 'archive');
        await (0,external_node_stream_promises_.pipeline)(source, (0,external_node_fs_.createWriteStream)(file, { mode: 0o600 }), { signal: run.signal });
        await use(file);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function* watched(source, report) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const started = performance.now();
        let bytes = 0;
        const _ = __addDisposableResource(env_1, report.track(() => `loading: ${(0,human/* formatBytes */.z3)(bytes)} in ${(0,human/* formatDuration */.a3)(performance.now() - started)}`), false);
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
        __disposeResources(env_1);
    }
}
/** Statistics are no part of a dump; without them the first queries are slow. */
async function analyze(run, database) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const client = __addDisposableResource(env_2, await (0,postgres_client/* connect */.N)({ ...run.target, database }), true);
        run.signal.throwIfAborted();
        await client.query('ANALYZE');
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}
// EXTERNAL MODULE: ./build/restore/names.js
var names = __webpack_require__(1641);
// EXTERNAL MODULE: ./build/restore/preflight.js
var preflight = __webpack_require__(3914);
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
    'into-empty': (run, origin) => (run.targetExists ? fill(run, origin) : make(run, origin)),
    swap: (run, origin) => (run.targetExists ? swap(run, origin) : make(run, origin)),
    replace: (run, origin) => (run.targetExists ? replace(run, origin) : make(run, origin)),
    'in-place': (run, origin) => (run.targetExists ? rebuild(run, origin) : make(run, origin)),
};
const unchanged = { kept: null, sessionsEnded: 0, unreachableMs: null };
/** Fills the empty database in one transaction. */
async function fill(run, origin) {
    await run.changing.begin();
    await load_load(run, origin, run.target.database, true);
    await analyze(run, run.target.database);
    return unchanged;
}
/** Makes the database, which was not there. */
async function make(run, origin) {
    const next = await makeBeside(run, origin);
    await orDrop(run, next, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            await run.changing.begin();
            const client = modes_addDisposableResource(env_1, await (0,preflight/* connectBeside */.P)(run.target), true);
            await (0,databases/* endSessions */.vG)(client, next);
            await client.query(`ALTER DATABASE ${(0,quote/* identifier */.C)(next)} RENAME TO ${(0,quote/* identifier */.C)(run.target.database)}`);
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
    return unchanged;
}
/** Restores beside the live database, and then lets both change names. */
async function swap(run, origin) {
    const next = await makeBeside(run, origin);
    return await orDrop(run, next, async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const client = modes_addDisposableResource(env_2, await (0,preflight/* connectBeside */.P)(run.target), true);
            for (const sql of (0,databases/* propertiesSql */.UV)(next, await liveProperties(run)))
                await client.query(sql);
            await run.changing.begin();
            run.signal.throwIfAborted();
            const old = (0,names/* nameBeside */.C)(run.target.database, 'before', run.now);
            const swapped = await (0,databases/* swapDatabases */.Qj)(client, { live: run.target.database, next, old });
            told(run, swapped);
            return { kept: old, sessionsEnded: swapped.sessions, unreachableMs: swapped.unreachableMs };
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
    });
}
async function replace(run, origin) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const change = await swap(run, origin);
        if (change.kept === null)
            return change;
        const client = modes_addDisposableResource(env_3, await (0,preflight/* connectBeside */.P)(run.target), true);
        await (0,databases/* dropDatabase */.Zi)(client, change.kept);
        return { ...change, kept: null };
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = modes_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
/** Drops the database before it loads. What can be tried before that is tried: that one like it can be made. */
async function rebuild(run, origin) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const properties = await liveProperties(run);
        const next = await createBeside(run, origin);
        const client = modes_addDisposableResource(env_4, await (0,preflight/* connectBeside */.P)(run.target), true);
        const sessionsEnded = await orDrop(run, next, async () => {
            for (const sql of (0,databases/* propertiesSql */.UV)(next, properties))
                await client.query(sql);
            await run.changing.begin();
            run.report.warning(`dropping database "${run.target.database}": from here on there is only the backup`);
            const ended = await (0,databases/* endSessions */.vG)(client, run.target.database);
            await (0,databases/* dropDatabase */.Zi)(client, run.target.database);
            await client.query(`ALTER DATABASE ${(0,quote/* identifier */.C)(next)} RENAME TO ${(0,quote/* identifier */.C)(run.target.database)}`);
            return ended;
        });
        try {
            await load_load(run, origin, run.target.database, false);
            await analyze(run, run.target.database);
        }
        catch (error) {
            throw new errors/* PgdrillError */.ZA(`database "${run.target.database}" was dropped, and what is in its place is not whole: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error, cure: 'restore again' });
        }
        return { kept: null, sessionsEnded, unreachableMs: null };
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = modes_disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}
async function liveProperties(run) {
    const env_5 = { stack: [], error: void 0, hasError: false };
    try {
        const client = modes_addDisposableResource(env_5, await (0,preflight/* connectBeside */.P)(run.target), true);
        return await (0,databases/* readProperties */.Qh)(client, run.target.database);
    }
    catch (e_5) {
        env_5.error = e_5;
        env_5.hasError = true;
    }
    finally {
        const result_5 = modes_disposeResources(env_5);
        if (result_5)
            await result_5;
    }
}
/** A new database with the whole dump in it. */
async function makeBeside(run, origin) {
    const next = await createBeside(run, origin);
    await orDrop(run, next, async () => {
        await load_load(run, origin, next, false);
        await analyze(run, next);
    });
    return next;
}
async function createBeside(run, origin) {
    const env_6 = { stack: [], error: void 0, hasError: false };
    try {
        const next = (0,names/* nameBeside */.C)(run.target.database, `restoring_${(0,external_node_crypto_.randomBytes)(3).toString('hex')}`, run.now);
        const client = modes_addDisposableResource(env_6, await (0,preflight/* connectBeside */.P)(run.target), true);
        try {
            await client.query((0,databases/* createDatabaseSql */.s7)(next, run.serverMajor, origin.shape));
        }
        catch (cause) {
            throw new errors/* PgdrillError */.ZA(`cannot create a database like the backup's: ${(0,errors/* messageOf */.bD)(cause)}`, {
                cause,
                cure: 'let the server have its encoding and locale, or create an empty database by hand and restore into that',
            });
        }
        return next;
    }
    catch (e_6) {
        env_6.error = e_6;
        env_6.hasError = true;
    }
    finally {
        const result_6 = modes_disposeResources(env_6);
        if (result_6)
            await result_6;
    }
}
/** What `act` gives; when it fails, the database made for it goes again. */
async function orDrop(run, database, act) {
    try {
        return await act();
    }
    catch (error) {
        try {
            const env_7 = { stack: [], error: void 0, hasError: false };
            try {
                const client = modes_addDisposableResource(env_7, await (0,preflight/* connectBeside */.P)(run.target), true);
                await (0,databases/* dropDatabase */.Zi)(client, database);
            }
            catch (e_7) {
                env_7.error = e_7;
                env_7.hasError = true;
            }
            finally {
                const result_7 = modes_disposeResources(env_7);
                if (result_7)
                    await result_7;
            }
        }
        catch (left) {
            run.report.warning(`database "${database}" is left behind: ${(0,errors/* messageOf */.bD)(left)}; drop it`);
        }
        throw error;
    }
}
function told({ report, target }, { sessions, unreachableMs }) {
    report.info(`database "${target.database}" was unreachable for ${Math.round(unreachableMs)} ms; sessions ended: ${sessions}`);
}
// EXTERNAL MODULE: ./build/catalog/names.js
var catalog_names = __webpack_require__(4532);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
// EXTERNAL MODULE: ./build/catalog/read-object.js
var read_object = __webpack_require__(1084);
// EXTERNAL MODULE: ./build/compress/decompress.js + 1 modules
var decompress = __webpack_require__(1768);
// EXTERNAL MODULE: ./build/compress/decompression-error.js
var decompression_error = __webpack_require__(8045);
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
async function findOrigins(from, signal) {
    if (from.kind === 'file')
        return { origins: [await fileOrigin(from.path)], problems: [] };
    const { copies, problems } = await (0,open_backup/* findBackup */.SC)(from.stores, from.what, { signal });
    return { origins: copies.map(copyOrigin), problems };
}
/** Whether what is stored, and not what was made of it, is to blame for a failed restore: then another copy may do. */
async function isDamaged(origin, error, signal) {
    if (error instanceof read_object/* CorruptObjectError */.b || error instanceof decompression_error/* DecompressionError */.e)
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
function copyOrigin(copy) {
    const { store, entry, manifest } = copy;
    const dump = (0,open_backup/* dumpOf */.qf)(copy);
    if (dump === undefined)
        throw new errors/* PgdrillError */.ZA(`there is no dump of ${entry.stem} in ${store.location}`);
    refuseUnreadable(dump, store);
    const stored = manifest?.objects.find(({ key }) => key === dump.key);
    const { compression, format } = dump.format === 'plain' ? dump : { ...dump, compression: 'none' };
    return {
        location: `${store.location}/${dump.key}`,
        stem: entry.stem,
        format: format === 'plain' ? 'plain' : 'custom',
        storedBytes: entry.objects.find(({ key }) => key === dump.key)?.bytes ?? null,
        ...(manifest && { shape: manifest.source, clientMajor: Number.parseInt(manifest.dump.client, 10) }),
        extensions: manifest?.source.extensions.map(({ name }) => name) ?? [],
        read: (signal) => (0,decompress/* decompressor */.n)(compression)((0,read_object/* readObject */.A)(store, stored ?? { key: dump.key }, { signal })),
        readGlobals: (signal) => readGlobals(copy, signal),
    };
}
function refuseUnreadable({ key, encrypted, format }, { location }) {
    if (encrypted)
        throw new errors/* PgdrillError */.ZA(`cannot restore ${location}/${key}: it is encrypted`, {
            cure: 'decrypt it with age, and restore the file',
        });
    if (format === 'directory') {
        throw new errors/* PgdrillError */.ZA(`cannot restore ${location}/${key}: it is a directory archive`, {
            cure: 'fetch its folder and restore it with pg_restore',
        });
    }
}
async function readGlobals({ store, entry, manifest }, signal) {
    const key = (0,catalog_names/* keyOf */.TN)(entry.stem, { part: 'globals', encrypted: false });
    if (!entry.objects.some((object) => object.key === key))
        return undefined;
    const stored = manifest?.objects.find((object) => object.key === key) ?? { key };
    const chunks = [];
    for await (const chunk of (0,decompress/* decompressor */.n)('gzip')((0,read_object/* readObject */.A)(store, stored, { signal })))
        chunks.push(chunk);
    return Buffer.concat(chunks).toString();
}
/** What a file is, its first bytes say; not its name, which anybody may have changed. */
async function fileOrigin(path) {
    const { start, bytes } = await startOf(path);
    const compression = compressionOf(start);
    const format = start.toString('latin1', 0, 5) === 'PGDMP' ? 'custom' : 'plain';
    return {
        location: path,
        stem: null,
        format,
        storedBytes: bytes,
        extensions: [],
        read: (signal) => (0,decompress/* decompressor */.n)(compression)(bytesOf(path, signal)),
        readGlobals: async () => undefined,
    };
}
async function* bytesOf(path, signal) {
    for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: 256 * 1024 })) {
        signal.throwIfAborted();
        yield chunk;
    }
}
async function startOf(path) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if ((await (0,promises_.stat)(path)).isDirectory())
                throw new errors/* PgdrillError */.ZA('it is a folder');
            const file = origin_addDisposableResource(env_1, await (0,promises_.open)(path), true);
            const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
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
// EXTERNAL MODULE: ./build/store/once.js
var once = __webpack_require__(9289);
;// CONCATENATED MODULE: ./build/restore.js










/**
 * Restores a backup into a database, all or nothing: whatever fails, the target is as it was. Only `in-place`, which
 * drops the database first, cannot promise that. When a copy turns out damaged the next store's is taken.
 * @throws PgdrillError
 */
async function restore(request) {
    const { report, signal } = request;
    const started = performance.now();
    const { origins, problems } = await findOrigins(request.from, signal);
    for (const problem of problems)
        report.warning(problem);
    const [first] = origins;
    report.info(`restoring ${first.location} into ${(0,connection/* describe */.q0)(request.target)}, mode ${request.mode}`);
    const run = await prepare(request, first);
    try {
        const { origin, change } = await restoreFromAny(run, origins);
        await run.changing.end('restored');
        return {
            backup: origin.stem,
            location: origin.location,
            database: request.target.database,
            mode: request.mode,
            ...change,
            durationMs: performance.now() - started,
        };
    }
    catch (error) {
        await run.changing.end('failed').catch((failed) => report.warning((0,errors/* messageOf */.bD)(failed)));
        throw signal.aborted ? signal.reason : error;
    }
}
async function prepare(request, origin) {
    const checked = await (0,preflight/* preflight */.M)(origin, request);
    // An archive of a newer pg_dump is in a format that an older pg_restore may not read.
    const least = Math.max(checked.serverMajor, origin.format === 'custom' ? (origin.clientMajor ?? 0) : 0);
    const tools = await (0,postgres_tools/* findClientTools */.Mt)({ major: least }, request);
    request.report.info(`PostgreSQL ${checked.serverVersion}; psql and pg_restore ${tools.version} from ${tools.folder}`);
    const run = { ...request, ...checked, tools, changing: new Changing(request) };
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
            run.signal.throwIfAborted();
            const next = origins[at + 1];
            if (next === undefined || !(await isDamaged(origin, error, run.signal)))
                throw error;
            run.report.warning(`${origin.location} is damaged: ${(0,errors/* messageOf */.bD)(error)}; going on with ${next.location}`);
        }
    }
    throw new Error('no origin to restore from');
}
// EXTERNAL MODULE: ./build/entries/stores.js + 5 modules
var stores = __webpack_require__(1735);
;// CONCATENATED MODULE: ./build/entries/run-restore.js


/** The restore story, for both doors. */
async function runRestore(settings, { signal, report }) {
    const { from } = settings;
    const opened = from.kind === 'file' ? from : { ...from, stores: await (0,stores/* openStores */.j)(from.stores) };
    return await restore({ ...settings, from: opened, now: new Date(), signal, report });
}

/***/ }),

/***/ 9164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qh: () => (/* binding */ readProperties),
/* harmony export */   Qj: () => (/* binding */ swapDatabases),
/* harmony export */   Sv: () => (/* binding */ userObjects),
/* harmony export */   UV: () => (/* binding */ propertiesSql),
/* harmony export */   Zi: () => (/* binding */ dropDatabase),
/* harmony export */   i4: () => (/* binding */ databaseExists),
/* harmony export */   s7: () => (/* binding */ createDatabaseSql),
/* harmony export */   vG: () => (/* binding */ endSessions)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1502);



/** CREATE DATABASE from template0, which has room for every encoding and locale. Pure. */
function createDatabaseSql(name, serverMajor, shape) {
    const parts = [`CREATE DATABASE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name)} TEMPLATE template0`];
    if (shape !== undefined)
        parts.push(...localeParts(shape, serverMajor));
    return parts.join(' ');
}
function localeParts({ encoding, locale }, serverMajor) {
    const { provider, collate, ctype, name, icuRules } = locale;
    const parts = [`ENCODING ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(encoding)} LC_COLLATE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(collate)} LC_CTYPE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(ctype)}`];
    // Before 15 a database's locale is always libc's.
    if (serverMajor < 15)
        return parts;
    parts.push(`LOCALE_PROVIDER ${provider}`);
    if (name !== null && provider === 'icu')
        parts.push(`ICU_LOCALE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(name)}`);
    if (name !== null && provider === 'builtin')
        parts.push(`BUILTIN_LOCALE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(name)}`);
    if (icuRules !== null && serverMajor >= 16)
        parts.push(`ICU_RULES ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(icuRules)}`);
    return parts;
}
async function databaseExists(client, name) {
    return (await client.query('select from pg_database where datname = $1', [name])).length > 0;
}
/** Drops it whoever is connected; no error when there is none. */
async function dropDatabase(client, name) {
    await client.query(`DROP DATABASE IF EXISTS ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name)} WITH (FORCE)`);
}
async function readProperties(client, name) {
    const [row] = await client.query(`select pg_get_userbyid(datdba)::text as owner, datconnlimit as "connectionLimit",
            shobj_description(oid, 'pg_database') as comment,
            (select json_agg(json_build_object('privilege', privilege_type, 'grantable', is_grantable,
                    'grantee', case when grantee = 0 then null else pg_get_userbyid(grantee)::text end))
               from aclexplode(datacl)) as grants
       from pg_database where datname = $1`, [name]);
    if (row === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA(`there is no database ${JSON.stringify(name)}`);
    const settings = await client.query(`select case when setrole = 0 then null else pg_get_userbyid(setrole)::text end as role, unnest(setconfig) as setting
       from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = $1)`, [name]);
    return { ...row, settings };
}
/** The statements that give a database these properties; the owner comes last, for then we may no longer own it. Pure. */
function propertiesSql(name, properties) {
    const database = (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name);
    const { owner, connectionLimit, comment, grants, settings } = properties;
    return [
        ...(connectionLimit === -1 ? [] : [`ALTER DATABASE ${database} CONNECTION LIMIT ${connectionLimit}`]),
        ...(comment === null ? [] : [`COMMENT ON DATABASE ${database} IS ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(comment)}`]),
        ...settings.map(({ role, setting }) => settingSql(database, role, setting)),
        ...(grants === null ? [] : [`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`]),
        ...(grants ?? []).map(({ grantee, privilege, grantable }) => `GRANT ${privilege} ON DATABASE ${database} TO ${grantee === null ? 'PUBLIC' : (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(grantee)}${grantable && grantee !== null && grantee !== owner ? ' WITH GRANT OPTION' : ''}`),
        `ALTER DATABASE ${database} OWNER TO ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(owner)}`,
    ];
}
// What GUC_LIST_QUOTE marks in the server: their values are lists of quoted names (pg_dump's variable_is_guc_list_quote).
const listSettings = /^(local_preload_libraries|search_path|session_preload_libraries|shared_preload_libraries|temp_tablespaces|unix_socket_directories)$/i;
function settingSql(database, role, setting) {
    const [name = '', value = ''] = setting.split(/=(.*)/s, 2);
    const whose = role === null ? `DATABASE ${database}` : `ROLE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(role)} IN DATABASE ${database}`;
    const given = listSettings.test(name) ? listItems(value).map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e).join(', ') || "''" : (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(value);
    const variable = name.split('.').map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C).join('.');
    return `ALTER ${whose} SET ${variable} TO ${given}`;
}
function listItems(value) {
    const items = value.match(/"(?:[^"]|"")*"|[^,\s][^,]*/g) ?? [];
    return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item.trim()));
}
/**
 * `next` takes the name `live`, and what was `live` is called `old`: both in one transaction. Sessions on either are
 * ended, and none can come in between. On an error the live database is as it was. `client` is connected to another one.
 */
async function swapDatabases(client, names) {
    const [live, next, old] = [names.live, names.next, names.old].map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C);
    const began = performance.now();
    try {
        for (const each of [live, next])
            await client.query(`ALTER DATABASE ${each} ALLOW_CONNECTIONS false`);
        const sessions = await endSessions(client, names.live);
        await endSessions(client, names.next);
        await client.query('BEGIN');
        await client.query(`ALTER DATABASE ${live} RENAME TO ${old}`);
        await client.query(`ALTER DATABASE ${next} RENAME TO ${live}`);
        await client.query(`ALTER DATABASE ${live} ALLOW_CONNECTIONS true`);
        await client.query(`ALTER DATABASE ${old} ALLOW_CONNECTIONS true`);
        await client.query('COMMIT');
        return { sessions, unreachableMs: performance.now() - began };
    }
    catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        for (const each of [live, next])
            await client.query(`ALTER DATABASE ${each} ALLOW_CONNECTIONS true`).catch(() => undefined);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA(`cannot let database ${live} become ${old} and ${next} become ${live}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, { cause: error, cure: 'the live database is as it was; see to this and try again' });
    }
}
/** Ends every session on the database, and waits until they are gone, 5 s at most. Returns how many there were. */
async function endSessions(client, database) {
    const ended = await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`, [database]);
    const left = `select from pg_stat_activity
    where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    for (let attempt = 0; attempt < 250 && (await client.query(left, [database])).length > 0; attempt += 1)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20);
    return ended.length;
}
/** What a database holds besides what every new one has, at most `limit`, as `table public.pets`; empty when it is empty. */
async function userObjects(client, limit) {
    const rows = await client.query(`with mine as (
       select 'pg_class'::regclass as catalog, c.oid, relnamespace as schema,
              (case relkind when 'r' then 'table ' when 'p' then 'table ' when 'v' then 'view ' when 'm' then 'materialized view '
                            when 'S' then 'sequence ' when 'f' then 'foreign table ' else 'type ' end)
              || c.oid::regclass as what
         from pg_class c where relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
       union all select 'pg_proc'::regclass, p.oid, pronamespace, 'function ' || p.oid::regprocedure from pg_proc p
       union all select 'pg_type'::regclass, t.oid, typnamespace, 'type ' || t.oid::regtype from pg_type t where typtype in ('e', 'd')
       union all select 'pg_namespace'::regclass, n.oid, n.oid, 'schema ' || nspname from pg_namespace n where nspname <> 'public'
     )
     select what from mine join pg_namespace n on n.oid = mine.schema
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d where d.classid = mine.catalog and d.objid = mine.oid and d.deptype in ('e', 'i'))
     union all select 'large object ' || oid from pg_largeobject_metadata
     limit ${limit}`);
    return rows.map(({ what }) => what);
}

/***/ }),

/***/ 1502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ identifier),
/* harmony export */   e: () => (/* binding */ literal)
/* harmony export */ });
/** A name as SQL writes it. */
function identifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** A string as SQL writes it, whatever standard_conforming_strings says. */
function literal(text) {
    const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
    return text.includes('\\') ? ` E${quoted}` : quoted;
}

/***/ }),

/***/ 1641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ nameBeside)
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

/***/ }),

/***/ 3914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ preflight),
/* harmony export */   P: () => (/* binding */ connectBeside)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4853);
/* harmony import */ var _postgres_connection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2992);
/* harmony import */ var _postgres_databases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9164);
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




/** Databases to connect to while others are made, renamed and dropped. */
const maintenanceDatabases = ['postgres', 'template1', 'defaultdb'];
/** A session on the target's server, in another database than the target. */
async function connectBeside(target) {
    let first;
    for (const database of maintenanceDatabases.filter((name) => name !== target.database)) {
        try {
            return await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .N)({ ...target, database });
        }
        catch (error) {
            first ??= error;
            if (error.cause?.code !== '3D000')
                break;
        }
    }
    throw first;
}
/** Looks at everything that would stop the restore, before anything is changed. @throws PgdrillError with all of it */
async function preflight(origin, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { target, mode } = request;
        const client = __addDisposableResource(env_1, await connectBeside(target), true);
        const [server] = await client.query("select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('server_version_num')::int as num");
        const targetExists = await (0,_postgres_databases_js__WEBPACK_IMPORTED_MODULE_2__/* .databaseExists */ .i4)(client, target.database);
        const globals = await origin.readGlobals(request.signal);
        const missing = globals === undefined ? [] : await missingRoles(client, globals);
        const problems = [
            ...(await unavailableExtensions(client, origin.extensions)),
            ...(needsRoles(request) ? missing.map(roleMissing) : []),
            ...(await missingRights(client, target.database, mode, targetExists)),
            ...(targetExists && mode === 'into-empty' ? await notEmpty(target) : []),
        ];
        if (problems.length > 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
        const { version = '', num = 0 } = server ?? {};
        return {
            serverMajor: Math.floor(num / 10_000),
            serverVersion: version,
            targetExists,
            globals: request.createRoles && missing.length > 0 ? globals : undefined,
        };
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
async function unavailableExtensions(client, names) {
    const rows = await client.query('select name from unnest($1::text[]) name where name not in (select name from pg_available_extensions)', [names]);
    return rows.map(({ name }) => `extension "${name}" is not available on the server; install its package there`);
}
async function missingRights(client, database, mode, targetExists) {
    if (mode === 'into-empty' && targetExists)
        return [];
    const [rights] = await client.query(`select rolsuper or rolcreatedb as creates,
            coalesce((select rolsuper or pg_has_role(datdba, 'USAGE') from pg_database where datname = $1), true) as owns
       from pg_roles where rolname = current_user`, [database]);
    return [
        ...(rights?.creates
            ? []
            : ['the role may not create databases; give it CREATEDB, or use mode into-empty']),
        ...(rights?.owns ? [] : [`the role may not rename or drop database "${database}"; restore as its owner`]),
    ];
}
async function notEmpty(target) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const client = __addDisposableResource(env_2, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .N)(target), true);
        const found = await (0,_postgres_databases_js__WEBPACK_IMPORTED_MODULE_2__/* .userObjects */ .Sv)(client, 6);
        if (found.length === 0)
            return [];
        const shown = found.slice(0, 5).join(', ') + (found.length > 5 ? ' and more' : '');
        return [
            `${(0,_postgres_connection_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(target)} is not empty: it holds ${shown}; use mode swap to put the backup in its place, or restore into another database`,
        ];
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

/***/ }),

/***/ 9199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ undoSwap)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _postgres_databases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9164);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1641);
/* harmony import */ var _preflight_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3914);
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
async function undoSwap(target, { now, report }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const live = target.database;
        const client = __addDisposableResource(env_1, await (0,_preflight_js__WEBPACK_IMPORTED_MODULE_2__/* .connectBeside */ .P)(target), true);
        const rows = await client.query("select datname::text as name from pg_database where datname ~ '_before_[0-9]{8}_[0-9]{6}$'");
        const kept = rows
            .map(({ name }) => name)
            .filter((name) => name === (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .nameBeside */ .C)(live, 'before', timeIn(name)));
        const newest = kept.toSorted((a, b) => timeIn(a).getTime() - timeIn(b).getTime()).at(-1);
        if (newest === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot undo: no database "${live}_before_<time>" is there, so no swap of "${live}" is kept`);
        }
        const old = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .nameBeside */ .C)(live, 'undone', now);
        const { sessions, unreachableMs } = await (0,_postgres_databases_js__WEBPACK_IMPORTED_MODULE_1__/* .swapDatabases */ .Qj)(client, { live, next: newest, old });
        report.info(`database "${newest}" is "${live}" again; what was live is kept as "${old}"`);
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
function timeIn(name) {
    const [, y, m, d, h, min, s] = /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(name) ?? [];
    const time = new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
    return Number.isNaN(time.getTime()) ? new Date(0) : time;
}

/***/ })

};

