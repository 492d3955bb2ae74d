export const id = 392;
export const ids = [392];
export const modules = {

/***/ 2761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ss: () => (/* binding */ probeKey),
/* harmony export */   UE: () => (/* binding */ readProbes)
/* harmony export */ });
/* unused harmony exports probePrefix, isProbe */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** What the key of every probe begins with. No backup's can: there is no `_backup_<time>` in it. */
const probePrefix = 'pgdrill-doctor-';
/** A key of its own for an object that `pgdrill doctor` writes to see whether it can. */
function probeKey() {
    return `${probePrefix}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}.probe`;
}
function isProbe(key) {
    return /^pgdrill-doctor-[0-9a-f]{16}\.probe$/.test(key);
}
async function readProbes(store) {
    const probes = { objects: [], unfinished: [] };
    for await (const listed of store.list(probePrefix))
        if (isProbe(listed.key))
            probes.objects.push(listed);
    for await (const each of store.listUnfinished(probePrefix))
        if (isProbe(each.key))
            probes.unfinished.push(each);
    return probes;
}

/***/ }),

/***/ 2947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ runBackup),
  H: () => (/* binding */ shortfallOf)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/server-clock.js
var server_clock = __webpack_require__(3016);
// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
;// CONCATENATED MODULE: ./build/backup/clock.js



// Retention counts days: what is off by less removes nothing a day too soon.
const wrongMs = 86_400_000;
/**
 * Why nothing may be removed by this machine's clock: the database's tells another day, and with a clock that is months ahead
 * every backup looks old. Undefined when the two agree.
 */
async function readWrongClock(client) {
    const skew = (0,server_clock/* skewMs */.j)(await (0,server_clock/* askClock */.C)(client));
    if (Math.abs(skew) < wrongMs)
        return undefined;
    const off = `${(0,human/* formatDuration */.a3)(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'}`;
    return new errors/* PgdrillError */.ZA(`cannot tell how old backups are: this machine's clock is ${off} the database's, and the name of this backup goes by it`, { cure: 'set the clock that is wrong by NTP, back up again, then delete by hand what has a wrong date' });
}
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
;// CONCATENATED MODULE: ./build/compress/blocks.js

/**
 * Of compression, so that it goes on while the next ones are read: libuv's pool has four threads, and two more wait for
 * one. With as many as two cores can compress at once, both stood still whenever they ended together (measured: a
 * sixth of the time).
 */
const blocksUnderWay = 6;
/** Large, for each block costs a call into a thread, and gzip its tables. */
const blockBytes = 2 * 1024 * 1024;
// One is being filled, one on its way.
const blocksAtOnce = blocksUnderWay + 2;
/**
 * The stream's bytes in blocks of exactly 2 MiB, the last one shorter; nothing for an empty stream. `see` is shown each
 * chunk as it arrives, and what it throws ends the iteration.
 *
 * The blocks' memory is used again and again: when all of it is out, the stream waits until a block is released. Chunks
 * are copied and given back where they arrive, in the stream's own event, and not carried through an iterator for each
 * step (measured: of 1 GB, a quarter fewer context switches; the CPU is the same within the noise).
 */
