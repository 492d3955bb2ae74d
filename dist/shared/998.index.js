export const id = 998;
export const ids = [998];
export const modules = {

/***/ 9020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j1: () => (/* binding */ runDoctor),
  oG: () => (/* binding */ shortfallInFull),
  uB: () => (/* binding */ shortfallOfDiagnosis)
});

// UNUSED EXPORTS: openProbed

// EXTERNAL MODULE: ./build/postgres/client.js + 5 modules
var postgres_client = __webpack_require__(2427);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./build/postgres/server.js
var postgres_server = __webpack_require__(4167);
// EXTERNAL MODULE: ./build/postgres/server-clock.js
var server_clock = __webpack_require__(3016);
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
/** Compares this machine's clock with another's. */
function compareClocks(asked, whose, { signs }) {
    const skew = (0,server_clock/* skewMs */.j)(asked);
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
// EXTERNAL MODULE: ./build/postgres/choosing-arguments.js
var choosing_arguments = __webpack_require__(3175);
// EXTERNAL MODULE: ./build/postgres/readable.js + 2 modules
var readable = __webpack_require__(9461);
;// CONCATENATED MODULE: ./build/doctor/rights.js



/** Whether the role may read all that the selection takes: pg_dump would stop at the first that it may not. */
async function examineRights({ selection, pgDumpArguments, signal }, ask, examination) {
    const judge = (found, good) => told(found, good, (0,choosing_arguments/* mayChoose */.$)(pgDumpArguments));
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
    return compareClocks(await (0,server_clock/* askClock */.C)(client), "the database's", { signs: false });
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
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(8312);
// EXTERNAL MODULE: ./build/postgres/dump.js + 1 modules
var dump = __webpack_require__(2021);
// EXTERNAL MODULE: ./build/postgres/dump-errors.js + 2 modules
var dump_errors = __webpack_require__(8246);
;// CONCATENATED MODULE: ./build/doctor/dump.js





// A doctor must not stand in the queue for a lock, for everyone else would stand behind it.
const lockWaitTimeoutMs = 5_000;
/**
 * Starts the very dump of a backup, and ends it at its first bytes: pg_dump writes those when it has connected in its own
 * way, has locked every table and has read every definition. @throws PgdrillError in the words of a backup
 */
async function tryDump(request, tools) {
    const { connection, signal, pgDumpArguments: more } = request;
    const args = (0,dump/* dumpArguments */.Dd)({ ...request, lockWaitTimeoutMs, more }, tools);
    try {
        await firstOf((0,dump/* dump */.Bh)(connection, tools, { arguments: args, signal }, child/* asItComes */.r3));
        return ok('pg_dump connects, can lock all that it is to dump, and begins to write');
    }
    catch (error) {
        if (!(error instanceof child/* ChildError */.rF))
            throw error;
        const explained = await (0,dump_errors/* explainDumpFailure */.G)(error, connection, lockWaitTimeoutMs);
        if (!/(lock|statement) timeout/.test(error.stderr))
            throw explained;
        return warning(explained.what, explained.cure ?? null);
    }
}
async function firstOf(bytes) {
    for await (const _ of bytes)
        return;
    throw new errors/* PgdrillError */.ZA('pg_dump ended well, and wrote nothing');
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
    /**
     * Removes what may be there still, for as long as the store is patient, and for some seconds once the run is stopped; what
     * it failed with, if it did.
     */
    async remove(stopped) {
        if (this.#keys.length === 0)
            return undefined;
        const cure = `remove ${this.#keys.join(' and ')} by hand, or let prune do so: it does after 48 hours`;
        const { promise: late, reject } = Promise.withResolvers();
        let timer;
        const hurry = () => {
            timer = setTimeout(() => reject(new Error('the store does not answer')), removalMs);
        };
        if (stopped.aborted)
            hurry();
        else
            stopped.addEventListener('abort', hurry, { once: true });
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
            stopped.removeEventListener('abort', hurry);
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
    await noteUnheeded(trying, key);
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
        return ok('the store keeps a CRC-32 of what is written');
    if (held.crc32 !== undefined)
        return problem('the store says it holds other bytes than were written');
    if (probed.kind === 'folder')
        return ok('the size is right; a folder keeps no checksums');
    return warning(probed.features.checksum
        ? 'the store takes CRC-32s and keeps none: after a backup only sizes are compared'
        : 'the store is not sent CRC-32s, but Content-MD5: after a backup only sizes are compared', 'drill the backups (pgdrill verify), which reads them');
}
/** Told only where something is wrong: who has set nothing need not hear of it. */
async function noteUnheeded({ probed, examination, request: { signal } }, key) {
    if (probed.kind === 'folder')
        return;
    const unheeded = await (0,until_aborted/* untilAborted */.E)(probed.unheeded(key, signal), signal).catch(() => {
        signal.throwIfAborted();
        return []; // what cannot be read is told by the check before
    });
    if (unheeded.length === 0)
        return;
    const options = unheeded.join(' and ');
    const cure = `leave ${options} out, and encrypt here (encrypt-to) where that was the point`;
    examination.note('keeping', warning(`the store takes ${options} and does not say that it heeds it`, cure));
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
            return { findings, lately: [] };
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
            const left = await probes.remove(request.signal);
            if (left !== undefined)
                examination.note('removal', failure(left));
            if (left !== undefined && request.signal.aborted)
                request.warn(left.message);
        }
        return { findings, lately: listed === undefined ? [] : await newest(store, listed, request) };
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
const late = 3;
// Damaged or unreadable manifests are for list to tell.
async function newest(store, { backups }, { signal }) {
    const read = backups.slice(0, late).map(({ stem }) => (0,manifest/* readManifest */.WI)(store, stem, { signal }).catch(() => {
        signal.throwIfAborted();
        return undefined;
    }));
    return (await Promise.all(read)).filter((manifest) => manifest !== undefined);
}
;// CONCATENATED MODULE: ./build/doctor/time.js


// Of the database's size, not of the dump's. Well below what docs/benchmarks.md measures on 2 cores (50 to 170 MB/s), for
// a server over a network.
const assumedRate = 20_000_000;
// A shorter backup spends its time on connecting, and says nothing of a rate.
const tellingMs = 10_000;
/** How long a backup will take, held against the time it has. */
function judgeTime(sizeBytes, lately, jobLimitMs) {
    if (sizeBytes === undefined)
        return skipped('not estimated, for the size of the database is not known');
    const { bytesPerSecond, as } = rateOf(lately);
    const expectedMs = (sizeBytes / bytesPerSecond) * 1000;
    const says = `about ${(0,human/* formatDuration */.a3)(expectedMs)} at ${(0,human/* formatBytes */.z3)(bytesPerSecond)}/s of the database's size, ${as ?? 'which is assumed'}`;
    if (jobLimitMs === undefined)
        return ok(`${says}; nothing limits it`);
    const limit = `the job may take ${(0,human/* formatDuration */.a3)(jobLimitMs)}`;
    const cure = 'back up from a machine of your own (a self-hosted runner, cron), or leave tables out (exclude-table-data)';
    // A guess must not fail anybody's job.
    if (expectedMs > jobLimitMs && as !== undefined)
        return problem(`${says}, and ${limit}`, cure);
    if (expectedMs > jobLimitMs / 2)
        return warning(`${says}, and ${limit}`, cure);
    return ok(`${says}; ${limit}`);
}
/** The slowest of late: one of them may have had the server to itself. */
function rateOf(lately) {
    const rates = lately.flatMap(({ takenAt, finishedAt, source }) => {
        const tookMs = finishedAt.getTime() - takenAt.getTime();
        return tookMs < tellingMs ? [] : [(source.sizeBytes / tookMs) * 1000];
    });
    if (rates.length === 0)
        return { bytesPerSecond: assumedRate };
    const as = rates.length === 1 ? 'as the last backup' : `as the slowest of the last ${rates.length} backups`;
    return { bytesPerSecond: Math.min(...rates), as };
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(3909);
;// CONCATENATED MODULE: ./build/doctor/tools.js






/** The pg_dump of a backup. Of a server that did not answer nothing is known: then any is better than none. @throws PgdrillError */
function findTools(serverMajor, where) {
    return (0,tools/* findClientTools */.Mt)({ major: serverMajor ?? 0 }, where);
}
/** Whether pg_dump can do what is asked of it, and what a restore or a drill would want besides. @throws PgdrillError */
async function judgeTools(tools, serverMajor, request) {
    (0,dump/* dumpArguments */.Dd)({ ...request, more: [] }, tools);
    const says = `pg_dump ${tools.version} from ${tools.folder}`;
    if (serverMajor === undefined)
        return warning(`${says}; whether it suits the server is not known`);
    const cure = `install all of postgresql-client-${tools.major}`;
    if (request.globals && (await missingPrograms(tools, ['pg_dumpall'])).length > 0)
        return warning(`${says}, but no pg_dumpall there: backups hold no roles and tablespaces`, cure);
    const missing = await missingPrograms(tools, ['psql', 'pg_restore']);
    if (missing.length === 0)
        return ok(says);
    return warning(`${says}, but no ${missing.join(' and no ')} there: a restore or a drill on this machine would fail`, cure);
}
async function missingPrograms({ folder }, programs) {
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
function settingsOf({ name, format, compression, encryption, stores }) {
    const how = [format, compression.kind, encryptionOf(encryption)].join(', ');
    return `backups of ${name}, ${how}, into ${(0,human/* counted */.hS)(stores.length, 'store')}`;
}
function encryptionOf(encryption) {
    switch (encryption.kind) {
        case 'none':
            return 'not encrypted';
        case 'passphrase':
            return 'encrypted by a passphrase';
        case 'recipients':
            return `encrypted to ${(0,human/* counted */.hS)(encryption.recipients.length, 'public key')}`;
    }
}
/** All results, or the first failure; but not before each of them has come to its end, and has removed its probes. */
async function settled(work) {
    await Promise.allSettled(work);
    return await Promise.all(work);
}
async function examineMachine(request, { server, findings }, stores) {
    const examination = new Examination(request.signal);
    const lately = stores.find(({ lately }) => lately.length > 0)?.lately ?? [];
    const expected = expectedOf(server?.sizeBytes, lately[0]);
    let tools;
    await examination.check('tools', async () => {
        const found = await findTools(server?.major, request);
        const told = await judgeTools(found, server?.major, request);
        tools = found;
        return told;
    });
    await examination.check('dump', async () => {
        const why = whyNotDumped(findings, tools);
        return why === undefined && tools ? await tryDump(request, tools) : skipped(`not tried, for ${why}`);
    });
    for (const store of request.stores) {
        if (store.kind === 'folder')
            await examination.check('disk', () => judgeFolder(store.folder, expected));
    }
    await examination.check('spool', () => judgeSpool(request.spoolFolder, server?.sizeBytes));
    examination.note('time', judgeTime(server?.sizeBytes, lately, request.jobLimitMs));
    return examination.findings;
}
/** What is known already, or would keep others waiting, is not tried. */
function whyNotDumped(findings, tools) {
    if (tools === undefined)
        return 'there is no pg_dump';
    const inTheWay = findings.find(({ check, verdict }) => verdict === 'problem' || (check === 'locks' && verdict !== 'ok'));
    return inTheWay && `pg_dump would stop at what is said of "${inTheWay.check}"`;
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
    const store = await (0,stores/* openBucket */.xB)({ ...small, objectLock: undefined });
    return {
        kind: 's3',
        store,
        features: store.features,
        unheeded: (key, signal) => (0,stores/* readUnheededOptions */.J8)(settings, key, signal),
        ...(settings.objectLock && { locking: await (0,stores/* openBucket */.xB)(small) }),
    };
}
/** What makes a doctor's run a failure; undefined when it found no problem. The findings are told beside it. */
function shortfallOfDiagnosis({ findings }) {
    const problems = findings.filter(({ verdict }) => verdict === 'problem');
    if (problems.length === 0)
        return undefined;
    return new errors/* PgdrillError */.ZA(`${wrong}: ${problems.map(placeOf).join(', ')}`);
}
/** The same with each problem and its cure, for an annotation, which stands alone. */
function shortfallInFull({ findings }) {
    const problems = findings.filter(({ verdict }) => verdict === 'problem');
    if (problems.length === 0)
        return undefined;
    const told = problems.map((finding) => {
        const cure = finding.cure === null ? '' : `; ${finding.cure}`;
        return `${placeOf(finding)}: ${finding.says}${cure}`;
    });
    return new errors/* PgdrillError */.ZA(`${wrong}:\n${told.join('\n')}`);
}
const wrong = 'a backup would fail, or could not be relied on';
function placeOf({ check, store }) {
    return store === null ? check : `${check} in ${store}`;
}

/***/ }),

/***/ 5043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ doctorOutputs)
/* harmony export */ });
/** What a doctor says of itself to machines: the action's outputs, and the keys of `--json`. */
function doctorOutputs({ verdict, findings }) {
    return { verdict, problems: count(findings, 'problem'), warnings: count(findings, 'warning'), findings };
}
function count(findings, sought) {
    return findings.filter(({ verdict }) => verdict === sought).length;
}

/***/ }),

