export const id = 917;
export const ids = [917];
export const modules = {

/***/ 3402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xB: () => (/* binding */ openBucket),
  j: () => (/* binding */ openStores),
  J8: () => (/* binding */ readUnheededOptions)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/store/folder/errors.js
var folder_errors = __webpack_require__(8540);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/store/folder/partial-name.js


/** Where a file is written before it is whole: beside it, hidden, and different for every write. */
function partialPath(path) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.partial-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
}
/** The name the file would have got, or undefined when this is not a partial file's name. */
function wholeName(name) {
    return /^\.(.+)\.partial-[0-9a-f]{12}$/s.exec(name)?.[1];
}
;// CONCATENATED MODULE: ./build/store/folder/publish.js


/** What file systems without hard links answer: exFAT, some CIFS and FUSE mounts. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
/**
 * Gives a finished partial file its name in one step. A link fails where a rename would replace, so of two racing
 * writers one is refused. Without hard links it looks and renames, and a race can then be lost without a word.
 *
 * @returns false when the name is taken; the partial file is then still there
 */
async function publish(partial, path, { overwrite, linkTo = promises_.link }) {
    if (overwrite) {
        await (0,promises_.rename)(partial, path);
        return true;
    }
    try {
        await linkTo(partial, path);
    }
    catch (error) {
        const code = (0,folder_errors/* systemCode */.xU)(error) ?? '';
        if (code === 'EEXIST')
            return false;
        if (!noHardLinks.has(code))
            throw error;
        if (await exists(path))
            return false;
        await (0,promises_.rename)(partial, path);
        return true;
    }
    // It is there now, whatever becomes of its other name: prune finds that.
    await (0,promises_.unlink)(partial).catch(() => { });
    return true;
}
async function exists(path) {
    return (0,promises_.lstat)(path).then(() => true, () => false);
}
// EXTERNAL MODULE: ./build/store/folder/tree.js
var tree = __webpack_require__(5103);
// EXTERNAL MODULE: ./build/store/store.js
var store = __webpack_require__(4899);
// EXTERNAL MODULE: ./build/store/take-until.js
var take_until = __webpack_require__(4706);
// EXTERNAL MODULE: ./build/store/undeleted.js
var undeleted = __webpack_require__(1338);
;// CONCATENATED MODULE: ./build/store/folder.js
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