async function* inBlocks(source, see = () => undefined) {
    const blocks = new Blocks(source, see);
    try {
        yield* blocks.all();
    }
    finally {
        source.destroy();
    }
}
class Blocks {
    #source;
    #see;
    #pool = new Pool();
    #full = [];
    #memory;
    #filled = 0;
    // Of a chunk for which there was no memory left.
    #rest;
    #ended;
    #wake = () => undefined;
    constructor(source, see) {
        this.#source = source;
        this.#see = see;
        (0,promises_.finished)(source, { writable: false }).then(() => this.#end({}), (error) => this.#end({ error }));
        source.on('data', (chunk) => this.#take(chunk));
    }
    async *all() {
        for (;;) {
            for (let block = this.#full.shift(); block !== undefined; block = this.#full.shift())
                yield block;
            if (this.#ended !== undefined && 'error' in this.#ended)
                throw this.#ended.error;
            if (this.#ended !== undefined && this.#rest === undefined)
                break;
            await new Promise((resolve) => {
                this.#wake = resolve;
            });
        }
        if (this.#memory !== undefined && this.#filled > 0)
            yield this.#lend(this.#memory);
    }
    #end(how) {
        this.#ended ??= how;
        this.#wake();
    }
    #take(chunk) {
        try {
            this.#see(chunk);
            this.#keep(chunk);
        }
        catch (error) {
            this.#end({ error });
            this.#source.destroy();
        }
    }
    #keep(chunk) {
        for (let at = 0; at < chunk.length;) {
            this.#memory ??= this.#pool.take();
            if (this.#memory === undefined) {
                this.#rest = chunk.subarray(at);
                this.#source.pause();
                return;
            }
            const piece = chunk.subarray(at, at + blockBytes - this.#filled);
            this.#memory.set(piece, this.#filled);
            this.#filled += piece.length;
            at += piece.length;
            if (this.#filled === blockBytes)
                this.#push(this.#memory);
        }
        free(chunk);
    }
    #push(memory) {
        this.#full.push(this.#lend(memory));
        this.#memory = undefined;
        this.#filled = 0;
        this.#wake();
    }
    #lend(memory) {
        return { bytes: memory.subarray(0, this.#filled), release: () => this.#release(memory) };
    }
    #release(memory) {
        this.#pool.give(memory);
        const rest = this.#rest;
        if (rest === undefined)
            return;
        this.#rest = undefined;
        this.#keep(rest);
        if (this.#rest === undefined)
            this.#source.resume();
        this.#wake();
    }
}
class Pool {
    #free = [];
    #unmade = blocksAtOnce;
    take() {
        const free = this.#free.pop();
        if (free !== undefined || this.#unmade === 0)
            return free;
        this.#unmade -= 1;
        return Buffer.allocUnsafeSlow(blockBytes);
    }
    give(memory) {
        this.#free.push(memory);
    }
}
// Left to the garbage collector, every 64 MB of what is read start a collection of the whole heap (measured: of 1 GB,
// 0.7 s of CPU). A chunk that is part of something larger is somebody else's.
function free({ buffer, length }) {
    if (buffer instanceof ArrayBuffer && length === buffer.byteLength)
        buffer.transfer(0);
}
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/compress/gzip.js



const compressMember = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
// What a member usually comes to, so that it is one call into a thread; zlib's default of 16 KiB makes it a dozen.
const outputBytes = 256 * 1024;
/**
 * gzip, a member for each block of 2 MiB, compressed in parallel. RFC 1952 (2.2) lets a file be several members one
 * after the other, and every gunzip reads them as one; the cost is less than 0.1 per cent of size.
 */
async function* gzipMembers(source, level) {
    const underWay = [];
    let any = false;
    try {
        for await (const block of source) {
            any = true;
            underWay.push(compressed(block, level));
            if (underWay.length >= blocksUnderWay)
                yield await underWay.shift();
        }
        for (const member of underWay.splice(0))
            yield await member;
        // An empty file is no gzip file; an empty member is.
        if (!any)
            yield await compressMember('', { level });
    }
    finally {
        await Promise.allSettled(underWay);
    }
}
async function compressed({ bytes, release }, level) {
    try {
        return await compressMember(bytes, { level, chunkSize: outputBytes });
    }
    finally {
        release();
    }
}
;// CONCATENATED MODULE: ./build/compress/zstd.js

// Level 3 looks back 2 MiB, more than most cores' caches hold, through tables too small to remember as much. With 256 KiB
// a shop's rows take a sixth less CPU than with 1 MiB; what else comes of it is in docs/decisions/compression-threads.md.
const windowLogs = { 3: 18 };
/**
 * One zstd frame (RFC 8878), ending with a checksum of its content. One only: Node 24.21 decodes a second frame wrongly,
 * and silently.
 */
async function* zstdFrame(source, level) {
    const frame = (0,external_node_zlib_.createZstdCompress)({
        chunkSize: 256 * 1024,
        params: {
            [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level,
            // 0 leaves it to the level.
            [external_node_zlib_.constants.ZSTD_c_windowLog]: windowLogs[level] ?? 0,
            [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 1,
        },
    });
    // An error of the source destroys the frame with it, and so reaches the reader below.
    const fed = feed(source, frame).catch((error) => frame.destroy(error));
    try {
        yield* frame;
    }
    finally {
        frame.destroy();
        await fed;
    }
}
// Several blocks are under way, so that the thread never waits for the reader of the dump, nor the reader for it.
async function feed(source, frame) {
    let written = Promise.resolve();
    for await (const { bytes, release } of source) {
        written = new Promise((resolve) => {
            // Called also when the frame is destroyed: nobody waits for a block that is never released.
            frame.write(bytes, () => {
                release();
                resolve();
            });
        });
        if (frame.destroyed)
            return;
    }
    // Told to end with writes under way, Node 24.21 ends the frame with the last of them and then writes an empty second
    // one, which it could not even read.
    await written;
    frame.end();
}
;// CONCATENATED MODULE: ./build/compress/compress.js


/** The stage that compresses the blocks of a stream; what comes out, gunzip, zstd or cat reads. */
function compressor(compression) {
    switch (compression.kind) {
        case 'gzip':
            return (source) => gzipMembers(source, compression.level);
        case 'zstd':
            return (source) => zstdFrame(source, compression.level);
        case 'none':
            return copies;
    }
}
// A store may still be writing a chunk when it asks for the next.
async function* copies(source) {
    for await (const { bytes, release } of source) {
        const copy = Buffer.from(bytes);
        release();
        yield copy;
    }
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/encrypt/passphrase.js
var passphrase = __webpack_require__(1908);
// EXTERNAL MODULE: ./build/encrypt/payload.js
var payload = __webpack_require__(3140);
;// CONCATENATED MODULE: ./build/encrypt/encrypt.js



/** The stage that encrypts a stream into an age file (https://c2sp.org/age), under a key of its own. */
function encryptor(encryption) {
    return encryption.kind === 'none' ? (source) => source : (source) => encrypted(source, encryption);
}
async function* encrypted(source, encryption) {
    const { header, fileKey } = await begin(encryption);
    const nonce = (0,external_node_crypto_.randomBytes)(payload/* nonceBytes */.zO);
    const sealer = new payload/* Sealer */.Rx((0,payload/* payloadKey */.wT)(fileKey, nonce));
    yield Buffer.concat([header, nonce]);
    for await (const chunk of source)
        yield* sealer.add(chunk);
    yield sealer.end();
}
/** A header as the library writes it, and the key that it wraps. */
async function begin(encryption) {
    // Loaded where it is needed only: it costs some 100 ms of start.
    const age = await __webpack_require__.e(/* import() */ 855).then(__webpack_require__.bind(__webpack_require__, 855));
    const encrypter = new age.Encrypter();
    let fileKey;
    const overhear = (key) => {
        fileKey = Uint8Array.from(key);
        return [];
    };
    encrypter.addRecipient({ wrapFileKey: overhear });
    if (encryption.kind === 'passphrase')
        encrypter.addRecipient((0,passphrase/* passphraseRecipient */.u)(encryption.passphrase, age));
    if (encryption.kind === 'recipients')
        for (const recipient of encryption.recipients)
            encrypter.addRecipient(recipient);
    // A whole file of nothing: behind its header lie a nonce and one empty chunk, of which no more than a tag is left.
    const file = await encrypter.encrypt(new Uint8Array(0));
    if (fileKey === undefined)
        throw new Error('age-encryption asked no recipient to wrap the key');
    return { header: file.subarray(0, file.length - payload/* nonceBytes */.zO - 16), fileKey };
}
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(8312);
// EXTERNAL MODULE: ./build/postgres/dump.js + 1 modules
var dump = __webpack_require__(2021);
// EXTERNAL MODULE: ./build/postgres/dump-errors.js + 2 modules
var dump_errors = __webpack_require__(8246);
// EXTERNAL MODULE: ./build/fingerprint/dump-gate.js
var dump_gate = __webpack_require__(3741);
// EXTERNAL MODULE: ./build/fingerprint/scan.js
var scan = __webpack_require__(4062);
;// CONCATENATED MODULE: ./build/backup/plain-text.js




/** Reads a plain dump's text as it passes. */
class PlainTextReader {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #scan = (0,scan/* createFingerprintScan */.A)();
    read(chunk) {
        this.bytes += chunk.length;
        this.#sha256.update(chunk);
        this.#scan.write(chunk);
    }
    /** Once, when pg_dump has ended well. @throws PgdrillError where its text does not end as pg_dump ends one */
    end() {
        const fingerprint = this.#scan.end();
        if (!fingerprint.complete) {
            (0,dump_gate/* refuseOddities */.Ae)(this.#scan.oddities);
            throw new errors/* PgdrillError */.ZA(`pg_dump ended without an error, and its dump is cut short after ${this.bytes} bytes`, {
                cure: 'check that client-path is PostgreSQL’s own pg_dump and not a script around it',
            });
        }
        return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint };
    }
}
;// CONCATENATED MODULE: ./build/backup/run.js
function isEncrypted({ encryption }) {
    return encryption.kind !== 'none';
}
;// CONCATENATED MODULE: ./build/backup/dumping.js
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











/** Dumps the database into every store at once; what a plain dump's text was, and undefined for an archive. */
async function saveDump(run) {
    try {
        return await (run.format === 'custom' ? saveArchive(run) : savePlain(run));
    }
    catch (error) {
        throw await explained(run, error);
    }
}
/** pg_dump -> fingerprint scan -> compress -> encrypt -> measure -> every store. */
async function savePlain(run) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const reader = new PlainTextReader();
        const _ = __addDisposableResource(env_1, tracked(run, () => reader.bytes), false);
        let text;
        const blocks = async function* () {
            yield* dumpOf(run, (stdout) => inBlocks(stdout, (chunk) => reader.read(chunk)));
            // Before the last bytes are stored: a text that is cut short becomes no object.
            text = reader.end();
        };
        const stages = [compressor(run.compression), encryptor(run.encryption)];
        await (0,promises_.pipeline)(blocks, ...stages, sinkOf(run), { signal: run.signal });
        return text;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** pg_dump compresses an archive itself -> encrypt -> measure -> every store. */
async function saveArchive(run) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        let bytes = 0;
        const _ = __addDisposableResource(env_2, tracked(run, () => bytes), false);
        const counted = async function* () {
            for await (const chunk of dumpOf(run, child/* asItComes */.r3)) {
                bytes += chunk.length;
                yield chunk;
            }
        };
        await (0,promises_.pipeline)(counted, encryptor(run.encryption), sinkOf(run), { signal: run.signal });
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
function dumpOf(run, read) {
    return (0,dump/* dump */.Bh)(run.connection, run.tools, { arguments: run.pgDump, signal: run.signal }, read);
}
function sinkOf(run) {
    return run.draft.sink(dumpKey(run), expectedBytes(run));
}
function tracked({ report }, bytesSoFar) {
    const started = performance.now();
    return report.track(() => progressOf(bytesSoFar(), performance.now() - started));
}
/** An upper bound, for stores that plan by it: text that nobody compresses can be larger than the tables it came from. */
function expectedBytes({ server, compression }) {
    return compression.kind === 'none' ? 2 * server.sizeBytes : server.sizeBytes;
}
async function explained(run, error) {
    // When every store has failed, the pipeline ends early, and what it says of that is no reason.
    if (run.draft.failure !== undefined)
        return run.draft.failure;
    if (error instanceof child/* ChildError */.rF)
        return await (0,dump_errors/* explainDumpFailure */.G)(error, run.connection, run.lockWaitTimeoutMs);
    return error;
}
function dumpKey(run) {
    const { draft, format, compression } = run;
    const dumped = { part: 'dump', encrypted: isEncrypted(run) };
    return format === 'custom'
        ? (0,names/* keyOf */.TN)(draft.stem, { ...dumped, format })
        : (0,names/* keyOf */.TN)(draft.stem, { ...dumped, format, compression: compression.kind });
}
function progressOf(bytes, milliseconds) {
    const rate = milliseconds > 0 ? (bytes / milliseconds) * 1000 : 0;
    return `dumped ${(0,human/* formatBytes */.z3)(bytes)} in ${(0,human/* formatDuration */.a3)(milliseconds)} (${(0,human/* formatBytes */.z3)(rate)}/s)`;
}
// EXTERNAL MODULE: ./build/fingerprint/fingerprint.js
var fingerprint = __webpack_require__(8663);
// EXTERNAL MODULE: ./build/postgres/image.js
var postgres_image = __webpack_require__(3927);
;// CONCATENATED MODULE: ./build/backup/outcome.js


/** What the manifest says of a backup of which every other object is stored. */
function manifestOf(run, text) {
    const { version, inRecovery: _, major: __, ...source } = run.server;
    const counts = text === undefined ? { tables: null, rows: null } : (0,fingerprint/* totals */.S)(text.fingerprint);
    return {
        schema: 1,
        backup: run.draft.stem,
        name: run.name,
        takenAt: run.now,
        finishedAt: new Date(),
        tool: { name: 'pgdrill', version: run.toolVersion },
        source: { serverVersion: version, ...source },
        dump: { format: run.format, client: run.tools.version, arguments: [...run.pgDump] },
        compression: run.compression,
        encryption: publicPart(run.encryption),
        plain: text === undefined ? null : { bytes: text.bytes, sha256: text.sha256 },
        objects: [...run.draft.objects],
        ...counts,
    };
}
/** What a run made, for outputs and reports. */
function resultOf(run, manifest, text) {
    const bySize = (a, b) => b.bytes - a.bytes;
    return {
        manifest,
        locations: run.draft.locations,
        dropped: run.draft.dropped,
        storedBytes: manifest.objects[0]?.bytes ?? 0,
        serverMajor: run.server.major,
        postgresImage: (0,postgres_image/* postgresImage */.J)(run.server),
        largestTables: text?.fingerprint.tables.toSorted(bySize).slice(0, 10) ?? [],
    };
}
/** What a manifest says of it: a passphrase is nobody's but the user's. */
function publicPart(encryption) {
    if (encryption.kind !== 'recipients')
        return { kind: encryption.kind };
    return { kind: 'recipients', recipients: [...encryption.recipients] };
}
;// CONCATENATED MODULE: ./build/store/fan-out.js
/**
 * Feeds one source to several sinks at the pace of the slowest. A sink that fails is dropped and the others go on; the
 * source is read only while a sink is left. Resolves, once every sink has settled, with how each ended.
 * @throws the source's own error, after every sink has seen it and settled
 */
async function fanOut(source, sinks) {
    const branches = sinks.map(() => new Branch());
    const settled = sinks.map(async (sink, index) => {
        const branch = branches[index];
        try {
            await sink(branch);
        }
        finally {
            branch.drop();
        }
    });
    const outcome = Promise.allSettled(settled);
    try {
        await fan_out_feed(source, branches);
    }
    catch (error) {
        for (const branch of branches)
            branch.fail(error);
        await outcome;
        throw error;
    }
    return outcome;
}
async function fan_out_feed(source, branches) {
    for await (const chunk of source) {
        const open = branches.filter((branch) => !branch.dropped);
        if (open.length === 0)
            return;
        await Promise.all(open.map((branch) => branch.push(chunk)));
    }
    await Promise.all(branches.map((branch) => branch.end()));
}
/** One chunk at a time is handed over: push waits until the reader has taken it, or has gone. */
class Branch {
    dropped = false;
    #waiting;
    #wakeReader;
    #wakeWriter;
    push(chunk) {
        return this.#hand({ chunk });
    }
    end() {
        return this.#hand({ end: true });
    }
    fail(error) {
        this.#waiting = { error };
        this.#wakeReader?.();
    }
    drop() {
        this.dropped = true;
        this.#waiting = undefined;
        this.#wakeWriter?.();
    }
    async *[Symbol.asyncIterator]() {
        try {
            for (;;) {
                const item = await this.#take();
                if ('error' in item)
                    throw item.error;
                if ('end' in item)
                    return;
                yield item.chunk;
            }
        }
        finally {
            this.drop();
        }
    }
    async #hand(item) {
        if (this.dropped)
            return;
        this.#waiting = item;
        this.#wakeReader?.();
        await new Promise((resolve) => {
            this.#wakeWriter = resolve;
        });
    }
    async #take() {
        while (this.#waiting === undefined) {
            await new Promise((resolve) => {
                this.#wakeReader = resolve;
            });
        }
        const item = this.#waiting;
        this.#waiting = undefined;
        this.#wakeWriter?.();
        return item;
    }
}
// EXTERNAL MODULE: ./build/store/once.js
var once = __webpack_require__(9289);
// EXTERNAL MODULE: ./build/store/store.js
var store_store = __webpack_require__(4899);
// EXTERNAL MODULE: ./build/store/until-aborted.js
var until_aborted = __webpack_require__(5200);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
;// CONCATENATED MODULE: ./build/catalog/measure.js


/** Counts and hashes the bytes of a stream as they pass. */
class Measure {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #crc32 = 0;
    async *pass(source) {
        for await (const chunk of source) {
            this.bytes += chunk.length;
            this.#sha256.update(chunk);
            this.#crc32 = (0,external_node_zlib_.crc32)(chunk, this.#crc32);
            yield chunk;
        }
    }
    /** Once, when the stream has ended. */
    result() {
        return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), crc32: this.#crc32 };
    }
}
;// CONCATENATED MODULE: ./build/catalog/draft.js








const clearMs = 5_000;
/**
 * A backup on its way into one or several stores: not a backup until `commit` has written its manifest. A store that
 * fails is dropped, what was written there is removed, and the others go on; when none is left, the last error is thrown.
 */
class Draft {
    stem;
    dropped = [];
    objects = [];
    #crc32s = new Map();
    #options;
    #places;
    constructor(stem, stores, options) {
        this.stem = stem;
        this.#places = stores.map((store) => ({ store, keys: [] }));
        this.#options = options;
    }
    /** The stores that are still part of it. */
    get locations() {
        return this.#places.map(({ store }) => store.location);
    }
    /** Why no store is left; undefined while one is. */
    get failure() {
        const [first, ...others] = this.dropped;
        if (this.#places.length > 0 || first === undefined)
            return undefined;
        if (others.length === 0)
            return first.error;
        const reasons = this.dropped.map(({ error }) => (0,errors/* messageOf */.bD)(error));
        return new errors/* PgdrillError */.ZA(`cannot write the backup to any store: ${reasons.join('; ')}`, {
            cause: first.error,
        });
    }
    /** Asks each store whether it can be reached and has room for this name: before hours of dumping, not after. */
    async look() {
        const key = (0,names/* keyOf */.TN)(this.stem, { part: 'manifest' });
        await this.#inEach(async ({ store }) => {
            if ((await store.stat(key)) === undefined)
                return;
            throw new store_store/* ObjectExistsError */.qs(`cannot write ${store.location}/${key}: a backup of this second exists already`, { cure: store_store/* takenCure */.vl });
        });
    }
    /** The end of a pipeline: what it yields becomes an object under `key` in every store, when the source ends normally. */
    sink(key, expectedBytes) {
        return async (source) => {
            const measure = new Measure();
            const { signal } = this.#options;
            const options = { signal, ...(expectedBytes === undefined ? {} : { expectedBytes }) };
            const places = this.#places;
            const outcomes = await fanOut(measure.pass(source), places.map(({ store, keys }) => async (branch) => {
                await store.put(key, branch, options);
                keys.push(key);
            }));
            await this.#dropRejected(places, outcomes);
            this.#add(key, measure.result());
        };
    }
    /** Asks each store what it now holds of each object, and compares. */
    async confirm() {
        await this.#inEach(async ({ store }) => {
            const { objects } = this;
            await Promise.all(objects.map((object) => confirmObject(store, object, this.#crc32s.get(object.key))));
        });
    }
    /** Writes the manifest into each store; from then on it holds a backup. */
    async commit(manifest) {
        const text = Buffer.from((0,catalog_manifest/* encodeManifest */.Gb)(manifest));
        const key = (0,names/* keyOf */.TN)(this.stem, { part: 'manifest' });
        await this.#inEach(async (place) => {
            await place.store.put(key, (0,once/* once */.O)(text), this.#options);
            // From here on it is a backup, which nothing may clear away.
            place.keys = [];
        });
    }
    /** Removes from every store what was written there; for a draft that was not committed. */
    async abandon() {
        await Promise.all(this.#places.map((place) => this.#clear(place)));
        this.#places = [];
    }
    async #inEach(act) {
        const places = this.#places;
        await this.#dropRejected(places, await Promise.allSettled(places.map(act)));
    }
    async #dropRejected(places, outcomes) {
        const failed = places.flatMap((place, index) => {
            const outcome = outcomes[index];
            return outcome?.status === 'rejected' ? [{ place, error: outcome.reason }] : [];
        });
        if (failed.length === 0)
            return;
        this.#places = places.filter((place) => !failed.some((failure) => failure.place === place));
        this.dropped.push(...failed.map(({ place, error }) => ({ location: place.store.location, error })));
        await Promise.all(failed.map(({ place }) => this.#clear(place)));
        this.#options.signal.throwIfAborted();
        if (this.failure !== undefined)
            throw this.failure;
        for (const { place, error } of failed) {
            this.#options.warning(`${place.store.location} is dropped from this backup: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    async #clear(place) {
        const { store, keys } = place;
        if (keys.length === 0)
            return;
        try {
            await this.#withinReason(this.#remove(place));
        }
        catch (error) {
            this.#options.warning(`what was written of ${this.stem} stays in ${store.location}: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    /**
     * A server that ignores If-None-Match (rclone 1.75, s3proxy 2.6) lets two runs of one second write the same keys: what
     * the other's manifest names is a backup, whoever wrote it.
     */
    async #remove({ store, keys }) {
        const theirs = await committedKeys(store, this.stem);
        const ours = keys.filter((key) => !theirs.has(key));
        if (ours.length > 0)
            await store.delete(ours);
        if (ours.length === keys.length)
            return;
        this.#options.warning(`another run has made ${this.stem} in ${store.location} while this one wrote there: it is left as it is; see that it is whole (pgdrill verify ${this.stem})`);
    }
    // Once stopped, whoever waits for the end kills after some seconds: a store that hangs is then left as it is.
    async #withinReason(removal) {
        if (!this.#options.signal.aborted)
            return removal;
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(new errors/* PgdrillError */.ZA('it does not answer')), clearMs);
        await (0,until_aborted/* untilAborted */.E)(removal, late.signal).finally(() => clearTimeout(timer));
    }
    #add(key, { bytes, sha256, crc32 }) {
        this.objects.push({ key, bytes, sha256 });
        this.#crc32s.set(key, crc32);
    }
}
async function confirmObject(store, object, crc32) {
    const held = await store.stat(object.key);
    const what = `cannot confirm ${store.location}/${object.key}`;
    if (held === undefined)
        throw new errors/* PgdrillError */.ZA(`${what}: the store took it and does not have it`);
    if (held.bytes !== object.bytes) {
        throw new errors/* PgdrillError */.ZA(`${what}: ${object.bytes} bytes were written and the store holds ${held.bytes}`);
    }
    if (held.crc32 !== undefined && held.crc32 !== crc32) {
        throw new errors/* PgdrillError */.ZA(`${what}: the store holds other bytes than were written (their CRC-32 differ)`);
    }
}
/** What belongs to a backup of this stem, whoever made it; a manifest that cannot be read is no reason to remove anything. */
async function committedKeys(store, stem) {
    try {
        const { objects } = await (0,catalog_manifest/* readManifest */.WI)(store, stem, { signal: new AbortController().signal });
        return new Set(objects.map(({ key }) => key));
    }
    catch (error) {
        if (error instanceof store_store/* ObjectMissingError */.ox)
            return new Set();
        throw error;
    }
}
// EXTERNAL MODULE: ./build/fingerprint/format.js
var format = __webpack_require__(6740);
// EXTERNAL MODULE: ./build/postgres/choosing-arguments.js
var choosing_arguments = __webpack_require__(3175);
// EXTERNAL MODULE: ./build/postgres/client.js + 5 modules
var postgres_client = __webpack_require__(2427);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(3849);
// EXTERNAL MODULE: ./build/postgres/sql-statements.js
var sql_statements = __webpack_require__(277);
;// CONCATENATED MODULE: ./build/postgres/database-sql.js


/** The name of the database, where psql puts the one it was given with -v. */
const database = ':"database"';
/**
 * SQL for psql that gives a database the current one's owner, comment, privileges and settings: pg_dump leaves them out
 * of a dump without --create.
 */
async function readDatabaseSql(client) {
    const owner = await client.query(ownerAndComment);
    const rights = await client.query(rightsQuery);
    const settings = await client.query(settingsQuery);
    return [
        ...owner.flatMap(({ owner, comment }) => [
            `ALTER DATABASE ${database} OWNER TO ${owner};`,
            ...(comment === null ? [] : [`COMMENT ON DATABASE ${database} IS ${literal(comment)};`]),
        ]),
        ...(rights.length === 0 ? [] : [`REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`]),
        ...rights.filter(({ rights }) => rights !== null).map(grantOf),
        ...settings.map(settingOf),
    ];
}
function grantOf({ grantee, rights, grantable }) {
    return `GRANT ${rights} ON DATABASE ${database} TO ${grantee}${grantable ? ' WITH GRANT OPTION' : ''};`;
}
function settingOf({ role, name, value }) {
    const whose = role === null ? `DATABASE ${database}` : `ROLE ${role} IN DATABASE ${database}`;
    return `ALTER ${whose} SET ${esm/* default.escapeIdentifier */.Ay.escapeIdentifier(name)} TO ${settingValue(name, value)};`;
}
// These hold a list of quoted names, and want each one as a string of its own (variable_is_guc_list_quote).
const lists = new Set([
    'local_preload_libraries',
    'search_path',
    'session_preload_libraries',
    'shared_preload_libraries',
    'temp_tablespaces',
    'unix_socket_directories',
]);
function settingValue(name, value) {
    if (!lists.has(name.toLowerCase()))
        return literal(value);
    const names = value.match(/"(?:[^"]|"")*"|[^\s,]+/g) ?? [''];
    return names.map((each) => literal((0,sql_statements/* unquoted */.qZ)(each))).join(', ');
}
function literal(text) {
    return esm/* default.escapeLiteral */.Ay.escapeLiteral(text).trim();
}
const ownerAndComment = `
  select quote_ident(pg_catalog.pg_get_userbyid(datdba)) as owner,
         pg_catalog.shobj_description(oid, 'pg_database') as comment
    from pg_catalog.pg_database where datname = current_database()`;
// The owner has every right from the start.
const rightsQuery = `
  select case when a.grantee = 0 then 'PUBLIC' else quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end as grantee,
         string_agg(a.privilege_type, ', ' order by a.privilege_type) filter (where a.grantee <> d.datdba) as rights,
         a.is_grantable as grantable
    from pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) with ordinality as a (grantor, grantee, privilege_type, is_grantable, place)
   where d.datname = current_database()
   group by a.grantee, a.is_grantable, d.datdba
   order by min(a.place)`;
const settingsQuery = `
  select quote_ident(r.rolname) as role, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
    from pg_catalog.pg_db_role_setting s
    join pg_catalog.pg_database d on d.oid = s.setdatabase and d.datname = current_database()
    left join pg_catalog.pg_roles r on r.oid = s.setrole,
         unnest(s.setconfig) as c
   order by 1 nulls first, 2`;
// EXTERNAL MODULE: ./build/postgres/failed-statement.js
var failed_statement = __webpack_require__(3037);
// EXTERNAL MODULE: ./build/postgres/globals-sql.js
var globals_sql = __webpack_require__(1223);
;// CONCATENATED MODULE: ./build/postgres/globals.js
var globals_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var globals_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * SQL for `psql -X -v ON_ERROR_STOP=1` that makes the roles and tablespaces which this database's dump refers to,
 * without passwords, and leaves alone what exists already. With `-v database=NAME` it also gives that database this
 * one's owner, privileges and settings.
 * @throws PgdrillError where the role may not read them
 */
async function readGlobals(connection, tools, signal) {
    try {
        // One session after the other: a role may have a single one left.
        const { kept, database } = await readNames(connection, signal);
        const script = await (0,child/* textOf */.b6)(pgDumpAll(connection, tools), signal);
        return [header(connection, tools), (0,globals_sql/* globalsSql */.p)(script, kept), forDatabase, database, '\\endif', ''].join('\n');
    }
    catch (error) {
        signal.throwIfAborted();
        throw unreadable(error, connection);
    }
}
async function readNames(connection, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const client = globals_addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(connection, signal), true);
        const roles = await client.query(referredRoles);
        const tablespaces = await client.query(referredTablespaces);
        const database = (await readDatabaseSql(client)).join('\n');
        return { kept: { roles: namesOf(roles), tablespaces: namesOf(tablespaces) }, database };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = globals_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function pgDumpAll(connection, tools) {
    const args = ['--globals-only', '--no-role-passwords', '--no-password', `--database=${connection.database}`];
    const program = (0,dump/* programOf */.oQ)('pg_dumpall', tools, connection, args);
    return { ...program, environment: { ...program.environment, PGCLIENTENCODING: 'UTF8' } };
}
function header({ database }, { version }) {
    return `-- Roles and tablespaces that the dump of database ${JSON.stringify(database)} refers to, from pg_dumpall ${version}.
-- Load them before the dump: psql -X -v ON_ERROR_STOP=1 -d postgres -f FILE
-- What exists already stays as it is. There are no passwords: set them with ALTER ROLE ... PASSWORD, or psql's \\password.
-- A tablespace needs its folder on the server, empty and owned by the server's user.
SET default_transaction_read_only = off;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
`;
}
const forDatabase = `
-- The owner, privileges and settings of the database itself, which a dump leaves out. Once the database is restored,
-- load this file again with its name: psql -X -v ON_ERROR_STOP=1 -v database=NAME -d postgres -f FILE
\\if :{?database}`;
function unreadable(error, connection) {
    const said = error instanceof child/* ChildError */.rF ? (0,failed_statement/* lastErrors */.qT)(error.stderr) : '';
    const why = said === '' ? (0,errors/* messageOf */.bD)(error) : said;
    const grant = /permission denied/.test(why) ? 'let the role read them, or ' : '';
    return new errors/* PgdrillError */.ZA(`cannot read the roles and tablespaces of ${(0,postgres_connection/* describe */.q0)(connection)}: ${why}`, {
        cause: error,
        cure: `${grant}set globals to false to go without`,
    });
}
function namesOf(rows) {
    return new Set(rows.map(({ name }) => name));
}
// Tablespaces of this database's relations, without the built-in ones; a relation in the database's own names none.
const usedTablespaces = `
  select reltablespace as oid from pg_catalog.pg_class where reltablespace >= 16384
  union
  select refobjid from pg_catalog.pg_shdepend
   where dbid = (select oid from pg_catalog.pg_database where datname = current_database())
     and refclassid = 'pg_catalog.pg_tablespace'::regclass`;
const referredTablespaces = `
  select t.spcname::text as name
    from pg_catalog.pg_tablespace t
    join (${usedTablespaces}) used on used.oid = t.oid
   where t.spcname !~ '^pg_'`;
// pg_shdepend knows every role that an object's owner, privileges or policies name, except for the bootstrap superuser
// (OID 10), whose objects are looked for. Whoever is a member of such a role has its rights, and such a role has the
// rights of those it is a member of: so members count, and then all that they and it are members of.
const referredRoles = `
with recursive this as (
  select oid, datdba from pg_catalog.pg_database where datname = current_database()
), direct as (
  select d.refobjid as role
    from pg_catalog.pg_shdepend d, this
   where d.refclassid = 'pg_catalog.pg_authid'::regclass
     and (d.dbid = this.oid
       or d.dbid = 0 and d.classid = 'pg_catalog.pg_database'::regclass and d.objid = this.oid)
  union select datdba from this
  union select spcowner from pg_catalog.pg_tablespace where oid in (${usedTablespaces})
  union select s.setrole from pg_catalog.pg_db_role_setting s, this where s.setdatabase = this.oid
  union select defaclrole from pg_catalog.pg_default_acl
  union select owner from (
    select relowner as owner, oid from pg_catalog.pg_class
    union all select proowner, oid from pg_catalog.pg_proc
    union all select typowner, oid from pg_catalog.pg_type
    union all select nspowner, oid from pg_catalog.pg_namespace
    union all select oprowner, oid from pg_catalog.pg_operator
    union all select srvowner, oid from pg_catalog.pg_foreign_server
    union all select fdwowner, oid from pg_catalog.pg_foreign_data_wrapper
    union all select evtowner, oid from pg_catalog.pg_event_trigger
    union all select pubowner, oid from pg_catalog.pg_publication
    union all select lomowner, oid from pg_catalog.pg_largeobject_metadata
  ) owned where oid >= 16384
), member as (
  select role from direct
  union
  select m.member from pg_catalog.pg_auth_members m join member on m.roleid = member.role
), related as (
  select role from member
  union
  select m.roleid from pg_catalog.pg_auth_members m join related on m.member = related.role
)
select rolname::text as name
  from pg_catalog.pg_roles join related on related.role = pg_roles.oid
 where rolname !~ '^pg_'`;
;// CONCATENATED MODULE: ./build/postgres/insert-columns.js
/**
 * A table whose columns come back in another order than they have: pg_dump makes a child with its parent's columns first,
 * wherever an ALTER TABLE had put them. `--inserts` writes values without names, and each would land in another's column,
 * in silence where the types allow it. Undefined when the arguments name columns, write no INSERT, or no table is like that.
 */
async function findReordered(client, pgDumpArguments) {
    if (!insertsNameless(pgDumpArguments))
        return undefined;
    const [first] = await client.query(reordered);
    return first?.name;
}
// As getopt_long takes them: by as much of a name as is no other's.
function insertsNameless(words) {
    const inserts = words.some((word) => /^--(ins|row)/.test(word));
    return inserts && !words.some((word) => /^--(col|att)/.test(word));
}
// Partitions as well: they keep their order, but with --load-via-partition-root their values go to the root, and where a hash
// of an enum makes partitions they always do.
const reordered = `
  select n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join lateral (
      select i.inhseqno, p.attnum
        from pg_catalog.pg_inherits i
        join pg_catalog.pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and not p.attisdropped
       where i.inhrelid = c.oid
       order by i.inhseqno
       limit 1
    ) parent on true
   where c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
   group by n.nspname, c.relname, c.oid
  having array_agg(a.attname order by a.attnum)
      <> array_agg(a.attname order by parent.inhseqno nulls last, parent.attnum, a.attnum)
   order by 1
   limit 1`;
// EXTERNAL MODULE: ./build/postgres/plain-words.js
var plain_words = __webpack_require__(3602);
// EXTERNAL MODULE: ./build/postgres/readable.js + 2 modules
var readable = __webpack_require__(9461);
// EXTERNAL MODULE: ./build/postgres/server.js
var postgres_server = __webpack_require__(4167);
// EXTERNAL MODULE: ./build/postgres/tools.js
var postgres_tools = __webpack_require__(3909);
// EXTERNAL MODULE: ./build/prune.js + 9 modules
var prune = __webpack_require__(4230);
;// CONCATENATED MODULE: ./build/backup.js
var backup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var backup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Backs a database up into every store, and prunes them when that is done. Nothing counts as a backup before its
 * manifest is there; whatever fails before, every store is left as it was. @throws PgdrillError
 */
async function backup(request) {
    const run = await prepare(request);
    const { draft, report } = run;
    try {
        await (0,until_aborted/* untilAborted */.E)(draft.look(), request.signal);
        const text = await saveDump(run);
        if (text !== undefined)
            await saveFingerprint(run, text);
        if (request.globals)
            await saveGlobals(run);
        await (0,until_aborted/* untilAborted */.E)(draft.confirm(), request.signal);
        const manifest = manifestOf(run, text);
        await draft.commit(manifest);
        report.info(saved(run, manifest));
        return { ...resultOf(run, manifest, text), ...(await pruneEach(run)), durationMs: since(request.now) };
    }
    catch (error) {
        await draft.abandon();
        throw request.signal.aborted ? request.signal.reason : error;
    }
}
async function prepare(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { report, connection, signal } = request;
        const installed = (0,postgres_tools/* installedTools */.Ou)(request);
        // Awaited below; where the server cannot be reached, that is the thing to say.
        installed.catch(() => undefined);
        const client = backup_addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(connection, signal), true);
        const server = await (0,postgres_server/* readServerFacts */.T)(client);
        report.info(`${(0,postgres_connection/* describe */.q0)(connection)}: PostgreSQL ${server.version}, ${(0,human/* formatBytes */.z3)(server.sizeBytes)}, ${server.encoding}`);
        if (server.inRecovery) {
            report.warning('the server is a standby: a long dump can be cancelled by its recovery (max_standby_streaming_delay)');
        }
        const wrongClock = await readWrongClock(client);
        if (wrongClock !== undefined)
            report.warning(wrongClock.what);
        if (!(0,choosing_arguments/* mayChoose */.$)(request.pgDumpArguments))
            await (0,readable/* refuseUnreadable */.w)(client, request.selection);
        const tools = await (0,postgres_tools/* findClientTools */.Mt)(server, request, 'dump', installed);
        report.info(`pg_dump ${tools.version} from ${tools.folder}`);
        const draft = new Draft((0,names/* stemOf */.Vc)(request.name, request.now), request.stores, {
            signal,
            warning: (text) => report.warning(text),
        });
        const more = await argumentsOf(request, client);
        const pgDump = (0,dump/* dumpArguments */.Dd)({ ...request, more }, tools);
        const { encryption = { kind: 'none' } } = request;
        const plainly = await (0,plain_words/* inPlainWords */.f)(client, connection, server.encoding);
        return { ...request, connection: plainly, encryption, server, tools, draft, pgDump, wrongClock };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = backup_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The user's own, and what makes a dump by them restore. */
async function argumentsOf({ pgDumpArguments, report }, client) {
    const table = await findReordered(client, pgDumpArguments);
    if (table === undefined)
        return [...pgDumpArguments];
    report.info(`added --column-inserts to pg-dump-args: the columns of table "${table}" come back in another order, and each value would be put into another's`);
    return [...pgDumpArguments, '--column-inserts'];
}
async function saveFingerprint(run, { fingerprint }) {
    const key = (0,names/* keyOf */.TN)(run.draft.stem, { part: 'fingerprint', encrypted: isEncrypted(run) });
    await saveText(run, key, (0,format/* encodeFingerprint */.H)(fingerprint));
}
async function saveGlobals(run) {
    const sql = await globalsOf(run);
    if (sql !== undefined) {
        await saveText(run, (0,names/* keyOf */.TN)(run.draft.stem, { part: 'globals', encrypted: isEncrypted(run) }), sql);
    }
}
/** Roles and tablespaces, or undefined where the role may not read them: the dump is worth having without. */
async function globalsOf({ connection, tools, signal, report }) {
    try {
        return await readGlobals(connection, tools, signal);
    }
    catch (error) {
        signal.throwIfAborted();
        report.warning(`the backup holds no roles and tablespaces: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
async function saveText({ draft, encryption, signal }, key, text) {
    const gzip = compressor({ kind: 'gzip', level: 6 });
    const source = inBlocks(external_node_stream_.Readable.from([Buffer.from(text)]));
    await (0,promises_.pipeline)(source, gzip, encryptor(encryption), draft.sink(key), { signal });
}
/** Prunes each store that now holds the backup, by itself; one that cannot be pruned is a failure of the run. */
async function pruneEach(run) {
    const pruned = [];
    const pruneFailures = [];
    if (run.prune === 'no')
        return { pruned, pruneFailures };
    for (const store of run.stores.filter(({ location }) => run.draft.locations.includes(location))) {
        try {
            if (run.wrongClock !== undefined && run.prune === 'delete')
                throw run.wrongClock;
            const pruning = (0,prune/* prune */.R)(store, { ...run, mode: run.prune, justMade: run.draft.stem });
            pruned.push(await (0,until_aborted/* untilAborted */.E)(pruning, run.signal));
        }
        catch (error) {
            run.signal.throwIfAborted();
            pruneFailures.push({ location: store.location, error: error });
        }
    }
    return { pruned, pruneFailures };
}
function saved({ draft }, { tables, rows, objects, takenAt }) {
    const contents = tables === null
        ? ''
        : `${(0,human/* counted */.hS)(tables, 'table')}, ${rows === null ? 'rows not counted' : (0,human/* counted */.hS)(rows, 'row')}, `;
    const where = draft.locations.join(' and ');
    return `saved ${draft.stem}: ${contents}${(0,human/* formatBytes */.z3)(objects[0]?.bytes ?? 0)} in ${(0,human/* formatDuration */.a3)(since(takenAt))}, in ${where}`;
}
function since(start) {
    return Math.max(0, Date.now() - start.getTime());
}
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/entries/batch.js



// util-linux puts it there; busybox knows the same letters.
const chrt = '/usr/bin/chrt';
// /proc/<pid>/stat, proc(5): field 41, counted from behind the name in brackets, which may hold spaces.
const policyField = 41 - 3;
const ordinary = '0';
/**
 * Tells Linux's scheduler that this process, and whatever it starts from now on, is batch work (SCHED_BATCH, sched(7)):
 * woken up, it does not push aside who is running. On a machine with few cores that is the PostgreSQL server, which all of a
 * backup waits for (measured on two cores: a backup of 0.5 GB takes a seventh less). A policy that was chosen before stays,
 * and nothing happens where there is no chrt.
 */
async function runAsBatch() {
    try {
        const stat = await (0,external_node_fs_promises_.readFile)('/proc/self/stat', 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (fields[policyField] !== ordinary)
            return;
        await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(chrt, ['-a', '-b', '-p', '0', String(process.pid)], { timeout: 10_000 });
    }
    catch {
        // Not Linux, or no chrt, or not allowed: it is a matter of speed only.
    }
}
// EXTERNAL MODULE: ./build/entries/programs.js + 1 modules
var entries_programs = __webpack_require__(8058);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var entries_stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-backup.js






/** The backup story, for both doors. */
async function runBackup(settings, { signal, report }) {
    const [stores] = await Promise.all([(0,entries_stores/* openStores */.j)(settings.stores), runAsBatch()]);
    const programs = (0,entries_programs/* programsFor */.T)(settings.client, { signal, report });
    return backup({ ...settings, ...programs, stores, toolVersion: version/* version */.r, now: new Date(), signal, report });
}
/** What makes a run that has saved the backup somewhere a failure all the same; undefined when all went well. */
function shortfallOf({ dropped, pruneFailures }) {
    const problems = [
        ...dropped.map(({ location, error }) => `${location} does not hold the backup: ${error.message}`),
        ...pruneFailures.map(({ location, error }) => `${location} was not pruned: ${error.message}`),
    ];
    return problems.length === 0 ? undefined : new errors/* PgdrillError */.ZA(problems.join('\n'));
}

/***/ }),

/***/ 3175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ mayChoose)
/* harmony export */ });
// Of pg_dump 13 to 18: how it writes what it reads, and what it says beside it. Whatever else there is can choose what is
// read, or as whom: a pattern, a role, a section; so can what later versions add.
const harmless = new Map([
    ...named('bare', `attribute-inserts blobs clean column-inserts create disable-dollar-quoting disable-triggers if-exists inserts
    large-objects load-via-partition-root no-acl no-comments no-owner no-policies no-privileges no-publications
    no-reconnect no-security-labels no-statistics no-subscriptions no-sync no-synchronized-snapshots
    no-table-access-method no-tablespaces no-toast-compression on-conflict-do-nothing quote-all-identifiers
    serializable-deferrable statistics strict-names use-set-session-authorization verbose with-statistics
    b c C O v x`),
    ...named('valued', 'encoding extra-float-digits restrict-key rows-per-insert superuser sync-method E S'),
]);
function named(kind, names) {
    return names.split(/\s+/).map((name) => [name, kind]);
}
/** Whether arguments of the user's own may choose what pg_dump reads, or who reads it: then pg_dump alone knows. */
function mayChoose(pgDumpArguments) {
    for (let at = 0; at < pgDumpArguments.length; at += 1) {
        const word = pgDumpArguments[at];
        const takesNext = word.startsWith('--') ? longTakesNext(word.slice(2)) : shortTakesNext(word.slice(1));
        if (takesNext === undefined)
            return true;
        if (takesNext)
            at += 1;
    }
    return false;
}
/** Whether the next word is its value; undefined when it may choose. A shortened name can be that of anything. */
function longTakesNext(text) {
    const [name = '', value] = text.split('=', 2);
    const kind = name.length > 1 ? harmless.get(name) : undefined;
    return kind && kind === 'valued' && value === undefined;
}
/** One word may hold several letters, the last one with its value: `-vOSpostgres`. */
function shortTakesNext(letters) {
    for (const [at, letter] of [...letters].entries()) {
        const kind = harmless.get(letter);
        if (kind === undefined)
            return undefined;
        if (kind === 'valued')
            return at === letters.length - 1;
    }
    return false;
}

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

/***/ 9461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ findUnreadableParts),
  w: () => (/* binding */ refuseUnreadable)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/postgres/patterns.js
/** What --table and its like mean. Rules: psql's documentation, "Patterns", as pg_dump applies them. */
function tablePattern(pattern) {
    const parts = regexesOf(pattern);
    // Three parts begin with the database, which pg_dump itself compares with the one it is connected to.
    return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}
/** What --schema and --exclude-schema mean: the regular expression for the schema's name. */
function schemaPattern(pattern) {
    return tablePattern(pattern).name;
}
// A quoted stretch, whose closing quote may be missing; `[]`; or one character.
const token = /"((?:[^"]|"")*)(?:"|$)|\[\]|./gsu;
/** The parts between unquoted dots, each an anchored regular expression. */
function regexesOf(pattern) {
    const parts = [''];
    for (const [text, quoted] of pattern.matchAll(token)) {
        if (text === '.')
            parts.push('');
        else
            parts[parts.length - 1] += quoted === undefined ? unquoted(text) : literal(quoted);
    }
    return parts.map((part) => `^(${part})$`);
}
function literal(quoted) {
    return quoted.replaceAll('""', '"').replaceAll(/[|*+?()[\]{}.^$\\]/g, '\\$&');
}
// Outside quotes the other special characters keep their meaning, but for `$`, which names may hold, and `[]`, which
// is rather an array type's name. Only ASCII is folded: pg_dump runs in the C locale.
function unquoted(text) {
    if (text === '*')
        return '.*';
    if (text === '?')
        return '.';
    if (text === '$')
        return '\\$';
    if (text === '[]')
        return '\\[]';
    return text.replace(/[A-Z]/, (letter) => letter.toLowerCase());
}
;// CONCATENATED MODULE: ./build/postgres/unreadable.js

/** What pg_dump would have to read with this selection, and the connected role may not. */
async function findUnreadable(client, selection) {
    const values = [...patternValues(selection), await readSearchPath(client)];
    return await client.query(unreadableQuery, values);
}
/** The schemas in which pg_dump looks for tables named without one: the role's own search path. */
async function readSearchPath(client) {
    await client.query('RESET search_path');
    const [path] = await client.query('select pg_catalog.current_schemas(true)::pg_catalog.text[] as schemas');
    await client.query("SET search_path = ''");
    return path?.schemas ?? [];
}
function patternValues(selection) {
    const tables = [selection.tables, selection.excludeTables, selection.excludeTableData].map((patterns) => patterns.map(tablePattern));
    return [
        selection.schemas.map(schemaPattern),
        selection.excludeSchemas.map(schemaPattern),
        ...tables.flatMap((found) => [found.map(({ schema }) => schema), found.map(({ name }) => name)]),
    ];
}
/** Whether one of the schema patterns in parameter `at` matches. */
function schemaMatches(at) {
    return `exists (select from unnest($${at}::text[]) as p(name)
    where n.nspname ~ p.name collate pg_catalog.default)`;
}
/** Whether one of the table patterns in parameters `at` (schemas) and `at + 1` (names) matches. */
function tableMatches(at) {
    return `exists (select from unnest($${at}::text[], $${at + 1}::text[]) as p(schema, name)
    where c.relname ~ p.name collate pg_catalog.default
      and case when p.schema is null then c.oid in (select oid from visible)
               else n.nspname ~ p.schema collate pg_catalog.default end)`;
}
// pg_dump's own rules, tried against its own by the test:
// - --table overrules the schemas, --exclude-table overrules both; without --schema, pg_* and information_schema stay out;
// - a serial column's sequence comes with its table whatever is excluded, an identity's only with its table;
// - tables and partitioned tables are locked, which takes SELECT even where their data is excluded (from server 16 on
//   any right to change them will do); rows are read of tables and sequences;
// - an extension's tables are neither, but for the rows of those that it wants saved (extconfig): whenever the extension
//   is, that is without --schema and --table, or when they are chosen.
// Views, materialised views and foreign tables are described, never read.
const unreadableQuery = `
with visible as (
  select distinct on (r.relname) r.oid
    from unnest($9::text[]) with ordinality as path(schema, place)
    join pg_catalog.pg_namespace s on s.nspname = path.schema
    join pg_catalog.pg_class r on r.relnamespace = s.oid
   order by r.relname, path.place
), relation as (
  select c.oid, c.relkind, c.relname, n.nspname, n.oid as schema_oid, e.oid as extension,
         e.oid is not null and e.oid >= 16384 and cardinality($1::text[]) = 0 and cardinality($3::text[]) = 0
           as extension_dumped,
         coalesce(c.oid = any (e.extconfig), false) and not ${schemaMatches(2)} as configuration,
         ${tableMatches(5)} as excluded,
         case when ${tableMatches(5)} then false
              when cardinality($3::text[]) > 0 then ${tableMatches(3)}
              when ${schemaMatches(2)} then false
              when cardinality($1::text[]) > 0 then ${schemaMatches(1)}
              else n.nspname !~ '^pg_' and n.nspname <> 'information_schema' end as chosen,
         ${tableMatches(7)} as data_excluded
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
         and d.objsubid = 0 and d.deptype = 'e' and d.refclassid = 'pg_catalog.pg_extension'::regclass
    left join pg_catalog.pg_extension e on e.oid = d.refobjid
   where c.relkind in ('r', 'p', 'S')
), owned as (
  select d.objid as sequence, t.chosen and t.extension is null as with_table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d
    join relation t on t.oid = d.refobjid
   where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
     and d.deptype in ('a', 'i') and d.refobjsubid > 0
), needed as (
  select r.*,
         r.relkind <> 'S' and r.chosen and r.extension is null as locked,
         not r.data_excluded and case
           when r.relkind = 'p' then false
           when r.extension is not null
             then r.configuration and not r.excluded and (r.extension_dumped or r.chosen)
           when r.relkind = 'S' and o.identity then o.with_table
           else r.chosen or coalesce(o.with_table, false) end as read
    from relation r left join owned o on o.sequence = r.oid and r.relkind = 'S'
), checked as (
  select *, pg_catalog.has_schema_privilege(schema_oid, 'USAGE') as usage,
         case when relkind = 'S' then pg_catalog.has_sequence_privilege(oid, 'SELECT')
              when read or current_setting('server_version_num')::int < 160000
                then pg_catalog.has_table_privilege(oid, 'SELECT')
              else pg_catalog.has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') end as allowed,
         relkind = 'r' and read and pg_catalog.row_security_active(oid) as hidden
    from needed where locked or read
), named as (
  select distinct 'schema' as kind, nspname::text as name, false as hidden from checked where not usage
  union all
  select case when relkind = 'S' then 'sequence' else 'table' end, nspname || '.' || relname, allowed
    from checked where usage and (not allowed or hidden)
)
select kind, name, hidden
  from named
 order by kind = 'sequence', kind, name`;
/** The large objects that pg_dump would stop at; it reads them all when neither schemas nor tables are chosen. */
async function findUnreadableLargeObjects(client, { schemas, tables }) {
    if (schemas.length > 0 || tables.length > 0)
        return { some: [], total: 0 };
    // An owner that has taken its own rights away is let through here: pg_dump will say so.
    const [found] = await client.query(`
    select coalesce((array_agg(oid::text order by oid))[:10], '{}') as some, count(*)::int as total
      from pg_catalog.pg_largeobject_metadata
     where current_setting('lo_compat_privileges') = 'off'
       and not pg_catalog.pg_has_role(lomowner, 'USAGE')
       and not exists (select from pg_catalog.aclexplode(lomacl) as a
                        where a.privilege_type = 'SELECT'
                          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'USAGE')))`);
    return found ?? { some: [], total: 0 };
}
;// CONCATENATED MODULE: ./build/postgres/readable.js


/**
 * Refuses a selection that the connected role cannot dump: pg_dump stops at the first table it may not read, late and
 * one at a time; this names them all before anything starts.
 * @throws PgdrillError with the grant to make, or what to exclude
 */
async function refuseUnreadable(client, selection) {
    const problems = Object.values(await findUnreadableParts(client, selection)).filter((problem) => problem !== undefined);
    if (problems.length === 0)
        return;
    throw new errors/* PgdrillError */.ZA(problems.map(({ what }) => what).join(', and '), {
        cure: problems.map(({ cure }) => cure).join('; '),
    });
}
/** What the connected role cannot dump of a selection, by why it cannot; all undefined when it can. */
async function findUnreadableParts(client, selection) {
    const unreadable = await findUnreadable(client, selection);
    const largeObjects = await findUnreadableLargeObjects(client, selection);
    const [session] = await client.query('select current_user::text as role');
    const role = JSON.stringify(session?.role);
    const { false: open = [], true: shut = [] } = Object.groupBy(unreadable, ({ hidden }) => `${hidden}`);
    return {
        denied: denied(open, role),
        hidden: readable_hidden(shut, role),
        largeObjects: deniedLargeObjects(largeObjects, role),
    };
}
function denied(found, role) {
    const [first, second] = found;
    if (first === undefined)
        return undefined;
    const what = `cannot read ${listed(found)}: permission denied`;
    if (second !== undefined) {
        const grant = `grant role ${role} USAGE on the schemas and SELECT (since PostgreSQL 14: pg_read_all_data)`;
        return { what, cure: `${grant}, or exclude them with exclude-table or exclude-schema` };
    }
    return first.kind === 'schema'
        ? { what, cure: `grant USAGE on it to role ${role}, or exclude it with exclude-schema` }
        : { what, cure: `grant SELECT to role ${role}, or exclude it with exclude-table` };
}
function readable_hidden(found, role) {
    if (found.length === 0)
        return undefined;
    return {
        what: `cannot read every row of ${listed(found)}: row-level security applies to role ${role}`,
        cure: `give role ${role} BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
    };
}
function deniedLargeObjects({ some, total }, role) {
    if (total === 0)
        return undefined;
    const named = some.map((oid) => `large object ${oid}`);
    return {
        what: `cannot read ${andMore(named, total)}: permission denied`,
        cure: `grant SELECT on large objects to role ${role}, back up as their owner, or put --no-blobs into pg-dump-args to leave them out`,
    };
}
const namedAtMost = 10;
function listed(found) {
    const named = found.slice(0, namedAtMost).map(({ kind, name }) => `${kind} "${name}"`);
    return andMore(named, found.length);
}
function andMore(named, total) {
    const more = total - named.length;
    return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

/***/ }),

/***/ 3016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ askClock),
/* harmony export */   j: () => (/* binding */ skewMs)
/* harmony export */ });
/** By how much the other clock is ahead, at least; 0 when both could be the same. */
function skewMs({ fromMs, toMs, theirsMs, coarseMs }) {
    if (theirsMs > toMs)
        return theirsMs - toMs;
    return theirsMs + coarseMs < fromMs ? theirsMs + coarseMs - fromMs : 0;
}
/** What time the server has. */
async function askClock(client) {
    const fromMs = Date.now();
    const [row] = await client.query('select extract(epoch from clock_timestamp())::float8 * 1000 as ms');
    return { fromMs, toMs: Date.now(), theirsMs: row?.ms ?? fromMs, coarseMs: 1 };
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

/***/ 4230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ prune)
});

