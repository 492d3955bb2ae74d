export const id = 93;
export const ids = [93];
export const modules = {

/***/ 3402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ openBucket),
  j: () => (/* binding */ openStores)
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
    async *list(keyPrefix) {
        for await (const { key, name, path } of this.#walk(keyPrefix)) {
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
    async *#walk(keyPrefix) {
        try {
            yield* (0,tree/* walk */.GG)(this.location, keyPrefix);
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
    const { openS3Store } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(241)]).then(__webpack_require__.bind(__webpack_require__, 7241));
    return openS3Store(settings);
}

/***/ }),

/***/ 6050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $N: () => (/* binding */ canonical),
  qE: () => (/* binding */ isInheritingTable),
  aO: () => (/* binding */ rules)
});

;// CONCATENATED MODULE: ./build/fingerprint/major-words.js
// What one major writes in other words than the next, of 14 to 18, in the server (ruleutils.c) or in pg_dump.
/** The tokens of a statement as the oldest major writes them. */
function inOldWords(tokens) {
    return withoutNullDefaults(withoutNoIndent(tokens.map(inOldQuotes)));
}
// Keywords that cannot be a column's name without quotes, by the major that made them so (kwlist.h): a column `json` is
// `"json"` from 16 on.
const newKeywords = {
    16: ['json', 'json_array', 'json_arrayagg', 'json_object', 'json_objectagg', 'system_user'],
    17: [
        'json_exists',
        'json_query',
        'json_scalar',
        'json_serialize',
        'json_table',
        'json_value',
        'merge_action',
    ],
};
const quoted = new Map(Object.values(newKeywords).flatMap((words) => words.map((word) => [`"${word}"`, word])));
function inOldQuotes(token) {
    return quoted.get(token) ?? token;
}
/** `XMLSERIALIZE(CONTENT x AS text)` is `XMLSERIALIZE(CONTENT x AS text NO INDENT)` from 16 on. */
function withoutNoIndent(tokens) {
    return tokens.includes('XMLSERIALIZE') ? withoutPair(tokens, 'NO', 'INDENT') : tokens;
}
/**
 * A partition without its parent's default is written `DEFAULT NULL` by pg_dump 15 and older, newer ones leave that
 * out (flagInhAttrs). For a child by INHERITS all write it, and need it: without, it would inherit the default.
 */
function withoutNullDefaults(tokens) {
    const isTable = tokens[0] === 'CREATE' && tokens.slice(1, 3).includes('TABLE');
    return isTable && !tokens.includes('INHERITS') ? withoutPair(tokens, 'DEFAULT', 'NULL') : tokens;
}
function withoutPair(tokens, first, second) {
    const begins = (at) => tokens[at] === first && tokens[at + 1] === second;
    return tokens.filter((_, at) => !begins(at) && !begins(at - 1));
}
// EXTERNAL MODULE: ./build/fingerprint/token-tree.js
var token_tree = __webpack_require__(267);
// EXTERNAL MODULE: ./build/fingerprint/sql-names.js
var sql_names = __webpack_require__(326);
;// CONCATENATED MODULE: ./build/fingerprint/view-columns.js

/** Whether the statement defines a view, materialised or not. */
function isView(tokens) {
    const at = tokens.indexOf('VIEW');
    return tokens[0] === 'CREATE' && at > 0 && at <= 4;
}
/**
 * A view of one relation without that relation's name before its columns: `SELECT pet.id FROM pet` up to PostgreSQL 15
 * is `SELECT id FROM pet` from 16 on (get_query_def in ruleutils.c: a view's rule no longer has OLD and NEW among its
 * relations). Where there are several relations, and in subqueries, every version writes the names, and they stay.
 */
function withBareColumns(view) {
    const select = view.indexOf('SELECT', view.indexOf('AS'));
    const from = view.indexOf('FROM', select);
    if (select === -1 || from === -1 || view.slice(select).some(isSetOperation))
        return view;
    const end = view.findIndex((item, at) => at > from && isClause(item) && view[at + 1] !== 'ORDINALITY');
    const relation = onlyRelation(view.slice(from + 1, end === -1 ? view.length : end));
    if (relation === undefined)
        return view;
    const rest = end === -1 ? [] : view.slice(end);
    return [
        ...view.slice(0, select),
        ...bare(view.slice(select, from), relation),
        ...view.slice(from, view.length - rest.length),
        ...bare(rest, relation),
    ];
}
function isSetOperation(item) {
    return item === 'UNION' || item === 'INTERSECT' || item === 'EXCEPT';
}
// What can follow FROM; columns of these names are quoted.
const clauses = /^(WHERE|GROUP|HAVING|WINDOW|ORDER|LIMIT|OFFSET|FETCH|FOR|WITH|;)$/;
function isClause(item) {
    return typeof item === 'string' && clauses.test(item);
}
/** By what name columns refer to the relation, as SQL writes it; undefined when FROM has several. */
function onlyRelation(from) {
    const several = from.some((item) => typeof item === 'string'
        ? item === ',' || item === 'JOIN'
        : item.items.includes('JOIN') && !isQuery(item.items));
    if (several)
        return undefined;
    const sample = from.indexOf('TABLESAMPLE');
    const named = sample === -1 ? from : from.slice(0, sample);
    const last = named.findLast((item) => typeof item === 'string' && (0,sql_names/* identifier */.Cv)(item) !== undefined);
    // A function that is written like a keyword, and whose name has to be quoted.
    return last === 'XMLTABLE' ? '"xmltable"' : last;
}
function isQuery(items) {
    return items.includes('SELECT') || items[0] === 'VALUES';
}
function bare(items, relation) {
    const result = [];
    for (let at = 0; at < items.length; at++) {
        const item = items[at];
        // `pet.*` is the whole row, by its relation's name in every version.
        const isPrefix = item === relation && items[at + 1] === '.' && items[at - 1] !== '.' && items[at + 2] !== '*';
        if (isPrefix)
            at++;
        else if (typeof item === 'string' || isQuery(item.items))
            result.push(item);
        else
            result.push({ ...item, items: bare(item.items, relation) });
    }
    return result;
}
;// CONCATENATED MODULE: ./build/fingerprint/canonical.js



/**
 * The edition of what makes an object's digest: the rules here and the tokens they work on. Raised by who changes them, or
 * every older backup's fingerprint would be taken for another dump's.
 */
const rules = 1;
// The same definition can come back from a restore in other words, because PostgreSQL stores parsed expressions and
// prints what it parsed, and another major prints in its own way. Measured with 14 to 18: see
// docs/decisions/fingerprint-digest.md for each case.
/** The tokens of a statement with the accidents of a dump and restore taken out: equal for equal definitions. */
function canonical(printed) {
    const tokens = withSortedRoles(inOldWords(printed));
    const inherits = isInheritingTable(tokens);
    const view = isView(tokens);
    if (!inherits && !view && !mayBeReworded(tokens))
        return tokens;
    const tree = (0,token_tree/* treeOf */.g7)(tokens);
    if (!tree)
        return tokens;
    const items = reworded(tree);
    if (view)
        return (0,token_tree/* flattened */.aO)(withBareColumns(items));
    return (0,token_tree/* flattened */.aO)(inherits ? withSortedElements(items) : items);
}
/** A policy's roles are printed in the order in which the server finds them, which another cluster's may not be. */
function withSortedRoles(tokens) {
    const from = tokens.indexOf('TO') + 1;
    if (tokens[0] !== 'CREATE' || tokens[1] !== 'POLICY' || from === 0)
        return tokens;
    const length = tokens.slice(from).findIndex((token) => /^(USING|WITH|;)$/.test(token));
    const end = length === -1 ? tokens.length : from + length;
    const roles = tokens.slice(from, end).filter((token) => token !== ',');
    const listed = roles.sort().flatMap((role, index) => (index === 0 ? [role] : [',', role]));
    return [...tokens.slice(0, from), ...listed, ...tokens.slice(end)];
}
/** Whether the statement is CREATE TABLE ... INHERITS, whose own columns may come back in another order. */
function isInheritingTable(tokens) {
    return tokens[0] === 'CREATE' && tokens.includes('INHERITS') && tokens.slice(1, 4).includes('TABLE');
}
function mayBeReworded(tokens) {
    return tokens.includes('ARRAY') || tokens.includes('AND') || tokens.includes('OR');
}
function reworded(items) {
    const inner = items.map((item) => typeof item === 'string' ? item : { ...item, items: reworded(item.items) });
    return withFlatChain(withCastElements(inner));
}
/**
 * `x IN ('a', 'b')` on a varchar is stored, and first printed, as `(ARRAY[a, b])::text[]`; parsing that pushes the
 * cast into the elements, and from then on it is printed as `ARRAY[(a)::text, (b)::text]`.
 */
function withCastElements(items) {
    const result = [];
    for (let at = 0; at < items.length; at++) {
        const array = constructorIn(items[at]);
        const typeEnd = array && items[at + 1] === '::' ? arrayTypeEnd(items, at + 2) : undefined;
        if (array && typeEnd !== undefined) {
            result.push('ARRAY', castEach(array, items.slice(at + 2, typeEnd)));
            at = typeEnd;
        }
        else
            result.push(items[at]);
    }
    return result;
}
/** The brackets of `(ARRAY[...])`. */
function constructorIn(node) {
    if (typeof node !== 'object' || node.open !== '(' || node.items.length !== 2)
        return undefined;
    const [word, brackets] = node.items;
    return word === 'ARRAY' && typeof brackets === 'object' && brackets.open === '[' ? brackets : undefined;
}
/** Where, from `at`, the `[]` stands that ends an array type's name; undefined when something else comes first. */
function arrayTypeEnd(items, at) {
    for (let end = at; end < items.length; end++) {
        const item = items[end];
        if (typeof item === 'object') {
            if (item.open === '[')
                return end > at && item.items.length === 0 ? end : undefined;
            if (!item.items.every((part) => typeof part === 'string' && /^[\d,-]+$/.test(part)))
                return undefined;
        }
        else if (!/^[\w\u0080-\u00ff".$]/.test(item) || /^(AND|OR|THEN|ELSE|END|AS|FROM|WHERE)$/.test(item)) {
            return undefined;
        }
    }
    return undefined;
}
function castEach(array, type) {
    const elements = (0,token_tree/* split */.lD)(array.items).map((element) => {
        const [word, brackets] = element;
        const nested = element.length === 2 && word === 'ARRAY' && typeof brackets === 'object';
        if (nested)
            return ['ARRAY', castEach(brackets, type)];
        return [{ open: '(', items: element, close: ')' }, '::', ...type];
    });
    return { ...array, items: (0,token_tree/* joined */.oR)(elements) };
}
/**
 * `a BETWEEN 1 AND 2 AND b`, and `x IN ('a', 'b', y, z)`, are first printed as `((p AND q) AND b)`; the parser makes
 * one chain of that, and from then on it is `(p AND q AND b)`. Only a chain's first member is taken in so.
 */
function withFlatChain(items) {
    const [first, operator] = items;
    if (operator !== 'AND' && operator !== 'OR')
        return items;
    if (typeof first !== 'object' || first.open !== '(' || first.items.length < 3)
        return items;
    const operators = first.items.filter((item) => typeof item === 'string');
    return first.items[1] === operator && operators.every((item) => item === operator)
        ? [...first.items, ...items.slice(1)]
        : items;
}
function withSortedElements(items) {
    const at = items.findIndex((item) => typeof item === 'object');
    return items.map((item, index) => (index === at && typeof item === 'object' ? sorted(item) : item));
}
function sorted(group) {
    const elements = (0,token_tree/* split */.lD)(group.items).map((element) => ({ element, text: (0,token_tree/* flattened */.aO)(element).join(' ') }));
    elements.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
    return { ...group, items: (0,token_tree/* joined */.oR)(elements.map(({ element }) => element)) };
}

/***/ }),