const readBytes = 256 * 1024;
/** A store in a folder of this machine; made, for its owner only, by the first write. Keeps no checksums. */
function openFolderStore(path) {
    return new FolderStore((0,external_node_path_.resolve)(path));
}
class FolderStore {
    location;
    constructor(root) {
        this.location = root;
    }
    async put(key, source, options) {
        const path = this.#pathOf(key);
        options.signal.throwIfAborted();
        if (options.overwrite !== true)
            await this.#refuseTaken(path);
        const partial = partialPath(path);
        try {
            await this.#io('write', path, (0,tree/* makeFolders */.wZ)(this.location, (0,external_node_path_.dirname)(path)));
            await this.#write(partial, path, (0,take_until/* takeUntil */.Q)(source, options.signal));
            options.signal.throwIfAborted();
            const free = await this.#io('write', path, publish(partial, path, { overwrite: options.overwrite === true }));
            if (!free)
                throw taken(path);
            await this.#io('write', path, (0,tree/* syncFolder */.Yw)((0,external_node_path_.dirname)(path)));
        }
        catch (error) {
            await (0,promises_.unlink)(partial).catch(() => { });
            await (0,tree/* removeEmptyFolders */.dp)(this.location, (0,external_node_path_.dirname)(path));
            throw error;
        }
    }
    async *get(key, { signal }) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const path = this.#pathOf(key);
            signal.throwIfAborted();
            if ((await this.#find(path)) === undefined)
                throw missing(path);
            const file = __addDisposableResource(env_1, await this.#open(path), true);
            for (;;) {
                const buffer = Buffer.allocUnsafe(readBytes);
                const { bytesRead } = await this.#io('read', path, file.read(buffer, 0, readBytes));
                signal.throwIfAborted();
                if (bytesRead === 0)
                    return;
                yield buffer.subarray(0, bytesRead);
                signal.throwIfAborted();
            }
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
    async stat(key) {
        const found = await this.#find(this.#pathOf(key));
        return found && { bytes: found.size };
    }
    async *list(keyPrefix, { mayHold } = {}) {
        for await (const { key, name, path } of this.#walk(keyPrefix, mayHold)) {
            if (!key.startsWith(keyPrefix) || wholeName(name) !== undefined)
                continue;
            const stats = await this.#statsOf(path);
            if (stats !== undefined)
                yield { key, bytes: stats.size, modifiedAt: stats.mtime };
        }
    }
    async delete(keys) {
        const paths = keys.map((key) => this.#pathOf(key));
        const left = [];
        for (const [at, path] of paths.entries()) {
            await this.#remove(path).catch((error) => {
                left.push({ key: keys[at], ...((0,folder_errors/* meaningOf */.Pr)(error) ?? { why: (0,errors/* messageOf */.bD)(error) }) });
            });
        }
        for (const folder of new Set(paths.map((path) => (0,external_node_path_.dirname)(path)))) {
            await (0,tree/* removeEmptyFolders */.dp)(this.location, folder);
        }
        // Whoever removes a manifest first, and then what it names, wants to find it so after a power cut as well.
        await this.#io('delete', this.location, syncIfThere(this.location));
        if (left.length > 0)
            throw (0,undeleted/* undeletedError */.h)(this.location, left);
    }
    async *listUnfinished(keyPrefix) {
        for await (const { key, name, path } of this.#walk(keyPrefix)) {
            const whole = wholeName(name);
            if (whole === undefined)
                continue;
            const wholeKey = key.slice(0, -name.length) + whole;
            if (!wholeKey.startsWith(keyPrefix))
                continue;
            const stats = await this.#statsOf(path);
            // The last write, not the first: a file that is still growing is not an old one.
            if (stats !== undefined)
                yield { key: wholeKey, startedAt: stats.mtime, id: name };
        }
    }
    async discard({ key, id }) {
        const path = this.#pathOf(key);
        if (wholeName(id) !== (0,external_node_path_.basename)(path))
            throw new errors/* PgdrillError */.ZA(`cannot discard ${id}: it is no partial file of ${path}`);
        await this.#io('delete', path, this.#remove((0,external_node_path_.join)((0,external_node_path_.dirname)(path), id)));
        await (0,tree/* removeEmptyFolders */.dp)(this.location, (0,external_node_path_.dirname)(path));
    }
    #pathOf(key) {
        (0,store/* checkKey */.yR)(key);
        const path = (0,external_node_path_.join)(this.location, key);
        if (wholeName((0,external_node_path_.basename)(path)) === undefined)
            return path;
        throw new errors/* PgdrillError */.ZA(`cannot use ${JSON.stringify(key)} as an object's key: such names are for partial files`);
    }
    async #refuseTaken(path) {
        const stats = await this.#statsOf(path);
        if (stats?.isDirectory())
            throw new errors/* PgdrillError */.ZA(`cannot write ${path}: there is a folder of that name`);
        if (stats !== undefined)
            throw taken(path);
    }
    /** The regular file at `path`, or undefined. A link is refused: it could lead anywhere. */
    async #find(path) {
        const stats = await this.#statsOf(path);
        if (stats?.isSymbolicLink())
            throw new errors/* PgdrillError */.ZA(`cannot use ${path}: it is a symbolic link`);
        return stats?.isFile() ? stats : undefined;
    }
    /** What is at `path`, unless a link on the way to it leads out of the root. */
    async #statsOf(path) {
        try {
            await (0,tree/* stayInside */.mO)(this.location, (0,external_node_path_.dirname)(path));
            return await (0,promises_.lstat)(path);
        }
        catch (error) {
            if (['ENOENT', 'ENOTDIR'].includes((0,folder_errors/* systemCode */.xU)(error) ?? ''))
                return undefined;
            throw (0,folder_errors/* folderError */.VY)('read', path, error);
        }
    }
    async #open(path) {
        try {
            return await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW);
        }
        catch (error) {
            throw (0,folder_errors/* systemCode */.xU)(error) === 'ENOENT' ? missing(path) : (0,folder_errors/* folderError */.VY)('read', path, error);
        }
    }
    async #write(partial, path, chunks) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_2, await this.#io('write', path, (0,promises_.open)(partial, 'wx', 0o600)), true);
            for await (const chunk of chunks)
                await this.#io('write', path, writeAll(file, chunk));
            await this.#io('write', path, file.sync());
            await this.#io('write', path, file.close()); // here, not at the brace: NFS reports a full disk as late as this
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
    async #remove(path) {
        const stats = await this.#statsOf(path);
        if (stats === undefined || stats.isDirectory())
            return;
        await (0,promises_.unlink)(path);
    }
    async *#walk(keyPrefix, mayHold = () => true) {
        try {
            yield* (0,tree/* walk */.GG)(this.location, keyPrefix, mayHold);
        }
        catch (error) {
            throw (0,folder_errors/* folderError */.VY)('list', this.location, error);
        }
    }
    #io(doing, path, work) {
        return work.catch((error) => {
            throw (0,folder_errors/* folderError */.VY)(doing, path, error);
        });
    }
}
function taken(path) {
    return new store/* ObjectExistsError */.qs(`cannot write ${path}: it exists already`, { cure: store/* takenCure */.vl });
}
function missing(path) {
    return new store/* ObjectMissingError */.ox(`cannot read ${path}: there is no such file`);
}
/** A write to a file may be short, when the disk is nearly full or a signal comes. */
async function writeAll(file, chunk) {
    for (let at = 0; at < chunk.length;) {
        const { bytesWritten } = await file.write(chunk, at, chunk.length - at);
        at += bytesWritten;
    }
}
async function syncIfThere(folder) {
    await (0,tree/* syncFolder */.Yw)(folder).catch((error) => {
        if ((0,folder_errors/* systemCode */.xU)(error) !== 'ENOENT')
            throw error;
    });
}
;// CONCATENATED MODULE: ./build/entries/stores.js