// EXTERNAL MODULE: ./build/catalog/ahead.js
var ahead = __webpack_require__(7641);
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog_catalog = __webpack_require__(9063);
// EXTERNAL MODULE: ./build/catalog/probes.js
var catalog_probes = __webpack_require__(2761);
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
;// CONCATENATED MODULE: ./build/catalog/remove.js



/**
 * Removes entries of `name`, then probes and unfinished writes. All manifests go first, and where one stays so does its dump:
 * whatever stops it, what is left is either a whole backup or none. An error does not keep the rest from going.
 * @throws PgdrillError that says what could not be removed and what is left
 */
async function removeAll(store, name, { entries, unfinished, probes }, { signal }) {
    const errors = [];
    const attempt = async (act) => {
        signal.throwIfAborted();
        await act().catch((error) => errors.push(error));
    };
    await attempt(() => deleteKeys(store, entries, isManifest));
    const bare = errors.length === 0 ? entries : (await stillThere(store, name, entries)).bare;
    await attempt(() => deleteKeys(store, bare, (key) => !isManifest(key)));
    if (errors.length === 0 && entries.length > 0)
        await attempt(() => deleteWrittenSince(store, name, entries));
    const left = errors.length === 0 ? [] : (await stillThere(store, name, entries)).left;
    if (probes.length > 0)
        await attempt(() => store.delete(probes.map(({ key }) => key)));
    for (const each of unfinished)
        await attempt(() => store.discard(each));
    if (errors.length > 0)
        throw removalError(store, errors, entries.length, left);
}
async function deleteKeys(store, entries, chosen) {
    const keys = entries.flatMap(({ objects }) => objects.map(({ key }) => key).filter(chosen));
    if (keys.length > 0)
        await store.delete(keys);
}
/** A drill may have written its record after the listing that was decided by; other objects may be new backups'. */
async function deleteWrittenSince(store, name, entries) {
    const removed = new Set(entries.map(({ stem }) => stem));
    const { uncommitted } = await (0,catalog_catalog/* readCatalog */.uM)(store, name);
    const left = uncommitted.filter(({ stem }) => removed.has(stem));
    await deleteKeys(store, left, (key) => (0,names/* parseKey */.Do)(key)?.part === 'drill');
}
function isManifest(key) {
    return (0,names/* parseKey */.Do)(key)?.part === 'manifest';
}
// A store's error names keys for people. What is really left, and of that what has lost its manifest, only a new listing
// tells; without one all counts as left.
async function stillThere(store, name, entries) {
    const catalog = await (0,catalog_catalog/* readCatalog */.uM)(store, name).catch(() => undefined);
    if (catalog === undefined)
        return { left: entries, bare: [] };
    const bare = new Set(catalog.uncommitted.map(({ stem }) => stem));
    const whole = new Set([...catalog.backups, ...catalog.damaged].map(({ stem }) => stem));
    return {
        left: entries.filter(({ stem }) => bare.has(stem) || whole.has(stem)),
        bare: entries.filter(({ stem }) => bare.has(stem)),
    };
}
function removalError({ location }, errors, count, left) {
    const [first, ...others] = errors;
    const { what, cure } = first instanceof build_errors/* PgdrillError */.ZA ? first : { what: (0,build_errors/* messageOf */.bD)(first), cure: undefined };
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const rest = left.length === 0 ? '' : `; ${left.length} of ${count} backups are left: ${named(left)}`;
    return new build_errors/* PgdrillError */.ZA(`cannot remove all from ${location}: ${what}${more}${rest}`, {
        cause: first,
        ...(cure === undefined ? {} : { cure }),
    });
}
function named(entries) {
    const stems = entries.slice(0, 5).map(({ stem }) => stem);
    return entries.length > stems.length ? `${stems.join(', ')}, ...` : stems.join(', ');
}
// EXTERNAL MODULE: ./build/catalog/drill.js
var catalog_drill = __webpack_require__(1889);
// EXTERNAL MODULE: ./build/catalog/record.js
var record = __webpack_require__(8291);
;// CONCATENATED MODULE: ./build/catalog/verified.js