/***/ 6139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ DumpContents)
});

// EXTERNAL MODULE: ./build/fingerprint/canonical.js + 2 modules
var canonical = __webpack_require__(6050);
// EXTERNAL MODULE: ./build/fingerprint/sql-names.js
var sql_names = __webpack_require__(326);
;// CONCATENATED MODULE: ./build/fingerprint/copy-header.js

/** Reads `COPY schema.table (a, b) FROM stdin;`, or undefined when no rows follow the statement. */
function copyHeader(tokens) {
    const table = /^copy$/i.test(tokens[0] ?? '') ? (0,sql_names/* qualifiedNameAt */.vO)(tokens, 1) : undefined;
    if (!table)
        return undefined;
    const { names, end } = (0,sql_names/* nameListAt */.pP)(tokens, table.end);
    const source = `${tokens[end]} ${tokens[end + 1]}`;
    return /^from stdin$/i.test(source) ? { table: table.name, columns: names } : undefined;
}
;// CONCATENATED MODULE: ./build/fingerprint/entry-header.js
const BEGINNING = /^-- (Data for |Statistics for )?Name: /;
const DEFINITION = /^; Type: ([A-Z][A-Z ]*); Schema: /;
const DATA = /^; Type: ([A-Z ]* DATA|BLOBS|BLOB COMMENTS); Schema: /;
/**
 * Reads `-- Name: t; Type: TABLE; Schema: public; Owner: me; Tablespace: fast` (_printTocEntry in pg_dump's
 * pg_backup_archiver.c), or undefined when the comment is another. Names are not quoted there, so one that itself
 * contains `; Type: ` is read by the last place that fits; `tablespace` is the one in force, which pg_dump has set by
 * then if the entry is to be in one.
 */