/** Opens the stores; the AWS SDK is loaded only when one of them is a bucket, for it costs 90 ms of start. */
function openStores(settings) {
    return Promise.all(settings.map(stores_open));
}
async function stores_open(settings) {
    if (settings.kind === 'folder')
        return openFolderStore(settings.path);
    return await openBucket(settings);
}
/** A store in a bucket, with what its server was found to have. */
async function openBucket(settings) {
    const { openS3Store } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(477)]).then(__webpack_require__.bind(__webpack_require__, 1477));
    return openS3Store(settings);
}
/** The options about how objects are kept that the server ignored. */
async function readUnheededOptions(settings, key, signal) {
    const { readUnheeded } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(893)]).then(__webpack_require__.bind(__webpack_require__, 3893));
    return readUnheeded(settings, key, signal);
}

/***/ }),

/***/ 8782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** Decimal units, as bucket bills and disk labels count them: `0 B`, `1.2 GB`, `927 MB`. */
function formatBytes(bytes) {
    let value = Math.round(bytes);
    let unit = 0;
    // From 999.5 on it would be printed as 1000 of the smaller unit.
    while (value >= (unit === 0 ? 1000 : 999.5) && unit < byteUnits.length - 1) {
        value /= 1000;
        unit += 1;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${byteUnits[unit]}`;
}
/** Digits in groups of three: `1,234,567`. */
function formatCount(count) {
    // Not toLocaleString: its first call loads ICU, 30 ms that a short command would feel.
    return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** A count and its noun: `1 table`, `20 tables`, `2 entries` when told the plural. */
function counted(count, noun, plural = `${noun}s`) {
    return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
/** Time spent: `0.4 s`, `12 s`, `3 min 4 s`, `2 h 5 min`. */
function formatDuration(milliseconds) {
    const exact = Math.max(0, milliseconds) / 1000;
    if (exact < 9.95)
        return `${exact.toFixed(1)} s`;
    const seconds = Math.round(exact);
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3600)
        return joined(Math.floor(seconds / 60), 'min', seconds % 60, 's');
    const minutes = Math.round(exact / 60);
    return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
function joined(big, bigUnit, small, smallUnit) {
    return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
/** How old something is, in whole units passed: `12 seconds`, `47 hours`, `2 days`; `in 3 hours` when yet to come. */
function formatAge(milliseconds) {
    const text = wholeUnits(Math.abs(milliseconds) / 1000);
    return milliseconds < 0 ? `in ${text}` : text;
}
function wholeUnits(seconds) {
    if (seconds < 60)
        return counted(Math.floor(seconds), 'second');
    if (seconds < 3600)
        return counted(Math.floor(seconds / 60), 'minute');
    if (seconds < 2 * 86_400)
        return counted(Math.floor(seconds / 3600), 'hour');
    return counted(Math.floor(seconds / 86_400), 'day');
}

/***/ }),

/***/ 8540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pr: () => (/* binding */ meaningOf),
/* harmony export */   VY: () => (/* binding */ folderError),
/* harmony export */   xU: () => (/* binding */ systemCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** What the system's error number means for a person, and what to do about it. */
const meanings = {
    ENOSPC: ['the disk is full', 'free space there, or keep fewer backups (keep-days)'],
    EDQUOT: ['the disk quota is used up', 'raise the quota, or keep fewer backups (keep-days)'],
    EFBIG: ['the file would be larger than the file system or the limit (ulimit -f) allows'],
    EACCES: ['permission denied', 'give the user who runs this the right to read and write there'],
    EPERM: ['the operation is not permitted', 'check the owner and the attributes (lsattr) of the folder'],
    EROFS: ['the file system is mounted read-only', 'mount it writable, or choose another folder'],
    ENOENT: ['a folder on the way to it is gone, or is a link to nowhere', 'is the disk mounted?'],
    ENOTDIR: ['something on the way to it is a file, not a folder', 'choose another folder'],
    EEXIST: ['something on the way to it is a file, not a folder', 'choose another folder'],
    EISDIR: ['there is a folder of that name'],
    ENAMETOOLONG: ['the name is too long for the file system'],
    ELOOP: ['symbolic links on the way to it go round in circles'],
    EIO: ['the disk reported an input/output error', 'look into the system log (dmesg)'],
    ESTALE: ['the network file system lost its handle', 'is it mounted still?'],
    EMFILE: ['too many files are open', 'raise the limit (ulimit -n)'],
};
/** Why a file operation failed and what to do about it; undefined when that is not what failed. */
function meaningOf(error) {
    const code = systemCode(error);
    if (code === undefined)
        return undefined;
    const [why, cure] = meanings[code] ?? [code];
    return cure === undefined ? { why } : { why, cure };
}
/** A failed file operation as a PgdrillError; anything else comes back as it is. */
function folderError(doing, path, error) {
    const meaning = meaningOf(error);
    if (meaning === undefined)
        return error;
    const { why, ...cure } = meaning;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot ${doing} ${path}: ${why}`, { ...cure, cause: error });
}
/** The error number's name, `ENOSPC`, when this is a failed system call. */
function systemCode(error) {
    const { syscall, code } = (error ?? {});
    return syscall === undefined ? undefined : code;
}