/**
 * Looks for the newest verified backup. Reads drill records from the newest on, where there are any, and stops at the
 * first that verifies. A store that cannot be read is an error, not a backup without a verdict.
 */
async function findVerified(store, backups, options) {
    const unreadable = [];
    for (const backup of backups.filter(({ hasDrill }) => hasDrill)) {
        try {
            const drill = await (0,catalog_drill/* readDrill */.I)(store, backup.stem, options);
            if (drill?.verdict === 'verified')
                return { newest: backup, unreadable };
        }
        catch (error) {
            if (!(error instanceof record/* UnreadableRecordError */.PC))
                throw error;
            unreadable.push({ backup, error });
        }
    }
    return { newest: undefined, unreadable };
}
// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
;// CONCATENATED MODULE: ./build/report/prune-lines.js

/** What a prune does or, in a dry run, would do, a line each with its reason; a dry run also tells what stays. */
function pruneLines(result) {
    const { mode, uncommitted, unfinished, probes } = result;
    const removes = mode === 'dry-run' ? 'would remove' : 'removes';
    const line = (verb) => (each) => `${verb} ${each.backup} (${(0,human/* formatBytes */.z3)(each.bytes)}): ${each.because}`;
    return [
        ...(mode === 'dry-run'
            ? [...result.keep, ...uncommitted.keep, ...result.damaged].map(line('keeps'))
            : []),
        ...[...result.remove, ...uncommitted.remove].map(line(removes)),
        ...[...unfinished.remove, ...probes.remove].map(({ key, because }) => `${removes} ${key}: ${because}`),
    ];
}
/** `kept 30 backups and removed 2 (1.2 GB) in s3://bucket/prefix` */
function pruneTotal({ mode, keep, remove, uncommitted, unfinished, freedBytes, location, }) {
    const others = [
        uncommitted.remove.length > 0 && (0,human/* counted */.hS)(uncommitted.remove.length, 'uncommitted dump'),
        unfinished.remove.length > 0 && (0,human/* counted */.hS)(unfinished.remove.length, 'unfinished write'),
    ].filter((text) => text !== false);
    const removed = [(0,human/* counted */.hS)(remove.length, 'backup'), ...others].join(', ');
    const verbs = mode === 'dry-run' ? ['would keep', 'remove'] : ['kept', 'removed'];
    return `${verbs[0]} ${(0,human/* counted */.hS)(keep.length, 'backup')} and ${verbs[1]} ${removed} (${(0,human/* formatBytes */.z3)(freedBytes)}) in ${location}`;
}
;// CONCATENATED MODULE: ./build/retention/decided.js
/** Sorts things by whether there is a reason to keep them. */
function decide(things, reasonToKeep, reasonToRemove) {
    const keep = [];
    const remove = [];
    for (const thing of things) {
        const because = reasonToKeep(thing);
        if (because === undefined)
            remove.push({ ...thing, because: reasonToRemove });
        else
            keep.push({ ...thing, because });
    }
    return { keep, remove };
}
/** Newest first, whatever order they came in. */
function newestFirst(entries) {
    return entries.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
}
;// CONCATENATED MODULE: ./build/retention/periods.js
/** The periods that a rule can keep one backup of, each with what tells one period from the next. All in UTC. */
const periods = {
    hourly: (time) => time.toISOString().slice(0, 13),
    daily: (time) => time.toISOString().slice(0, 10),
    weekly: mondayOf,
    monthly: (time) => time.toISOString().slice(0, 7),
    yearly: (time) => time.toISOString().slice(0, 4),
};
// An ISO week begins on Monday, and its Monday names it: no week 53 and no year's end to get wrong.
function mondayOf(time) {
    const monday = new Date(time);
    monday.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7));
    return monday.toISOString().slice(0, 10);
}
;// CONCATENATED MODULE: ./build/retention/policy.js
const defaultPolicy = {
    keepDays: 30,
    keepLast: 0,
    keepHourly: 0,
    keepDaily: 0,
    keepWeekly: 0,
    keepMonthly: 0,
    keepYearly: 0,
    keepMin: 1,
};
/** Refuses a policy that would compare with NaN or keep nothing at all. @throws RangeError */
function checkPolicy(policy) {
    for (const [rule, value] of Object.entries(policy)) {
        const least = rule === 'keepMin' ? 1 : 0;
        if (Number.isSafeInteger(value) && value >= least)
            continue;
        throw new RangeError(`${rule} is ${value}, not a whole number of at least ${least}`);
    }
}
/** Whether no rule is on: then nobody has said what may go. */
function keepsByNoRule({ keepMin: _, ...rules }) {
    return Object.values(rules).every((value) => value === 0);
}
/** Whether `time` is more than `limit` milliseconds before `now`. */
function isOlder(time, limit, now) {
    return now.getTime() - time.getTime() > limit;
}
const hour = 3_600_000;
const day = 24 * hour;
/** A limit in days, for a reason: `30 days`, `1 day`. */
function daysText(days) {
    return days === 1 ? '1 day' : `${days} days`;
}
;// CONCATENATED MODULE: ./build/retention/backups.js