function entryHeader(comment, tablespace) {
    const beginning = BEGINNING.exec(comment);
    if (!beginning)
        return undefined;
    const ending = tablespace === null ? '' : `; Tablespace: ${tablespace.replace(/[\r\n]/g, ' ')}`;
    const isPlaced = ending !== '' && comment.endsWith(ending);
    const part = partOf(beginning[1]);
    const pattern = part === 'definition' ? DEFINITION : DATA;
    const line = isPlaced ? comment.slice(0, -ending.length) : comment;
    const ownerAt = line.lastIndexOf('; Owner: ');
    for (let at = ownerAt; at > 0; at--) {
        at = line.lastIndexOf('; Type: ', at);
        const type = at === -1 ? null : pattern.exec(line.slice(at, at + 100));
        if (type) {
            return {
                part,
                type: type[1],
                schema: known(line.slice(at + type[0].length, ownerAt)),
                name: line.slice(beginning[0].length, at),
                owner: known(line.slice(ownerAt + '; Owner: '.length)),
                tablespace: isPlaced ? tablespace : null,
            };
        }
    }
    return undefined;
}
function partOf(prefix) {
    if (prefix === undefined)
        return 'definition';
    return prefix.startsWith('Data') ? 'data' : 'statistics';
}
/** pg_dump prints a hyphen for "none", and an empty text in some versions. */
function known(text) {
    return text === '-' || text === '' ? null : text;
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/fingerprint/token-tree.js
var token_tree = __webpack_require__(267);
;// CONCATENATED MODULE: ./build/fingerprint/inherited-not-null.js


/**
 * The statement, or the several that pg_dump 17 and older write for it: that an inherited column must not be null stands
 * among the columns of CREATE TABLE from 18 on (`NOT NULL id`), and before in an ALTER TABLE of its own.
 */
function takenApart(tokens) {
    const tree = (0,canonical/* isInheritingTable */.qE)(tokens) && tokens.includes('NULL') ? (0,token_tree/* treeOf */.g7)(tokens) : undefined;
    const at = tree?.findIndex((item) => typeof item === 'object') ?? -1;
    const columns = tree?.[at];
    if (tree === undefined || typeof columns !== 'object')
        return [tokens];
    const elements = (0,token_tree/* split */.lD)(columns.items);
    const kept = { ...columns, items: (0,token_tree/* joined */.oR)(elements.filter((element) => !isNotNull(element))) };
    const table = (0,token_tree/* flattened */.aO)(tree.slice(tree.indexOf('TABLE') + 1, at));
    return [(0,token_tree/* flattened */.aO)(tree.with(at, kept)), ...elements.filter(isNotNull).map(alterOf(table))];
}
/** `NOT NULL id`; with a name, or NO INHERIT, it is of 18 and newer alone. */
function isNotNull(element) {
    return element.length === 3 && element[0] === 'NOT' && element[1] === 'NULL';
}
function alterOf(table) {
    return ([, , column]) => [
        ['ALTER', 'TABLE', 'ONLY'],
        table,
        ['ALTER', 'COLUMN'],
        column,
        ['SET', 'NOT', 'NULL', ';'],
    ].flat();
}
;// CONCATENATED MODULE: ./build/fingerprint/object-entry.js




/** An object as its entry's statements define it. */
class ObjectEntry {
    header;
    #statements = [];
    #owner;
    #defaultAccessMethod;
    #isPartitioned = false;
    /** `defaultAccessMethod` is what SET default_table_access_method says where the entry begins. */
    constructor(header, defaultAccessMethod) {
        this.header = header;
        this.#defaultAccessMethod = defaultAccessMethod;
    }
    /** Exact from ALTER ... OWNER TO, else what the header says. */
    get owner() {
        return this.#owner ?? this.header.owner;
    }
    /** Of what has rows of its own; for anything else the setting in force is another object's. */
    get accessMethod() {
        const { type } = this.header;
        const hasRows = type === 'MATERIALIZED VIEW' || (type === 'TABLE' && !this.#isPartitioned);
        return hasRows ? this.#defaultAccessMethod : null;
    }
    /**
     * Adds a statement; one that only sets the owner is no part of the digest. `grantor` is who makes a grant, where that
     * is not the owner.
     */
    add({ sha256 }, tokens, grantor) {
        const owner = newOwner(tokens);
        if (owner !== undefined) {
            this.#owner = owner;
            return;
        }
        this.#isPartitioned ||= tokens.some((token, at) => token === 'PARTITION' && tokens[at + 1] === 'BY');
        if (sha256)
            this.#statements.push(sha256);
        else
            for (const each of takenApart(tokens))
                this.#statements.push(sha256Of((0,canonical/* canonical */.$N)(each), grantor));
    }
    /**
     * pg_dump orders an entry's statements by accidents (a column's place, when a grant was made), and none of its
     * entries has two whose order matters; so the digest is over the set of them.
     */
    get digest() {
        const all = (0,external_node_crypto_.createHash)('sha256');
        for (const statement of this.#statements.toSorted(Buffer.compare))
            all.update(statement);
        return all.digest('hex').slice(0, 32);
    }
}
/** The name in ALTER ... OWNER TO name. */
function newOwner(tokens) {
    const [owner, to, name] = tokens.slice(-4);
    return tokens[0] === 'ALTER' && owner === 'OWNER' && to === 'TO' ? (0,sql_names/* identifier */.Cv)(name) : undefined;
}
function sha256Of(tokens, grantor) {
    const text = grantor === undefined ? tokens.join(' ') : `${tokens.join(' ')}\u0000${grantor}`;
    return (0,external_node_crypto_.hash)('sha256', Buffer.from(text, 'latin1'), 'buffer');
}
;// CONCATENATED MODULE: ./build/fingerprint/large-object-group.js


/**
 * Up to a thousand large objects of one owner and the same privileges, which pg_dump 17 and newer put into one entry
 * (`4001..4010; Type: BLOB METADATA`, and an ACL of `LARGE OBJECTS 4001..4010`). Older ones write an entry for each
 * (`4001; Type: BLOB`): that is what this makes of it.
 */
class LargeObjectGroup {
    #header;
    #objects;
    #made = new Map();
    /** What it makes goes into `objects`. */
    constructor(header, objects) {
        this.#header = header;
        this.#objects = objects;
    }
    static isOne({ type, name }) {
        return type === 'BLOB METADATA' || (type === 'ACL' && name.startsWith('LARGE OBJECTS '));
    }
    /** The entry of the large object that the statement is about. */
    entryOf(tokens) {
        const oid = (0,sql_names/* literalValue */.XP)(tokens[5]) ?? tokens[tokens.indexOf('OBJECT') + 1];
        if (oid === undefined)
            return undefined;
        const entry = this.#made.get(oid) ?? this.#make(oid);
        this.#made.set(oid, entry);
        return entry;
    }
    #make(oid) {
        const own = this.#header.type === 'ACL' ? { name: `LARGE OBJECT ${oid}` } : { type: 'BLOB', name: oid };
        const entry = new ObjectEntry({ ...this.#header, ...own }, null);
        this.#objects.push(entry);
        return entry;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/large-objects.js

const OPEN = /^SELECT pg_catalog\.lo_open\((?:pg_catalog\.lo_create\()?'(\d+)'/;
const WRITE = /^SELECT pg_catalog\.lowrite\(\d+, '\\{1,2}x/;
const CLOSE = /^SELECT pg_catalog\.lo_close\(/;
/** The content of large objects, from lo_open, lowrite and lo_close as pg_dump writes them: 16 KiB a write, in hex. */
class LargeObjects {
    all = [];
    #open;
    /** Takes note of a statement about a large object's content; false when it is of another kind. */
    read({ text, sha256 }) {
        const head = text.toString('latin1', 0, 80);
        const oid = OPEN.exec(head)?.[1];
        if (oid !== undefined)
            this.#open = { oid: Number(oid), bytes: 0, hash: (0,external_node_crypto_.createHash)('sha256'), isKnown: true };
        else if (CLOSE.test(head))
            this.#close();
        else if (head.startsWith('SELECT pg_catalog.lowrite('))
            this.#write(text, WRITE.exec(head)?.[0], sha256);
        else
            return false;
        return true;
    }
    #write(text, prefix, cut) {
        if (!this.#open)
            return;
        if (prefix === undefined || cut) {
            this.#open.isKnown = false; // no pg_dump since 9.0 writes anything but 16 KiB in hex
            return;
        }
        const end = text.indexOf("'", prefix.length);
        const bytes = Buffer.from(text.toString('latin1', prefix.length, end), 'hex');
        this.#open.hash.update(bytes);
        this.#open.bytes += bytes.length;
    }
    #close() {
        if (!this.#open)
            return;
        const { oid, bytes, hash, isKnown } = this.#open;
        const digest = hash.digest('hex').slice(0, 32);
        this.all.push(isKnown ? { oid, bytes, digest } : { oid, bytes: null, digest: null });
        this.#open = undefined;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/needs.js

/** Gathers what statements need, as pg_dump writes them: keywords in capitals, and a name that is no plain one in quotes. */
class NeedsOfStatements {
    roles = new Set();
    tablespaces = new Set();
    extensions = new Set();
    read(tokens, decode) {
        const note = (names) => (raw) => names.add(decode(raw));
        rolesIn(tokens).forEach(note(this.roles));
        tablespacesIn(tokens).forEach(note(this.tablespaces));
        extensionsIn(tokens).forEach(note(this.extensions));
    }
}
function rolesIn(tokens) {
    switch (tokens[0]) {
        case 'SET':
            return tokens[1] === 'SESSION' && tokens[2] === 'AUTHORIZATION' ? roleListAt(tokens, 3) : [];
        case 'GRANT':
        case 'REVOKE':
            return [...grantees(tokens), ...roleListAfter(tokens, 'BY')];
        case 'ALTER':
            if (tokens[1] === 'DEFAULT')
                return [...roleListAfter(tokens, 'ROLE'), ...grantees(tokens)];
            return tokens.at(-4) === 'OWNER' ? roleListAt(tokens, tokens.length - 2) : [];
        case 'CREATE':
            return rolesOfCreate(tokens);
        default:
            return [];
    }
}
function rolesOfCreate(tokens) {
    switch (tokens[1]) {
        case 'POLICY':
            return roleListAfter(tokens, 'TO');
        case 'USER':
            return roleListAfter(tokens, 'FOR');
        case 'SCHEMA':
            return roleListAfter(tokens, 'AUTHORIZATION');
        default:
            return [];
    }
}
// Of `GRANT SELECT ON TABLE t TO a, b`: nothing before the last TO or FROM is a role.
function grantees(tokens) {
    const at = Math.max(tokens.lastIndexOf('TO'), tokens.lastIndexOf('FROM'));
    return at === -1 ? [] : roleListAt(tokens, at + 1);
}
function roleListAfter(tokens, keyword) {
    const at = tokens.indexOf(keyword);
    return at === -1 ? [] : roleListAt(tokens, at + 1);
}
// `public` is how pg_dump writes it in CREATE USER MAPPING; no role can have the name.
const noRoles = new Set(['PUBLIC', 'public', 'DEFAULT', 'CURRENT_USER', 'CURRENT_ROLE', 'SESSION_USER']);
function roleListAt(tokens, first) {
    const roles = [];
    for (let at = first;; at += 2) {
        const token = tokens[at];
        const role = (0,sql_names/* identifier */.Cv)(token) ?? (0,sql_names/* literalValue */.XP)(token);
        if (token !== undefined && role !== undefined && !noRoles.has(token))
            roles.push(role);
        if (tokens[at + 1] !== ',')
            return roles;
    }
}
function tablespacesIn(tokens) {
    const at = tokens[0] === 'SET' && tokens[1] === 'default_tablespace' ? 3 : tokens.indexOf('TABLESPACE') + 1;
    // `COMMENT ON TABLESPACE` and grants on one are in no dump of a database.
    if (at === 0 || (tokens[0] !== 'SET' && tokens[0] !== 'ALTER' && tokens[0] !== 'CREATE'))
        return [];
    const name = (0,sql_names/* identifier */.Cv)(tokens[at]);
    return name === undefined ? [] : [name];
}
function extensionsIn([verb, what, ...rest]) {
    if (verb !== 'CREATE' || what !== 'EXTENSION')
        return [];
    const name = (0,sql_names/* identifier */.Cv)(rest[0] === 'IF' ? rest[3] : rest[0]);
    return name === undefined ? [] : [name];
}
;// CONCATENATED MODULE: ./build/fingerprint/oddities.js

const longestShown = 200;
/** Statements that make trouble when the dump is loaded. */
class Oddities {
    /** The first COPY that has the server run a program or use a file of its own, shortened; pg_dump writes none. */
    serverCopy;
    /**
     * The first routine whose declaration has the plain word `begin` in it, such as its name: psql takes that for the beginning of a body
     * (psqlscan.l), and what follows for a part of it.
     */
    namedBegin;
    read(tokens) {
        const verb = tokens[0]?.toUpperCase();
        if (verb === 'COPY' && !isFromClient(tokens))
            this.serverCopy ??= shown(tokens);
        else if (verb === 'CREATE' && hasStrayBegin(tokens))
            this.namedBegin ??= shown(tokens.slice(0, tokens.indexOf('(')));
    }
}
/** Whether it is `COPY table (columns) FROM stdin`, whose rows follow it. All else is refused, so that nothing can hide in it. */
function isFromClient(tokens) {
    const table = (0,sql_names/* qualifiedNameAt */.vO)(tokens, 1);
    if (table === undefined)
        return false;
    const { end } = (0,sql_names/* nameListAt */.pP)(tokens, table.end);
    return /^from stdin$/i.test(`${tokens[end]} ${tokens[end + 1]}`);
}
const routine = /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE) $/i;
function hasStrayBegin(tokens) {
    if (![2, 4].some((count) => routine.test(`${tokens.slice(0, count).join(' ')} `)))
        return false;
    let depth = 0;
    return tokens.some((token, at) => {
        if (token === '(')
            depth += 1;
        else if (token === ')')
            depth -= 1;
        return depth === 0 && /^begin$/i.test(token) && !/^atomic$/i.test(tokens[at + 1] ?? '');
    });
}
function shown(tokens) {
    const text = tokens
        .filter((token) => token !== ';')
        .join(' ')
        .replaceAll(' . ', '.');
    return text.length > longestShown ? `${text.slice(0, longestShown)} ...` : text;
}
// EXTERNAL MODULE: ./build/fingerprint/sql-tokens.js
var sql_tokens = __webpack_require__(7774);
;// CONCATENATED MODULE: ./build/fingerprint/sequence-set.js


/** Reads `SELECT pg_catalog.setval('public.orders_id_seq', 42, true);`, or undefined for any other statement. */
function sequenceSet(tokens) {
    if (tokens[0] !== 'SELECT' || tokens[3] !== 'setval')
        return undefined;
    const name = (0,sql_names/* qualifiedNameAt */.vO)((0,sql_tokens/* tokensOf */.k)((0,sql_names/* literalValue */.XP)(tokens[5]) ?? ''), 0);
    const value = /^\(('.*'),(-?\d+),(true|false)\)$/s.exec(tokens.slice(4, -1).join(''));
    if (!name || !value)
        return undefined;
    return { sequence: name.name, lastValue: value[2], isCalled: value[3] === 'true' };
}
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/fingerprint/client-encoding.js

// PostgreSQL's names (https://www.postgresql.org/docs/current/multibyte.html) to those of the Encoding Standard.
// LATIN1 is not among them: there it means windows-1252.
const LABELS = new Map(Object.entries({
    UTF8: 'utf-8',
    LATIN2: 'iso-8859-2',
    LATIN3: 'iso-8859-3',
    LATIN4: 'iso-8859-4',
    LATIN5: 'iso-8859-9',
    LATIN6: 'iso-8859-10',
    LATIN7: 'iso-8859-13',
    LATIN8: 'iso-8859-14',
    LATIN9: 'iso-8859-15',
    LATIN10: 'iso-8859-16',
    ISO_8859_5: 'iso-8859-5',
    ISO_8859_6: 'iso-8859-6',
    ISO_8859_7: 'iso-8859-7',
    ISO_8859_8: 'iso-8859-8',
    WIN866: 'ibm866',
    WIN874: 'windows-874',
    KOI8R: 'koi8-r',
    KOI8U: 'koi8-u',
    EUC_JP: 'euc-jp',
    EUC_KR: 'euc-kr',
    EUC_CN: 'gbk',
    UHC: 'euc-kr',
    GBK: 'gbk',
    GB18030: 'gb18030',
    BIG5: 'big5',
    SJIS: 'shift_jis',
    SHIFT_JIS_2004: 'shift_jis',
}));
const WINDOWS = /^WIN(125[0-8])$/;
// The encodings whose characters may have a backslash's byte in second place; no server stores text in them.
const BACKSLASH_INSIDE = /^(SJIS|SHIFT_JIS_2004|BIG5|GBK|UHC|JOHAB|GB18030)$/;
/** How the dump's text is encoded, by `SET client_encoding`; a dump that does not say is taken for UTF-8. */
class ClientEncoding {
    name;
    #decoder;
    constructor(name) {
        this.name = name;
        this.#decoder = decoderFor(LABELS.get(name) ?? name.replace(WINDOWS, 'windows-$1'));
    }
    /** Names as people write them; bytes that are no text in this encoding are shown one character each (latin1). */
    decode(raw) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the same in all of them
        if (/^[\u0000-\u007f]*$/.test(raw))
            return raw;
        try {
            return this.#decoder?.decode(Buffer.from(raw, 'latin1')) ?? raw;
        }
        catch {
            return raw;
        }
    }
    /** Whether a byte is the first of two that make a character whose second may look like a backslash. */
    isLead(byte) {
        if (byte <= 0x80 || !BACKSLASH_INSIDE.test(this.name))
            return false;
        const isHalfWidthKatakana = byte >= 0xa0 && byte <= 0xdf;
        return !(isHalfWidthKatakana && /JIS/.test(this.name));
    }
}
function decoderFor(label) {
    try {
        return new external_node_util_.TextDecoder(label, { fatal: true, ignoreBOM: true });
    }
    catch {
        return undefined;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/session-state.js


/** What the dump's SET statements say about what follows them. None of them is part of an object. */
class SessionState {
    encoding = new ClientEncoding('UTF8');
    /** Whether the dump has said its encoding. */
    encodingIsKnown = false;
    standardStrings = true;
    accessMethod = null;
    /** Null for the database's own. */
    tablespace = null;
    /** The role of SET SESSION AUTHORIZATION. */
    authorization;
    isLead(byte) {
        return this.encoding.isLead(byte);
    }
    /** Takes note of a statement that sets something for the session; false when it is of another kind. */
    apply(tokens) {
        const [verb, subject] = tokens;
        if (verb === 'SET')
            this.#set(tokens);
        else if (verb === 'RESET')
            this.authorization = undefined;
        else if (verb === 'SELECT')
            return tokens[3] === 'set_config';
        return verb === 'SET' || verb === 'RESET' || (isTransactionVerb(verb) && subject === ';');
    }
    #set(tokens) {
        const [, setting, second, value] = tokens;
        if (setting === 'SESSION' && second === 'AUTHORIZATION')
            this.#authorize(value);
        else if (setting === 'client_encoding')
            this.#encode((0,sql_names/* literalValue */.XP)(value));
        else if (setting === 'standard_conforming_strings')
            this.standardStrings = value === 'on';
        else if (setting === 'default_tablespace')
            this.tablespace = (0,sql_names/* identifier */.Cv)(value) ?? null;
        else if (setting === 'default_table_access_method')
            this.accessMethod = (0,sql_names/* identifier */.Cv)(value) ?? null;
    }
    #authorize(role) {
        this.authorization = role === 'DEFAULT' ? undefined : ((0,sql_names/* literalValue */.XP)(role) ?? (0,sql_names/* identifier */.Cv)(role));
    }
    #encode(name) {
        if (name === undefined)
            return;
        this.encoding = new ClientEncoding(name);
        this.encodingIsKnown = true;
    }
}
function isTransactionVerb(verb) {
    return verb === 'BEGIN' || verb === 'COMMIT';
}
// EXTERNAL MODULE: ./build/fingerprint/table-contents.js
var table_contents = __webpack_require__(8762);
;// CONCATENATED MODULE: ./build/fingerprint/dump-contents.js













const LAST_COMMENT = '-- PostgreSQL database dump complete';
const VERSION = /^-- Dumped (from database|by pg_dump) version (.*)$/s;
/** What a dump has told so far, names as they stand in it. */
class DumpContents {
    session = new SessionState();
    tables = new table_contents/* TableContents */.J();
    largeObjects = new LargeObjects();
    sequences = [];
    objects = [];
    needs = new NeedsOfStatements();
    oddities = new Oddities();
    serverVersion = null;
    clientVersion = null;
    /** The comment that ends a dump has come, and no entry after it. */
    isMarkedComplete = false;
    /** The tables whose columns a restore may put in another order. */
    #inheriting = new Set();
    #object;
    #group;
    #rowsAhead;
    comment(text) {
        const comment = text.toString('latin1');
        const header = entryHeader(comment, this.session.tablespace);
        if (header)
            this.#beginEntry(header);
        else if (comment === LAST_COMMENT)
            this.isMarkedComplete = true;
        else
            this.#noteVersion(comment);
    }
    statement(statement) {
        const { text, bytes } = statement;
        if (text.toString('latin1', 0, 12) === 'INSERT INTO ')
            this.tables.inserted(text, bytes);
        else if (!this.largeObjects.read(statement))
            this.#parsed(statement);
    }
    takeRowsAhead() {
        const ahead = this.#rowsAhead;
        this.#rowsAhead = undefined;
        return ahead;
    }
    end() {
        this.tables.endEntry();
        this.#object = undefined;
        this.#group = undefined;
    }
    #noteVersion(comment) {
        const [, what, version] = VERSION.exec(comment) ?? [];
        if (what === 'from database')
            this.serverVersion = version ?? null;
        else if (what)
            this.clientVersion = version ?? null;
    }
    #beginEntry(header) {
        this.end();
        this.isMarkedComplete = false;
        // Before an entry it is the object's owner (--use-set-session-authorization), inside one another's grants follow.
        this.session.authorization = undefined;
        if (header.type === 'TABLE DATA')
            this.tables.beginEntry(header);
        if (header.part !== 'definition' || header.type === 'SEQUENCE SET')
            return;
        if (LargeObjectGroup.isOne(header)) {
            this.#group = new LargeObjectGroup(header, this.objects);
            return;
        }
        this.#object = new ObjectEntry(header, this.session.accessMethod);
        this.objects.push(this.#object);
    }
    #parsed(statement) {
        const tokens = (0,sql_tokens/* tokensOf */.k)(statement.text.toString('latin1'), this.session);
        this.needs.read(tokens, (raw) => this.session.encoding.decode(raw));
        this.oddities.read(tokens);
        const copy = copyHeader(tokens);
        const sequence = sequenceSet(tokens);
        if (copy)
            this.#announceRows(copy);
        else if (sequence)
            this.sequences.push(sequence);
        else if (!this.session.apply(tokens))
            this.#define(statement, tokens);
    }
    #announceRows({ table, columns }) {
        const byName = this.#inheriting.has((0,sql_names/* keyOf */.TN)(table));
        const take = (content) => this.tables.copied(table, content, byName);
        this.#rowsAhead = { columns, byName, take };
    }
    #define(statement, tokens) {
        const object = this.#group?.entryOf(tokens) ?? this.#object;
        object?.add(statement, tokens, this.session.authorization);
        const name = (0,canonical/* isInheritingTable */.qE)(tokens) ? (0,sql_names/* qualifiedNameAt */.vO)(tokens, tokens.indexOf('TABLE') + 1) : undefined;
        if (name)
            this.#inheriting.add((0,sql_names/* keyOf */.TN)(name.name));
    }
}

/***/ }),

/***/ 2105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ DumpReader)
/* harmony export */ });
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(516);
/* harmony import */ var _sql_splitter_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7858);