/***/ 3637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ doctorTable)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1799);

const columns = [{ title: 'VERDICT' }, { title: 'CHECK' }, { title: 'WHAT WAS FOUND' }];
/**
 * A diagnosis for people: a line each check, each store's under its location, and cures below what they cure. With the
 * width of a terminal, in characters, what is longer goes on below.
 */
function doctorTable({ findings }, width = Number.POSITIVE_INFINITY) {
    const longest = Math.max('CHECK'.length, ...findings.map(({ check }) => check.length));
    const room = Math.max(leastRoom, width - 'VERDICT  '.length - longest - '  '.length);
    let store = null;
    const rows = findings.flatMap((finding) => {
        const place = finding.store === null ? 'on this machine' : `in ${finding.store}`;
        const heading = finding.store === store ? [] : [['', '', place]];
        store = finding.store;
        return [...heading, ...rowsOf(finding, room)];
    });
    return (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .renderTable */ .bo)(columns, rows);
}
// Of a terminal that is narrower than this nothing better can be made.
const leastRoom = 30;
function rowsOf({ verdict, check, says, cure }, room) {
    const [first = '', ...more] = says.split('\n').flatMap((line) => (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .wrapped */ .ky)(line, room));
    const cures = cure === null ? [] : (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .wrapped */ .ky)(cure, room - cureMark.length);
    const cured = cures.map((line, at) => (at === 0 ? cureMark : ' '.repeat(cureMark.length)) + line);
    return [[verdict, check, first], ...[...more, ...cured].map((line) => ['', '', line])];
}
const cureMark = '  -> ';

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

/***/ })

};