/** Decides on committed backups. `held` gives stems that stay whatever the rules say, and why. */
function planBackups(backups, held, policy, now) {
    const sorted = newestFirst(backups);
    const reasons = Map.groupBy(reasonsToKeep(sorted, held, policy, now), ({ stem }) => stem);
    const toKeep = ({ stem }) => reasons
        .get(stem)
        ?.map(({ reason }) => reason)
        .join(', ');
    return decide(sorted, toKeep, reasonToRemove(policy));
}
function* reasonsToKeep(sorted, held, policy, now) {
    for (const [stem, reason] of held)
        yield { stem, reason };
    const future = (backup) => backup.takenAt > now;
    // A clock was wrong. It stays, and takes no real backup's place in a rule.
    for (const { stem } of sorted.filter(future))
        yield { stem, reason: 'taken in the future' };
    const past = sorted.filter((backup) => !future(backup));
    yield* newest(past, policy.keepMin, (nth, of) => `newest ${nth} of ${of} (keep-min)`);
    if (keepsByNoRule(policy))
        for (const { stem } of past)
            yield { stem, reason: 'no keep rule is set' };
    yield* young(past, policy.keepDays, now);
    yield* newest(past, policy.keepLast, (nth, of) => `last ${nth} of ${of}`);
    yield* newestOfEach(past, 'hourly', policy.keepHourly);
    yield* newestOfEach(past, 'daily', policy.keepDaily);
    yield* newestOfEach(past, 'weekly', policy.keepWeekly);
    yield* newestOfEach(past, 'monthly', policy.keepMonthly);
    yield* newestOfEach(past, 'yearly', policy.keepYearly);
}
function* young(sorted, keepDays, now) {
    if (keepDays === 0)
        return;
    for (const { stem, takenAt } of sorted) {
        if (isOlder(takenAt, keepDays * day, now))
            return;
        yield { stem, reason: `not older than ${daysText(keepDays)}` };
    }
}
function* newest(sorted, limit, reason) {
    for (const [index, { stem }] of sorted.slice(0, limit).entries()) {
        yield { stem, reason: reason(index + 1, limit) };
    }
}
function newestOfEach(sorted, period, limit) {
    const firstOfEach = sorted.filter((backup, index) => {
        const newer = sorted[index - 1];
        return !newer || periods[period](newer.takenAt) !== periods[period](backup.takenAt);
    });
    return newest(firstOfEach, limit, (nth, of) => `${period} ${nth} of ${of}`);
}
function reasonToRemove({ keepDays }) {
    return keepDays === 0 ? 'no rule keeps it' : `older than ${daysText(keepDays)}, and no other rule keeps it`;
}
;// CONCATENATED MODULE: ./build/retention/leftovers.js