const NEWLINE = 0x0a;
/** Tells a dump's SQL from its COPY data, and counts and hashes the data. Text comes in pieces of any size. */
class DumpReader {
    #sink;
    #splitter;
    #rows = new _row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .RowDigest */ .zC();
    #ahead;
    /** Rows begin on the line after the statement's. */
    #inRows = false;
    constructor(sink) {
        this.#sink = sink;
        this.#splitter = new _sql_splitter_js__WEBPACK_IMPORTED_MODULE_1__/* .SqlSplitter */ .s(sink, sink.session);
    }
    write(chunk) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        for (let at = 0; at < bytes.length;)
            at = this.#read(bytes, at);
    }
    /** Whether the text may end here: outside statements, comments and rows. What there is of cut rows is handed over. */
    end() {
        const isWhole = this.#splitter.isBetween && !this.#ahead;
        if (this.#inRows)
            this.#endRows();
        return isWhole;
    }
    #read(bytes, at) {
        if (this.#inRows)
            return this.#readRows(bytes, at);
        if (this.#ahead)
            return this.#readLineEnd(bytes, at);
        const end = this.#splitter.read(bytes, at);
        this.#ahead = this.#sink.takeRowsAhead();
        return end;
    }
    #readLineEnd(bytes, at) {
        const newline = bytes.indexOf(NEWLINE, at);
        if (newline === -1)
            return bytes.length;
        if (this.#ahead)
            this.#rows.begin(this.#ahead.columns, this.#ahead.byName);
        this.#inRows = true;
        return newline + 1;
    }
    #readRows(bytes, at) {
        const end = this.#rows.read(bytes, at);
        if (this.#rows.isEnded)
            this.#endRows();
        return end;
    }
    #endRows() {
        this.#ahead?.take(this.#rows.content);
        this.#ahead = undefined;
        this.#inRows = false;
    }
}

/***/ }),

/***/ 516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zC: () => (/* binding */ RowDigest),
  vN: () => (/* binding */ added),
  ol: () => (/* binding */ digestOf)
});