/***/ }),

/***/ 5103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GG: () => (/* binding */ walk),
/* harmony export */   Sk: () => (/* binding */ firstThatExists),
/* harmony export */   Yw: () => (/* binding */ syncFolder),
/* harmony export */   dp: () => (/* binding */ removeEmptyFolders),
/* harmony export */   mO: () => (/* binding */ stayInside),
/* harmony export */   wZ: () => (/* binding */ makeFolders)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8540);
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




/** Makes `folder` under `root`, and `root` itself, for the owner only; what exists keeps its permissions. */
async function makeFolders(root, folder) {
    await makeRoot(root);
    const steps = folder.slice(root.length).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter(Boolean);
    let path = root;
    for (const step of steps) {
        path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, step);
        if (await makeFolder(path))
            await syncFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
        await stayInside(root, path);
    }
}
// Not by mkdir's `recursive`: in Node 24 that tries for ever where a folder exists that nothing can be made in, and says
// ENOENT of it, as /proc and automounted folders do.
async function makeRoot(root) {
    try {
        await makeFolder(root);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) !== 'ENOENT' || (await isThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root))))
            throw error;
        await makeRoot((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root));
        await makeFolder(root);
    }
}
/** The folder itself, or the nearest one above it that is there. */
async function firstThatExists(folder) {
    return (await isThere(folder)) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder) === folder
        ? folder
        : await firstThatExists((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder));
}
async function isThere(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).then(() => true, () => false);
}
async function makeFolder(path) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { mode: 0o700 });
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/** Refuses a folder that symbolic links lead out of `root`, which may be a link itself. @throws PgdrillError */
async function stayInside(root, folder) {
    if (folder === root)
        return;
    const [realRoot, real] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(folder)]);
    if (!`${real}${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`.startsWith(realRoot === node_path__WEBPACK_IMPORTED_MODULE_1__.sep ? node_path__WEBPACK_IMPORTED_MODULE_1__.sep : `${realRoot}${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .PgdrillError */ .ZA(`cannot use ${folder}: a symbolic link leads out of the store, to ${real}`);
    }
}
/** Removes `folder` and the folders above it, up to `root`, as far as they are empty. */
async function removeEmptyFolders(root, folder) {
    let path = folder;
    while (path !== root && path.startsWith(root)) {
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(path);
        }
        catch {
            return; // not empty, or not ours to remove: it stays
        }
        path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    }
}
/** What a file system answers that cannot sync a folder: then nothing more can be done for durability. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EBADF']);
/** Makes the names in a folder survive a power cut (fsync(2): a file's own sync does not include its name). */
async function syncFolder(folder) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(folder, 'r'), true);
            await file.sync();
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
        if (!noFolderSync.has((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) ?? ''))
            throw error;
    }
}
/** The regular files under `root` in folders that can hold keys with this prefix; links are not followed. */
async function* walk(root, keyPrefix, mayHold, below = '') {
    for (const entry of await entriesOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, below))) {
        const key = below + entry.name;
        const fits = `${key}/`.startsWith(keyPrefix) || keyPrefix.startsWith(`${key}/`);
        // fsck's folder at the top of a mounted disk is readable by root only.
        if (key === 'lost+found')
            continue;
        if (entry.isDirectory() && fits && mayHold(key))
            yield* walk(root, keyPrefix, mayHold, `${key}/`);
        if (entry.isFile())
            yield { key, name: entry.name, path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, key) };
    }
}
async function entriesOf(folder) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) === 'ENOENT')
            return [];
        throw error;
    }
}

/***/ }),

/***/ 4706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ takeUntil)
/* harmony export */ });
/**
 * The chunks of `source` until it ends, or until `signal` aborts: then it throws the signal's reason at once, even while
 * the source is silent. The source is told to stop whenever it is left before its end.
 */
async function* takeUntil(source, signal) {
    signal.throwIfAborted();
    const chunks = source[Symbol.asyncIterator]();
    let silent = false;
    let ended = false;
    // One listener for the whole stream: Promise.race against one long promise would keep a reaction for each chunk.
    let giveUp;
    const onAbort = () => giveUp?.();
    signal.addEventListener('abort', onAbort);
    const next = () => new Promise((resolve, reject) => {
        giveUp = () => reject(signal.reason);
        chunks.next().then(resolve, reject);
    });
    try {
        while (!ended) {
            silent = true;
            const result = await next();
            silent = false;
            signal.throwIfAborted();
            ended = result.done === true;
            if (!result.done)
                yield result.value;
        }
    }
    finally {
        signal.removeEventListener('abort', onAbort);
        if (!ended)
            await leave(chunks, silent);
    }
}
/** An async generator answers `return` only after its pending `next`, which may never come: so that is not awaited. */
async function leave(chunks, silent) {
    const left = (async () => chunks.return?.())().catch(() => { });
    if (!silent)
        await left;
}

/***/ }),

/***/ 1338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ undeletedError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

const shown = 5;
/** The error for a delete that left some of its keys. */
function undeletedError(location, left) {
    const named = left.slice(0, shown).map(({ key, why }) => `${key} (${why})`);
    if (left.length > shown)
        named.push(`and ${left.length - shown} more`);
    const cure = left.find((one) => one.cure !== undefined)?.cure;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot delete from ${location}: ${named.join(', ')}`, cure === undefined ? {} : { cure });
}

/***/ })

};