/** Longer than any backup runs: what was written to since may be one that is still running. */
const inFlightHours = 48;
/** Decides on stems without a manifest; `committed` tells whether the store holds a backup of the same name. */
function planUncommitted(uncommitted, committed, policy, now) {
    return decide(newestFirst(uncommitted), (leftover) => reasonToKeep(leftover, committed, policy, now), `uncommitted and older than ${daysText(policy.keepDays)}`);
}
function reasonToKeep({ takenAt, modifiedAt }, committed, { keepDays }, now) {
    if (!isOlder(modifiedAt, inFlightHours * hour, now)) {
        return `written to in the last ${inFlightHours} hours, its backup may be running`;
    }
    // An older script's dumps are somebody's backups: without a limit in days nobody has said that they may go.
    if (keepDays === 0)
        return 'keep-days is 0';
    if (!isOlder(takenAt, keepDays * day, now))
        return `not older than ${daysText(keepDays)}`;
    if (!committed)
        return 'there is no committed backup';
    return undefined;
}
/** Keeps every manifest whose dump is gone: deleting it would hide a loss. */
function keepDamaged(damaged) {
    const because = 'its dump is gone from the store; find out why, then delete it by hand';
    return newestFirst(damaged).map((entry) => ({ ...entry, because }));
}
/** Decides on partial files and open uploads. */
function planUnfinished(unfinished, now) {
    const begun = (how) => `unfinished, begun ${how} than ${inFlightHours} hours ago`;
    return decide(unfinished.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)), ({ startedAt }) => (isOlder(startedAt, inFlightHours * hour, now) ? undefined : begun('not more')), begun('more'));
}
/** Decides on what a doctor wrote to see whether it can; it takes that away itself, unless it is killed. */
function planProbes(probes, now) {
    const written = (how) => `a probe of pgdrill doctor, written ${how} than ${inFlightHours} hours ago`;
    return decide(probes.toSorted((a, b) => (a.key < b.key ? -1 : 1)), ({ modifiedAt }) => (isOlder(modifiedAt, inFlightHours * hour, now) ? undefined : written('not more')), written('more'));
}
function orderOf({ startedAt, key, id }) {
    return `${startedAt.toISOString()} ${key} ${id}`;
}
;// CONCATENATED MODULE: ./build/retention/plan.js