;// CONCATENATED MODULE: ./build/fingerprint/rows-wasm.js
// Made by `npm run build:wasm` from assembly/rows.ts; do not edit.
/** The WebAssembly that hashes COPY rows, in base64. */
const rowsWasm = [
    'AGFzbQEAAAABLQlgAAF+YAABf2ADf39+AX5gAn9/AGACf34AYAJ/fgF+YAF/AX9gAX4AYAF/AAMQDwIDBAAAAAEBAQEFBgAHCAUE',
    'AQECAgZREH4BQgALfwFBAAt+AUIAC34BQgALfgFCAAt+AUIAC38BQQALfwFBAAt/AUEAC34BQgALfgFCAAt/AUEAC34BQgALfgFC',
    'AAt+AUIAC34BQgALB6QBDgVpbnB1dAAJCmlucHV0Qnl0ZXMACAttb3N0Q29sdW1ucwAGCWhhc2hJbnB1dAAKCWJlZ2luUm93cwAN',
    'C2JlZ2luRmllbGRzAA4Nc2V0Q29sdW1uU2VlZAACBGZlZWQACwdpc0VuZGVkAAcIcm93Q291bnQABQlieXRlQ291bnQADAdyb3dz',
    'U3VtAAMMcm93c01peGVkU3VtAAQGbWVtb3J5AgAK5xMP6AUCAn8DfiAAIAFqIQQgAkLFz9my8eW66id8IQUgAUEgTwR+IAJC1uuC',
    '7ur9ifXgAHwhBiACQrGprMGtuNSmPX0hByACQvnq0NDnyaHk4QB8IQUDQCAAQSBqIgMgBE0EQCAGIAApAwBCz9bTvtLHq9lCfnxC',
    'H4lCh5Wvr5i23puef34hBiAHIAApAwhCz9bTvtLHq9lCfnxCH4lCh5Wvr5i23puef34hByACIAApAxBCz9bTvtLHq9lCfnxCH4lC',
    'h5Wvr5i23puef34hAiAFIAApAxhCz9bTvtLHq9lCfnxCH4lCh5Wvr5i23puef34hBSADIQAMAQsLIAZCAYkgB0IHiXwgAkIMiXwg',
    'BUISiXwgBkLP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoAfSAHQs/W077Sx6vZQn5CH4lC',
    'h5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9IAJCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVCh5Wvr5i23pue',
    'f35CnaO16oOxjYr6AH0gBULP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoAfQUgBQsgAa18',
    'IQIDQCAAQQhqIgEgBE0EQCACIAApAwBCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVCG4lCh5Wvr5i23puef35CnaO16oOxjYr6',
    'AH0hAiABIQAMAQsLIABBBGoiASAETQRAIAIgADUCAEKHla+vmLbem55/foVCF4lCz9bTvtLHq9lCfkL5893xmfaZqxZ8IQIgASEA',
    'CwNAIAAgBEkEQCACIAAxAABCxc/ZsvHluuonfoVCC4lCh5Wvr5i23puef34hAiAAQQFqIQAMAQsLIAIgAkIhiIVCz9bTvtLHq9lC',
    'fiICQh2IIAKFQvnz3fGZ9pmrFn4iAkIgiCAChQuPAwEDfyAAIAFqIQMjAEIfg6chAiMAIAGtfCQAIAIEQCACIABBICACayIEIAEg',
    'ASAESxsiAfwKAAAgASACakEgSQRADwsjAkEAKQMAQs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAIjA0EIKQMAQs/W077Sx6vZ',
    'Qn58Qh+JQoeVr6+Ytt6bnn9+JAMjBEEQKQMAQs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAQjBUEYKQMAQs/W077Sx6vZQn58',
    'Qh+JQoeVr6+Ytt6bnn9+JAUgACABaiEACwNAIABBIGoiASADTQRAIwIgACkDAELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQC',
    'IwMgACkDCELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQDIwQgACkDEELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQEIwUg',
    'ACkDGELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQFIAEhAAwBCwtBACAAIAMgAGv8CgAACw8AIABBA3RBQGsgATcDAAsEACMO',
    'CwQAIw8LBAAjDAsFAEHQDwsEACMLCwYAQYCABAsGAEGAgAELDABBgIABIAAgARAAC7wJAwR/BH4BeyAAQYCAAWohAkGAgAEhAANA',
    'IAAgAkkEQAJAIwYEfyAAIQECfwNAIAEgAkkEQCAB/QAEACIJ/QwKCgoKCgoKCgoKCgoKCgoK/SMgCf0MCQkJCQkJCQkJCQkJCQkJ',
    'Cf0j/VD9ZCIDBEAgASADaGoiASACIAEgAkkbDAMLIAFBEGohAQwBCwsgAgsFIAAhAQJ/A0AgASACSQRAIAH9AAQA/QwKCgoKCgoK',
    'CgoKCgoKCgoK/SP9ZCIDBEAgASADaGoiASACIAEgAkkbDAMLIAFBEGohAQwBCwsgAgsLIQMjBgR+IwhBA3RBQGspAwAFIwoLIQUg',
    'AiADRgRAIwFFBEBBASQBQgAkACAFQtbrgu7q/Yn14AB8JAIgBUKxqazBrbjUpj19JAMgBSQEIAVC+erQ0OfJoeThAHwkBQsgACAC',
    'IABrEAEgAiEADAELIwEEQCAAIAMgAGsQAUEAIQAjAEIgWgR+IwIiB0IBiSMDIghCB4l8IwQiBUIMiXwjBSIGQhKJfCAHQs/W077S',
    'x6vZQn5CH4lCh5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9IAhCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVC',
    'h5Wvr5i23puef35CnaO16oOxjYr6AH0gBULP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoA',
    'fSAGQs/W077Sx6vZQn5CH4lCh5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9BSAFQsXP2bLx5brqJ3wLIwB8IQUj',
    'AEIfg6chBANAIABBCGoiASAETQRAIAUgACkDAELP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUIbiUKHla+vmLbem55/fkKdo7Xq',
    'g7GNivoAfSEFIAEhAAwBCwsgAEEEaiIBIARNBEAgBSAANQIAQoeVr6+Ytt6bnn9+hUIXiULP1tO+0ser2UJ+Qvnz3fGZ9pmrFnwh',
    'BSABIQALA0AgACAESQRAIAUgADEAAELFz9my8eW66id+hUILiUKHla+vmLbem55/fiEFIABBAWohAAwBCwsgBSAFQiGIhULP1tO+',
    '0ser2UJ+IgVCHYggBYVC+fPd8Zn2masWfiIFQiCIIAWFIQUjAEICUQR/QQAvAQBB3NwARgVBAAshAUEAJAEFIAAgAyAAayIBIAUQ',
    'ACEFIAFBAkYEfyAALwEAQdzcAEYFQQALIQELIANBAWohACMIQQEgAy0AAEEKRiIDQQAgARsbRQRAQQEkCyMNIABBgIABayIArXwk',
    'DSMNQgN9JA0gAA8LIwYEQCMJIAV8JAkgA0UEQCMIQQFqIgEjByIDIAEgA0kbJAgMBAsjCSIFQiGIIAWFQs/W077Sx6vZQn4iBUId',
    'iCAFhUL5893xmfaZqxZ+IgVCIIggBYUhBUIAJAlBACQICyMMQgF8JAwjDiAFfCQOIw8gBULrh9aF6Mih5OEAfSIFQh6IIAWFQrnL',
    'k+fR7ZGsv39+IgVCG4ggBYVC66PEmbG3kuiUf34iBUIfiCAFhXwkDwwCCwsLIw0gAEGAgAFrIgCtfCQNIAALBAAjDQsqAEEAJAFB',
    'ACQLQQAkCEIAJAlCACQMQgAkDUIAJA5CACQPQQAkBiAAJAoLNwBBACQBQQAkC0EAJAhCACQJQgAkDEIAJA1CACQOQgAkD0EBJAYg',
    'ACQHIABBA3RBQGtCADcDAAs=',
].join('');
;// CONCATENATED MODULE: ./build/fingerprint/row-digest.js

let compiled;
/** Hashes COPY data as it streams, at some GB a second, in memory that neither rows nor tables make larger. */
class RowDigest {
    #wasm;
    #input;
    constructor() {
        compiled ??= new WebAssembly.Module(Buffer.from(rowsWasm, 'base64'));
        this.#wasm = new WebAssembly.Instance(compiled).exports;
        this.#input = new Uint8Array(this.#wasm.memory.buffer, this.#wasm.input(), this.#wasm.inputBytes());
    }
    /** A table's data begins. With `byName` the digest does not depend on the order of the columns. */
    begin(columns, byName) {
        // PostgreSQL allows 1,600 columns, and there is room for more; what lies beyond is hashed without its name.
        const seeds = columns
            .slice(0, this.#wasm.mostColumns())
            .map((name) => this.hash(Buffer.from(name, 'latin1')));
        if (!byName)
            this.#wasm.beginRows(this.hash(Buffer.from(BigUint64Array.from(seeds).buffer)));
        else {
            this.#wasm.beginFields(seeds.length);
            for (const [index, seed] of seeds.entries())
                this.#wasm.setColumnSeed(index, seed);
        }
    }
    /** Reads data from `at` to behind the end marker, or to the chunk's end. Returns where. */
    read(chunk, at) {
        while (at < chunk.length && !this.isEnded) {
            const piece = chunk.subarray(at, at + this.#input.length);
            this.#input.set(piece);
            at += this.#wasm.feed(piece.length);
        }
        return at;
    }
    /** The line that ends the data has been read. */
    get isEnded() {
        return this.#wasm.isEnded() !== 0;
    }
    get content() {
        return {
            rows: this.#wasm.rowCount(),
            bytes: this.#wasm.byteCount(),
            sums: [BigInt.asUintN(64, this.#wasm.rowsSum()), BigInt.asUintN(64, this.#wasm.rowsMixedSum())],
        };
    }
    /** XXH64 with seed 0 of the first 64 KiB: more than a name, or 2,000 seeds, come to. */
    hash(bytes) {
        const piece = bytes.subarray(0, this.#input.length);
        this.#input.set(piece);
        return BigInt.asUintN(64, this.#wasm.hashInput(piece.length, 0n));
    }
}
/** The content of two stretches of data together. */
function added(a, b) {
    return {
        rows: a.rows + b.rows,
        bytes: a.bytes + b.bytes,
        sums: [BigInt.asUintN(64, a.sums[0] + b.sums[0]), BigInt.asUintN(64, a.sums[1] + b.sums[1])],
    };
}
/** 32 hex digits. */
function digestOf({ sums }) {
    return sums.map((sum) => sum.toString(16).padStart(16, '0')).join('');
}

/***/ }),

/***/ 326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   XP: () => (/* binding */ literalValue),
/* harmony export */   pP: () => (/* binding */ nameListAt),
/* harmony export */   vO: () => (/* binding */ qualifiedNameAt)
/* harmony export */ });
/** The name that begins at token `at`, and where it ends; undefined when there is none. */
function qualifiedNameAt(tokens, at) {
    const first = identifier(tokens[at]);
    if (first === undefined)
        return undefined;
    if (tokens[at + 1] !== '.')
        return { name: { schema: null, name: first }, end: at + 1 };
    const second = identifier(tokens[at + 2]);
    return second === undefined ? undefined : { name: { schema: first, name: second }, end: at + 3 };
}
/** The names in `(a, "b c")`, whose opening bracket is token `at`, and where the list ends. */
function nameListAt(tokens, at) {
    const names = [];
    if (tokens[at] !== '(')
        return { names, end: at };
    let end = at + 1;
    for (; end < tokens.length && tokens[end] !== ')'; end++) {
        const name = identifier(tokens[end]);
        if (name !== undefined)
            names.push(name);
    }
    return { names, end: end + 1 };
}
/** The catalog's form of a name as SQL writes it. */
function identifier(token) {
    if (token === undefined)
        return undefined;
    if (token.length > 2 && token.startsWith('"') && token.endsWith('"')) {
        return token.slice(1, -1).replaceAll('""', '"');
    }
    return /^[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*$/.test(token) ? token : undefined;
}
/** One text that is the same for two names only when both their parts are: a zero byte is in no name. */
function keyOf({ schema, name }) {
    return `${schema ?? ''}\u0000${name}`;
}
/** What a string literal holds, without prefix and quotes. */
function literalValue(token) {
    if (token === undefined || token.length < 2 || !token.startsWith("'") || !token.endsWith("'"))
        return undefined;
    return token.slice(1, -1).replaceAll("''", "'");
}

/***/ }),

/***/ 7774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ tokensOf)
/* harmony export */ });
const WORD = /[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*/y;
const NUMBER = /\d[\w.]*/y;
const SPACE = /\s+/y;
const OPERATOR = /::|[-+*/<>=~!@#%^&|`?]+|./sy;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\u00ff][\w\u0080-\u00ff]*)?\$/y;
/**
 * The tokens of one statement without the space between them. Strings, quoted names and dollar-quoted bodies are one
 * token each, verbatim; comments are not expected, pg_dump writes none inside statements.
 *
 * `sql` holds a character a byte (latin1), so that no encoding is needed to be exact.
 */
function tokensOf(sql, { standardStrings = true } = {}) {
    const tokens = [];
    for (let at = 0; at < sql.length;) {
        const end = spaceEnd(sql, at);
        if (end > at) {
            at = end;
            continue;
        }
        const next = tokenEnd(sql, at, standardStrings);
        tokens.push(sql.slice(at, next));
        at = next;
    }
    return tokens;
}
function spaceEnd(sql, at) {
    SPACE.lastIndex = at;
    return SPACE.test(sql) ? SPACE.lastIndex : at;
}
function tokenEnd(sql, at, standardStrings) {
    const first = sql[at];
    if (first === '"')
        return quotedEnd(sql, at);
    if (first === "'")
        return standardStrings ? quotedEnd(sql, at) : escapedEnd(sql, at);
    if (first === '$')
        return dollarEnd(sql, at);
    const end = matchEnd(WORD, sql, at) ?? matchEnd(NUMBER, sql, at);
    if (end === undefined)
        return matchEnd(OPERATOR, sql, at) ?? at + 1;
    const prefixed = sql[end] === "'" && end === at + 1;
    if (prefixed && /[eE]/.test(first))
        return escapedEnd(sql, end);
    if (prefixed && /[bBnNxX]/.test(first))
        return quotedEnd(sql, end);
    return end;
}
function matchEnd(pattern, sql, at) {
    pattern.lastIndex = at;
    return pattern.test(sql) ? pattern.lastIndex : undefined;
}
function quotedEnd(sql, at) {
    const quote = sql[at];
    for (let from = at + 1;; from += 2) {
        from = sql.indexOf(quote, from);
        if (from === -1)
            return sql.length;
        if (sql[from + 1] !== quote)
            return from + 1;
    }
}
function escapedEnd(sql, at) {
    for (let from = at + 1; from < sql.length; from++) {
        if (sql[from] === '\\')
            from++;
        else if (sql[from] === "'" && sql[from + 1] !== "'")
            return from + 1;
        else if (sql[from] === "'")
            from++;
    }
    return sql.length;
}
function dollarEnd(sql, at) {
    const tagEnd = matchEnd(DOLLAR_TAG, sql, at);
    if (tagEnd === undefined)
        return at + 1;
    const tag = sql.slice(at, tagEnd);
    const close = sql.indexOf(tag, tagEnd);
    return close === -1 ? sql.length : close + tag.length;
}

/***/ }),