/**
 * Decides what a prune removes. Pure: the same contents in any order give the same plan. Where there is a committed
 * backup, at least one stays. Specified in docs/retention.md. @throws RangeError on a policy that is none
 */
function planPrune(contents, policy, now) {
    checkPolicy(policy);
    if (Number.isNaN(now.getTime()))
        throw new RangeError('now is not a time');
    const { backups, uncommitted, damaged, unfinished, probes, held } = contents;
    return {
        ...planBackups(backups, held, policy, now),
        uncommitted: planUncommitted(uncommitted, backups.length > 0, policy, now),
        damaged: keepDamaged(damaged),
        unfinished: planUnfinished(unfinished, now),
        probes: planProbes(probes, now),
    };
}
;// CONCATENATED MODULE: ./build/prune.js








/** Removes from one store what the policy lets go. @throws PgdrillError that says what is left */
async function prune(store, request) {
    const catalog = await (0,catalog_catalog/* readCatalog */.uM)(store, request.name);
    refuseWithout(request.justMade, catalog.backups, store);
    const probes = await (0,catalog_probes/* readProbes */.UE)(store);
    const unfinished = [...(await (0,catalog_catalog/* readUnfinished */.ML)(store, request.name)), ...probes.unfinished];
    const held = await heldBackups(store, catalog.backups, request);
    const plan = planPrune({ ...catalog, unfinished, probes: probes.objects, held }, request.policy, request.now);
    const result = resultOf(plan, store, request);
    announce(result, request);
    if (request.mode === 'delete')
        await removeAll(store, request.name, doomedBy(plan), request);
    request.report.info(pruneTotal(result));
    return result;
}
// A listing that lacks what was just written is not one to delete by.
function refuseWithout(justMade, backups, { location }) {
    if (justMade === undefined || backups.some(({ stem }) => stem === justMade))
        return;
    throw new build_errors/* PgdrillError */.ZA(`cannot prune ${location}: its listing lacks ${justMade}, which was just made`, {
        cure: 'look whether the store holds it, then run pgdrill prune',
    });
}
async function heldBackups(store, backups, { justMade, now, signal, report }) {
    const held = new Map();
    if (justMade !== undefined)
        held.set(justMade, 'just made');
    const { newest, unreadable } = await findVerified(store, (0,ahead/* latestFirst */.yM)(backups, now), { signal });
    for (const { backup, error } of unreadable) {
        report.warning(`${error.message}; its backup is kept, for it may be the newest verified one`);
        held.set(backup.stem, 'may be the newest verified: its drill record cannot be read');
    }
    if (newest)
        held.set(newest.stem, 'newest verified');
    return held;
}
function announce(result, { now, report }) {
    for (const line of pruneLines(result))
        report.info(line);
    for (const { backup, because } of result.damaged)
        report.warning(`${backup} is damaged: ${because}`);
    for (const { backup } of result.keep.filter((each) => (0,ahead/* isAhead */.Y0)(each, now)))
        report.warning(`${backup} is dated later than now, so a clock was wrong: until then no rule removes it, and latest passes it over; delete it by hand when a newer one is verified`);
}
function doomedBy({ remove, uncommitted, unfinished, probes }) {
    return { entries: [...remove, ...uncommitted.remove], unfinished: unfinished.remove, probes: probes.remove };
}
function resultOf(plan, { location }, { name, mode }) {
    return {
        location,
        name,
        mode,
        ...prunedOf(plan),
        uncommitted: prunedOf(plan.uncommitted),
        damaged: plan.damaged.map(pruned),
        unfinished: plan.unfinished,
        probes: plan.probes,
        freedBytes: doomedBy(plan).entries.reduce((sum, { bytes }) => sum + bytes, 0),
    };
}
function prunedOf({ keep, remove }) {
    return { keep: keep.map(pruned), remove: remove.map(pruned) };
}
function pruned({ stem, takenAt, bytes, because }) {
    return { backup: stem, takenAt, bytes, because };
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

/***/ 9010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/** A text as a shell takes it for one word: the name of a folder or a database can hold blanks, and worse. */
function shellWord(text) {
    return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/***/ }),

/***/ 5200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ untilAborted)
/* harmony export */ });
/**
 * What `work` gives, or the signal's reason as soon as that aborts: for questions, which leave nothing to clean up. A
 * server that hangs is then not waited for, but a timer or a socket can still keep the process alive.
 */
async function untilAborted(work, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted)
        onAbort();
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}

/***/ })

};