/***/ 8762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ contentOf),
/* harmony export */   J: () => (/* binding */ TableContents)
/* harmony export */ });
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(516);
/* harmony import */ var _sql_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(326);
/* harmony import */ var _sql_tokens_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);



const NOTHING = { rows: 0n, bytes: 0n, sums: [0n, 0n] };
/**
 * The data of every table. One table may have several stretches of data (--load-via-partition-root), which add up.
 * Names come from COPY and INSERT, which are exact; from the entry's header only where a dump has neither.
 */
class TableContents {
    #tables = new Map();
    /** The table whose data entry has begun and shown no data yet. */
    #awaited;
    #inserting;
    beginEntry({ schema, name }) {
        this.endEntry();
        this.#awaited = { schema, name };
    }
    endEntry() {
        if (this.#awaited)
            this.#tally(this.#awaited).content = undefined;
        this.#awaited = undefined;
        this.#inserting = undefined;
    }
    copied(name, content, columnsByName) {
        this.#awaited = undefined;
        const table = this.#tally(name);
        table.content &&= (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .added */ .vN)(table.content, content);
        table.columnsByName = columnsByName;
    }
    /** An INSERT statement, of `bytes` bytes, whose beginning is `head`. */
    inserted(head, bytes) {
        this.#inserting ??= this.#insertTarget(head);
        if (this.#inserting)
            this.#inserting.insertedBytes += bytes;
    }
    #insertTarget(head) {
        const found = (0,_sql_names_js__WEBPACK_IMPORTED_MODULE_1__/* .qualifiedNameAt */ .vO)((0,_sql_tokens_js__WEBPACK_IMPORTED_MODULE_2__/* .tokensOf */ .k)(head.toString('latin1', 0, 600)), 2);
        if (!found)
            return undefined;
        this.#awaited = undefined;
        const table = this.#tally(found.name);
        table.content = undefined;
        return table;
    }
    #tally(name) {
        const key = (0,_sql_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(name);
        const table = this.#tables.get(key) ?? { name, content: NOTHING, insertedBytes: 0, columnsByName: false };
        this.#tables.set(key, table);
        return table;
    }
    get all() {
        return [...this.#tables.values()];
    }
}
/** The counts of a table as the fingerprint shows them. */
function contentOf({ content, insertedBytes }) {
    if (!content)
        return { rows: null, bytes: insertedBytes, digest: null };
    return { rows: Number(content.rows), bytes: Number(content.bytes), digest: (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(content) };
}

/***/ }),

/***/ 267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aO: () => (/* binding */ flattened),
/* harmony export */   g7: () => (/* binding */ treeOf),
/* harmony export */   lD: () => (/* binding */ split),
/* harmony export */   oR: () => (/* binding */ joined)
/* harmony export */ });
// PostgreSQL itself refuses expressions nested this deep ("stack depth limit exceeded"), so nothing real is missed.
const DEEPEST = 1000;
const CLOSING = new Map([
    ['(', ')'],
    ['[', ']'],
]);
/** The tokens as a tree of brackets, or undefined when they do not match or nest too deep. */
function treeOf(tokens) {
    const root = [];
    const open = [];
    let items = root;
    for (const token of tokens) {
        const close = CLOSING.get(token);
        if (close !== undefined) {
            const group = { open: token, items: [], close };
            items.push(group);
            open.push(group);
            items = group.items;
            if (open.length > DEEPEST)
                return undefined;
        }
        else if (token === ')' || token === ']') {
            if (open.pop()?.close !== token)
                return undefined;
            items = open.at(-1)?.items ?? root;
        }
        else
            items.push(token);
    }
    return open.length === 0 ? root : undefined;
}
/** The tokens that the tree was made of. */
function flattened(items, tokens = []) {
    for (const item of items) {
        if (typeof item === 'string')
            tokens.push(item);
        else {
            tokens.push(item.open);
            flattened(item.items, tokens);
            tokens.push(item.close);
        }
    }
    return tokens;
}
/** What stands between commas. */
function split(items) {
    const parts = [[]];
    for (const item of items) {
        if (item === ',')
            parts.push([]);
        else
            parts.at(-1)?.push(item);
    }
    return parts;
}
function joined(parts) {
    return parts.flatMap((part, index) => (index === 0 ? part : [',', ...part]));
}

/***/ }),

/***/ 8312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   jH: () => (/* binding */ outputOf),
/* harmony export */   pJ: () => (/* binding */ endOf),
/* harmony export */   rF: () => (/* binding */ ChildError)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);



/** A child that did not end with exit code 0. */
class ChildError extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .PgdrillError */ .ZA {
    name = 'ChildError';
    /** The end of its stderr, at most 16 Ki characters; lines longer than 4,000 are cut. */
    stderr;
    how;
    constructor(program, how, stderr) {
        super(`${program} ${told(how)}`, how.kind === 'unstarted' ? { cause: how.cause } : {});
        this.how = how;
        this.stderr = stderr;
    }
}
const stderrTailCharacters = 16_384;
// pg_dump prints the statement that failed, and that can be megabytes: what comes before it must not be pushed out.
const stderrLineCharacters = 4_000;
const killAfterMs = 5_000;
/**
 * The bytes a program prints. **The end of data is not success**: the iteration ends normally only after the child has
 * exited with 0. When the consumer stops early, or the signal aborts, the child is ended first (SIGTERM, after 5 s
 * SIGKILL); it is never left behind.
 *
 * `input` is what it reads; without one it has no stdin. The input is read to its end even where the program does not.
 * @throws ChildError with the tail of stderr; the input's own error; the signal's reason when that stopped it
 */
async function* outputOf(program, signal, input) {
    signal.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program.path, program.arguments, {
        env: program.environment,
        ...(program.runAs && { ...program.runAs, cwd: '/' }),
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        // A process group of its own, to end whole: client-path may hold wrapper scripts. And a terminal's Ctrl-C reaches
        // only this process, which ends the child in order.
        detached: true,
    });
    const end = endOf(child);
    const stderr = tailOf(child.stderr);
    const fed = input === undefined ? undefined : feedTo(child.stdin, input, end);
    const stop = () => terminate(child);
    signal.addEventListener('abort', stop, { once: true });
    try {
        yield* child.stdout;
        const failed = await end;
        signal.throwIfAborted();
        fed?.throwIfFailed();
        if (failed !== undefined)
            throw new ChildError(nameOf(program), failed, stderr());
        await fed?.whole();
    }
    catch (error) {
        signal.throwIfAborted();
        throw error;
    }
    finally {
        signal.removeEventListener('abort', stop);
        stop();
        await end;
    }
}
/** All that a program prints, as text; for short answers. @throws ChildError */
async function textOf(program, signal) {
    const chunks = [];
    for await (const chunk of outputOf(program, signal))
        chunks.push(chunk);
    return Buffer.concat(chunks).toString();
}
/** Writes until the input ends or the child has failed. */
function feedTo(stdin, input, end) {
    // EPIPE: the child has ended, and its exit code says why.
    stdin.on('error', () => undefined);
    const closed = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(stdin, 'close').catch(() => undefined);
    let hasFailed = false;
    void end.then((failed) => {
        hasFailed = failed !== undefined;
    });
    let inputError;
    const write = async () => {
        try {
            for await (const chunk of input) {
                if (hasFailed)
                    return;
                if (stdin.destroyed || stdin.write(chunk))
                    continue;
                await Promise.race([(0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(stdin, 'drain').catch(() => undefined), closed]);
            }
            stdin.end();
        }
        catch (error) {
            inputError = { error };
            stdin.destroy();
        }
    };
    const throwIfFailed = () => {
        if (inputError !== undefined)
            throw inputError.error;
    };
    const written = write();
    return { throwIfFailed, whole: async () => written.then(throwIfFailed) };
}
/** How the child failed, or undefined when it exited with 0; settles once it is gone and its pipes are closed. */
async function endOf(child) {
    try {
        const [code, signal] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
        if (signal !== null)
            return { kind: 'signal', signal };
        return code === 0 ? undefined : { kind: 'exit', code: code ?? -1 };
    }
    catch (cause) {
        return { kind: 'unstarted', cause };
    }
}
function told(how) {
    switch (how.kind) {
        case 'exit':
            return `ended with exit code ${how.code}`;
        case 'signal':
            return `was killed by ${how.signal}`;
        case 'unstarted':
            return `could not be started: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(how.cause)}`;
    }
}
function terminate(child) {
    // A descendant in another process group could hold the pipes open for ever.
    const closePipes = () => {
        child.stdout.destroy();
        child.stderr.destroy();
    };
    if (child.pid === undefined)
        return;
    if (child.exitCode !== null || child.signalCode !== null) {
        closePipes();
        return;
    }
    endGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(endGroup, killAfterMs, child.pid, 'SIGKILL');
    child.once('exit', () => {
        clearTimeout(timer);
        closePipes();
    });
}
/** Sends a signal to a whole process group. */
function endGroup(pid, signal) {
    try {
        process.kill(-pid, signal);
    }
    catch {
        // ESRCH: it has ended in this very moment.
    }
}
function tailOf(stream) {
    let tail = '';
    let line = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
        const [rest = '', ...others] = text.split('\n');
        line = (line + rest).slice(0, stderrLineCharacters);
        for (const next of others) {
            tail = `${tail}${line}\n`.slice(-stderrTailCharacters);
            line = next.slice(0, stderrLineCharacters);
        }
    });
    return () => tail + line;
}
/** The program's name, for messages. */
function nameOf({ path, name = path }) {
    return name.slice(name.lastIndexOf('/') + 1);
}

/***/ }),

/***/ 953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(3849);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
;// CONCATENATED MODULE: ./build/postgres/pooler.js
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
 * Refuses a pooler that gives a server process to a transaction and not to a session: pg_dump sets what decides how
 * values are written before its transaction begins, psql what a dump needs, and a lock of ours would be anybody's. It
 * may go well while nobody else is there. `open` makes another session, which the signal it is given ends.
 * @throws PgdrillError where that is proved, with where to connect to
 */
async function refuseTransactionPooler(session, connection, open, signal) {
    // Who pools sessions, and has no process left for another, lets that one wait.
    const limit = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])]);
    const isShared = await sharesProcess(session, () => open(limit)).catch(() => false);
    signal?.throwIfAborted();
    if (!isShared)
        return;
    throw new errors/* PgdrillError */.ZA(`cannot use ${(0,postgres_connection/* describe */.q0)(connection)}: a connection pooler in transaction mode is between, where settings and locks get lost`, { cure: directInstead(connection) });
}
const patienceMs = 3_000;
/** Whether a session that is open, and in no transaction, keeps its server process while another one has a transaction. */
async function sharesProcess(session, open) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const own = await processOf(session);
        const other = __addDisposableResource(env_1, await open(), true);
        await other.query('begin');
        if ((await processOf(other)) === own)
            return true;
        return (await processOf(session)) !== own;
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
async function processOf(session) {
    const [row] = await session.query('select pg_catalog.pg_backend_pid() as pid');
    return row?.pid;
}
// Hosts and ports as the services document them; docs/providers.md names the pages.
const places = [
    {
        is: ({ host, port }) => /\.supabase\.(?:com|co)$/i.test(host) && port === 6543,
        cure: () => "use Supabase's session pooler, or its direct connection: port 5432 instead of 6543",
    },
    {
        is: ({ host }) => /^[^.]*-pooler\./i.test(host),
        cure: ({ host }) => `use the direct host, without -pooler: ${host.replace(/-pooler\./i, '.')}`,
    },
    {
        is: ({ host, port }) => /\.postgres\.database\.azure\.com$/i.test(host) && port === 6432,
        cure: () => 'use the server itself: port 5432 instead of 6432',
    },
];
/** Where to connect to instead of to a pooler. */
function directInstead(connection) {
    const place = places.find(({ is }) => is(connection));
    return (place?.cure(connection) ??
        "connect to the server itself, or to a port of the pooler's that pools whole sessions (database-host, database-port)");
}
;// CONCATENATED MODULE: ./build/postgres/connect-errors.js



/** The server asks for a password, and there is none. */
class NoPasswordError extends Error {
    code = 'NOPASSWORD';
}
/** Why there is no connection, with the likely cure; what is an explained error already stays as it is. */
function refused(connection, error) {
    if (error instanceof errors/* PgdrillError */.ZA)
        return error;
    const cure = cureOf(error, connection);
    return new errors/* PgdrillError */.ZA(`cannot connect to ${(0,postgres_connection/* describe */.q0)(connection)}: ${reasonOf(error)}`, {
        cause: error,
        ...(cure === undefined ? {} : { cure }),
    });
}
function reasonOf(error) {
    // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
    return error instanceof AggregateError
        ? [...new Set(error.errors.map(errors/* messageOf */.bD))].join(', ')
        : (0,errors/* messageOf */.bD)(error);
}
const ipv4 = "the host has an IPv6 address alone, which this machine does not reach (GitHub's runners reach none): use a host with an IPv4 address, such as the provider's session pooler";
const cures = {
    '28P01': 'check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
    '28000': "check database-user, sslmode and the server's pg_hba.conf (a service's server may let in TLS alone: sslmode require)",
    '3D000': 'check database-name',
    '42501': 'grant CONNECT on the database to the role',
    '53300': "the server has no connection left for the role: raise max_connections or the role's CONNECTION LIMIT, or end idle sessions",
    '55000': 'the database takes no connections: check datallowconn',
    '57P03': 'the server is starting or stopping: try again in a moment',
    NOPASSWORD: 'set database-password, or PGPASSFILE to a password file that only you may read',
    ECONNREFUSED: 'check database-host and database-port, and that the server is running',
    ENOENT: 'there is no socket there: check database-host and that the server is running',
    EACCES: 'this user may not use that socket: check the rights of its folder',
    ENOTFOUND: 'check database-host',
    EAI_AGAIN: 'check database-host and the name servers of this machine',
    ETIMEDOUT: 'check database-host, database-port and the firewall between',
    EHOSTUNREACH: 'check database-host, and that this machine may reach it',
    ENETUNREACH: 'check database-host, and the network of this machine',
};
// What the services say in words: their pages are named in docs/providers.md.
const said = [
    [/timeout/i, cures.ETIMEDOUT],
    [/does not support SSL/, 'the server has no TLS: set sslmode to prefer or disable'],
    [
        /SSL connection is required|connection is insecure/,
        'the server wants TLS: set sslmode to require or verify-full',
    ],
    [
        /certificate/i,
        'check sslrootcert and that the host name is the one in the certificate (the authority of a service is a file to download, the public ones are "system")',
    ],
    [
        /tenant or user not found|no tenant identifier/i,
        'the user of a pooler has the project in its name: postgres.PROJECT (Supabase)',
    ],
    [
        /endpoint ID is not specified/i,
        "the host's name tells the service which database is meant: use the name and no address, with TLS that sends it (PGSSLSNI)",
    ],
];
function cureOf(error, connection) {
    const { code, message = '' } = error;
    if (/unsupported startup parameter/.test(message))
        return startupParameter(connection);
    if (isIpv6Alone(error))
        return ipv4;
    const words = said.find(([pattern]) => pattern.test(message));
    if (words !== undefined)
        return words[1];
    return code === undefined ? undefined : cures[code];
}
function startupParameter(connection) {
    return connection.others.PGOPTIONS === undefined
        ? directInstead(connection)
        : 'a connection pooler is between that takes no options: unset PGOPTIONS, or connect to the server itself';
}
/** Every address that was tried is one of IPv6, and there is no way to it. */
function isIpv6Alone(error) {
    const errors = error instanceof AggregateError ? error.errors : [error];
    return errors.every((each) => {
        const { code = '', address = '' } = each;
        return ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'].includes(code) && address.includes(':');
    });
}
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/postgres/passfile.js




/**
 * The password that libpq would find in the password file: PGPASSFILE, or ~/.pgpass. Undefined when there is none, or
 * when others may read the file, which libpq then ignores (documentation: "The Password File").
 */
async function passwordFromFile(connection) {
    const { others, environment } = connection;
    const path = others.PGPASSFILE ?? (0,external_node_path_.join)(environment.HOME ?? (0,external_node_os_.homedir)(), '.pgpass');
    try {
        const { mode } = await (0,promises_.stat)(path);
        if ((mode & 0o077) !== 0)
            return undefined;
        return findPassword(await (0,promises_.readFile)(path, 'utf8'), connection);
    }
    catch {
        return undefined;
    }
}
/** The password of the first line whose host, port, database and user match. Pure. */
function findPassword(text, connection) {
    const { port, database, user } = connection;
    const hosts = (0,postgres_connection/* isSocket */.qU)(connection) ? ['localhost', connection.host] : [connection.host];
    const wanted = [hosts, [String(port)], [database], [user]];
    for (const line of text.split(/\r?\n/)) {
        if (line.startsWith('#'))
            continue;
        const fields = fieldsOf(line);
        const matches = wanted.every((values, at) => fields[at] === '*' || values.includes(plain(fields[at])));
        if (matches && fields[4])
            return plain(fields[4]);
    }
    return undefined;
}
/** Colons part the fields; after a backslash they do not. */
function fieldsOf(line) {
    return [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) => field);
}
function plain(field = '') {
    return field.replaceAll(/\\(.)/g, '$1');
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/postgres/tls.js





/**
 * What libpq would try for a connection's sslmode, in its order (documentation: "SSL Mode Descriptions").
 * The pg client has no `prefer` or `allow`, and takes `require` to mean verify-full.
 */
function tlsAttempts(connection) {
    if ((0,postgres_connection/* isSocket */.qU)(connection))
        return [false];
    switch (connection.ssl.mode) {
        case 'disable':
            return [false];
        case 'allow':
            return [false, tlsOptions(connection)];
        case 'prefer':
            return [tlsOptions(connection), false];
        default:
            return [tlsOptions(connection)];
    }
}
function tlsOptions(connection) {
    const { ssl } = connection;
    const root = rootCertificate(connection);
    const verifyName = ssl.mode === 'verify-full' || ssl.rootCertificate === 'system';
    // With a root certificate at hand, libpq verifies the chain in every mode; `prefer` and `allow` may then still fall
    // back to plain text.
    const verifyChain = verifyName || ssl.mode === 'verify-ca' || root !== undefined;
    return {
        rejectUnauthorized: verifyChain,
        ...(root === undefined ? {} : { ca: root }),
        ...(verifyName ? {} : { checkServerIdentity: () => undefined }),
        ...clientCertificate(connection),
        ...bounds(connection),
    };
}
function rootCertificate(connection) {
    const { mode, rootCertificate: file } = connection.ssl;
    if (file === 'system')
        return undefined;
    if (file !== undefined)
        return read('sslrootcert', file);
    const usual = inHome(connection, 'root.crt');
    if (isFile(usual))
        return read('sslrootcert', usual);
    if (mode === 'verify-ca' || mode === 'verify-full') {
        throw new errors/* PgdrillError */.ZA(`cannot verify the server's certificate: sslmode is ${mode}, and there is no ${usual}`, {
            cure: 'set sslrootcert to the file of your certificate authority, or to "system" for the public ones',
        });
    }
    return undefined;
}
function clientCertificate(connection) {
    const { certificate, key } = connection.ssl;
    const certificateFile = certificate ?? inHome(connection, 'postgresql.crt');
    const keyFile = key ?? inHome(connection, 'postgresql.key');
    if (certificate === undefined && !(isFile(certificateFile) && isFile(keyFile)))
        return {};
    return { cert: read('sslcert', certificateFile), key: read('sslkey', keyFile) };
}
// libpq and Node name the protocol's versions alike: TLSv1.2, TLSv1.3.
function bounds({ others }) {
    const { PGSSLMINPROTOCOLVERSION: min, PGSSLMAXPROTOCOLVERSION: max, PGSSLCRL: crl } = others;
    return {
        ...(min === undefined ? {} : { minVersion: min }),
        ...(max === undefined ? {} : { maxVersion: max }),
        ...(crl === undefined ? {} : { crl: read('sslcrl', crl) }),
    };
}
function inHome({ environment }, file) {
    return (0,external_node_path_.join)(environment.HOME ?? (0,external_node_os_.homedir)(), '.postgresql', file);
}
function isFile(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
function read(option, path) {
    try {
        return (0,external_node_fs_.readFileSync)(path);
    }
    catch (error) {
        throw new errors/* PgdrillError */.ZA(`cannot read ${option} ${path}: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
;// CONCATENATED MODULE: ./build/postgres/client.js








/**
 * Connects as libpq would; like pg_dump without the time limits that a role or a database can have. The signal ends the
 * session at once, whatever it is doing.
 * @throws PgdrillError that names host, database, user and the likely cure; the signal's reason
 */
async function connect(connection, signal) {
    const session = await client_open(connection, signal);
    try {
        // Before anything is set: in transaction mode that would be some other session's setting.
        if (session.isPooled) {
            await refuseTransactionPooler(session, connection, (limit) => client_open(connection, limit), signal);
        }
        await session.query(withoutTimeLimits);
        return session;
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
}
// Only those that the server's version knows. A session of ours is idle for as long as a dump loads, and an ALTER DATABASE
// waits for sessions that we end ourselves.
const withoutTimeLimits = `
  select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings
   where setting <> '0' and name in ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_session_timeout',
                                     'idle_in_transaction_session_timeout')`;
/** As libpq does; nothing is set. */
async function client_open(connection, signal) {
    const [first = false, second] = tlsAttempts(connection);
    try {
        return await connectOnce(connection, first, signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        if (second === undefined || !worthAnother(error, second))
            throw refused(connection, error);
    }
    try {
        return await connectOnce(connection, second, signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        throw refused(connection, error);
    }
}
// libpq goes on from TLS to plain text when the server has no TLS, when the handshake fails, and when pg_hba.conf
// wants it so (28000); a wrong password (28P01) is final.
function worthAnother(error, next) {
    const { code, message = '' } = error;
    if (next === false && /does not support SSL|SSL|TLS|certificate/i.test(message))
        return true;
    return code === '28000';
}
async function connectOnce(connection, ssl, signal) {
    signal?.throwIfAborted();
    const socket = new external_node_net_.Socket();
    const client = new esm/* default.Client */.Ay.Client(clientConfig(connection, ssl, socket));
    // A session that the server ends between two questions is reported by the next one.
    client.on('error', () => undefined);
    const stop = () => socket.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    const end = async () => {
        signal?.removeEventListener('abort', stop);
        await client.end().catch(() => undefined);
    };
    const query = questions(connection, client, signal);
    try {
        await client.connect();
        const [server] = await query('select pg_catalog.pg_backend_pid() as pid');
        // What answers for a server process has a number of its own, by which it is asked to cancel.
        const { processID } = client;
        return { query, isPooled: processID !== server?.pid, [Symbol.asyncDispose]: end };
    }
    catch (error) {
        await end();
        throw error;
    }
}
function questions(connection, client, signal) {
    return async (sql, values = []) => {
        try {
            return (await client.query(sql, [...values])).rows;
        }
        catch (error) {
            signal?.throwIfAborted();
            throw new errors/* PgdrillError */.ZA(`cannot query ${(0,postgres_connection/* describe */.q0)(connection)}: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
    };
}
function clientConfig(connection, ssl, socket) {
    const { PGOPTIONS, PGCONNECT_TIMEOUT, PGCHANNELBINDING, PGSSLNEGOTIATION } = connection.others;
    return {
        host: connection.host,
        port: connection.port,
        database: connection.database,
        user: connection.user,
        password: () => passwordOf(connection),
        ssl,
        ...(ssl !== false && PGSSLNEGOTIATION === 'direct' ? { sslNegotiation: 'direct' } : {}),
        stream: () => socket,
        application_name: 'pgdrill',
        connectionTimeoutMillis: Number(PGCONNECT_TIMEOUT ?? 15) * 1000,
        enableChannelBinding: PGCHANNELBINDING !== undefined && PGCHANNELBINDING !== 'disable',
        keepAlive: true,
        ...(PGOPTIONS === undefined ? {} : { options: PGOPTIONS }),
    };
}
/** Called when the server asks for it. */
async function passwordOf(connection) {
    const password = connection.password ?? (await passwordFromFile(connection));
    if (password === undefined)
        throw new NoPasswordError('the server asks for a password, and none is set');
    return password;
}

/***/ }),

/***/ 2021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bh: () => (/* binding */ dump),
  Dd: () => (/* binding */ dumpArguments),
  oQ: () => (/* binding */ programOf)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(8312);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/postgres/large-output.js


// GNU coreutils puts it there on every Linux; elsewhere the program simply runs as it is.
const stdbuf = '/usr/bin/stdbuf';
// What a read of a pipe takes at a time in Node.
const bufferBytes = 64 * 1024;
/**
 * The program, made to write its output in pieces of 64 KiB. libc buffers 4 KiB for a pipe, and pg_dump has no option
 * for it: of 1 GB that is 240,000 writes, each of which wakes the reader (measured: 0.9 s of CPU for both together).
 * Unchanged where there is no stdbuf, or the program does not run under it without a word.
 */
async function withLargeOutput(program) {
    const { path, arguments: args, environment } = program;
    const options = ['--output', String(bufferBytes), path];
    try {
        const probe = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(stdbuf, [...options, '--version'], {
            env: environment,
            timeout: 10_000,
        });
        if (probe.stderr !== '')
            return program;
    }
    catch {
        // No stdbuf, or not for this program: it is a matter of speed only.
        return program;
    }
    return { ...program, path: stdbuf, arguments: [...options, ...args], name: path };
}
;// CONCATENATED MODULE: ./build/postgres/dump.js





/** pg_dump's arguments. Neither the connection nor a password is among them: both go by environment. */
function dumpArguments(request, tools) {
    const { selection } = request;
    return [
        `--format=${request.format}`,
        ...(request.format === 'custom' ? [archiveCompression(request.compression, tools)] : []),
        '--no-password',
        `--lock-wait-timeout=${request.lockWaitTimeoutMs}`,
        ...selection.schemas.map((pattern) => `--schema=${pattern}`),
        ...selection.excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
        ...selection.tables.map((pattern) => `--table=${pattern}`),
        ...selection.excludeTables.map((pattern) => `--exclude-table=${pattern}`),
        ...selection.excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
        ...request.more,
    ];
}
function archiveCompression(compression, tools) {
    switch (compression.kind) {
        case 'none':
            return '--compress=0';
        case 'gzip':
            return `--compress=${compression.level}`;
        case 'zstd':
            if (tools.major >= 16)
                return `--compress=zstd:${compression.level}`;
            throw new errors/* PgdrillError */.ZA(`cannot compress a custom archive with zstd: pg_dump ${tools.version} (${tools.folder}) does not know it`, { cure: 'use compression gzip, format plain, or a pg_dump of version 16 or newer' });
    }
}
/** The dump's bytes as pg_dump writes them; they end normally only when pg_dump exited with 0. @throws ChildError */
async function* dump(connection, tools, options) {
    const program = await withLargeOutput(programOf('pg_dump', tools, connection, options.arguments));
    yield* (0,child/* outputOf */.jH)(program, options.signal);
}
/** One of PostgreSQL's programs, set up to reach the database. */
function programOf(name, tools, connection, args) {
    return { path: (0,external_node_path_.join)(tools.folder, name), arguments: args, environment: (0,postgres_connection/* childEnvironment */.Qc)(connection) };
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
async function* walk(root, keyPrefix, below = '') {
    for (const entry of await entriesOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, below))) {
        const key = below + entry.name;
        const mayHold = `${key}/`.startsWith(keyPrefix) || keyPrefix.startsWith(`${key}/`);
        // fsck's folder at the top of a mounted disk is readable by root only.
        if (key === 'lost+found')
            continue;
        if (entry.isDirectory() && mayHold)
            yield* walk(root, keyPrefix, `${key}/`);
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

/***/ 9289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once)
/* harmony export */ });
/** A source of one chunk, for what is small enough to be in memory. */
async function* once(bytes) {
    yield bytes;
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

