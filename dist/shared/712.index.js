export const id = 712;
export const ids = [712];
export const modules = {

/***/ 7641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jn: () => (/* binding */ passedOver),
/* harmony export */   Y0: () => (/* binding */ isAhead),
/* harmony export */   yM: () => (/* binding */ latestFirst)
/* harmony export */ });
// The clocks of two machines differ by seconds or minutes; by more, and one of them is wrong.
const toleranceMs = 3_600_000;
/** Whether it is dated later than now: then a clock was wrong when it was named, and how old it is nobody knows. */
function isAhead({ takenAt }, now) {
    return takenAt.getTime() - now.getTime() > toleranceMs;
}
/** The latest first. What is dated ahead of now comes last: backups made since have earlier names, and are newer. */
function latestFirst(stems, now) {
    const { true: ahead = [], false: others = [] } = Object.groupBy(stems, (each) => `${isAhead(each, now)}`);
    return [...byName(others), ...byName(ahead)];
}
/** Why the latest is not the one with the latest name; undefined when it is. */
function passedOver(stems, chosen) {
    const [named] = byName(stems);
    if (named === undefined || named.takenAt <= chosen.takenAt)
        return undefined;
    return `${named.stem} is passed over: it is dated later than now, so a clock was wrong when it was made; name it to have it, or delete it`;
}
function byName(stems) {
    return stems.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
}

/***/ }),

/***/ 9063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ML: () => (/* binding */ readUnfinished),
/* harmony export */   rJ: () => (/* binding */ readCatalogs),
/* harmony export */   uM: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4532);

/** What `store` holds of the backups of `name`, by one listing and no request per backup. */
async function readCatalog(store, name) {
    (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .checkName */ .I3)(name);
    // The prefix lets other names in; grouping by the exact name leaves them out.
    const found = await readAll(store, (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyPrefixOf */ .jJ)(name));
    return found.get(name) ?? { backups: [], uncommitted: [], damaged: [] };
}
/** What `store` holds under every name, in the order of the names. Lists the whole store. */
function readCatalogs(store) {
    return readAll(store, '');
}
/** Writes of objects of `name` that were begun and not completed. */
async function readUnfinished(store, name) {
    (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .checkName */ .I3)(name);
    const found = [];
    for await (const unfinished of store.listUnfinished((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyPrefixOf */ .jJ)(name))) {
        if ((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKey */ .Do)(unfinished.key)?.name === name)
            found.push(unfinished);
    }
    return found;
}
async function readAll(store, prefix) {
    const gathered = new Map();
    for await (const listed of store.list(prefix, { mayHold: isArchive })) {
        const key = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKey */ .Do)(listed.key);
        if (key)
            gather(gathered, key, listed);
    }
    const byName = Map.groupBy(gathered.values(), ({ entry }) => entry.name);
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(sorted.map(([name, entries]) => [name, catalogOf(entries)]));
}
// Beneath a store in a home or on a backup disk there can be anything, millions of files of it.
function isArchive(folder) {
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKey */ .Do)(`${folder}/toc.dat`) !== undefined;
}
function gather(gathered, key, { bytes, modifiedAt }) {
    const found = gathered.get(key.stem) ?? begin(key);
    gathered.set(key.stem, found);
    const { entry } = found;
    entry.objects.push({ key: key.key, bytes });
    entry.bytes += bytes;
    if (modifiedAt > entry.modifiedAt)
        entry.modifiedAt = modifiedAt;
    if (key.part === 'drill')
        entry.hasDrill = true;
    if (key.part === 'manifest')
        found.hasManifest = true;
    if (isDump(key, bytes))
        found.hasDump = true;
}
function begin({ stem, name, takenAt }) {
    const entry = { stem, name, takenAt, objects: [], bytes: 0, modifiedAt: takenAt, hasDrill: false };
    return { entry, hasManifest: false, hasDump: false };
}
// No dump of any format is empty: nothing at all gzips to 20 bytes.
function isDump(key, bytes) {
    if (key.part !== 'dump' || bytes === 0)
        return false;
    return key.format !== 'directory' || key.entry === 'toc.dat';
}
function catalogOf(gathered) {
    const newestFirst = gathered.toSorted((a, b) => b.entry.takenAt.getTime() - a.entry.takenAt.getTime());
    const entries = (state) => newestFirst.filter(state).map(({ entry }) => entry);
    return {
        backups: entries(({ hasManifest, hasDump }) => hasManifest && hasDump),
        uncommitted: entries(({ hasManifest }) => !hasManifest),
        damaged: entries(({ hasManifest, hasDump }) => hasManifest && !hasDump),
    };
}

/***/ }),

/***/ 7179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readCopy)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4899);
/* harmony import */ var _drill_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1889);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9227);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8291);





/** Reads the manifest and the drill record of what a listing showed. Rejects only when stopped. */
async function readCopy(store, entry, hasManifest, options) {
    const drill = await tryTo(async () => (entry.hasDrill ? (0,_drill_js__WEBPACK_IMPORTED_MODULE_2__/* .readDrill */ .I)(store, entry.stem, options) : undefined), options);
    const found = { entry, ...(drill.value && { drill: drill.value }) };
    const problems = drill.error ? [drill.error.message] : [];
    if (!hasManifest)
        return { ...found, state: 'uncommitted', problems };
    const manifest = await tryTo(() => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(store, entry.stem, options), options);
    if (manifest.error instanceof _store_store_js__WEBPACK_IMPORTED_MODULE_1__/* .ObjectMissingError */ .ox)
        return { state: 'missing', problems: [] };
    if (manifest.error) {
        const unread = !(manifest.error instanceof _record_js__WEBPACK_IMPORTED_MODULE_4__/* .UnreadableRecordError */ .PC) && { unread: manifest.error };
        return { ...found, ...unread, state: 'unreadable', problems: [manifest.error.message, ...problems] };
    }
    const wrong = contradictions(manifest.value, entry);
    const state = wrong.length === 0 ? 'committed' : 'damaged';
    return { ...found, manifest: manifest.value, state, problems: [...wrong, ...problems] };
}
async function tryTo(read, { signal }) {
    try {
        return { value: await read() };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
            throw error;
        return { error };
    }
}
function contradictions({ objects }, entry) {
    const listed = new Map(entry.objects.map(({ key, bytes }) => [key, bytes]));
    return objects.flatMap(({ key, bytes }) => {
        const found = listed.get(key);
        if (found === undefined)
            return [`${key} is gone`];
        return found === bytes ? [] : [`${key} is ${found} bytes, its manifest says ${bytes}`];
    });
}

/***/ }),

/***/ 1889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ readDrill)
/* harmony export */ });
/* unused harmony export parseDrill */
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4899);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4532);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8291);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8137);




const drillVerdict = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
    schema: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(1),
    backup: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    verdict: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('verified', 'failed', 'inconclusive'),
    drilledAt: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .instant */ .uR,
});
const drillRecord = {
    noun: 'drill record',
    schema: 1,
    read(value, key) {
        const found = drillVerdict(value, '');
        const asked = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseKey */ .Do)(key)?.stem;
        if (found.backup !== asked)
            throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('backup', found.backup, JSON.stringify(asked));
        return found;
    },
};
/** The drill record that lies under `key`. @throws UnreadableRecordError when it is newer, broken or of another backup */
function parseDrill(text, key) {
    return parseRecord(drillRecord, text, key);
}
/** How a backup's last drill ended, or undefined when it never had one. @throws UnreadableRecordError */
async function readDrill(store, stem, options) {
    try {
        return await (0,_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .aE)(drillRecord, store, (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(stem, { part: 'drill' }), options);
    }
    catch (error) {
        if (error instanceof _store_store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectMissingError */ .ox)
            return undefined;
        throw error;
    }
}

/***/ }),

/***/ 9227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   rs: () => (/* binding */ dumpKeyOf)
/* harmony export */ });
/* unused harmony export parseManifest */
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4899);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4532);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8291);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8137);




const level = { level: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9 };
const manifest = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
    schema: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(1),
    backup: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    takenAt: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .instant */ .uR,
    finishedAt: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .instant */ .uR,
    tool: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, version: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq }),
    source: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
        serverVersion: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
        database: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
        sizeBytes: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9,
        encoding: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
        locale: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
            provider: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('libc', 'icu', 'builtin'),
            collate: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
            ctype: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
            name: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq),
            icuRules: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq),
        }),
        extensions: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)((0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, version: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq })),
    }),
    dump: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ format: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('plain', 'custom', 'directory'), client: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, arguments: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq) }),
    compression: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .byKind */ .Sb)({
        gzip: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('gzip'), ...level }),
        zstd: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('zstd'), ...level }),
        none: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('none') }),
    }),
    encryption: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .byKind */ .Sb)({
        none: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('none') }),
        recipients: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('recipients'), recipients: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq) }),
        passphrase: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('passphrase') }),
    }),
    plain: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)((0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ bytes: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9, sha256: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256 */ .sc })),
    objects: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)((0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ key: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, bytes: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9, sha256: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256 */ .sc })),
    tables: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9),
    rows: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9),
});
const manifestRecord = {
    noun: 'manifest',
    schema: 1,
    read(value, key) {
        const found = manifest(value, '');
        checkStem(found, key);
        checkObjects(found);
        return found;
    },
};
/** The manifest's text, for people and machines. @throws UnreadableRecordError rather than write what could not be read */
function encodeManifest(manifest) {
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    parseManifest(text, (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(manifest.backup, { part: 'manifest' }));
    return text;
}
/** The manifest that lies under `key`. @throws UnreadableRecordError when it is newer, broken or of another backup */
function parseManifest(text, key) {
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRecord */ .Hh)(manifestRecord, text, key);
}
/** The manifest of a backup. @throws UnreadableRecordError; ObjectMissingError when the backup is not committed */
function readManifest(store, stem, options) {
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .aE)(manifestRecord, store, (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(stem, { part: 'manifest' }), options);
}
/** The key a restore begins with: the dump, or the table of contents of a directory archive. */
function dumpKeyOf({ backup, dump, compression, encryption }) {
    const { format } = dump;
    const dumped = { part: 'dump', encrypted: encryption.kind !== 'none' };
    if (format === 'plain')
        return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(backup, { ...dumped, format, compression: compression.kind });
    if (format === 'custom')
        return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(backup, { ...dumped, format });
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(backup, { ...dumped, format, entry: 'toc.dat' });
}
function checkStem({ backup, name, takenAt }, key) {
    const asked = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseKey */ .Do)(key);
    if (asked?.part !== 'manifest')
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('the key', key, "a manifest's");
    if (backup !== asked.stem)
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('backup', backup, JSON.stringify(asked.stem));
    if (name !== asked.name)
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('name', name, JSON.stringify(asked.name));
    if (Math.floor(takenAt.getTime() / 1000) * 1000 !== asked.takenAt.getTime()) {
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('takenAt', takenAt.toISOString(), asked.takenAt.toISOString());
    }
}
// A manifest decides what a restore reads: its keys may lead to this backup's objects and nowhere else.
function checkObjects(manifest) {
    const keys = new Set();
    for (const [index, { key }] of manifest.objects.entries()) {
        if (!belongs(key, manifest.backup)) {
            throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)(`objects[${index}].key`, key, `a key of ${manifest.backup}`);
        }
        if (keys.has(key))
            throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)(`objects[${index}].key`, key, 'a key named once');
        keys.add(key);
    }
    const dump = dumpKeyOf(manifest);
    if (!keys.has(dump))
        throw new _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym(`objects do not name the dump, ${dump}`);
}
function belongs(key, stem) {
    try {
        (0,_store_store_js__WEBPACK_IMPORTED_MODULE_0__/* .checkKey */ .yR)(key);
    }
    catch {
        return false;
    }
    return key.startsWith(`${stem}.`);
}

/***/ }),

/***/ 4532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Do: () => (/* binding */ parseKey),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   Vc: () => (/* binding */ stemOf),
/* harmony export */   jJ: () => (/* binding */ keyPrefixOf),
/* harmony export */   r1: () => (/* binding */ parseStem)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

// ASCII only: file systems disagree on whether two spellings of one accented letter are the same name. No leading dot
// (hidden, and how partial files are marked) and no leading dash (`gunzip -c -app_backup_...` would read an option).
const namePattern = '[A-Za-z0-9_][A-Za-z0-9._-]{0,99}';
const wholeName = new RegExp(`^${namePattern}$`);
// The name is greedy, so that of `a_backup_<time>_backup_<time>` the last time counts. It cannot be read in two ways:
// after the time comes one of a few fixed endings or `.dir/`, and a name holds no slash.
const stemPattern = new RegExp(`^(?<name>${namePattern})_backup_(?<day>\\d{4}-\\d\\d-\\d\\d)_(?<time>\\d\\d-\\d\\d-\\d\\d)(?<rest>$|\\..*$)`);
/** Refuses what cannot be a backup's name. @throws PgdrillError that says what is accepted */
function checkName(name) {
    if (wholeName.test(name))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot name a backup ${JSON.stringify(name.slice(0, 200))}`, {
        cure: 'use at most 100 of the letters a-z and A-Z, digits, ".", "_" and "-", beginning with a letter, a digit or "_"',
    });
}
/** The stem of a backup of `name` taken at `takenAt`, cut to the second. @throws PgdrillError when `name` cannot be one */
function stemOf(name, takenAt) {
    checkName(name);
    const [day, time] = takenAt.toISOString().split(/[T.]/, 2);
    const stem = `${name}_backup_${day}_${time.replaceAll(':', '-')}`;
    if (parseStem(stem) === undefined)
        throw new RangeError(`no stem can hold the time ${takenAt.toISOString()}`);
    return stem;
}
/** A stem taken apart, or undefined when `text` is none: another word, a day or an hour that does not exist. */
function parseStem(text) {
    const match = matchStem(text);
    return match?.rest === '' ? match.stem : undefined;
}
/** An object's key taken apart, or undefined when no backup of ours could have made it. */
function parseKey(key) {
    const match = matchStem(key);
    const part = match && (fixedParts.get(match.rest) ?? directoryEntry(match.rest));
    return part && { key, ...match.stem, ...part };
}
/** The key of one part of a backup; what parseKey undoes. */
function keyOf(stem, part) {
    return `${stem}${endingOf(part)}${'encrypted' in part && part.encrypted ? '.age' : ''}`;
}
/** What every key of the backups of `name` begins with; keys of other names can begin so too. */
function keyPrefixOf(name) {
    return `${name}_backup_`;
}
function matchStem(text) {
    const groups = stemPattern.exec(text)?.groups;
    if (groups === undefined)
        return undefined;
    const { name = '', day = '', time = '', rest = '' } = groups;
    const takenAt = utcTime(day, time.replaceAll('-', ':'));
    return takenAt && { stem: { stem: text.slice(0, text.length - rest.length), name, takenAt }, rest };
}
function utcTime(day, time) {
    const text = `${day}T${time}.000Z`;
    const parsed = new Date(text);
    // `new Date` takes 2026-02-30 for the 2nd of March, and 24:00:00 for the next day.
    return Number.isNaN(parsed.getTime()) || parsed.toISOString() !== text ? undefined : parsed;
}
const plainEndings = { gzip: '.sql.gz', zstd: '.sql.zst', none: '.sql' };
function endingOf(part) {
    switch (part.part) {
        case 'manifest':
            return '.manifest.json';
        case 'drill':
            return '.drill.json';
        case 'fingerprint':
            return '.fingerprint.json.gz';
        case 'globals':
            return '.globals.sql.gz';
        case 'dump':
            return dumpEndingOf(part);
    }
}
function dumpEndingOf(dump) {
    switch (dump.format) {
        case 'plain':
            return plainEndings[dump.compression];
        case 'custom':
            return '.dump';
        case 'directory':
            return `.dir/${dump.entry}`;
    }
}
const fixedParts = new Map([...allFixedParts()].map((part) => [keyOf('', part), part]));
function* allFixedParts() {
    yield { part: 'manifest' };
    yield { part: 'drill' };
    for (const encrypted of [false, true]) {
        yield { part: 'fingerprint', encrypted };
        yield { part: 'globals', encrypted };
        yield { part: 'dump', format: 'custom', encrypted };
        for (const compression of ['gzip', 'zstd', 'none']) {
            yield { part: 'dump', format: 'plain', compression, encrypted };
        }
    }
}
function directoryEntry(rest) {
    // pg_dump's directory archive is flat.
    const match = /^\.dir\/(?<entry>[^/]+?)(?<age>\.age)?$/.exec(rest);
    const entry = match?.groups?.entry;
    return entry
        ? { part: 'dump', format: 'directory', entry, encrypted: match?.groups?.age !== undefined }
        : undefined;
}

/***/ }),

/***/ 2205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S9: () => (/* binding */ parseWhat),
/* harmony export */   SC: () => (/* binding */ findBackup),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   dM: () => (/* binding */ noneFound),
/* harmony export */   qf: () => (/* binding */ dumpOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _ahead_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7641);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9063);
/* harmony import */ var _copy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7179);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9227);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4532);






/** `latest`, a stem, or the key of any object of a backup; undefined for anything else. Times are the settings' to read. */
function parseWhat(text, name) {
    if (text === 'latest')
        return { kind: 'latest', name };
    const stem = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStem */ .r1)(text)?.stem ?? (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseKey */ .Do)(text)?.stem;
    return stem === undefined ? undefined : { kind: 'stem', stem };
}
/**
 * Finds a backup in the stores: of all that they hold the one that is meant, and every whole copy of it. An uncommitted
 * dump is found by its stem alone. A store that cannot be read is a problem, and no error while another has it.
 * @throws PgdrillError when there is none, or a store could not be read and no other has it
 */
async function findBackup(stores, what, options) {
    const shelves = await Promise.all(stores.map((store) => readShelf(store, what, options)));
    const unread = shelves.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    const damaged = [];
    const meant = candidates(shelves, what, options.now);
    const notes = meant.slice(0, 1).flatMap((first) => (0,_ahead_js__WEBPACK_IMPORTED_MODULE_5__/* .passedOver */ .Jn)(meant, first) ?? []);
    for (const { stem } of meant) {
        const { copies, problems, unfetched } = await readCopies(shelves, stem, options);
        if (copies.length > 0)
            return { stem, copies, problems: [...unread, ...notes, ...damaged, ...problems] };
        if (unfetched !== undefined)
            throw cannotTell(stem, unfetched);
        damaged.push(...problems);
    }
    throw noneFound(stores, what, unread, damaged);
}
/** The object a restore begins with. */
function dumpOf({ entry, manifest }) {
    const keys = manifest ? [(0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .dumpKeyOf */ .rs)(manifest)] : entry.objects.map(({ key }) => key);
    const dumps = keys.map(_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseKey */ .Do).filter((key) => key?.part === 'dump');
    return dumps.find((key) => key.format !== 'directory' || key.entry === 'toc.dat');
}
async function readShelf(store, what, { signal }) {
    try {
        const { backups, uncommitted, damaged } = await (0,_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readCatalog */ .uM)(store, nameOf(what));
        const entries = new Map();
        for (const entry of [...backups, ...damaged])
            entries.set(entry.stem, { entry, hasManifest: true });
        for (const entry of uncommitted)
            entries.set(entry.stem, { entry, hasManifest: false });
        return { store, entries };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
            throw error;
        return { store, entries: new Map(), problem: `${store.location} cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` };
    }
}
/** The stems that may be meant, best first: one that turns out damaged everywhere makes way for the next older. */
function candidates(shelves, what, now) {
    const named = what.kind === 'stem' ? (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStem */ .r1)(what.stem) : undefined;
    if (what.kind === 'stem')
        return named === undefined ? [] : [named];
    const committed = shelves
        .flatMap(({ entries }) => [...entries.values()])
        .filter(({ hasManifest }) => hasManifest)
        .map(({ entry }) => entry)
        .filter(({ takenAt }) => what.kind === 'latest' || takenAt <= what.time);
    return (0,_ahead_js__WEBPACK_IMPORTED_MODULE_5__/* .latestFirst */ .yM)([...new Map(committed.map((entry) => [entry.stem, entry])).values()], now);
}
async function readCopies(shelves, stem, options) {
    let unfetched;
    const copies = [];
    const bare = [];
    const problems = [];
    for (const { store, entries } of shelves) {
        const found = entries.get(stem);
        if (found === undefined)
            continue;
        const { entry } = found;
        const copy = await (0,_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .readCopy */ .K)(store, entry, found.hasManifest, options);
        const { state, manifest, problems: wrong } = copy;
        unfetched ??= copy.unread;
        if (state === 'committed' && manifest)
            copies.push({ store, entry, manifest });
        else if (state === 'uncommitted' && dumpOf({ store, entry }))
            bare.push({ store, entry });
        else
            problems.push(`${store.location} does not have all of ${stem}: ${wrong.join(', ') || 'its dump is gone'}`);
    }
    return {
        copies: copies.length > 0 ? copies : bare,
        problems,
        ...(unfetched !== undefined && { unfetched }),
    };
}
/** A server that fails for a moment must not have an older backup taken for the latest. */
function cannotTell(stem, { what, cure }) {
    const instead = `or take an older one than ${stem} by its name`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(what, {
        cure: cure === undefined ? `try again, ${instead}` : `${cure}, ${instead}`,
    });
}
/** Whose backup is meant. */
function nameOf(what) {
    return what.kind === 'stem' ? ((0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStem */ .r1)(what.stem)?.name ?? what.stem) : what.name;
}
/** It is in none of the stores; `unread` and `damaged` are for people. */
function noneFound(stores, what, unread, damaged = []) {
    const where = stores.map(({ location }) => location).join(', ');
    const why = [...unread, ...damaged].map((problem) => `; ${problem}`).join('');
    const text = `cannot find ${described(what)} in ${where}${why}`;
    // What to do about a store that cannot be read stands in its own problem.
    if (unread.length > 0)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(text);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(text, { cure: 'see what there is with: pgdrill list' });
}
function described(what) {
    switch (what.kind) {
        case 'latest':
            return `a backup of ${JSON.stringify(what.name)}`;
        case 'at':
            return `a backup of ${JSON.stringify(what.name)} taken at or before ${what.time.toISOString()}`;
        case 'stem':
            return `the backup ${what.stem}`;
    }
}

/***/ }),

/***/ 8291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   PC: () => (/* binding */ UnreadableRecordError),
/* harmony export */   aE: () => (/* binding */ readRecord)
/* harmony export */ });
/* unused harmony export maxRecordBytes */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8137);


/** A record that is there and cannot be understood. */
class UnreadableRecordError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'UnreadableRecordError';
}
/**
 * The most bytes of one record that are read into memory. A manifest needs about 200 an object, so this is enough for a
 * directory archive of 300,000 tables.
 */
const maxRecordBytes = 64 * 1024 * 1024;
/**
 * The record under `key`. Nothing vouches for its bytes on their way here, so one that cannot be read is read again: what is
 * wrong in the store is so the second time too. @throws UnreadableRecordError; ObjectMissingError when there is none
 */
async function readRecord(kind, store, key, options) {
    try {
        return await readOnce(kind, store, key, options);
    }
    catch (error) {
        if (!(error instanceof UnreadableRecordError))
            throw error;
        return await readOnce(kind, store, key, options);
    }
}
async function readOnce(kind, store, key, options) {
    const where = `${store.location}/${key}`;
    const chunks = [];
    let bytes = 0;
    for await (const chunk of store.get(key, options)) {
        bytes += chunk.length;
        if (bytes > maxRecordBytes)
            throw unreadable(kind, where, `it is larger than ${maxRecordBytes} bytes`);
        chunks.push(chunk);
    }
    return parseRecord(kind, Buffer.concat(chunks).toString('utf8'), key, where);
}
/** `text` as the record under `key`; `where` is what an error calls it. @throws UnreadableRecordError */
function parseRecord(kind, text, key, where = key) {
    try {
        const value = JSON.parse(text);
        refuseNewer(kind, value, where);
        return kind.read(value, key);
    }
    catch (cause) {
        if (cause instanceof SyntaxError)
            throw unreadable(kind, where, 'it is not whole JSON', cause);
        if (cause instanceof _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym)
            throw unreadable(kind, where, cause.message, cause);
        throw cause;
    }
}
function refuseNewer({ noun, schema }, value, where) {
    const found = version(value, '').schema;
    if (found <= schema)
        return;
    throw new UnreadableRecordError(`cannot read ${where}: ${noun} schema ${found} is newer than this pgdrill reads (${schema})`, { cure: 'update pgdrill' });
}
const version = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({ schema: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9 });
function unreadable({ noun }, where, why, cause) {
    return new UnreadableRecordError(`cannot read ${where} as a ${noun}: ${why}`, { cause });
}

/***/ }),

/***/ 8137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ object),
/* harmony export */   J4: () => (/* binding */ mismatch),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Sb: () => (/* binding */ byKind),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   lW: () => (/* binding */ nullOr),
/* harmony export */   sc: () => (/* binding */ sha256),
/* harmony export */   uR: () => (/* binding */ instant),
/* harmony export */   yL: () => (/* binding */ oneOf),
/* harmony export */   ym: () => (/* binding */ ShapeError)
/* harmony export */ });
/** A record whose content is not what its place needs. */
class ShapeError extends Error {
    name = 'ShapeError';
}
/** The error for `value` at `at`, where `expected` was needed. */
function mismatch(at, value, expected) {
    return new ShapeError(value === undefined ? `${at} is missing` : `${at} is ${shown(value)}, not ${expected}`);
}
const text = (value, at) => {
    if (typeof value !== 'string')
        throw mismatch(at, value, 'a text');
    return value;
};
/** A whole number from 0 to 2^53 - 1: what a JSON number can hold exactly. */
const count = (value, at) => {
    if (!Number.isSafeInteger(value) || value < 0)
        throw mismatch(at, value, 'a count');
    return value;
};
const sha256 = (value, at) => {
    if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
        throw mismatch(at, value, 'a SHA-256 in lower-case hex');
    }
    return value;
};
/** A moment as Date.toISOString writes it. */
const instant = (value, at) => {
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (Number.isNaN(date.getTime()) || date.toISOString() !== value) {
        throw mismatch(at, value, 'a time like 2026-11-03T02:00:07.000Z');
    }
    return date;
};
function oneOf(...accepted) {
    return (value, at) => {
        const found = accepted.find((each) => each === value);
        if (found === undefined)
            throw mismatch(at, value, accepted.map(shown).join(' or '));
        return found;
    };
}
function nullOr(read) {
    return (value, at) => (value === null ? null : read(value, at));
}
function listOf(read) {
    return (value, at) => {
        if (!Array.isArray(value))
            throw mismatch(at, value, 'a list');
        return value.map((each, index) => read(each, `${at}[${index}]`));
    };
}
/** An object with these fields. Others are left out: a later version may have added them. */
function object(fields) {
    const names = Object.keys(fields);
    return (value, at) => {
        if (!isObject(value))
            throw mismatch(at || 'the document', value, 'an object');
        const read = (name) => fields[name](value[name], at ? `${at}.${name}` : name);
        return Object.fromEntries(names.map((name) => [name, read(name)]));
    };
}
/** An object whose field `kind` says which of these it is. */
function byKind(kinds) {
    const kind = object({ kind: oneOf(...Object.keys(kinds)) });
    return (value, at) => kinds[kind(value, at).kind](value, at);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** A value for an error text. Anybody can have written it: it is cut short, never walked, and safe for a terminal. */
function shown(value) {
    if (Array.isArray(value))
        return 'a list';
    if (isObject(value))
        return 'an object';
    if (typeof value !== 'string')
        return String(value);
    const start = value.length > 60 ? `${value.slice(0, 60)}...` : value;
    return JSON.stringify(start).replace(/[^ -~]/g, '?');
}

/***/ }),

/***/ 4423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jl: () => (/* binding */ decryptor),
/* harmony export */   _R: () => (/* binding */ tryKeys),
/* harmony export */   du: () => (/* binding */ recipientOf),
/* harmony export */   g6: () => (/* binding */ noKeys),
/* harmony export */   xV: () => (/* binding */ hasKeys)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1939);
/* harmony import */ var _header_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3121);
/* harmony import */ var _passphrase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1908);
/* harmony import */ var _payload_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3140);





const noKeys = { identities: [] };
function hasKeys({ identities, passphrase }) {
    return identities.length > 0 || passphrase !== undefined;
}
/**
 * The stage that decrypts an age file, whoever wrote it; `what` is what an error calls it. Its output ends normally only
 * when the file was whole. @throws NoKeyError before any output; DecryptionError when it was altered or is cut short
 */
function decryptor(keys, what) {
    return (source) => decrypted(source, keys, what);
}
/** Whether the keys open a file, of which no more than the header is read. @throws NoKeyError; DecryptionError */
async function tryKeys(source, keys, what) {
    const reader = new _header_js__WEBPACK_IMPORTED_MODULE_2__/* .HeadReader */ .G(what);
    for await (const chunk of source) {
        const head = reader.add(chunk);
        if (head === undefined)
            continue;
        await fileKeyOf(head, keys, what);
        return;
    }
    throw reader.cutShort();
}
async function* decrypted(source, keys, what) {
    const reader = new _header_js__WEBPACK_IMPORTED_MODULE_2__/* .HeadReader */ .G(what);
    let opener;
    for await (const chunk of source) {
        if (opener !== undefined) {
            yield* opener.add(chunk);
            continue;
        }
        const head = reader.add(chunk);
        if (head === undefined)
            continue;
        opener = new _payload_js__WEBPACK_IMPORTED_MODULE_4__/* .Opener */ .KB((0,_payload_js__WEBPACK_IMPORTED_MODULE_4__/* .payloadKey */ .wT)(await fileKeyOf(head, keys, what), head.nonce), what);
        yield* opener.add(head.rest);
    }
    if (opener === undefined)
        throw reader.cutShort();
    yield opener.end();
}
/** The key that the header wraps, and which its MAC vouches for. */
async function fileKeyOf({ header }, keys, what) {
    const byPassphrase = header.includes('\n-> scrypt ');
    refuseWithout(keys, byPassphrase, what);
    const { Decrypter } = await __webpack_require__.e(/* import() */ 855).then(__webpack_require__.bind(__webpack_require__, 855));
    const decrypter = new Decrypter();
    for (const { text } of keys.identities)
        decrypter.addIdentity(text);
    if (keys.passphrase !== undefined)
        decrypter.addIdentity((0,_passphrase_js__WEBPACK_IMPORTED_MODULE_3__/* .passphraseIdentity */ .$)(keys.passphrase));
    try {
        return await decrypter.decryptHeader(header);
    }
    catch (cause) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause).startsWith('no identity matched'))
            throw noneOpens(byPassphrase, what);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DecryptionError */ .O(`cannot decrypt ${what}: its header was altered (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause)})`, {
            cause,
        });
    }
}
function refuseWithout({ identities, passphrase }, byPassphrase, what) {
    if (byPassphrase && passphrase === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NoKeyError */ .J(`cannot decrypt ${what}: it is encrypted with a passphrase, and none is given`, {
            cure: 'set encrypt-passphrase, or PGDRILL_PASSPHRASE, to the one that it was made with',
        });
    if (!byPassphrase && identities.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NoKeyError */ .J(`cannot decrypt ${what}: it is encrypted, and no identity is given`, {
            cure: 'set identity-file, or PGDRILL_IDENTITY, to the secret key of one of its recipients',
        });
}
function noneOpens(byPassphrase, what) {
    if (byPassphrase)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NoKeyError */ .J(`cannot decrypt ${what}: the passphrase is another one than it was made with`, {
            cure: 'set encrypt-passphrase to the one of that time',
        });
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NoKeyError */ .J(`cannot decrypt ${what}: no identity that is given is one of its recipients'`, {
        cure: 'give the identity of a recipient that its manifest names; pgdrill keys check tells which open it',
    });
}
/** The public key of an identity. */
async function recipientOf({ text }) {
    const { identityToRecipient } = await __webpack_require__.e(/* import() */ 855).then(__webpack_require__.bind(__webpack_require__, 855));
    return identityToRecipient(text);
}

/***/ }),

/***/ 1939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ NoKeyError),
/* harmony export */   O: () => (/* binding */ DecryptionError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** The stored bytes are not what age wrote, or not all of it. */
class DecryptionError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'DecryptionError';
}
/** None of the keys at hand opens it, which says nothing about what is stored. */
class NoKeyError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'NoKeyError';
}

/***/ }),

/***/ 3121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ HeadReader),
/* harmony export */   L: () => (/* binding */ intro)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1939);
/* harmony import */ var _payload_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3140);


/** What an age file begins with. */
const intro = 'age-encryption.org/v1\n';
// Enough for 500 post-quantum recipients; a file that is none of age's is not read into memory.
const mostBytes = 1024 * 1024;
/** Reads the beginning of an age file. */
class HeadReader {
    #what;
    #read = Buffer.alloc(0);
    /** `what` is what an error calls it. */
    constructor(what) {
        this.#what = what;
    }
    /** The head, once all of it has been added. @throws DecryptionError when it is none of age's */
    add(chunk) {
        this.#read = Buffer.concat([this.#read, chunk]);
        const read = this.#read;
        const start = read.toString('latin1', 0, intro.length);
        if (!intro.startsWith(start))
            throw this.#error('it is no age file');
        const mac = read.indexOf('\n--- ', 0, 'latin1');
        const end = mac === -1 ? -1 : read.indexOf('\n', mac + 1, 'latin1') + 1;
        if (end < 1 || read.length < end + _payload_js__WEBPACK_IMPORTED_MODULE_1__/* .nonceBytes */ .zO) {
            if (read.length > mostBytes)
                throw this.#error('its header has no end');
            return undefined;
        }
        const body = end + _payload_js__WEBPACK_IMPORTED_MODULE_1__/* .nonceBytes */ .zO;
        return { header: read.subarray(0, end), nonce: read.subarray(end, body), rest: read.subarray(body) };
    }
    /** What to say when the file ends here. */
    cutShort() {
        return this.#error('it is cut short');
    }
    #error(why) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DecryptionError */ .O(`cannot decrypt ${this.#what}: ${why}`);
    }
}

/***/ }),

/***/ 1908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ passphraseIdentity),
/* harmony export */   u: () => (/* binding */ passphraseRecipient)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1939);



// age's scrypt recipient: https://c2sp.org/age#scrypt. By Node's own scrypt, which does its work in another thread; the
// library's would hold up everything else for a second and more.
const scryptOf = (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.scrypt);
const label = 'age-encryption.org/v1/scrypt';
const usualWork = 18;
// age itself refuses more than 22; 20 takes 1 GiB of memory.
const mostWork = 20;
function passphraseRecipient(passphrase, { Stanza: StanzaOf }) {
    return {
        async wrapFileKey(fileKey) {
            const salt = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16);
            const key = await derived(passphrase, salt, usualWork);
            const sealing = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 });
            const body = Buffer.concat([sealing.update(fileKey), sealing.final(), sealing.getAuthTag()]);
            return [new StanzaOf(['scrypt', base64(salt), String(usualWork)], body)];
        },
    };
}
function passphraseIdentity(passphrase) {
    return {
        async unwrapFileKey(stanzas) {
            const stanza = stanzas.find(({ args }) => args[0] === 'scrypt');
            if (stanza === undefined)
                return null;
            const [, salt = '', work = ''] = stanza.args;
            // Beside a passphrase there may be nobody else who could have written it.
            if (stanzas.length > 1 || !/^[1-9]\d?$/.test(work) || stanza.body.length !== 32)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DecryptionError */ .O('its passphrase stanza is malformed');
            if (Number(work) > mostWork)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DecryptionError */ .O(`its work factor ${work} is above ${mostWork}`);
            const key = await derived(passphrase, Buffer.from(salt, 'base64'), Number(work));
            const opening = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 });
            opening.setAuthTag(stanza.body.subarray(-16));
            const fileKey = opening.update(stanza.body.subarray(0, -16));
            try {
                opening.final();
                return new Uint8Array(fileKey);
            }
            catch {
                return null;
            }
        },
    };
}
function derived(passphrase, salt, work) {
    const N = 2 ** work;
    const options = { N, r: 8, p: 1, maxmem: 2 * 128 * 8 * N };
    return scryptOf(passphrase, Buffer.concat([Buffer.from(label), salt]), 32, options);
}
function base64(bytes) {
    return bytes.toString('base64').replace(/=+$/, '');
}

/***/ }),

/***/ 3140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KB: () => (/* binding */ Opener),
/* harmony export */   Rx: () => (/* binding */ Sealer),
/* harmony export */   wT: () => (/* binding */ payloadKey),
/* harmony export */   zO: () => (/* binding */ nonceBytes)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1939);


// What follows the header: https://c2sp.org/age#payload. Each 64 KiB are sealed by themselves with ChaCha20-Poly1305,
// and the last of them says that it is the last, so nothing can be taken out, put in another order or cut off. Node's
// cipher does it, for it is four times as fast as the library's (docs/decisions/encryption.md).
const cipher = 'chacha20-poly1305';
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 16;
function payloadKey(fileKey, nonce) {
    return Buffer.from((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hkdfSync)('sha256', fileKey, nonce, 'payload', 32));
}
/** Seals a payload, chunk by chunk. */
class Sealer {
    #key;
    #chunks = new Chunks(chunkBytes);
    #count = 0;
    constructor(key) {
        this.#key = key;
    }
    *add(bytes) {
        for (const chunk of this.#chunks.add(bytes))
            yield this.#seal(chunk, false);
    }
    end() {
        return this.#seal(this.#chunks.last(), true);
    }
    #seal(chunk, isLast) {
        const sealing = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)(cipher, this.#key, nonceOf(this.#count, isLast), {
            authTagLength: tagBytes,
        });
        this.#count += 1;
        return Buffer.concat([sealing.update(chunk), sealing.final(), sealing.getAuthTag()]);
    }
}
/** Opens a payload, chunk by chunk; nothing is given out that was not sealed so. */
class Opener {
    #key;
    #what;
    #chunks = new Chunks(chunkBytes + tagBytes);
    #count = 0;
    /** `what` is what an error calls it. */
    constructor(key, what) {
        this.#key = key;
        this.#what = what;
    }
    /** @throws DecryptionError */
    *add(bytes) {
        for (const chunk of this.#chunks.add(bytes)) {
            const opened = this.#open(chunk, false);
            if (opened === undefined)
                throw this.#error('it is not what was encrypted: it was altered');
            this.#count += 1;
            yield opened;
        }
    }
    /** @throws DecryptionError */
    end() {
        const chunk = this.#chunks.last();
        const opened = this.#open(chunk, true);
        // Only of nothing at all the last chunk may be empty.
        if (opened !== undefined && (opened.length > 0 || this.#count === 0))
            return opened;
        const isWhole = chunk.length === 0 || this.#open(chunk, false) !== undefined;
        throw this.#error(isWhole ? 'it is cut short' : 'it was altered, or is cut short');
    }
    /** Undefined when it was not sealed by this key in this place. */
    #open(chunk, isLast) {
        if (chunk.length < tagBytes)
            return undefined;
        const opening = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)(cipher, this.#key, nonceOf(this.#count, isLast), {
            authTagLength: tagBytes,
        });
        opening.setAuthTag(chunk.subarray(-tagBytes));
        const opened = opening.update(chunk.subarray(0, -tagBytes));
        try {
            opening.final();
            return opened;
        }
        catch {
            return undefined;
        }
    }
    #error(why) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DecryptionError */ .O(`cannot decrypt ${this.#what}: ${why}`);
    }
}
/** 11 bytes that count the chunks, and one that says whether it is the last. */
function nonceOf(count, isLast) {
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(count, 5, 6);
    nonce[11] = isLast ? 1 : 0;
    return nonce;
}
/** Cuts a stream into chunks of one size. A chunk's memory is used again for the next. */
class Chunks {
    #memory;
    #filled = 0;
    constructor(bytes) {
        this.#memory = Buffer.allocUnsafeSlow(bytes);
    }
    /** The chunks that are full and not the last: something comes after them. */
    *add(bytes) {
        for (let at = 0; at < bytes.length;) {
            if (this.#filled === this.#memory.length) {
                yield this.#memory;
                this.#filled = 0;
            }
            const taken = bytes.subarray(at, at + this.#memory.length - this.#filled);
            this.#memory.set(taken, this.#filled);
            this.#filled += taken.length;
            at += taken.length;
        }
    }
    last() {
        return this.#memory.subarray(0, this.#filled);
    }
}

/***/ }),

/***/ 1486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ applyEnvironment)
/* harmony export */ });
/**
 * Makes process.env what the settings took it for, since the AWS SDK reads it by itself: .env beneath the variables
 * that are set, and no empty ones. A workflow's `${{ secrets.X }}` that does not exist is an empty variable, which the
 * SDK would take for a key.
 */
function applyEnvironment(environment) {
    for (const [name, value] of Object.entries(process.env))
        if (value === '')
            delete process.env[name];
    Object.assign(process.env, environment);
}

/***/ }),

/***/ 9660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ outliveReaders)
/* harmony export */ });
/** What a pipe answers whose reader has gone, and a terminal that has. */
const gone = ['EPIPE', 'EIO'];
/**
 * The reader of a log may go away (`| head`, a lost connection), and its disk fill up. Node ends the process for that; a
 * backup must go on. Only a result that cannot be written makes the run a failure, unless nobody wants it any more.
 */
function outliveReaders() {
    process.stderr.on('error', () => undefined);
    process.stdout.on('error', ({ code, message }) => {
        if (gone.includes(code ?? ''))
            return;
        process.stderr.write(`error: cannot write to stdout: ${message}\n`);
        process.exitCode ||= 1;
    });
}

/***/ }),

/***/ 1066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ abortOnSignals)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/**
 * Aborts, with a StoppedError, at the first SIGINT, SIGTERM or SIGHUP (a terminal that went away; Node undoes nohup). What
 * follows is cleaning up, which further ones do not cut short.
 */
function abortOnSignals() {
    const controller = new AbortController();
    for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
        process.on(name, () => controller.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoppedError */ .Ko(name)));
    }
    return controller.signal;
}

/***/ }),

/***/ 9473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ SettingsError),
/* harmony export */   Ko: () => (/* binding */ StoppedError),
/* harmony export */   Xp: () => (/* binding */ InconclusiveError),
/* harmony export */   ZA: () => (/* binding */ PgdrillError),
/* harmony export */   bD: () => (/* binding */ messageOf)
/* harmony export */ });
/** A failure pgdrill understands: shown as its message, never with a stack. Exit code 1. */
class PgdrillError extends Error {
    name = 'PgdrillError';
    exitCode = 1;
    /** What was attempted and why it failed, without the cure. */
    what;
    cure;
    constructor(what, { cure, cause } = {}) {
        super(cure === undefined ? what : `${what}; ${cure}`, cause === undefined ? {} : { cause });
        this.what = what;
        this.cure = cure;
    }
}
/** Settings that cannot be used, all problems at once; nothing has been contacted yet. Exit code 2. */
class SettingsError extends PgdrillError {
    name = 'SettingsError';
    exitCode = 2;
    problems;
    constructor(problems) {
        super(problems.join('\n'));
        this.problems = problems;
    }
}
/** It could not be tried, so nothing was proved either way. Exit code 3. */
class InconclusiveError extends PgdrillError {
    name = 'InconclusiveError';
    exitCode = 3;
}
/** Stopped by a signal, after cleaning up. Exit code 128 + the signal's number. */
class StoppedError extends PgdrillError {
    name = 'StoppedError';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal];
    }
}
/** The message of anything thrown, without a stack. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

/***/ }),

/***/ 7858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ SqlSplitter)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/fingerprint/capped-text.js

/** A text that comes in pieces, kept up to a limit; beyond it only its length and its sha256 go on. */
class CappedText {
    #limit;
    #kept;
    #keptBytes = 0;
    #hash;
    #bytes = 0;
    constructor(limitBytes) {
        this.#limit = limitBytes;
        this.#kept = Buffer.alloc(Math.min(limitBytes, 4096));
    }
    add(piece) {
        this.#bytes += piece.length;
        const room = this.#limit - this.#keptBytes;
        if (piece.length > room && !this.#hash)
            this.#hash = (0,external_node_crypto_.createHash)('sha256').update(this.text);
        this.#hash?.update(piece);
        this.#keep(piece.subarray(0, room));
    }
    #keep(piece) {
        const needed = this.#keptBytes + piece.length;
        if (needed > this.#kept.length) {
            const larger = Buffer.alloc(Math.min(this.#limit, Math.max(needed, 2 * this.#kept.length)));
            this.#kept.copy(larger, 0, 0, this.#keptBytes);
            this.#kept = larger;
        }
        piece.copy(this.#kept, this.#keptBytes);
        this.#keptBytes = needed;
    }
    /** Of the whole text, kept or not. */
    get bytes() {
        return this.#bytes;
    }
    /** The text as far as it is kept; the next `add` or `clear` may change it. */
    get text() {
        return this.#kept.subarray(0, this.#keptBytes);
    }
    /** sha256 of the whole text when `text` is not all of it. Once asked for, the text is over. */
    sha256() {
        return this.#hash?.digest();
    }
    clear() {
        this.#bytes = 0;
        this.#keptBytes = 0;
        this.#hash = undefined;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/routine-body.js
const LONGEST_KEYWORD = 9; // procedure
/**
 * Follows the words of a statement to know when its semicolons lie inside BEGIN ATOMIC ... END, the body of an
 * SQL-standard function. As psql does (psqlscan.l), but for a function that is itself named `begin`: psql takes that
 * name for a body's beginning, so it cannot restore such a dump, which is whole all the same.
 */
class RoutineBody {
    #word = Buffer.alloc(LONGEST_KEYWORD);
    #length = 0;
    /** The statement's first words, as far as they can begin CREATE OR REPLACE FUNCTION. */
    #beginning = '';
    #kind = 'unknown';
    #previous = '';
    #depth = 0;
    /** A statement begins. */
    restart() {
        this.#length = 0;
        this.#beginning = '';
        this.#kind = 'unknown';
        this.#previous = '';
        this.#depth = 0;
    }
    get inBody() {
        return this.#depth > 0;
    }
    get inWord() {
        return this.#length > 0;
    }
    /** Whether the word at hand makes the string that follows it an `E'...'`. */
    get isEscapePrefix() {
        return this.#length === 1 && (this.#word[0] === 0x45 || this.#word[0] === 0x65);
    }
    /** Whether the word at hand begins as a number does. */
    get isNumber() {
        const first = this.#word[0];
        return this.#length > 0 && first >= 0x30 && first <= 0x39;
    }
    /** A word, or a piece of one that goes on with the next. */
    add(chunk, from, to) {
        for (let at = from; at < to && this.#length + at - from < LONGEST_KEYWORD; at++) {
            this.#word[this.#length + at - from] = chunk[at];
        }
        this.#length += to - from;
    }
    /** The word at hand, if any, is over; `parens` are open around it. */
    end(parens) {
        if (this.#length > 0 && this.#kind !== 'other')
            this.#note(parens);
        this.#length = 0;
    }
    #note(parens) {
        const word = this.#length > LONGEST_KEYWORD ? '' : this.#word.toString('latin1', 0, this.#length).toLowerCase();
        if (this.#kind === 'unknown')
            this.#begin(word);
        else if (parens === 0)
            this.#nest(word);
    }
    #begin(word) {
        this.#beginning += `${word} `;
        if (/^create (or replace )?(function|procedure) $/.test(this.#beginning))
            this.#kind = 'routine';
        else if (!'create or replace '.startsWith(this.#beginning))
            this.#kind = 'other';
    }
    /** CASE ends with END as well. */
    #nest(word) {
        if (this.#depth === 0)
            this.#depth = Number(this.#previous === 'begin' && word === 'atomic');
        else if (word === 'case')
            this.#depth++;
        else if (word === 'end')
            this.#depth--;
        this.#previous = word;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/sql-regions.js
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const DOLLAR = 0x24;
const QUOTE = 0x27;
const STAR = 0x2a;
const DASH = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;
// Longer than any tag someone wrote; what follows a longer one cannot be followed.
const LONGEST_TAG = 65_536;
/** `'...'` or `"..."` without escapes. A doubled quote ends one and begins the next, which comes to the same. */
class Quoted {
    #quote;
    constructor(quote) {
        this.#quote = quote;
    }
    end(chunk, at) {
        return chunk.indexOf(this.#quote, at) + 1 || -1;
    }
}
/**
 * `E'...'`, or any `'...'` while standard_conforming_strings is off; with the space and the `--` comments behind it, behind
 * which another string would go on with this one.
 */
class EscapedString {
    #rules;
    #comment = new LineComment();
    #place = 'inside';
    #isContinued = false;
    /** `isLead` tells the first byte of a two-byte character, whose second may look like a backslash. */
    constructor(rules) {
        this.#rules = rules;
    }
    /** Where it ends, a string follows. For the server that is one string with this, backslashes and all; psql takes it for a new one. */
    get isContinued() {
        return this.#isContinued;
    }
    end(chunk, at) {
        while (at < chunk.length) {
            if (this.#place === 'comment') {
                at = this.#comment.end(chunk, at);
                if (at === -1)
                    return -1;
            }
            const byte = chunk[at];
            const isInside = this.#place === 'inside' || this.#place === 'escape';
            if (isInside || (this.#place === 'quote' && byte === QUOTE))
                this.#place = this.#next(byte);
            else if (byte <= SPACE)
                this.#place = 'behind';
            else if (byte === DASH)
                this.#place = this.#place === 'dash' ? 'comment' : 'dash';
            else {
                this.#isContinued = byte === QUOTE && this.#place === 'behind';
                return at;
            }
            at++;
        }
        return -1;
    }
    #next(byte) {
        if (this.#place === 'escape' || this.#place === 'quote')
            return 'inside';
        if (byte === QUOTE)
            return 'quote';
        return byte === BACKSLASH || this.#rules.isLead(byte) ? 'escape' : 'inside';
    }
}
/** From behind `--` to the end of the line, which is not included; as for PostgreSQL, a carriage return is one. */
class LineComment {
    end(chunk, at) {
        const newline = chunk.indexOf(NEWLINE, at);
        const line = chunk.subarray(at, newline === -1 ? chunk.length : newline);
        const end = line.indexOf(RETURN);
        return end === -1 ? newline : at + end;
    }
}
/** A command of psql's, from its backslash to the end of its line. */
class MetaCommand {
    #length = 0;
    #isSign = false;
    /** It is `\;` or `\:`, which are no command: they go on as a statement. */
    get isSign() {
        return this.#isSign;
    }
    end(chunk, at) {
        const second = this.#length < 2 ? chunk[at + 1 - this.#length] : undefined;
        this.#isSign ||= second === SEMICOLON || second === COLON;
        this.#length += chunk.length - at;
        return chunk.indexOf(NEWLINE, at);
    }
}
/** What comes behind text that cannot be followed. */
class Lost {
    end() {
        return -1;
    }
}
/** From behind a slash and a star to the matching end: they nest. */
class BlockComment {
    #depth = 1;
    #previous = 0;
    end(chunk, at) {
        for (; at < chunk.length; at++) {
            const byte = chunk[at];
            const opens = byte === STAR && this.#previous === SLASH;
            const closes = byte === SLASH && this.#previous === STAR;
            this.#previous = opens || closes ? 0 : byte;
            if (opens)
                this.#depth++;
            if (closes && --this.#depth === 0)
                return at + 1;
        }
        return -1;
    }
}
/** From behind the `$` that may begin `$tag$ ... $tag$`; when it does not (`$1`), the region ends where that shows. */
class DollarQuoted {
    #delimiter = [DOLLAR];
    #rules;
    #inTag = true;
    #matched = 0;
    #isUnclear = false;
    constructor(rules) {
        this.#rules = rules;
    }
    /** Nobody knows where the tag ends. */
    get isUnclear() {
        return this.#isUnclear;
    }
    end(chunk, at) {
        for (; this.#inTag; at++) {
            if (at >= chunk.length || this.#isUnclear)
                return -1;
            const byte = chunk[at];
            if (!this.#isInTag(byte))
                return at;
            this.#delimiter.push(byte);
            this.#isUnclear = this.#delimiter.length > LONGEST_TAG || (byte > 127 && this.#rules.hidesAscii);
            this.#inTag = byte !== DOLLAR;
        }
        return this.#bodyEnd(chunk, at);
    }
    #isInTag(byte) {
        const first = this.#delimiter.length === 1;
        const character = String.fromCharCode(byte);
        return byte > 127 || byte === DOLLAR || (first ? /[A-Za-z_]/ : /\w/).test(character);
    }
    /** A delimiter has its only `$`s at both ends, so a mismatch can at most be the beginning of the next try. */
    #bodyEnd(chunk, at) {
        while (at < chunk.length) {
            if (this.#matched === 0) {
                at = chunk.indexOf(DOLLAR, at);
                if (at === -1)
                    return -1;
                this.#matched = 1;
                at++;
            }
            else if (chunk[at] === this.#delimiter[this.#matched]) {
                this.#matched++;
                at++;
                if (this.#matched === this.#delimiter.length)
                    return at;
            }
            else
                this.#matched = 0;
        }
        return -1;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/sql-splitter.js



// COPY's header is the longest statement whose every word is needed: 1,600 columns of 63 bytes, quoted, are 0.4 MB.
const LONGEST_TEXT = 1_048_576;
const sql_splitter_SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const sql_splitter_DOLLAR = 0x24;
const sql_splitter_QUOTE = 0x27;
const OPEN = 0x28;
const CLOSE = 0x29;
const sql_splitter_STAR = 0x2a;
const sql_splitter_DASH = 0x2d;
const sql_splitter_SLASH = 0x2f;
const sql_splitter_SEMICOLON = 0x3b;
const sql_splitter_BACKSLASH = 0x5c;
// What words are made of (scan.l): letters, digits, underscore, every byte above 127; `$` too, but not at the start.
const IN_WORD = Uint8Array.from({ length: 256 }, (_, byte) => byte > 127 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0);
/**
 * Splits SQL text into statements where psql does, so that nothing a string, a function's body or a comment says is
 * taken for a statement. Text comes in pieces of any size; a statement of any length costs a MiB at most.
 *
 * The rules are those of PostgreSQL's psqlscan.l. Where that and the server's scan.l part ways, or versions of them do, nobody knows
 * what a text comes to. pg_dump writes none such; here it is the end.
 */
class SqlSplitter {
    #sink;
    #rules;
    #text = new CappedText(LONGEST_TEXT);
    #words = new RoutineBody();
    #state = 'between';
    #region;
    #parens = 0;
    #previous = 0;
    /** Where in the chunk at hand the text not yet kept begins. */
    #from = 0;
    constructor(sink, rules) {
        this.#sink = sink;
        this.#rules = rules;
    }
    /** Whether the text may end here: outside statements, and what begins with `--` or a backslash ends with it. */
    get isBetween() {
        return this.#state !== 'statement' && !(this.#region instanceof BlockComment);
    }
    /** Reads from `at` to behind the statement or comment that ends first, or to the chunk's end. Returns where. */
    read(chunk, at) {
        this.#from = at;
        while (at < chunk.length) {
            const end = this.#region ? this.#leave(chunk, at) : this.#walk(chunk, at);
            if (end === -1)
                break;
            at = end;
            if (this.#state === 'between')
                return at;
        }
        this.#text.add(chunk.subarray(this.#from));
        return chunk.length;
    }
    /** No more text will come: hands over the beginning of what has no end. */
    end(take) {
        if (this.#state === 'statement')
            take(this.#text.text);
    }
    #leave(chunk, at) {
        const region = this.#region;
        const end = region?.end(chunk, at) ?? at;
        if (region instanceof DollarQuoted && region.isUnclear)
            return this.#lose('a dollar quote that is too long, or in an encoding where it may hide others');
        if (region instanceof MetaCommand && region.isSign)
            return this.#lose('a backslash before a statement');
        if (end === -1)
            return -1;
        if (region instanceof EscapedString && region.isContinued && this.#rules.standardStrings)
            return this.#lose("a string that goes on behind an E'...'");
        this.#region = undefined;
        this.#previous = 0;
        return this.#state === 'statement' ? end : this.#endAside(chunk, end);
    }
    #walk(chunk, at) {
        if (this.#state === 'statement')
            return this.#code(chunk, at);
        while (at < chunk.length && (chunk[at] <= sql_splitter_SPACE || chunk[at] === sql_splitter_SEMICOLON))
            at++;
        this.#from = at;
        if (at === chunk.length)
            return at;
        return this.#begin(chunk[at], at);
    }
    #begin(byte, at) {
        this.#state = byte === sql_splitter_BACKSLASH ? 'meta-command' : 'statement';
        if (byte === sql_splitter_BACKSLASH)
            this.#region = new MetaCommand();
        this.#words.restart();
        this.#parens = 0;
        this.#previous = 0;
        return at;
    }
    #code(chunk, at) {
        while (at < chunk.length) {
            const byte = chunk[at];
            if (IN_WORD[byte] === 1 && (byte !== sql_splitter_DOLLAR || this.#words.inWord)) {
                at = this.#word(chunk, at);
                if (at === -1)
                    return -1;
                continue;
            }
            // \; and \: go on with the statement, anything else is a command in the middle of it.
            if (byte === sql_splitter_BACKSLASH)
                return this.#lose('a backslash within a statement');
            const escapes = this.#words.isEscapePrefix;
            this.#words.end(this.#parens);
            at++;
            if (byte === sql_splitter_SEMICOLON && this.#parens === 0 && !this.#words.inBody)
                return this.#endStatement(chunk, at);
            this.#region = this.#regionFrom(byte, escapes);
            this.#previous = byte;
            if (this.#region)
                return this.#enter(at);
            if (byte === OPEN)
                this.#parens++;
            else if (byte === CLOSE && this.#parens > 0)
                this.#parens--;
        }
        return -1;
    }
    #word(chunk, at) {
        const from = at;
        while (at < chunk.length && IN_WORD[chunk[at]] === 1)
            at++;
        this.#words.add(chunk, from, at);
        this.#previous = 0;
        const word = chunk.subarray(from, at);
        // PostgreSQL 14 ends a number at the first letter, 15 at the next one, 16 at the end.
        if (this.#words.isNumber && word.includes(sql_splitter_DOLLAR))
            return this.#lose('a $ within a number');
        if (this.#rules.hidesAscii && word.some((byte) => byte > 127))
            return this.#lose('a letter of several bytes outside of quotes, in an encoding where that may hide others');
        return at;
    }
    #lose(reason) {
        this.#state = 'statement';
        this.#region = new Lost();
        this.#sink.lost(reason);
        return -1;
    }
    #regionFrom(byte, escapes) {
        if (byte === sql_splitter_QUOTE && (escapes || !this.#rules.standardStrings))
            return new EscapedString(this.#rules);
        if (byte === sql_splitter_QUOTE || byte === DOUBLE_QUOTE)
            return new Quoted(byte);
        if (byte === sql_splitter_DOLLAR)
            return new DollarQuoted(this.#rules);
        if (byte === sql_splitter_DASH && this.#previous === sql_splitter_DASH)
            return new LineComment();
        if (byte === sql_splitter_STAR && this.#previous === sql_splitter_SLASH)
            return new BlockComment();
        return undefined;
    }
    /** A comment that nothing of a statement precedes is part of none. */
    #enter(at) {
        const isComment = this.#region instanceof LineComment || this.#region instanceof BlockComment;
        if (isComment && this.#text.bytes + at - this.#from === 2)
            this.#state = 'comment';
        return at;
    }
    #endStatement(chunk, end) {
        this.#state = 'between';
        this.#deliver(chunk, end, (text) => this.#sink.statement(text));
        return end;
    }
    /** The end of a comment, or of a psql command such as \restrict. */
    #endAside(chunk, end) {
        const isComment = this.#state === 'comment';
        this.#state = 'between';
        this.#deliver(chunk, end, ({ text }) => {
            if (isComment)
                this.#sink.comment(text);
        });
        return end;
    }
    #deliver(chunk, end, take) {
        const piece = chunk.subarray(this.#from, end);
        this.#from = end;
        if (this.#text.bytes === 0 && piece.length <= LONGEST_TEXT) {
            take({ text: piece, bytes: piece.length, sha256: undefined });
            return;
        }
        this.#text.add(piece);
        take({ text: this.#text.text, bytes: this.#text.bytes, sha256: this.#text.sha256() });
        this.#text.clear();
    }
}

/***/ }),

/***/ 2992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   R5: () => (/* binding */ sslModes),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   qU: () => (/* binding */ isSocket)
/* harmony export */ });
/** libpq's sslmode, meaning what its documentation says ("SSL Mode Descriptions"). */
const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** The environment for pg_dump, pg_dumpall and psql: the password travels here and never in argv. */
function childEnvironment(connection) {
    const { ssl, password } = connection;
    const given = {
        PGHOST: connection.host,
        PGPORT: String(connection.port),
        PGDATABASE: connection.database,
        PGUSER: connection.user,
        PGPASSWORD: password,
        PGSSLMODE: ssl.mode,
        PGSSLROOTCERT: ssl.rootCertificate,
        PGSSLCERT: ssl.certificate,
        PGSSLKEY: ssl.key,
        PGAPPNAME: 'pgdrill',
        // pg_dump writes times with time zone in the session's zone: a dump is to be the same wherever it is made.
        PGTZ: 'UTC',
        // The messages are read: to find the table that was refused, the lock that was waited for.
        LC_ALL: 'C',
    };
    const set = Object.entries(given).filter((entry) => entry[1] !== undefined);
    return {
        PGCONNECT_TIMEOUT: '15',
        ...connection.environment,
        ...connection.others,
        ...Object.fromEntries(set),
    };
}
/** `database "shop" as "app" at db.example.org:5432`, for messages; never the password. */
function describe(connection) {
    const { user, host, port, database } = connection;
    const place = isSocket(connection)
        ? `${host} (port ${port})`
        : `${host.includes(':') ? `[${host}]` : host}:${port}`;
    return `database "${database}" as "${user}" at ${place}`;
}
/** Whether the connection is through a unix socket, where libpq does not speak TLS. */
function isSocket({ host }) {
    return host.startsWith('/') || host.startsWith('@');
}

/***/ }),

/***/ 6035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ librariesOf),
/* harmony export */   SU: () => (/* binding */ newestMajor),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   mm: () => (/* binding */ upstreamVersion),
/* harmony export */   qm: () => (/* binding */ readPackages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** Pure: what a Release says of one list of packages. https://wiki.debian.org/DebianRepository/Format @throws PgdrillError */
function readRelease(text, { suite, component, architecture }, now) {
    const fields = fieldsOf(text);
    const names = [fields.get('Suite'), fields.get('Codename')];
    if (!names.includes(suite))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`it is signed for suite ${names.join(' or ')}, not for ${suite}`, {
            cure: 'check the suite in client-repository',
        });
    const until = fields.get('Valid-Until');
    if (until !== undefined && now.getTime() > Date.parse(until))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`it was valid until ${until} only`, {
            cure: 'check the clock of this machine, or use a mirror that is up to date',
        });
    const path = `${component}/binary-${architecture}/Packages.gz`;
    const line = new RegExp(`^ ([0-9a-f]{64}) +(\\d+) ${path.replaceAll(/[.+]/g, '\\$&')}$`, 'm');
    const [, sha256, bytes] = line.exec(fields.get('SHA256') ?? '') ?? [];
    if (sha256 === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`it has no ${path} for this machine`, {
            cure: 'check the suite and the component in client-repository',
        });
    return { listed: { path, bytes: Number(bytes), sha256 }, byHash: fields.get('Acquire-By-Hash') === 'yes' };
}
/** Pure: the packages of a list, of each its newest version. */
function readPackages(text) {
    const index = new Map();
    for (const paragraph of text.split(/\n\n+/)) {
        const found = packageOf(fieldsOf(paragraph));
        if (found === undefined)
            continue;
        const known = index.get(found.name);
        if (known === undefined || isNewer(found.version, known.version))
            index.set(found.name, found);
    }
    return index;
}
function packageOf(fields) {
    const [name, version, path] = ['Package', 'Version', 'Filename'].map((field) => fields.get(field));
    const sha256 = fields.get('SHA256');
    const bytes = Number(fields.get('Size'));
    // A name out of the folder would be fetched from somewhere else than what was signed; there are no such.
    if (!name || !version || !path || !sha256 || !Number.isInteger(bytes) || path.includes('..'))
        return undefined;
    const needs = [fields.get('Pre-Depends'), fields.get('Depends')].flatMap((field) => field?.split(',') ?? []);
    return { name, version, path, bytes, sha256, needs: needs.map(namesIn) };
}
/** `a (>= 1) | b:any` as `a`, `b`. */
function namesIn(need) {
    return need.split('|').map((each) => each.trim().replace(/[\s:(].*$/s, ''));
}
function isNewer(a, b) {
    return a.localeCompare(b, 'en', { numeric: true }) > 0;
}
function fieldsOf(paragraph) {
    const fields = paragraph.matchAll(/^([A-Za-z0-9-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm);
    return new Map([...fields].map(([, name = '', value = '']) => [name, value]));
}
/** `18.1` of `18.1-1.pgdg12+1`. */
function upstreamVersion({ version }) {
    return version
        .replace(/^\d+:/, '')
        .replace(/-[^-]*$/, '')
        .replaceAll('~', '');
}
/** The newest major that an index has a client of; undefined when it has none. */
function newestMajor(index) {
    const majors = [...index.keys()].flatMap((name) => /^postgresql-client-(\d+)$/.exec(name)?.[1] ?? []);
    return majors.map(Number).toSorted((a, b) => b - a)[0];
}
/** The libraries that packages need, as far as the index has them, and what those need. */
function librariesOf(index, packages) {
    const found = new Map();
    const rest = [...packages];
    for (let each = rest.pop(); each !== undefined; each = rest.pop()) {
        for (const need of each.needs) {
            const library = need
                .filter(isLibrary)
                .map((name) => index.get(name))
                .find((one) => one !== undefined);
            if (library === undefined || found.has(library.name) || packages.includes(library))
                continue;
            found.set(library.name, library);
            rest.push(library);
        }
    }
    return [...found.values()];
}
// LLVM is 30 MB that only just-in-time compilation loads, which a scratch server has turned off.
function isLibrary(name) {
    return /^(lib|zlib1g)/.test(name) && !name.startsWith('libllvm') && name !== 'libc-bin';
}

/***/ }),

/***/ 3022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X7: () => (/* binding */ fetchPackage),
  pb: () => (/* binding */ postgresqlRepository),
  vY: () => (/* binding */ readIndex)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/postgres/install/download.js





const silenceMs = 20_000;
const wholeMs = 300_000;
const attempts = 2;
/** What is at a URL. @throws PgdrillError that names it; the signal's reason */
async function download(url, options) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await once(url, options, 3);
        }
        catch (error) {
            options.signal.throwIfAborted();
            const isFinal = error instanceof Refused && error.status < 500;
            if (isFinal || attempt === attempts)
                throw unreachable(url, error);
            await (0,external_node_timers_promises_.setTimeout)(500, undefined, { signal: options.signal });
        }
    }
}
/** What is at a URL, when it is exactly what was signed for. @throws PgdrillError */
async function downloadExactly(url, { bytes, sha256 }, options) {
    const content = await download(url, { ...options, maxBytes: bytes });
    const found = (0,external_node_crypto_.createHash)('sha256').update(content).digest('hex');
    if (content.length === bytes && found === sha256)
        return content;
    throw new errors/* PgdrillError */.ZA(`${shown(url)} is not what the repository has signed: it has ${content.length} bytes and sha256 ${found}, instead of ${bytes} and ${sha256}`, { cure: 'try again, for a mirror may be changing just now; if it stays so, do not trust the mirror' });
}
class Refused extends Error {
    status;
    constructor(status) {
        super(`the server answers ${status}`);
        this.status = status;
    }
}
async function once(url, options, redirects) {
    const limit = AbortSignal.timeout(wholeMs);
    const response = await request(url, options, AbortSignal.any([options.signal, limit]));
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && redirects > 0) {
        response.destroy();
        return await once(new URL(headers.location, url).href, options, redirects - 1);
    }
    if (statusCode !== 200) {
        response.destroy();
        throw new Refused(statusCode);
    }
    return await wholeOf(response, options.maxBytes);
}
function request(url, { proxy }, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const isTls = url.startsWith('https:');
    const agent = new (isTls ? external_node_https_.Agent : external_node_http_.Agent)({ proxyEnv: proxy });
    const asking = (isTls ? external_node_https_.get : external_node_http_.get)(url, { agent, signal, timeout: silenceMs }, resolve);
    asking.on('timeout', () => asking.destroy(new Error(`no answer for ${silenceMs / 1000} s`)));
    asking.on('error', reject);
    return promise;
}
async function wholeOf(response, maxBytes) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of response) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw new Error(`it is larger than ${maxBytes} bytes`);
        chunks.push(chunk);
    }
    if (!response.complete)
        throw new Error('the connection ended too early');
    return Buffer.concat(chunks);
}
function unreachable(url, error) {
    // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
    const why = error instanceof AggregateError ? error.errors.map(errors/* messageOf */.bD).join(', ') : (0,errors/* messageOf */.bD)(error);
    const cure = 'check the network, http_proxy and https_proxy, or set client-repository to a mirror';
    return new errors/* PgdrillError */.ZA(`cannot fetch ${shown(url)}: ${why}`, { cause: error, cure });
}
/** A mirror's URL may hold a password. */
function shown(url) {
    return url.replace(/\/\/[^/]*@/, '//***@');
}
// EXTERNAL MODULE: ./build/postgres/install/package-index.js
var package_index = __webpack_require__(6035);
;// CONCATENATED MODULE: ./build/postgres/install/postgresql-key.js
/**
 * The key that PostgreSQL's own apt repository is signed with, "PostgreSQL Debian Repository", fingerprint B97B 0AFC
 * AA1A 47F0 44F2 44A0 7FCC 7D46 ACCC 4CF8: https://wiki.postgresql.org/wiki/Apt. As Debian ships it too, in
 * postgresql-common. A module rather than a file beside it, so that it is within the bundle.
 */
const postgresqlKey = `
-----BEGIN PGP PUBLIC KEY BLOCK-----

mQINBE6XR8IBEACVdDKT2HEH1IyHzXkb4nIWAY7echjRxo7MTcj4vbXAyBKOfjja
UrBEJWHN6fjKJXOYWXHLIYg0hOGeW9qcSiaa1/rYIbOzjfGfhE4x0Y+NJHS1db0V
G6GUj3qXaeyqIJGS2z7m0Thy4Lgr/LpZlZ78Nf1fliSzBlMo1sV7PpP/7zUO+aA4
bKa8Rio3weMXQOZgclzgeSdqtwKnyKTQdXY5MkH1QXyFIk1nTfWwyqpJjHlgtwMi
c2cxjqG5nnV9rIYlTTjYG6RBglq0SmzF/raBnF4Lwjxq4qRqvRllBXdFu5+2pMfC
IZ10HPRdqDCTN60DUix+BTzBUT30NzaLhZbOMT5RvQtvTVgWpeIn20i2NrPWNCUh
hj490dKDLpK/v+A5/i8zPvN4c6MkDHi1FZfaoz3863dylUBR3Ip26oM0hHXf4/2U
A/oA4pCl2W0hc4aNtozjKHkVjRx5Q8/hVYu+39csFWxo6YSB/KgIEw+0W8DiTII3
RQj/OlD68ZDmGLyQPiJvaEtY9fDrcSpI0Esm0i4sjkNbuuh0Cvwwwqo5EF1zfkVj
Tqz2REYQGMJGc5LUbIpk5sMHo1HWV038TWxlDRwtOdzw08zQA6BeWe9FOokRPeR2
AqhyaJJwOZJodKZ76S+LDwFkTLzEKnYPCzkoRwLrEdNt1M7wQBThnC5z6wARAQAB
tBxQb3N0Z3JlU1FMIERlYmlhbiBSZXBvc2l0b3J5iQJOBBMBCAA4AhsDBQsJCAcD
BRUKCQgLBRYCAwEAAh4BAheAFiEEuXsK/KoaR/BE8kSgf8x9RqzMTPgFAlhtCD8A
CgkQf8x9RqzMTPgECxAAk8uL+dwveTv6eH21tIHcltt8U3Ofajdo+D/ayO53LiYO
xi27kdHD0zvFMUWXLGxQtWyeqqDRvDagfWglHucIcaLxoxNwL8+e+9hVFIEskQAY
kVToBCKMXTQDLarz8/J030Pmcv3ihbwB+jhnykMuyyNmht4kq0CNgnlcMCdVz0d3
z/09puryIHJrD+A8y3TD4RM74snQuwc9u5bsckvRtRJKbP3GX5JaFZAqUyZNRJRJ
Tn2OQRBhCpxhlZ2afkAPFIq2aVnEt/Ie6tmeRCzsW3lOxEH2K7MQSfSu/kRz7ELf
Cz3NJHj7rMzC+76Rhsas60t9CjmvMuGONEpctijDWONLCuch3Pdj6XpC+MVxpgBy
2VUdkunb48YhXNW0jgFGM/BFRj+dMQOUbY8PjJjsmVV0joDruWATQG/M4C7O8iU0
B7o6yVv4m8LDEN9CiR6r7H17m4xZseT3f+0QpMe7iQjz6XxTUFRQxXqzmNnloA1T
7VjwPqIIzkj/u0V8nICG/ktLzp1OsCFatWXh7LbU+hwYl6gsFH/mFDqVxJ3+DKQi
vyf1NatzEwl62foVjGUSpvh3ymtmtUQ4JUkNDsXiRBWczaiGSuzD9Qi0ONdkAX3b
ewqmN4TfE+XIpCPxxHXwGq9Rv1IFjOdCX0iG436GHyTLC1tTUIKF5xV4Y0+cXIOI
RgQQEQgABgUCTpdI7gAKCRDFr3dKWFELWqaPAKD1TtT5c3sZz92Fj97KYmqbNQZP
+ACfSC6+hfvlj4GxmUjp1aepoVTo3weJAhwEEAEIAAYFAk6XSQsACgkQTFprqxLS
p64F8Q//cCcutwrH50UoRFejg0EIZav6LUKejC6kpLeubbEtuaIH3r2zMblPGc4i
+eMQKo/PqyQrceRXeNNlqO6/exHozYi2meudxa6IudhwJIOn1MQykJbNMSC2sGUp
1W5M1N5EYgt4hy+qhlfnD66LR4G+9t5FscTJSy84SdiOuqgCOpQmPkVRm1HX5X1+
dmnzMOCk5LHHQuiacV0qeGO7JcBCVEIDr+uhU1H2u5GPFNHm5u15n25tOxVivb94
xg6NDjouECBH7cCVuW79YcExH/0X3/9G45rjdHlKPH1OIUJiiX47OTxdG3dAbB4Q
fnViRJhjehFscFvYWSqXo3pgWqUsEvv9qJac2ZEMSz9x2mj0ekWxuM6/hGWxJdB+
+985rIelPmc7VRAXOjIxWknrXnPCZAMlPlDLu6+vZ5BhFX0Be3y38f7GNCxFkJzl
hWZ4Cj3WojMj+0DaC1eKTj3rJ7OJlt9S9xnO7OOPEUTGyzgNIDAyCiu8F4huLPaT
ape6RupxOMHZeoCVlqx3ouWctelB2oNXcxxiQ/8y+21aHfD4n/CiIFwDvIQjl7dg
mT3u5Lr6yxuosR3QJx1P6rP5ZrDTP9khT30t+HZCbvs5Pq+v/9m6XDmi+NlU7Zuh
Ehy97tL3uBDgoL4b/5BpFL5U9nruPlQzGq1P9jj40dxAaDAX/WKJAj0EEwEIACcC
GwMFCwkIBwMFFQoJCAsFFgIDAQACHgECF4AFAlB5KywFCQPDFt8ACgkQf8x9RqzM
TPhuCQ//QAjRSAOCQ02qmUAikT+mTB6baOAakkYq6uHbEO7qPZkv4E/M+HPIJ4wd
nBNeSQjfvdNcZBA/x0hr5EMcBneKKPDj4hJ0panOIRQmNSTThQw9OU351gm3YQct
AMPRUu1fTJAL/AuZUQf9ESmhyVtWNlH/56HBfYjE4iVeaRkkNLJyX3vkWdJSMwC/
LO3Lw/0M3R8itDsm74F8w4xOdSQ52nSRFRh7PunFtREl+QzQ3EA/WB4AIj3VohIG
kWDfPFCzV3cyZQiEnjAe9gG5pHsXHUWQsDFZ12t784JgkGyO5wT26pzTiuApWM3k
/9V+o3HJSgH5hn7wuTi3TelEFwP1fNzI5iUUtZdtxbFOfWMnZAypEhaLmXNkg4zD
kH44r0ss9fR0DAgUav1a25UnbOn4PgIEQy2fgHKHwRpCy20d6oCSlmgyWsR40EPP
YvtGq49A2aK6ibXmdvvFT+Ts8Z+q2SkFpoYFX20mR2nsF0fbt1lfH65P64dukxeR
GteWIeNakDD40bAAOH8+OaoTGVBJ2ACJfLVNM53PEoftavAwUYMrR910qvwYfd/4
6rh46g1Frr9SFMKYE9uvIJIgDsQB3QBp71houU4H55M5GD8XURYs+bfiQpJG1p7e
B8e5jZx1SagNWc4XwL2FzQ9svrkbg1Y+359buUiP7T6QXX2zY++JAj0EEwEIACcC
GwMFCwkIBwMFFQoJCAsFFgIDAQACHgECF4AFAlEqbZUFCQg2wEEACgkQf8x9RqzM
TPhFMQ//WxAfKMdpSIA9oIC/yPD/dJpY/+DyouOljpE6MucMy/ArBECjFTBwi/j9
NYM4ynAk34IkhuNexc1i9/05f5RM6+riLCLgAOsADDbHD4miZzoSxiVr6GQ3YXMb
OGld9kV9Sy6mGNjcUov7iFcf5Hy5w3AjPfKuR9zXswyfzIU1YXObiiZT38l55pp/
BSgvGVQsvbNjsff5CbEKXS7q3xW+WzN0QWF6YsfNVhFjRGj8hKtHvwKcA02wwjLe
LXVTm6915ZUKhZXUFc0vM4Pj4EgNswH8Ojw9AJaKWJIZmLyW+aP+wpu6YwVCicxB
Y59CzBO2pPJDfKFQzUtrErk9irXeuCCLesDyirxJhv8o0JAvmnMAKOLhNFUrSQ2m
+3EnF7zhfz70gHW+EG8X8mL/EN3/dUM09j6TVrjtw43RLxBzwMDeariFF9yC+5bL
tnGgxjsB9Ik6GV5v34/NEEGf1qBiAzFmDVFRZlrNDkq6gmpvGnA5hUWNr+y0i01L
jGyaLSWHYjgw2UEQOqcUtTFK9MNzbZze4mVaHMEz9/aMfX25R6qbiNqCChveIm8m
Yr5Ds2zdZx+G5bAKdzX7nx2IUAxFQJEE94VLSp3npAaTWv3sHr7dR8tSyUJ9poDw
gw4W9BIcnAM7zvFYbLF5FNggg/26njHCCN70sHt8zGxKQINMc6SJAj0EEwEIACcC
GwMFCwkIBwMFFQoJCAsFFgIDAQACHgECF4AFAlLpFRkFCQ6EJy0ACgkQf8x9RqzM
TPjOZA//Zp0e25pcvle7cLc0YuFr9pBv2JIkLzPm83nkcwKmxaWayUIG4Sv6pH6h
m8+S/CHQij/yFCX+o3ngMw2J9HBUvafZ4bnbI0RGJ70GsAwraQ0VlkIfg7GUw3Tz
voGYO42rZTru9S0K/6nFP6D1HUu+U+AsJONLeb6oypQgInfXQExPZyliUnHdipei
4WR1YFW6sjSkZT/5C3J1wkAvPl5lvOVthI9Zs6bZlJLZwusKxU0UM4Btgu1Sf3nn
JcHmzisixwS9PMHE+AgPWIGSec/N27a0KmTTvImV6K6nEjXJey0K2+EYJuIBsYUN
orOGBwDFIhfRk9qGlpgt0KRyguV+AP5qvgry95IrYtrOuE7307SidEbSnvO5ezNe
mE7gT9Z1tM7IMPfmoKph4BfpNoH7aXiQh1Wo+ChdP92hZUtQrY2Nm13cmkxYjQ4Z
gMWfYMC+DA/GooSgZM5i6hYqyyfAuUD9kwRN6BqTbuAUAp+hCWYeN4D88sLYpFh3
paDYNKJ+Gf7Yyi6gThcV956RUFDH3ys5Dk0vDL9NiWwdebWfRFbzoRM3dyGP889a
OyLzS3mh6nHzZrNGhW73kslSQek8tjKrB+56hXOnb4HaElTZGDvD5wmrrhN94kby
Gtz3cydIohvNO9d90+29h0eGEDYti7j7maHkBKUAwlcPvMg5m3Y=
=DA1T
-----END PGP PUBLIC KEY BLOCK-----
`;
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/postgres/install/run.js
var run = __webpack_require__(9919);
;// CONCATENATED MODULE: ./build/postgres/install/signature.js





/**
 * What an InRelease file says, when a key signed it. The text is split off first, and the program that apt itself uses
 * (gpgv, or sqv since Debian 13) judges exactly what is then read.
 * @throws PgdrillError
 */
async function signedText(inRelease, key) {
    const { text, signature } = split(inRelease);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'pgdrill-key-'));
    const path = (name) => (0,external_node_path_.join)(folder, name);
    try {
        await (0,promises_.writeFile)(path('key'), dearmored(key));
        await (0,promises_.writeFile)(path('signature'), signature);
        await (0,promises_.writeFile)(path('text'), text);
        await judge(path('key'), path('signature'), path('text'));
        return text;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/** Pure: one signed text and nothing around it. RFC 9580, section 7, "Cleartext Signature Framework". */
function split(inRelease) {
    const found = /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: [^\n]+\n)*\n([\s\S]*?)\n(-----BEGIN PGP SIGNATURE-----\n[\s\S]*?\n-----END PGP SIGNATURE-----)\n*$/.exec(inRelease.replaceAll('\r\n', '\n'));
    const [, text = '', signature = ''] = found ?? [];
    if (found === null || /^-----/m.test(text) || /^-----BEGIN/m.test(signature.slice(1)))
        throw new errors/* PgdrillError */.ZA('its InRelease is no signed text', {
            cure: 'check the URL and the suite of client-repository; a proxy may answer in its place',
        });
    return { text: text.replaceAll(/^- /gm, ''), signature: `${signature}\n` };
}
/** A public key as gpgv wants it. */
function dearmored(key) {
    const armored = /-----BEGIN PGP PUBLIC KEY BLOCK-----\n(?:[^\n]+\n)*\n([\s\S]*?)\n(?:=.{4}\n)?-----END/.exec(key.toString('latin1').replaceAll('\r\n', '\n'));
    return armored?.[1] === undefined ? key : Buffer.from(armored[1], 'base64');
}
async function judge(key, signature, text) {
    const gpgv = await (0,run/* run */.e)('gpgv', ['--status-fd', '1', '--keyring', key, signature, text]);
    if (gpgv !== undefined)
        return judgeStatus(gpgv.stdout);
    const sqv = await (0,run/* run */.e)('sqv', ['--keyring', key, '--signature-file', signature, text]);
    if (sqv?.code === 0)
        return;
    if (sqv !== undefined)
        throw unsigned(sqv.stderr.trim().split('\n').at(-1)?.trim() ?? '');
    throw new errors/* PgdrillError */.ZA('its signature cannot be checked: there is neither gpgv nor sqv', {
        cure: 'install gpgv',
    });
}
// What counts is said in GnuPG's doc/DETAILS. A text may have several signatures, some by keys that we do not know.
function judgeStatus(status) {
    const says = (word) => status.includes(`[GNUPG:] ${word} `);
    // MD5, SHA-1 and RIPEMD-160.
    const weak = /^\[GNUPG:\] VALIDSIG(?: \S+){7} [123] /m.test(status);
    if (says('GOODSIG') && !says('BADSIG') && !weak)
        return;
    if (says('BADSIG'))
        throw unsigned('the text was changed after it was signed');
    if (says('EXPKEYSIG') || says('KEYEXPIRED'))
        throw unsigned('the key has expired');
    if (says('REVKEYSIG'))
        throw unsigned('the key was revoked');
    if (weak)
        throw unsigned('the signature uses a digest that is broken');
    throw unsigned('another key signed it');
}
function unsigned(why) {
    return new errors/* PgdrillError */.ZA(`its InRelease is not signed by the key it should be signed by: ${why}`, {
        cure: 'do not trust that repository, or set client-repository-key to its key',
    });
}
;// CONCATENATED MODULE: ./build/postgres/install/repository.js








/** PostgreSQL's own: every supported major for every supported Debian and Ubuntu. */
const postgresqlRepository = {
    url: 'https://apt.postgresql.org/pub/repos/apt',
    suite: '{codename}-pgdg',
    component: 'main',
};
const maxReleaseBytes = 5_000_000;
// Debian's own list is 10 MB, and 50 MB unpacked.
const maxIndexBytes = 300_000_000;
/** What a repository has for a machine; every byte is signed for. @throws PgdrillError that names the repository */
async function readIndex(repository, { codename, architecture }, reach, now) {
    const { url, component } = repository;
    const suite = repository.suite.replaceAll('{codename}', codename);
    const folder = `${url}/dists/${suite}`;
    try {
        const inRelease = await download(`${folder}/InRelease`, { ...reach, maxBytes: maxReleaseBytes });
        const text = await signedText(inRelease.toString('utf8'), await keyOf(repository));
        const { listed, byHash } = (0,package_index/* readRelease */.iJ)(text, { suite, component, architecture }, now);
        const within = listed.path.slice(0, listed.path.lastIndexOf('/'));
        const path = byHash ? `${within}/by-hash/SHA256/${listed.sha256}` : listed.path;
        const packed = await downloadExactly(`${folder}/${path}`, listed, reach);
        return (0,package_index/* readPackages */.qm)((await (0,external_node_util_.promisify)(external_node_zlib_.gunzip)(packed, { maxOutputLength: maxIndexBytes })).toString());
    }
    catch (error) {
        reach.signal.throwIfAborted();
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        const { what, cure } = error;
        throw new errors/* PgdrillError */.ZA(`cannot use the repository ${url.replace(/\/\/[^/]*@/, '//***@')} ${suite}: ${what}`, {
            cause: error,
            ...(cure !== undefined && { cure }),
        });
    }
}
async function keyOf({ keyFile }) {
    if (keyFile === undefined)
        return Buffer.from(postgresqlKey);
    try {
        return await (0,promises_.readFile)(keyFile);
    }
    catch (error) {
        throw new errors/* PgdrillError */.ZA(`its key cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
            cure: 'check client-repository-key',
        });
    }
}
/** A package's file. @throws PgdrillError */
async function fetchPackage({ url }, { path, ...listed }, reach) {
    return await downloadExactly(`${url}/${path}`, listed, reach);
}

/***/ }),

/***/ 9919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1955);

/** Runs a short command to its end; undefined where the machine has no such program. */
async function run(program, args, env = {}) {
    try {
        const options = { silent: true, ignoreReturnCode: true, env: { PATH: path, LC_ALL: 'C', ...env } };
        const { exitCode: code, stdout, stderr } = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(program, [...args], options);
        return { code, stdout, stderr };
    }
    catch (error) {
        if (/Unable to locate executable|ENOENT/.test(String(error)))
            return undefined;
        throw error;
    }
}
// Of the system's own programs, whatever PATH says: one of them decides whom to trust.
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/***/ }),

/***/ 7234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ redactor)
/* harmony export */ });
// A shorter secret would be found in innocent words, and "***" in their place would give it away.
const shortest = 3;
/** Makes the function through which every line goes before it is shown. */
function redactor(secrets) {
    // The longest first: a URL before the password inside it.
    const known = [...new Set(secrets)]
        .filter(({ length }) => length >= shortest)
        .sort((a, b) => b.length - a.length);
    return (text) => known.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

/***/ }),

/***/ 2706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mc: () => (/* binding */ unobeyedJson),
/* harmony export */   Uv: () => (/* binding */ unobeyed),
/* harmony export */   jC: () => (/* binding */ unshowable)
/* harmony export */ });
/**
 * Text as a log and a terminal show it without obeying it; line ends and tabs stay. A table's name, a server's message
 * or a manifest can hold what clears a screen, turns the writing, or commands GitHub's runner. The runner takes `::name`
 * at the beginning of a line, whatever white space is before it, and `##[name]` anywhere in a line, of standard output
 * and of standard error alike (TryParseV2 and TryParse in ActionCommand.cs of actions/runner).
 */
function unobeyed(text) {
    return text.replace(unshowable, '\ufffd').replace(commandStart, '$1\u200b::').replaceAll('##[', '##\u200b[');
}
/** Control characters, and those that turn the direction of what follows (https://trojansource.codes). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
const unshowable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
// Without the characters at which JavaScript sees a line begin, or many empty lines would be read again for each of them.
const commandStart = /^([^\S\n\u2028\u2029]*)::/gm;
/** A JSON text that says the same, and that no terminal and no runner obeys a part of. */
function unobeyedJson(json) {
    return json
        .replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replaceAll('##[', '#\\u0023[');
}

/***/ }),

/***/ 5612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ parseArguments)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/settings/closest.js
/** The word that a mistyped one most likely meant, or undefined when none is near. */
function closest(typed, words) {
    const begun = words.filter((word) => typed.length > 1 && word.startsWith(typed));
    if (begun.length === 1)
        return begun[0];
    const [nearest] = words
        .map((word) => ({ word, steps: editSteps(typed, word) }))
        .filter(({ word, steps }) => steps <= Math.max(1, word.length / 4))
        .sort((a, b) => a.steps - b.steps);
    return nearest?.word;
}
/** ` (did you mean --name?)`, or nothing. */
function didYouMean(typed, words, prefix = '') {
    const word = closest(typed, words);
    return word === undefined ? '' : ` (did you mean ${prefix}${word}?)`;
}
/** Levenshtein's distance, and two letters swapped are one step too: how many slips make one word of the other. */
function editSteps(from, to) {
    const steps = [Array.from({ length: to.length + 1 }, (_, x) => x)];
    const at = (y, x) => steps[y]?.[x] ?? Number.POSITIVE_INFINITY;
    for (let y = 1; y <= from.length; y += 1) {
        const row = [y];
        steps.push(row);
        for (let x = 1; x <= to.length; x += 1) {
            const same = from[y - 1] === to[x - 1] ? 0 : 1;
            const swapped = from[y - 1] === to[x - 2] && from[y - 2] === to[x - 1] ? at(y - 2, x - 2) + 1 : Infinity;
            row.push(Math.min(at(y - 1, x) + 1, at(y, x - 1) + 1, at(y - 1, x - 1) + same, swapped));
        }
    }
    return at(from.length, to.length);
}
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __webpack_require__(9907);
// EXTERNAL MODULE: ./build/settings/options.js + 12 modules
var options = __webpack_require__(8094);
;// CONCATENATED MODULE: ./build/settings/arguments.js





// parseArgs wants to know what takes a value; what it finds is judged here, where every problem can be noted.
const parseOptions = Object.fromEntries(options/* optionNames */.W6.map((name) => [name, { type: isBare(name) ? 'boolean' : 'string' }]));
const shorts = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'V' } };
/** What people write who come from other programs. */
const saidElsewhere = {
    'dry-run': 'use --prune dry-run',
    verbose: 'progress and details are always logged, to stderr',
    quiet: 'logs go to stderr: send them to /dev/null',
};
function parseArguments(argv, problems) {
    const { tokens } = (0,external_node_util_.parseArgs)({
        args: [...argv],
        options: { ...parseOptions, ...shorts },
        strict: false,
        allowPositionals: true,
        tokens: true,
    });
    const found = { command: undefined, help: false, version: false, given: new Map() };
    const positionals = [];
    const rest = tokens.values();
    for (const token of rest) {
        if (token.kind === 'positional')
            positionals.push(token.value);
        if (token.kind !== 'option')
            continue;
        const next = tokens[tokens.indexOf(token) + 1];
        const following = next?.kind === 'positional' ? next.value : undefined;
        const takesFollowing = take(token, following, found, problems);
        if (takesFollowing)
            rest.next();
    }
    takeWords(positionals, found, problems);
    refuseOthersOptions(found, problems);
    return found;
}
/** Notes an option's value; whether the word that follows was it. */
function take(token, following, found, problems) {
    const { name, rawName, value } = token;
    const denied = name.startsWith('no-') ? name.slice(3) : '';
    if ((0,options/* isOptionName */.RR)(denied) && isBare(denied)) {
        if (value === undefined)
            put(found, denied, 'false');
        else
            problems.add(`cannot use ${rawName} with a value; leave the value out`);
        return false;
    }
    if (!(0,options/* isOptionName */.RR)(name)) {
        problems.add(`there is no option ${rawName}${hint(name)}`);
        // What follows is its value, as far as anybody can tell.
        return value === undefined && following !== undefined;
    }
    return isBare(name) ? takeBare(name, token, following, found) : takeValue(name, token, found, problems);
}
function takeBare(name, { value }, following, found) {
    const { kind } = (0,options/* optionCalled */.RM)(name);
    const own = value === undefined && following !== undefined && accepts(name, following);
    put(found, name, own ? following : (value ?? kind.bare ?? ''));
    return own;
}
function takeValue(name, token, found, problems) {
    const { value, inlineValue, rawName } = token;
    if (value === undefined)
        problems.add(`${rawName} needs a value`);
    else if (!inlineValue && value.startsWith('-'))
        problems.add(`${rawName} needs a value; write one that begins with a dash as ${rawName}=-...`);
    else
        put(found, name, value);
    return false;
}
function put(found, name, text) {
    const { kind } = (0,options/* optionCalled */.RM)(name);
    const before = kind.repeatable ? found.given.get(name) : undefined;
    // Of others the last one wins, so that a script's own options can be overruled at their end.
    found.given.set(name, before === undefined ? text : `${before}\n${text}`);
    if (name === 'help' || name === 'version')
        found[name] = accepts(name, text) && kind.parse(text) === true;
}
function takeWords(words, found, problems) {
    const [first, ...others] = words;
    const [word, ...more] = twoInOne(first === 'help' ? others : words);
    found.help ||= first === 'help';
    found.command = settings_option/* commands */.P.find((command) => command === word);
    if (word !== undefined && found.command === undefined) {
        problems.add(`there is no command ${shown(word)}${didYouMean(word, settings_option/* commands */.P)}; use ${(0,kinds/* orList */.A3)(settings_option/* commands */.P)}`);
    }
    const takesWhat = found.command !== undefined && (0,options/* optionsOf */.cz)(found.command).includes('what');
    if (takesWhat && more[0] !== undefined)
        put(found, 'what', more.shift());
    for (const each of more)
        problems.add(`cannot use the argument ${shown(each)}; options begin with "--"`);
}
/** The words, with the first two of them as one where that is a command: `keys check`. */
function twoInOne([first, second, ...others]) {
    const both = `${first} ${second}`;
    if (settings_option/* commands */.P.some((command) => command === both))
        return [both, ...others];
    return [first, second, ...others].filter((word) => word !== undefined);
}
function refuseOthersOptions({ command, given }, problems) {
    if (command === undefined)
        return;
    const own = (0,options/* optionsOf */.cz)(command);
    for (const name of given.keys()) {
        if (own.includes(name))
            continue;
        const others = (0,options/* optionCalled */.RM)(name).commands.map((each) => `pgdrill ${each}`);
        problems.add(`pgdrill ${command} has no option --${name}; it is one of ${others.join(' and ')}`);
    }
}
function hint(name) {
    const cure = Object.hasOwn(saidElsewhere, name) ? saidElsewhere[name] : undefined;
    return cure === undefined ? didYouMean(name, options/* optionNames */.W6, '--') : `; ${cure}`;
}
function isBare(name) {
    return (0,options/* optionCalled */.RM)(name).kind.bare !== undefined;
}
function accepts(name, text) {
    try {
        (0,options/* optionCalled */.RM)(name).kind.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
/** A word that is no plain one may be a secret in the wrong place, a URL for one. */
function shown(word) {
    return /^[\w.-]{1,60}$/.test(word) ? `"${word}"` : '(not shown)';
}

/***/ }),

/***/ 2796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readBackupSettings)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1344);
/* harmony import */ var _encryption_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(638);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4561);
/* harmony import */ var _retention_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8706);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3882);







const pruneModes = { true: 'delete', 'dry-run': 'dry-run', false: 'no' };
/** @throws SettingsError with everything that is wrong */
function readBackupSettings(sources, facts, problems) {
    const connection = (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .readConnection */ .d)(sources, facts, problems);
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .readName */ .M)(sources, connection?.database, problems);
    const settings = {
        stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_6__/* .readStores */ .J)(sources, { name, facts, problems }),
        format: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'format', problems),
        compression: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'compression', problems),
        encryption: (0,_encryption_js__WEBPACK_IMPORTED_MODULE_2__/* .readEncryption */ ._i)(sources, facts, problems),
        globals: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'globals', problems),
        client: (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .readClient */ .O)(sources, facts, problems),
        selection: readSelection(sources, problems),
        pgDumpArguments: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'pg-dump-args', problems) ?? [],
        lockWaitTimeoutMs: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'lock-wait-timeout', problems),
        policy: (0,_retention_js__WEBPACK_IMPORTED_MODULE_4__/* .readPolicy */ .T)(sources, problems),
        prune: pruneModes[(0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'prune', problems)],
        ...(0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .readPlaces */ .B)(sources, facts, problems),
    };
    problems.throwAny();
    if (connection === undefined || name === undefined)
        throw new Error('no connection, and no problem noted');
    return { connection, name, ...settings };
}
function readSelection(sources, problems) {
    return {
        schemas: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'schema', problems) ?? [],
        excludeSchemas: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'exclude-schema', problems) ?? [],
        tables: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'table', problems) ?? [],
        excludeTables: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'exclude-table', problems) ?? [],
        excludeTableData: (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'exclude-table-data', problems) ?? [],
    };
}

/***/ }),

/***/ 5203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readChecks)
/* harmony export */ });
/* unused harmony export statementsIn */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _fingerprint_sql_splitter_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7858);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8187);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7906);





/** The statements of the file that `checks` names. One that cannot be read or split is noted. */
function readChecks(sources, facts, problems) {
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'checks', problems);
    if (given === undefined)
        return undefined;
    const file = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi)(given, facts);
    return problems.noting(`cannot use checks ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .shownText */ .f$)(given)}`, () => ({
        file,
        statements: statementsIn(textOf(file, facts), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file)),
    }));
}
function textOf(file, facts) {
    try {
        return facts.readText(file).replace(/^\uFEFF/, '');
    }
    catch (error) {
        throw new _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .Unacceptable */ .q$(`it cannot be read: ${(0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .whyUnread */ .Ms)(error)}`);
    }
}
/** Splits where psql does. @throws Unacceptable for what is no SQL alone, no whole statement, or nothing at all */
function statementsIn(text, name) {
    if (text.includes('\uFFFD'))
        throw new _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .Unacceptable */ .q$('it is not UTF-8');
    // The last statement may do without its semicolon.
    const chunk = Buffer.from(`${text}\n;`);
    let isStatement = false;
    const splitter = new _fingerprint_sql_splitter_js__WEBPACK_IMPORTED_MODULE_1__/* .SqlSplitter */ .s({
        statement: () => {
            isStatement = true;
        },
        comment: () => undefined,
        lost: (reason) => {
            throw new _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .Unacceptable */ .q$(`${name} has ${reason}`);
        },
    }, { standardStrings: true, isLead: () => false, hidesAscii: false });
    const found = [];
    for (let at = 0, line = 1; at < chunk.length;) {
        isStatement = false;
        const end = splitter.read(chunk, at);
        const piece = chunk.toString('utf8', at, end);
        const first = line + linesIn(/^[\s;]*/.exec(piece)?.[0] ?? '');
        const sql = piece.replace(/^[\s;]+/, '').trimEnd();
        if (sql.startsWith('\\'))
            throw new _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .Unacceptable */ .q$(metaCommand(name, first, sql));
        if (isStatement)
            found.push({ line: first, sql });
        else if (!splitter.isBetween)
            throw new _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .Unacceptable */ .q$(unfinished(name, first));
        line += linesIn(piece);
        at = end;
    }
    if (found.length === 0)
        throw new _kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .Unacceptable */ .q$('it holds no statement, so nothing would be checked');
    return found;
}
function linesIn(text) {
    return text.split('\n').length - 1;
}
function metaCommand(name, line, sql) {
    const command = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .shownText */ .f$)(sql.split(/\s/, 1)[0] ?? '');
    return `line ${line} of ${name} is a command of psql's, ${command}; leave it out: the file is SQL, and the first statement that fails ends it`;
}
function unfinished(name, line) {
    return `the statement at line ${line} of ${name} has no end: a quote, a $$, a parenthesis or a comment is open`;
}

/***/ }),

/***/ 33:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ readPlaces),
/* harmony export */   O: () => (/* binding */ readClient)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _postgres_install_repository_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3022);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8187);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7906);





function readClient(sources, facts, problems) {
    return {
        version: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'client-version', problems),
        repository: readRepository(sources, facts, problems),
        keep: keepIn(sources, facts),
        proxy: readProxy(sources),
    };
}
/** Where to look for programs: the folder that was named, or PATH and what packages use. */
function readPlaces(sources, facts, problems) {
    const clientPath = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'client-path', problems);
    return {
        ...(clientPath !== undefined && { clientPath: (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .absolutePath */ .Hi)(clientPath, facts) }),
        path: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findVariable */ .q3)(sources, ['PATH'])?.text ?? '/usr/local/bin:/usr/bin:/bin',
    };
}
function readRepository(sources, facts, problems) {
    const { url: usualUrl, ...usual } = _postgres_install_repository_js__WEBPACK_IMPORTED_MODULE_2__/* .postgresqlRepository */ .pb;
    const text = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'client-repository', problems);
    const [url = usualUrl, suite = usual.suite, component = usual.component, ...more] = text?.split(/\s+/) ?? [];
    if (!/^https?:\/\/[^/]/.test(url) || more.length > 0)
        problems.add(`cannot use client-repository ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .shownText */ .f$)(text ?? '')}: use a URL that begins with https:// or http://, the suite and the component, such as https://mirror.example.com/debian {codename} main`);
    const key = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'client-repository-key', problems);
    if (key === undefined)
        return { url: withoutSlash(url), suite, component };
    const keyFile = (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .absolutePath */ .Hi)(key, facts);
    if (!facts.isFile(keyFile))
        problems.add(`cannot use client-repository-key ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .shownText */ .f$)(key)}: there is no such file; save the key there`);
    return { url: withoutSlash(url), suite, component, keyFile };
}
function keepIn(sources, { home, user }) {
    const given = (name) => (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findVariable */ .q3)(sources, [name])?.text;
    // An action's own step, known by an input that no shell can export: the runner's caches log to stdout, which is not
    // theirs where a script of a workflow runs pgdrill.
    const isAction = given('INPUT_CLIENT-VERSION') !== undefined && given('RUNNER_TOOL_CACHE') !== undefined;
    const temp = given('RUNNER_TEMP');
    if (isAction && temp !== undefined)
        return { kind: 'runner', temp };
    const folder = given('XDG_CACHE_HOME');
    // As the specification has it, a relative one counts as none.
    if (folder?.startsWith('/'))
        return { kind: 'folder', path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'pgdrill') };
    // A scratch server of root's runs as another user, who may not enter root's home.
    if (user === 'root')
        return { kind: 'folder', path: '/var/cache/pgdrill' };
    if (home !== undefined)
        return { kind: 'folder', path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, '.cache/pgdrill') };
    return { kind: 'folder', path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)(), 'pgdrill-cache') };
}
function readProxy(sources) {
    const names = ['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()]);
    return Object.fromEntries(names.flatMap((name) => {
        const text = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findVariable */ .q3)(sources, [name])?.text;
        return text === undefined ? [] : [[name, text]];
    }));
}
function withoutSlash(url) {
    return url.replace(/\/+$/, '');
}

/***/ }),

/***/ 1344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ readConnection),
  F: () => (/* binding */ readDatabaseName)
});

// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/settings/libpq.js
/**
 * libpq's settings, by the environment variable that gives each:
 * https://www.postgresql.org/docs/current/libpq-envars.html. Those without a place of their own in a Connection travel
 * on as they are. Left out are those that change what a session says instead of how it is reached (PGCLIENTENCODING,
 * PGDATESTYLE, PGTZ, PGGEQO): a dump is in the database's encoding.
 */
const travelling = [
    'PGCHANNELBINDING',
    'PGCONNECT_TIMEOUT',
    'PGGSSDELEGATION',
    'PGGSSENCMODE',
    'PGGSSLIB',
    'PGKRBSRVNAME',
    'PGLOADBALANCEHOSTS',
    'PGMAXPROTOCOLVERSION',
    'PGMINPROTOCOLVERSION',
    'PGOPTIONS',
    'PGPASSFILE',
    'PGREQUIREAUTH',
    'PGREQUIREPEER',
    'PGSSLCERTMODE',
    'PGSSLCRL',
    'PGSSLCRLDIR',
    'PGSSLMAXPROTOCOLVERSION',
    'PGSSLMINPROTOCOLVERSION',
    'PGSSLNEGOTIATION',
    'PGSSLSNI',
    'PGTARGETSESSIONATTRS',
];
const placed = [
    'PGHOST',
    'PGPORT',
    'PGDATABASE',
    'PGUSER',
    'PGPASSWORD',
    'PGSSLMODE',
    'PGSSLROOTCERT',
    'PGSSLCERT',
    'PGSSLKEY',
];
const libpqVariables = [...placed, ...travelling];
/** The parameters of a connection URL, as libpq names them. */
const urlParameters = {
    host: 'PGHOST',
    port: 'PGPORT',
    dbname: 'PGDATABASE',
    user: 'PGUSER',
    password: 'PGPASSWORD',
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    channel_binding: 'PGCHANNELBINDING',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    gssdelegation: 'PGGSSDELEGATION',
    gssencmode: 'PGGSSENCMODE',
    gsslib: 'PGGSSLIB',
    krbsrvname: 'PGKRBSRVNAME',
    load_balance_hosts: 'PGLOADBALANCEHOSTS',
    max_protocol_version: 'PGMAXPROTOCOLVERSION',
    min_protocol_version: 'PGMINPROTOCOLVERSION',
    options: 'PGOPTIONS',
    passfile: 'PGPASSFILE',
    require_auth: 'PGREQUIREAUTH',
    requirepeer: 'PGREQUIREPEER',
    sslcertmode: 'PGSSLCERTMODE',
    sslcrl: 'PGSSLCRL',
    sslcrldir: 'PGSSLCRLDIR',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    sslnegotiation: 'PGSSLNEGOTIATION',
    sslsni: 'PGSSLSNI',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
};
/** Parameters of libpq's that change neither what is reached nor how safely; they have no variable, and are passed over. */
const unneededParameters = new Set([
    'application_name',
    'client_encoding',
    'fallback_application_name',
    'keepalives',
    'keepalives_count',
    'keepalives_idle',
    'keepalives_interval',
    'tcp_user_timeout',
]);
/** What to do about parameters that other programs read from the same URL. */
const foreignParameters = {
    schema: 'it is Prisma\'s; remove it, and choose schemas with the option "schema"',
    pgbouncer: "it is Prisma's, for a pooler; remove it, and give the database's own host: pg_dump fails behind a pooler",
    hostaddr: 'put the address in the place of the host',
    service: 'give host, port, user and database themselves',
    sslpassword: 'use a key without a passphrase',
    replication: 'remove it: a dump needs an ordinary connection',
};
;// CONCATENATED MODULE: ./build/settings/connection-url.js


const encode = 'write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25 in user, password and database';
/**
 * What a connection URL says, by libpq's variables. It has the form that libpq gives it
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS), with one host.
 * No message shows any of the URL but its parameters' names: in a broken one, anything may be a piece of the password.
 *
 * @throws Unacceptable
 */
function parseConnectionUrl(url) {
    const rest = /^postgres(?:ql)?:\/\/(.*)$/s.exec(url.trim())?.[1];
    if (rest === undefined)
        throw new kinds/* Unacceptable */.q$('it must begin with postgresql:// or postgres://');
    if (/\s/.test(rest))
        throw new kinds/* Unacceptable */.q$('it holds white space; write a space as %20');
    if (rest.includes('#'))
        throw new kinds/* Unacceptable */.q$(`it holds "#"; ${encode}`);
    const [, beforeQuery = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(rest) ?? [];
    const [, authority = '', path] = /^([^/]*)(?:\/(.*))?$/s.exec(beforeQuery) ?? [];
    // Without a path libpq takes what comes before an "@" for user and password, be there a "?" in it.
    const misread = path === undefined && query.includes('@');
    if (misread || path?.includes('@') || authority.split('@').length > 2)
        throw new kinds/* Unacceptable */.q$(`it holds "@" where none can be; ${encode}`);
    if (path?.includes('/'))
        throw new kinds/* Unacceptable */.q$(`it holds one "/" too many; ${encode}`);
    return given({ ...authorityParts(authority), PGDATABASE: decode(path), ...queryParts(query) });
}
/** Leaves out what is empty, as libpq does. */
function given(parts) {
    return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== ''));
}
function authorityParts(authority) {
    const [hostAndPort = '', userInfo = ''] = authority.split('@').toReversed();
    // A colon in a password is no riddle: the first one ends the user's name.
    const [, user, password] = /^([^:]*)(?::(.*))?$/s.exec(userInfo) ?? [];
    return { PGUSER: decode(user), PGPASSWORD: decode(password), ...hostParts(hostAndPort) };
}
function hostParts(text) {
    if (text.includes(','))
        throw severalHosts();
    const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(\d*))?$/.exec(text) ?? [];
    const host = bracketed ?? plain;
    if (host === undefined) {
        throw new kinds/* Unacceptable */.q$(`after the host comes something other than a port, or an IPv6 address is not in brackets; ${encode}`);
    }
    return { PGHOST: decode(host), PGPORT: port };
}
function queryParts(query) {
    const parts = {};
    for (const pair of query.split('&').filter((each) => each !== '')) {
        const [, name, value] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
        if (name === undefined)
            throw new kinds/* Unacceptable */.q$(`a parameter after "?" has no value; ${encode}`);
        Object.assign(parts, parameter(decode(name) ?? '', decode(value) ?? '', !query.includes('@')));
    }
    if (parts.PGHOST?.includes(',') || parts.PGPORT?.includes(','))
        throw severalHosts();
    return parts;
}
function parameter(name, value, mayShow) {
    // libpq takes JDBC's spelling too, and only this value of it.
    if (name === 'ssl' && value === 'true')
        return { PGSSLMODE: 'require' };
    const variable = Object.hasOwn(urlParameters, name) ? urlParameters[name] : undefined;
    if (variable !== undefined)
        return { [variable]: value };
    if (unneededParameters.has(name))
        return {};
    // After an unencoded "?" in a password, what looks like a parameter's name is a piece of it, and an "@" follows.
    if (!mayShow)
        throw new kinds/* Unacceptable */.q$(`what follows "?" is no parameter of libpq's; ${encode}`);
    const cure = Object.hasOwn(foreignParameters, name)
        ? foreignParameters[name]
        : "it is none of libpq's; remove it";
    throw new kinds/* Unacceptable */.q$(`its parameter ${JSON.stringify(name.slice(0, 40))} cannot be used: ${cure}`);
}
function decode(text) {
    if (text === undefined)
        return undefined;
    try {
        const decoded = decodeURIComponent(text);
        if (!decoded.includes('\0'))
            return decoded;
    }
    catch {
        // Said below.
    }
    throw new kinds/* Unacceptable */.q$(`a "%" in it is not followed by two hexadecimal digits that make a character; ${encode}`);
}
function severalHosts() {
    return new kinds/* Unacceptable */.q$('it names several hosts; name the one to dump from');
}
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __webpack_require__(7906);
;// CONCATENATED MODULE: ./build/settings/connection-parts.js



const optionsOfParts = {
    PGHOST: 'database-host',
    PGPORT: 'database-port',
    PGDATABASE: 'database-name',
    PGUSER: 'database-user',
    PGPASSWORD: 'database-password',
    PGSSLMODE: 'sslmode',
    PGSSLROOTCERT: 'sslrootcert',
};
const variablesOfParts = {
    PGHOST: 'DATABASE_HOST',
    PGPORT: 'DATABASE_PORT',
    PGDATABASE: 'DATABASE_NAME',
    PGUSER: 'DATABASE_USER',
    PGPASSWORD: 'DATABASE_PASSWORD',
};
/**
 * Puts a connection together: options, then DATABASE_* of the environment, then those of .env, then libpq's own
 * variables. The strongest URL counts alone, and two servers are never mixed: beneath it, only a password may still
 * come from DATABASE_*; what contradicts it from above or beside is refused, but for options above variables, which
 * are there to say otherwise. Undefined when the URL cannot be read, which is then noted.
 */
function connectionParts(sources, problems) {
    const options = optionParts(sources);
    const layers = sources.layers.map(layerParts);
    const libpq = libpqParts(sources);
    const urls = [
        (0,settings_sources/* findGiven */.fW)(sources, 'database-url'),
        ...sources.layers.map((layer) => (0,settings_sources/* variableOf */.Qn)(layer, 'DATABASE_URL')),
    ];
    const at = urls.findIndex((url) => url !== undefined);
    if (urls[at] === undefined)
        return merged([options, ...layers, libpq]);
    const url = urlParts(urls[at], problems);
    if (url === undefined)
        return undefined;
    const above = layers.slice(0, Math.max(0, at - 1));
    const beneath = layers.slice(above.length).map(passwordOnly);
    for (const parts of at === 0 ? [options] : above)
        refuseContradiction(parts, url, problems);
    return merged([options, ...above, url, ...beneath, libpq]);
}
function merged(strongestFirst) {
    return Object.assign({}, ...strongestFirst.toReversed());
}
function optionParts(sources) {
    return partsOf(Object.entries(optionsOfParts), (option) => (0,settings_sources/* findGiven */.fW)(sources, option));
}
function layerParts(layer) {
    return partsOf(Object.entries(variablesOfParts), (variable) => (0,settings_sources/* variableOf */.Qn)(layer, variable));
}
function libpqParts(sources) {
    const names = libpqVariables.map((variable) => [variable, variable]);
    return partsOf(names, (variable) => (0,settings_sources/* findVariable */.q3)(sources, [variable]));
}
function partsOf(names, look) {
    return Object.fromEntries(names.flatMap(([part, name]) => {
        const found = look(name);
        return found ? [[part, found]] : [];
    }));
}
function urlParts({ text, origin }, problems) {
    const from = origin.endsWith('database-url') ? '' : ` (from ${origin})`;
    const parts = problems.noting(`cannot use database-url${from}`, () => parseConnectionUrl(text));
    return parts && partsOf(Object.entries(parts), (each) => ({ text: each, origin: `the URL in ${origin}` }));
}
function passwordOnly({ PGPASSWORD }) {
    return PGPASSWORD ? { PGPASSWORD } : {};
}
function refuseContradiction(separate, url, problems) {
    for (const part of Object.keys(optionsOfParts)) {
        const [one, other] = [separate[part], url[part]];
        if (!one || !other || one.text.trim() === other.text)
            continue;
        const says = part === 'PGPASSWORD' ? bothOrigins : bothValues;
        problems.add(`cannot use two values for ${optionsOfParts[part]}: ${says(one, other)}; give one of them`);
    }
}
function bothValues(one, other) {
    return `${one.origin} says ${(0,settings_sources/* shownText */.f$)(one.text)}, ${other.origin} says ${(0,settings_sources/* shownText */.f$)(other.text)}`;
}
function bothOrigins(one, other) {
    return `${one.origin} and ${other.origin} differ`;
}
;// CONCATENATED MODULE: ./build/settings/connection.js



const socketFolder = '/var/run/postgresql';
/** How to reach the database, or undefined when that is not known, which is then noted. */
function readConnection(sources, facts, problems) {
    refuseUnsupported(sources, problems);
    const parts = connectionParts(sources, problems);
    if (parts === undefined)
        return undefined;
    const database = databaseOf(parts);
    if (database === undefined)
        problems.add(noDatabase);
    const user = parts.PGUSER?.text.trim() ?? facts.user;
    if (user === undefined)
        problems.add('no role to connect as is given, and the system has no name for this user; set database-user');
    const host = parsed('database-host', parts.PGHOST, problems);
    const port = parsed('database-port', parts.PGPORT, problems) ?? 5432;
    const ssl = readSsl(parts, problems);
    if (database === undefined || user === undefined)
        return undefined;
    const password = parsed('database-password', parts.PGPASSWORD, problems);
    return {
        host: host ?? defaultHost(port, facts),
        port,
        database,
        user,
        ...(password !== undefined && { password }),
        ssl,
        others: travellingParts(parts, problems),
        environment: childVariables(sources),
    };
}
/** The database's name alone, for what needs no connection. */
function readDatabaseName(sources, problems) {
    const parts = connectionParts(sources, problems);
    return parts && databaseOf(parts);
}
const noDatabase = 'no database is given; set database-name (or DATABASE_NAME, or PGDATABASE), or database-url (or DATABASE_URL)';
function databaseOf({ PGDATABASE }) {
    return PGDATABASE?.text.trim();
}
function parsed(name, found, problems) {
    return (found && (0,settings_sources/* parse */.qg)(name, found, problems));
}
function defaultHost(port, facts) {
    return facts.isSocket(`${socketFolder}/.s.PGSQL.${port}`) ? socketFolder : 'localhost';
}
function readSsl(parts, problems) {
    const rootCertificate = parts.PGSSLROOTCERT?.text.trim();
    const system = rootCertificate === 'system';
    const mode = parsed('sslmode', parts.PGSSLMODE, problems) ?? (system ? 'verify-full' : 'prefer');
    if (system && mode !== 'verify-full') {
        problems.add(`cannot use sslmode ${mode} with sslrootcert "system": libpq wants verify-full there; set sslmode to verify-full, or leave it out`);
    }
    return {
        mode,
        ...(rootCertificate !== undefined && { rootCertificate }),
        ...(parts.PGSSLCERT && { certificate: parts.PGSSLCERT.text.trim() }),
        ...(parts.PGSSLKEY && { key: parts.PGSSLKEY.text.trim() }),
    };
}
function travellingParts(parts, problems) {
    const timeout = parts.PGCONNECT_TIMEOUT;
    if (timeout && !/^\d+$/.test(timeout.text.trim()))
        problems.add(`cannot use the connect timeout from ${timeout.origin}; use a whole number of seconds`);
    return Object.fromEntries(travelling.flatMap((variable) => {
        const found = parts[variable];
        return found ? [[variable, found.text]] : [];
    }));
}
// A service file would have to be read by every side in the same way, and pg does not read it; nor PGHOSTADDR.
function refuseUnsupported(sources, problems) {
    const service = (0,settings_sources/* findVariable */.q3)(sources, ['PGSERVICE']);
    if (service) {
        problems.add(`cannot use ${service.origin}: pgdrill reads no service files; unset it and give host, port, user and database themselves`);
    }
    const address = (0,settings_sources/* findVariable */.q3)(sources, ['PGHOSTADDR']);
    if (address)
        problems.add(`cannot use ${address.origin}; unset it and put the address into database-host`);
}
// Known by name, so that no secret of the job (AWS_*, INPUT_*, tokens) reaches a child process.
const childNames = /^(?:PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|KRB5\w*|SSL_CERT_(?:FILE|DIR)|OPENSSL_CONF|OPENSSL_MODULES|LD_LIBRARY_PATH|DYLD_\w*LIBRARY_PATH|LOCPATH|PGSYSCONFDIR|PGLOCALEDIR)$/;
function childVariables(sources) {
    return Object.fromEntries(Object.entries((0,settings_sources/* mergedVariables */.uT)(sources)).filter(([name]) => childNames.test(name)));
}

/***/ }),

/***/ 8509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readDoctorSettings)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _backup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2796);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7906);



/** @throws SettingsError with everything that is wrong */
function readDoctorSettings(sources, facts, problems) {
    const jobLimitMs = (0,_sources_js__WEBPACK_IMPORTED_MODULE_2__/* .read */ .LF)(sources, 'job-limit', problems) ?? limitOfThisJob(sources);
    const settings = (0,_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackupSettings */ .s)(sources, facts, problems);
    return { ...settings, ...(jobLimitMs !== undefined && { jobLimitMs }), spoolFolder: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)() };
}
const hourMs = 3_600_000;
// https://docs.github.com/en/actions/reference/limits: 6 hours a job on GitHub's runners, 5 days on one's own.
function limitOfThisJob(sources) {
    if ((0,_sources_js__WEBPACK_IMPORTED_MODULE_2__/* .findVariable */ .q3)(sources, ['GITHUB_ACTIONS'])?.text !== 'true')
        return undefined;
    return (0,_sources_js__WEBPACK_IMPORTED_MODULE_2__/* .findVariable */ .q3)(sources, ['RUNNER_ENVIRONMENT'])?.text === 'self-hosted' ? 120 * hourMs : 6 * hourMs;
}

/***/ }),

/***/ 638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _i: () => (/* binding */ readEncryption),
  x4: () => (/* binding */ readKeys),
  wH: () => (/* binding */ readKeysToCheck)
});

// EXTERNAL MODULE: ./build/encrypt/decrypt.js
var decrypt = __webpack_require__(4423);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/encrypt/key-text.js

/** A file of keys, or a text like one: a key a line, empty lines and `#` comments between them. */
function keyLines(text) {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '' && !line.startsWith('#'));
}
/** Whether a text wants to be a recipient, and no file's name. */
function looksLikeRecipient(text) {
    return /^(age1|ssh-)/.test(text);
}
/** Refuses what is no recipient that a restore could open. @throws PgdrillError that shows nothing of it */
function checkRecipient(text) {
    if (/^AGE-SECRET-KEY-/i.test(text))
        throw new errors/* PgdrillError */.ZA('that is a secret key, which a backup must not have; use the public one, age1..., that age-keygen -y shows');
    if (text.startsWith('ssh-'))
        throw new errors/* PgdrillError */.ZA('SSH keys are not supported; make a key with age-keygen, and use its age1...');
    if (/^age1(tag|tagpq|[a-z0-9]*1p|yubikey|se)1/.test(text))
        throw new errors/* PgdrillError */.ZA('keys of plugins are not supported; make a key with age-keygen, and use its age1...');
    const isOne = /^age1pq1/.test(text) ? isBech32(text, 'age1pq') : text.length === 62 && isBech32(text, 'age');
    if (!isOne)
        throw new errors/* PgdrillError */.ZA('use the public key, age1..., as age-keygen shows it; this one has a typing error');
}
/** @throws PgdrillError that shows nothing of it */
function checkIdentity(text) {
    if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE'))
        throw new errors/* PgdrillError */.ZA('it is encrypted itself; decrypt it first, with age -d');
    if (text.startsWith('age1'))
        throw new errors/* PgdrillError */.ZA('that is a public key; use the secret one, AGE-SECRET-KEY-..., that age-keygen wrote');
    const lower = text.toLowerCase();
    const isOne = lower.startsWith('age-secret-key-pq-1')
        ? isBech32(lower, 'age-secret-key-pq-')
        : isBech32(lower, 'age-secret-key-');
    if (!isOne || text !== text.toUpperCase())
        throw new errors/* PgdrillError */.ZA('use the secret key, AGE-SECRET-KEY-..., as age-keygen wrote it');
}
const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** Whether prefix and checksum are right (BIP 173; age has no limit of length). */
function isBech32(text, prefix) {
    if (!text.startsWith(`${prefix}1`))
        return false;
    const values = [...text.slice(prefix.length + 1)].map((letter) => letters.indexOf(letter));
    if (values.length < 7 || values.includes(-1))
        return false;
    const codes = [...prefix].map((letter) => letter.charCodeAt(0));
    return checksum([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]) === 1;
}
function checksum(values) {
    return values.reduce((sum, value) => {
        const top = sum >>> 25;
        const shifted = ((sum & 0x1ffffff) << 5) ^ value;
        return generator.reduce((each, word, bit) => ((top >>> bit) & 1 ? each ^ word : each), shifted);
    }, 1);
}
// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __webpack_require__(8187);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __webpack_require__(7906);
;// CONCATENATED MODULE: ./build/settings/encryption.js




/** To whom a backup is encrypted. */
function readEncryption(sources, facts, problems) {
    const given = (0,settings_sources/* read */.LF)(sources, 'encrypt-to', problems) ?? [];
    const passphrase = readPassphrase(sources, problems);
    const recipients = [...new Set(given.flatMap((text) => recipientsOf(text, facts, problems)))];
    if (passphrase === undefined)
        return recipients.length === 0 ? { kind: 'none' } : { kind: 'recipients', recipients };
    if (given.length > 0)
        problems.add('cannot encrypt both to recipients and by a passphrase; leave out encrypt-to or encrypt-passphrase');
    return { kind: 'passphrase', passphrase };
}
/** What may decrypt a backup. */
function readKeys(sources, facts, problems) {
    const files = (0,settings_sources/* read */.LF)(sources, 'identity-file', problems) ?? [];
    const passphrase = readPassphrase(sources, problems);
    const identities = [
        ...identitiesIn('identity', (0,settings_sources/* find */.I6)(sources, 'identity'), problems),
        ...files.flatMap((path) => identitiesIn('identity-file', fileText('identity-file', path, facts, problems), problems)),
    ];
    // Given twice, it is one key all the same.
    const once = new Map(identities.toReversed().map((each) => [each.text, each]));
    return { identities: [...once.values()].reverse(), ...(passphrase !== undefined && { passphrase }) };
}
/** What `keys check` is to look at. */
function readKeysToCheck(sources, facts, problems) {
    const keys = readKeys(sources, facts, problems);
    if (!(0,decrypt/* hasKeys */.xV)(keys))
        problems.addUnlessAny('no key is given to check; set identity-file, identity or encrypt-passphrase');
    return keys;
}
function readPassphrase(sources, problems) {
    const passphrase = (0,settings_sources/* read */.LF)(sources, 'encrypt-passphrase', problems);
    // A word of a dictionary is guessed in minutes, and whoever has the file has all the time there is.
    if (passphrase !== undefined && passphrase.length < 10)
        problems.add('cannot use encrypt-passphrase: it is shorter than 10 letters; use five random words, or encrypt-to');
    return passphrase;
}
function recipientsOf(text, facts, problems) {
    if (looksLikeRecipient(text) || /^AGE-SECRET-KEY-/i.test(text))
        return checked('encrypt-to', [text], problems);
    const file = fileText('encrypt-to', text, facts, problems);
    if (file === undefined)
        return [];
    const recipients = keyLines(file.text);
    if (recipients.length === 0)
        problems.add(`cannot use encrypt-to ${(0,settings_sources/* shownText */.f$)(text)}: there is no recipient in that file`);
    return checked(`encrypt-to ${(0,settings_sources/* shownText */.f$)(text)}`, recipients, problems);
}
function checked(what, recipients, problems) {
    return recipients.flatMap((text) => {
        // Its first letters tell which one is meant, and are nothing secret of a secret key either.
        const shown = (0,settings_sources/* shownText */.f$)(`${text.slice(0, 14)}...`);
        return problems.noting(`cannot use ${what} ${shown}`, () => accepted(text)) ?? [];
    });
}
function accepted(recipient) {
    checkRecipient(recipient);
    return recipient;
}
function identitiesIn(option, found, problems) {
    if (found === undefined)
        return [];
    const from = found.origin.replace(/^--/, '') === option ? '' : ` (from ${found.origin})`;
    const texts = keyLines(found.text);
    if (texts.length === 0)
        problems.add(`cannot use ${option}${from}: there is no key in it`);
    return (problems.noting(`cannot use ${option}${from}`, () => {
        for (const text of texts)
            checkIdentity(text);
        return texts.map((text) => ({ text, origin: found.origin.replace(/^--/, '') }));
    }) ?? []);
}
function fileText(option, path, facts, problems) {
    const file = (0,settings_facts/* absolutePath */.Hi)(path, facts);
    try {
        return { text: facts.readText(file), origin: file };
    }
    catch (error) {
        problems.add(`cannot use ${option} ${(0,settings_sources/* shownText */.f$)(path)}: ${(0,settings_facts/* whyUnread */.Ms)(error)}`);
        return undefined;
    }
}

/***/ }),

/***/ 4870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readEnvFile)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8187);



/**
 * The variables of the file given, or else of `.env` in the working folder, where there is one. The syntax is that of
 * Node's --env-file. @throws SettingsError when the file cannot be used
 */
function readEnvFile(given, facts) {
    const path = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi)(given ?? '.env', facts);
    // A folder of that name is common, too: Python's virtual environments.
    if (given === undefined && !facts.isFile(path))
        return { variables: {}, where: '' };
    const text = readText(path, given, facts);
    if (text.includes('\0'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN([
            `cannot use ${path}: it holds a zero byte, as text in UTF-16 does; save it as UTF-8`,
        ]);
    const variables = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseEnv)(plainly(text));
    refuseCutValues(text, variables, path);
    return { variables, where: ` in ${path}` };
}
/**
 * The same settings, written so that Node reads them: of `A= ` it takes the next line for the value, and it leaves `export`
 * in the name where the value is empty or a tab follows. A quoted value is passed over whole, whatever its lines look like.
 */
function plainly(text) {
    return text.replace(/^[ \t]*(?:export[ \t]+)?([^\s=#"'`][^\r\n=#"'`]*=)[ \t]*((["'`])[\s\S]*?\3)?/gm, (_, assigned, quoted = '') => `${assigned}${quoted}`);
}
function readText(path, given, facts) {
    try {
        // Some editors begin a file with a mark that would become a part of its first name.
        return facts.readText(path).replace(/^\uFEFF/, '');
    }
    catch (error) {
        const cure = given === undefined ? 'let this user read it, or name another with --env-file' : 'check --env-file';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN([`cannot read ${path}: ${(0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .whyUnread */ .Ms)(error)}; ${cure}`]);
    }
}
/**
 * Refuses `PASSWORD=ab#cd` and `PASSWORD='ab'cd'`, for which Node says `ab`. Only of names that matter here: the file is
 * that of other programs as well. A line inside of a quoted value only looks like that: it gave the name no value.
 */
function refuseCutValues(text, variables, path) {
    const cut = /^[ \t]*(?:export[ \t]+)?((?:DATABASE|PG|AWS|BACKUP|RETENTION)\w*)[ \t]*=[ \t]*(?:([^\s"'`#][^\r\n#]*)(?<=\S)#|('[^']*'|"[^"]*"|`[^`]*`)(?:\S|[ \t]+[^\s#]))/gm;
    const problems = [...text.matchAll(cut)]
        .filter(([, name, bare, quoted]) => variables[String(name)] === (bare ?? unquoted(String(quoted))))
        .map(([, name, bare]) => {
        const why = bare === undefined
            ? `text follows its closing quote; put all of it in quotes that it does not hold, of ' " and \``
            : 'its value holds "#", where a comment would begin; put it in quotes';
        return `cannot use ${name} in ${path}: ${why}`;
    });
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN(problems);
}
function unquoted(quoted) {
    const value = quoted.slice(1, -1);
    return quoted.startsWith('"') ? value.replaceAll('\\n', '\n') : value;
}

/***/ }),

/***/ 8187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EG: () => (/* binding */ factsOfThisMachine),
/* harmony export */   Hi: () => (/* binding */ absolutePath),
/* harmony export */   Ms: () => (/* binding */ whyUnread)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9473);




function factsOfThisMachine() {
    return {
        workingFolder: process.cwd(),
        home: orUndefined(node_os__WEBPACK_IMPORTED_MODULE_1__.homedir),
        user: orUndefined(() => (0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().username),
        // What is too long to be a file's name, or lies where one may not look, is none.
        isFile: (path) => orUndefined(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isFile()) ?? false,
        isSocket: (path) => orUndefined(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isSocket()) ?? false,
        readText: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'),
    };
}
/** An absolute path; `~/` is the home, as a shell would have it where a shell saw it. */
function absolutePath(text, { workingFolder, home }) {
    const inHome = home !== undefined && (text === '~' || text.startsWith('~/'));
    return inHome ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, text.slice(1)) : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workingFolder, text);
}
const reasons = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENAMETOOLONG: 'no file can have so long a name',
};
/** Why a file cannot be read: in the system's words its whole path would stand once more. */
function whyUnread(error) {
    return reasons[error.code ?? ''] ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error);
}
function orUndefined(ask) {
    try {
        return ask();
    }
    catch {
        return undefined;
    }
}

/***/ }),

/***/ 9511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readInputs),
/* harmony export */   L: () => (/* binding */ inputVariable)
/* harmony export */ });
/* harmony import */ var _backup_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2796);
/* harmony import */ var _doctor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8509);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8187);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4370);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8094);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1542);
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5482);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8953);
/* harmony import */ var _setup_client_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7906);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9899);











/** The commands that are actions, too. */
const readers = {
    backup: _backup_js__WEBPACK_IMPORTED_MODULE_0__/* .readBackupSettings */ .s,
    restore: _restore_js__WEBPACK_IMPORTED_MODULE_6__/* .readRestoreSettings */ .W,
    verify: _verify_js__WEBPACK_IMPORTED_MODULE_10__/* .readVerifySettings */ .T,
    list: _list_js__WEBPACK_IMPORTED_MODULE_3__/* .readListSettings */ .i,
    doctor: _doctor_js__WEBPACK_IMPORTED_MODULE_1__/* .readDoctorSettings */ .b,
    'setup-client': _setup_client_js__WEBPACK_IMPORTED_MODULE_8__/* .readSetupClientSettings */ .y,
};
/** The settings of an action, from its inputs and the environment. @throws SettingsError with everything that is wrong */
function readInputs(command, environment, facts = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .factsOfThisMachine */ .EG)()) {
    const sources = {
        given: inputsIn(environment, (0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .inputsOf */ .Vc)(command)),
        titleOf: (name) => name,
        layers: [{ variables: environment, where: '' }],
    };
    return {
        settings: readers[command](sources, facts, new _problems_js__WEBPACK_IMPORTED_MODULE_5__/* .Problems */ .Z()),
        secrets: (0,_secrets_js__WEBPACK_IMPORTED_MODULE_7__/* .secretsOf */ .F)(sources),
        environment: (0,_sources_js__WEBPACK_IMPORTED_MODULE_9__/* .mergedVariables */ .uT)(sources),
    };
}
/** How the runner hands an input over; it keeps dashes, which no shell could export. */
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function inputsIn(environment, names) {
    return new Map(names.flatMap((name) => {
        const text = environment[inputVariable(name)];
        return text === undefined ? [] : [[name, text]];
    }));
}

/***/ }),

/***/ 7279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ orList),
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   Hc: () => (/* binding */ host),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Ov: () => (/* binding */ clientVersion),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Vm: () => (/* binding */ word),
/* harmony export */   Wj: () => (/* binding */ minRows),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _o: () => (/* binding */ secretLines),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   q$: () => (/* binding */ Unacceptable),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   yD: () => (/* binding */ secretText),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** Why a value is refused and what is accepted; never holds the value itself, which may be secret. */
class Unacceptable extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'Unacceptable';
}
function text(placeholder = 'TEXT') {
    return { placeholder, parse: (text) => text.trim() };
}
/** A name without spaces: of a region, of a storage class. */
function word(placeholder) {
    return {
        placeholder,
        parse(text) {
            if (/^[\w.-]+$/.test(text.trim()))
                return text.trim();
            throw new Unacceptable('use letters, digits, ".", "_" and "-"');
        },
    };
}
/** Kept as it is but for line ends, which files and secret stores like to add. */
function secretText(placeholder) {
    return { placeholder, unshown: true, parse: (text) => text.replace(/[\r\n]+$/, '') };
}
/** Several lines that hold secrets, as they are. */
function secretLines(placeholder) {
    return { placeholder, unshown: true, repeatable: true, parse: (text) => text };
}
/** A host's name or address, or the folder of a unix socket. */
function host() {
    return {
        placeholder: 'HOST',
        parse(text) {
            const host = text.trim().replace(/^\[(.*)\]$/, '$1');
            if (host.includes(','))
                throw new Unacceptable('it names several hosts; name the one to dump from');
            if (/:\/\/|.@|\s/.test(host))
                throw new Unacceptable('use the name or address alone; a whole URL goes to database-url');
            if (/^[^:]+:\d+$/.test(host))
                throw new Unacceptable('use the name or address alone; the port goes to database-port');
            return host;
        },
    };
}
/** One value a line. */
function lines(placeholder) {
    return {
        placeholder,
        repeatable: true,
        parse: (text) => text
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line !== ''),
    };
}
function wholeNumber(least, most = Number.MAX_SAFE_INTEGER, placeholder = 'NUMBER') {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    return {
        placeholder,
        parse(text) {
            const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
            if (value >= least && value <= most)
                return value;
            throw new Unacceptable(`use a whole number ${range}`);
        },
    };
}
/** One of some words, in any case; `_` does for `-`, since environment variables are written so. */
function choice(...words) {
    return {
        placeholder: words.join('|'),
        parse(text) {
            const found = words.find((word) => folded(word) === folded(text.trim()));
            if (found !== undefined)
                return found;
            throw new Unacceptable(`use ${orList(words)}`);
        },
    };
}
function boolean() {
    const words = choice('true', 'false');
    return { placeholder: words.placeholder, bare: 'true', parse: (text) => words.parse(text) === 'true' };
}
const milliseconds = {
    ms: 1,
    s: 1000,
    min: 60_000,
    m: 60_000,
    h: 3_600_000,
};
/** A time span in milliseconds, from 1 ms up to what PostgreSQL's and Node's 32-bit timers hold. */
function duration() {
    return {
        placeholder: 'TIME',
        parse(text) {
            const [, number, unit] = /^(\d+) ?(ms|s|min|m|h)$/.exec(text.trim()) ?? [];
            const value = Number(number) * (milliseconds[unit ?? ''] ?? Number.NaN);
            if (value >= 1 && value < 2 ** 31)
                return value;
            throw new Unacceptable('use a number and a unit, such as 500ms, 30s, 5min or 1h, and at most 596h');
        },
    };
}
/** `schema.table>=rows`, one a line; without a schema it is public. */
function minRows() {
    const each = lines('TABLE>=ROWS');
    return {
        ...each,
        parse: (text) => each.parse(text).map((line) => {
            const [, schema = 'public', table, rows] = /^(?:([^.>]+)\.)?([^.>]+?)\s*>=\s*(\d{1,15})$/.exec(line) ?? [];
            if (table === undefined)
                throw new Unacceptable('use schema.table>=rows, such as public.users>=1000');
            return { schema, table, rows: Number(rows) };
        }),
    };
}
/** `20` or `20%`, from 0 to 100. */
function percent() {
    return {
        placeholder: 'PERCENT',
        parse(text) {
            const value = Number(/^(\d+(?:\.\d+)?) ?%?$/.exec(text.trim())?.[1]);
            if (value <= 100)
                return value;
            throw new Unacceptable('use per cent from 0 to 100, such as 20');
        },
    };
}
const byteUnits = {
    KiB: 1024,
    MiB: 1024 ** 2,
    GiB: 1024 ** 3,
    kB: 1000,
    MB: 1000 ** 2,
    GB: 1000 ** 3,
};
/** Which programs of PostgreSQL's to use: what is installed, fetched where needed, or those of a major. */
function clientVersion() {
    return {
        placeholder: 'auto|MAJOR|installed',
        parse(text) {
            // Pasted from a server's version, the minor is no reason to refuse.
            const major = /^([1-9]\d)(?:\.\d+)?$/.exec(text.trim())?.[1];
            if (major !== undefined)
                return Number(major);
            const word = ['auto', 'installed'].find((each) => each === text.trim().toLowerCase());
            if (word !== undefined)
                return word;
            throw new Unacceptable('use auto, installed, or a major version such as 18');
        },
    };
}
/** A size in bytes. */
function size(least, most, range) {
    return {
        placeholder: 'SIZE',
        parse(text) {
            const [, number, unit] = /^(\d+) ?([kMGK]i?B)$/.exec(text.trim()) ?? [];
            const value = Number(number) * (byteUnits[unit ?? ''] ?? Number.NaN);
            if (value >= least && value <= most)
                return value;
            throw new Unacceptable(`use a number and a unit, such as 64MiB, ${range}`);
        },
    };
}
/** `a, b or c`. */
function orList(words) {
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
function folded(text) {
    return text.toLowerCase().replaceAll('_', '-');
}

/***/ }),

/***/ 4370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ readListSettings)
/* harmony export */ });
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1344);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4561);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1542);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3882);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9899);






/** @throws SettingsError with everything that is wrong */
function readListSettings(sources, facts, problems) {
    const limit = (0,_sources_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(sources, 'limit', problems);
    const from = (0,_sources_js__WEBPACK_IMPORTED_MODULE_3__/* .find */ .I6)(sources, 'what')
        ? (0,_verify_js__WEBPACK_IMPORTED_MODULE_5__/* .readFrom */ .z)(sources, facts, problems, 'list')
        : readAll(sources, facts, problems);
    problems.throwAny();
    if (from === undefined)
        throw new Error('nothing to list, and no problem noted');
    return { ...from, ...(limit > 0 && { limit }) };
}
function readAll(sources, facts, problems) {
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_1__/* .readName */ .M)(sources, undefined, problems);
    // The database's name says at most where backup-db.sh puts its backups; bad settings of it are no matter here.
    const folderName = name ?? (0,_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .readDatabaseName */ .F)(sources, new _problems_js__WEBPACK_IMPORTED_MODULE_2__/* .Problems */ .Z());
    const stores = (0,_stores_js__WEBPACK_IMPORTED_MODULE_4__/* .readStores */ .J)(sources, { name: folderName, facts, problems });
    return { ...(name !== undefined && { name }), stores };
}

/***/ }),

/***/ 4561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readName)
/* harmony export */ });
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4532);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7906);


/** What the backups are called: the name given, else the database's. A name that cannot be one is noted. */
function readName(sources, database, problems) {
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(sources, 'name', problems);
    const name = given ?? database;
    if (name === undefined)
        return undefined;
    const what = given === undefined ? "cannot call backups by the database's name, set name" : 'cannot use name';
    problems.noting(what, () => (0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_0__/* .checkName */ .I3)(name));
    return name;
}

/***/ }),

/***/ 9907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ commands),
/* harmony export */   T: () => (/* binding */ groups)
/* harmony export */ });
const commands = [
    'backup',
    'restore',
    'verify',
    'prune',
    'list',
    'doctor',
    'keys check',
    'setup-client',
];
/** The headings that options are shown under, in this order. */
const groups = {
    connection: 'Connection',
    store: 'Stores',
    backup: 'What is backed up, and how',
    client: "PostgreSQL's programs",
    restore: 'What is restored, and how',
    verify: 'What a drill demands',
    encryption: 'Encryption',
    retention: 'Retention',
    listing: 'Listing',
    doctor: 'What a doctor holds it against',
    general: 'General',
};

/***/ }),

/***/ 8094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vc: () => (/* binding */ inputsOf),
  RR: () => (/* binding */ isOptionName),
  RM: () => (/* binding */ optionCalled),
  W6: () => (/* binding */ optionNames),
  fF: () => (/* binding */ options),
  cz: () => (/* binding */ optionsOf)
});

// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/settings/compression.js

// gzip's are the tools' own; zstd's is theirs too, and the one that dumps gain most from for their time.
const levels = { gzip: { most: 9, usual: 6 }, zstd: { most: 19, usual: 3 } };
/** `gzip[:1-9]`, `zstd[:1-19]` or `none`. */
function compressionKind() {
    return {
        placeholder: 'gzip[:1-9]|zstd[:1-19]|none',
        parse(text) {
            const [, kind, level] = /^(gzip|zstd|none)(?::(\d{1,2}))?$/.exec(text.trim().toLowerCase()) ?? [];
            if (kind === 'none' && level === undefined)
                return { kind };
            if (kind === 'gzip' || kind === 'zstd') {
                const { most, usual } = levels[kind];
                const chosen = level === undefined ? usual : Number(level);
                if (chosen >= 1 && chosen <= most)
                    return { kind, level: chosen };
            }
            throw new kinds/* Unacceptable */.q$('use gzip, zstd or none, with a level if you like: gzip:1 to gzip:9, zstd:1 to zstd:19');
        },
    };
}
// EXTERNAL MODULE: ./node_modules/shlex/shlex.js
var shlex = __webpack_require__(5637);
;// CONCATENATED MODULE: ./build/settings/pg-dump-arguments.js


// What pgdrill decides itself: another file, format or database would not be the one that it streams and records.
// Long name, short letter, and what to use instead.
const refused = [
    { long: 'file', short: 'f', cure: 'the dump goes to the stores' },
    { long: 'format', short: 'F', cure: 'use format' },
    { long: 'jobs', short: 'j', cure: 'plain and custom dumps are written by one job' },
    { long: 'compress', short: 'Z', cure: 'use compression' },
    { long: 'dbname', short: 'd', cure: 'use database-name or database-url' },
    { long: 'host', short: 'h', cure: 'use database-host' },
    { long: 'port', short: 'p', cure: 'use database-port' },
    { long: 'username', short: 'U', cure: 'use database-user' },
    { long: 'password', short: 'W', cure: 'use database-password' },
    { long: 'no-password', short: 'w', cure: 'pg_dump never asks for one here' },
    { long: 'lock-wait-timeout', cure: 'use lock-wait-timeout' },
    { long: 'help', short: '?', cure: 'nothing would be dumped' },
    { long: 'version', short: 'V', cure: 'nothing would be dumped' },
];
// Of pg_dump 13 to 18. What newer ones add is let through: pg_dump judges it.
const shortWithValue = 'eEnNStT';
const longWithValue = new Set([
    'encoding exclude-extension exclude-schema exclude-table exclude-table-and-children exclude-table-data',
    'exclude-table-data-and-children extension extra-float-digits filter include-foreign-data restrict-key role',
    'rows-per-insert schema section snapshot superuser sync-method table table-and-children',
].flatMap((line) => line.split(' ')));
const longWithoutValue = new Set([
    'attribute-inserts binary-upgrade blobs clean column-inserts create data-only disable-dollar-quoting',
    'disable-triggers enable-row-security if-exists inserts large-objects load-via-partition-root no-acl no-blobs',
    'no-comments no-data no-large-objects no-owner no-policies no-privileges no-publications no-reconnect no-schema',
    'no-security-labels no-statistics no-subscriptions no-sync no-synchronized-snapshots no-table-access-method',
    'no-tablespaces no-toast-compression no-unlogged-table-data on-conflict-do-nothing quote-all-identifiers',
    'schema-only sequence-data serializable-deferrable statistics statistics-only strict-names',
    'use-set-session-authorization verbose with-statistics',
].flatMap((line) => line.split(' ')));
/** Arguments for pg_dump, split as a shell would split them, without what pgdrill decides itself. */
function pgDumpArgumentsKind() {
    return {
        placeholder: 'ARGUMENTS',
        repeatable: true,
        unshown: true,
        parse(text) {
            const words = splitWords(text);
            check(words);
            return words;
        },
    };
}
function splitWords(text) {
    try {
        return (0,shlex/* split */.lD)(text);
    }
    catch {
        throw new kinds/* Unacceptable */.q$('a quote or a backslash is left open; close it');
    }
}
function check(words) {
    for (let at = 0; at < words.length; at += 1) {
        const word = words[at];
        if (word === '--' || !/^-./.test(word))
            throw notAnOption(word);
        const takesNext = word.startsWith('--') ? checkLong(word) : checkShort(word);
        if (takesNext)
            at += 1;
    }
}
/** Whether the next word is its value. @throws Unacceptable */
function checkLong(word) {
    const [name = '', value] = word.slice(2).split(/=(.*)/s, 2);
    if (longWithoutValue.has(name))
        return false;
    if (!longWithValue.has(name)) {
        // getopt_long takes the beginning of a name for the name: `--fil` is `--file`.
        const match = refused.find(({ long }) => long.startsWith(name));
        if (match)
            throw notYours(`--${match.long}`, match.cure);
        if (isShortened(name, longWithoutValue))
            return false;
    }
    return value === undefined;
}
function isShortened(name, names) {
    return [...names].some((each) => each.startsWith(name));
}
/** One word may hold several letters, the last one with its value: `-vOtname`. @throws Unacceptable */
function checkShort(word) {
    const letters = [...word.slice(1)];
    for (const [at, letter] of letters.entries()) {
        const match = refused.find(({ short }) => short === letter);
        if (match)
            throw notYours(`-${letter}`, match.cure);
        if (shortWithValue.includes(letter))
            return at === letters.length - 1;
    }
    return false;
}
function notYours(option, cure) {
    return new kinds/* Unacceptable */.q$(`remove pg_dump's ${option}: ${cure}`);
}
function notAnOption(word) {
    // Not shown when it is no plain word: a connection string may hold a password.
    const shown = /^[\w.]{1,60}$/.test(word) ? `"${word}"` : 'an argument';
    return new kinds/* Unacceptable */.q$(`${shown} is no option of pg_dump, which would take it for the database's name; remove it, or quote what belongs together`);
}
;// CONCATENATED MODULE: ./build/settings/options/backup.js



// A doctor takes whatever a backup takes: it looks whether that backup would work.
const dump = ['backup', 'doctor'];
const backupOptions = {
    name: {
        group: 'backup',
        commands: ['backup', 'restore', 'verify', 'prune', 'list', 'doctor', 'keys check'],
        kind: (0,kinds/* text */.Qq)('NAME'),
        otherwise: "the database's name",
        meaning: 'What the backups are called. Databases of the same name need different ones within a store.',
    },
    format: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* choice */.Yq)('plain', 'custom'),
        default: 'plain',
        meaning: "plain is SQL text for psql; custom is pg_dump's own archive for pg_restore.",
    },
    compression: {
        group: 'backup',
        commands: dump,
        kind: compressionKind(),
        default: 'gzip:6',
        meaning: 'How the dump is compressed. zstd alone is zstd:3; in the custom format it needs pg_dump 16 or newer.',
    },
    globals: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'true',
        meaning: 'Save the roles and tablespaces that the dump refers to, without passwords.',
    },
    schema: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'Only schemas that match. A pattern as pg_dump understands it.',
    },
    'exclude-schema': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'No schemas that match.',
    },
    table: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'Only tables, views and sequences that match.',
    },
    'exclude-table': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'No tables that match.',
    },
    'exclude-table-data': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'The definition but not the rows of tables that match.',
    },
    'pg-dump-args': {
        group: 'backup',
        commands: dump,
        kind: pgDumpArgumentsKind(),
        meaning: 'Further arguments for pg_dump, quoted as for a shell; none is started.',
    },
    'lock-wait-timeout': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* duration */.p0)(),
        default: '5min',
        meaning: 'How long pg_dump may wait for a table that another session has locked.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/client.js

const running = ['backup', 'restore', 'verify', 'doctor'];
const fetching = [...running, 'setup-client'];
const clientOptions = {
    'client-version': {
        group: 'client',
        commands: fetching,
        kind: (0,kinds/* clientVersion */.Ov)(),
        default: 'auto',
        meaning: 'auto uses what is installed where that is new enough, and else fetches the programs of the major that is needed; a major uses exactly that one, installed or fetched; installed never fetches. Without a server to look at, auto means the newest.',
    },
    'client-path': {
        group: 'client',
        commands: running,
        kind: (0,kinds/* text */.Qq)('PATH'),
        otherwise: 'the best match among PATH and the usual places',
        meaning: 'The folder with pg_dump, psql and the like, or pg_dump itself. Then nothing else is looked at or fetched.',
    },
    'client-repository': {
        group: 'client',
        commands: fetching,
        kind: (0,kinds/* text */.Qq)('URL [SUITE [COMPONENT]]'),
        otherwise: "PostgreSQL's own, with the suite {codename}-pgdg and the component main",
        meaning: 'The apt repository to fetch from; {codename} stands for what this Debian or Ubuntu is called.',
    },
    'client-repository-key': {
        group: 'client',
        commands: fetching,
        kind: (0,kinds/* text */.Qq)('FILE'),
        otherwise: "PostgreSQL's own, which is built in",
        meaning: 'The public key that the repository is signed with, armored or not.',
    },
};
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(2992);
;// CONCATENATED MODULE: ./build/settings/options/connection.js


const connection_dump = ['backup', 'restore', 'doctor'];
// Verify and prune need no database of their own, but take the backups' name from its.
const named = ['backup', 'restore', 'verify', 'prune', 'doctor'];
const connectionOptions = {
    'database-url': {
        group: 'connection',
        commands: named,
        kind: (0,kinds/* secretText */.yD)('URL'),
        environment: ['DATABASE_URL'],
        secret: true,
        meaning: 'The database, as postgresql://user:password@host:5432/database?sslmode=require. Percent-encode odd characters.',
    },
    'database-host': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* host */.Hc)(),
        environment: ['DATABASE_HOST'],
        alsoReads: ['PGHOST'],
        otherwise: 'the unix socket in /var/run/postgresql where there is one, else localhost',
        meaning: "A host's name or address, or the folder of a unix socket.",
    },
    'database-port': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* wholeNumber */.rD)(1, 65_535, 'PORT'),
        environment: ['DATABASE_PORT'],
        alsoReads: ['PGPORT'],
        otherwise: '5432',
        meaning: "The server's port.",
    },
    'database-name': {
        group: 'connection',
        commands: named,
        kind: (0,kinds/* text */.Qq)('NAME'),
        environment: ['DATABASE_NAME'],
        alsoReads: ['PGDATABASE'],
        meaning: "The database's name.",
    },
    'database-user': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* text */.Qq)('USER'),
        environment: ['DATABASE_USER'],
        alsoReads: ['PGUSER'],
        otherwise: 'whoever runs this',
        meaning: 'The role to connect as.',
    },
    'database-password': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* secretText */.yD)('PASSWORD'),
        environment: ['DATABASE_PASSWORD'],
        alsoReads: ['PGPASSWORD'],
        otherwise: '~/.pgpass, or none',
        secret: true,
        meaning: 'Its password. On a command line others can see it: DATABASE_PASSWORD hides it.',
    },
    sslmode: {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* choice */.Yq)(...connection/* sslModes */.R5),
        alsoReads: ['PGSSLMODE'],
        otherwise: 'prefer, or verify-full with sslrootcert "system"',
        meaning: 'What libpq means by it: whether to encrypt, and whether to verify the server.',
    },
    sslrootcert: {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* text */.Qq)('FILE'),
        alsoReads: ['PGSSLROOTCERT'],
        otherwise: '~/.postgresql/root.crt, where there is one',
        meaning: 'The certificate authorities to verify the server with: a file, or "system" for the public ones.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/doctor.js

const doctorOptions = {
    'job-limit': {
        group: 'doctor',
        commands: ['doctor'],
        kind: (0,kinds/* duration */.p0)(),
        alsoReads: ['GITHUB_ACTIONS', 'RUNNER_ENVIRONMENT'],
        otherwise: "6h in a job on one of GitHub's runners, 120h in a job on one of your own, elsewhere none",
        meaning: 'How long a backup may take before whatever runs it ends it.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/encryption.js

const reading = ['restore', 'verify', 'keys check'];
const encryptionOptions = {
    'encrypt-to': {
        group: 'encryption',
        commands: ['backup', 'doctor'],
        kind: (0,kinds/* lines */.Mn)('RECIPIENT|FILE'),
        environment: ['PGDRILL_ENCRYPT_TO'],
        otherwise: 'not encrypted',
        meaning: 'Encrypt the backup with age to this public key (age1..., as age-keygen shows it), or to those in a file, one a line. Any one of their secret keys decrypts it.',
    },
    'encrypt-passphrase': {
        group: 'encryption',
        commands: ['backup', 'doctor', ...reading],
        kind: (0,kinds/* secretText */.yD)('PASSPHRASE'),
        environment: ['PGDRILL_PASSPHRASE'],
        secret: true,
        meaning: 'Encrypt the backup with age by a passphrase, or decrypt one that was. Whoever backs up can read the backups then; encrypt-to keeps that apart.',
    },
    identity: {
        group: 'encryption',
        commands: reading,
        kind: (0,kinds/* secretLines */._o)('KEY'),
        environment: ['PGDRILL_IDENTITY'],
        secret: true,
        meaning: 'The secret key to decrypt with (AGE-SECRET-KEY-...), or all of a file that age-keygen wrote. It is kept in memory only.',
    },
    'identity-file': {
        group: 'encryption',
        commands: reading,
        kind: (0,kinds/* lines */.Mn)('FILE'),
        environment: ['PGDRILL_IDENTITY_FILE'],
        meaning: 'A file with the secret key to decrypt with, as age-keygen wrote it.',
    },
};
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __webpack_require__(9907);
;// CONCATENATED MODULE: ./build/settings/options/general.js


const generalOptions = {
    limit: {
        group: 'listing',
        commands: ['list'],
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '20',
        meaning: 'Show only the newest so many of each name; 0 shows all.',
    },
    'env-file': {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* text */.Qq)('FILE'),
        otherwise: '.env in the current folder, where there is one',
        commandLineOnly: true,
        meaning: 'A file of environment variables; the environment wins over it.',
    },
    json: {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        commandLineOnly: true,
        meaning: 'Write one JSON document to stdout. Logs go to stderr either way.',
    },
    help: {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        commandLineOnly: true,
        meaning: 'Show this help.',
    },
    version: {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        commandLineOnly: true,
        meaning: 'Show the version.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/restore.js

const restore = ['restore'];
const drilled = ['restore', 'verify'];
const restore_named = [...drilled, 'list', 'keys check'];
const restoreOptions = {
    what: {
        group: 'restore',
        commands: restore_named,
        kind: (0,kinds/* text */.Qq)('WHAT'),
        otherwise: 'latest; for list every backup there is',
        meaning: "What to restore, to drill or to show: latest, a backup's name, the name of one of its objects, a time (the newest backup at or before it, such as 2026-11-22 or 2026-11-22T14:30Z), or the path of a dump, which can be restored only.",
    },
    'target-url': {
        group: 'restore',
        commands: drilled,
        kind: (0,kinds/* secretText */.yD)('URL'),
        environment: ['TARGET_DATABASE_URL'],
        otherwise: 'the database that database-url and its like name; for verify a scratch server',
        secret: true,
        meaning: 'The database to restore into, as postgresql://user:password@host:5432/database. For verify the server to make a scratch database on, such as a service container.',
    },
    mode: {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* choice */.Yq)('into-empty', 'swap', 'replace', 'in-place'),
        default: 'into-empty',
        meaning: 'into-empty fills an empty database, or makes it. swap restores beside the live database, then both change names, and the old one is kept. replace is swap that drops the old one. in-place drops the database first, for servers without room for two: when it fails the database is gone.',
    },
    confirm: {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* text */.Qq)('NAME'),
        meaning: "The target database's name once more: needed by swap, replace, in-place and undo.",
    },
    undo: {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        meaning: 'Take the last swap back: what it kept is live again, and what was live is kept.',
    },
    jobs: {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* wholeNumber */.rD)(1, 64),
        default: '1',
        meaning: 'How many jobs load an archive of the custom format, which several need room for in the folder for temporary files; into an empty database that is there already, one always does.',
    },
    'create-roles': {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        meaning: 'Create the roles that the backup knows and the server lacks, without passwords.',
    },
    owner: {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'true',
        meaning: 'Restore who owned what. If not, whoever restores owns everything.',
    },
    privileges: {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'true',
        meaning: 'Restore what was granted and revoked.',
    },
    'before-command': {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* text */.Qq)('COMMAND'),
        meaning: 'A shell command to run before the target is changed, such as one that stops the application. When it fails nothing is changed.',
    },
    'after-command': {
        group: 'restore',
        commands: restore,
        kind: (0,kinds/* text */.Qq)('COMMAND'),
        meaning: 'A shell command to run afterwards, also when the restore fails; PGDRILL_RESULT is restored or failed.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/retention.js

const commands = ['backup', 'prune', 'doctor'];
const retentionOptions = {
    prune: {
        group: 'retention',
        commands,
        kind: { ...(0,kinds/* choice */.Yq)('true', 'false', 'dry-run'), bare: 'true' },
        default: 'true',
        meaning: 'Remove the backups that no rule keeps. dry-run shows the plan and deletes nothing.',
    },
    'keep-days': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '30',
        environment: ['RETENTION_DAYS'],
        meaning: 'Keep every backup that is not older than this many days. 0 turns this rule off, as it does each of the next.',
    },
    'keep-last': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest so many.',
    },
    'keep-hourly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each hour, for the last so many hours that have one. Hours, days and so on are in UTC.',
    },
    'keep-daily': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each day, for the last so many days that have one.',
    },
    'keep-weekly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each week, from Monday on, for the last so many weeks that have one.',
    },
    'keep-monthly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each month, for the last so many months that have one.',
    },
    'keep-yearly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each year, for the last so many years that have one.',
    },
    'keep-min': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(1),
        default: '1',
        meaning: 'Keep the newest so many whatever the rules say.',
    },
};
// EXTERNAL MODULE: ./build/store/s3/part-plan.js
var part_plan = __webpack_require__(3090);
;// CONCATENATED MODULE: ./build/settings/options/store.js



const store_commands = settings_option/* commands */.P.filter((command) => command !== 'setup-client');
// Only what writes an object can say how it is kept.
const writing = ['backup', 'doctor'];
// S3's limit: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const maxPartBytes = 5 * 1024 ** 3;
const storeOptions = {
    store: {
        group: 'store',
        commands: store_commands,
        kind: (0,kinds/* lines */.Mn)('STORE'),
        alsoReads: ['AWS_S3_BUCKET', 'AWS_S3_PREFIX', 'BACKUP_DIR'],
        otherwise: 'the bucket in AWS_S3_BUCKET (with the prefix in AWS_S3_PREFIX) and the folder in BACKUP_DIR, or either',
        meaning: 'Where backups live: s3://bucket/prefix, or the path of a folder.',
    },
    's3-endpoint': {
        group: 'store',
        commands: store_commands,
        kind: (0,kinds/* text */.Qq)('URL'),
        otherwise: 'AWS, or what AWS_ENDPOINT_URL_S3 or ~/.aws/config says',
        meaning: 'The S3 server, for R2, MinIO and other look-alikes: https://host[:port].',
    },
    's3-region': {
        group: 'store',
        commands: store_commands,
        kind: (0,kinds/* word */.Vm)('REGION'),
        otherwise: 'AWS_REGION, or what ~/.aws/config says',
        meaning: "The bucket's region.",
    },
    's3-force-path-style': {
        group: 'store',
        commands: store_commands,
        kind: (0,kinds/* boolean */.zM)(),
        otherwise: 'true with an endpoint that is not of AWS, Alibaba or Tencent',
        meaning: "Whether the bucket is in the path, or in the host's name.",
    },
    's3-checksum': {
        group: 'store',
        commands: store_commands,
        kind: (0,kinds/* choice */.Yq)('when-supported', 'when-required'),
        default: 'when-supported',
        environment: ['AWS_REQUEST_CHECKSUM_CALCULATION'],
        meaning: 'When to send checksums. when-required is for look-alikes that refuse them.',
    },
    's3-storage-class': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* word */.Vm)('CLASS'),
        otherwise: "the bucket's",
        meaning: 'The storage class of new objects, such as STANDARD_IA or GLACIER_IR.',
    },
    's3-sse': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* choice */.Yq)('AES256', 'aws:kms'),
        otherwise: "the bucket's",
        meaning: 'Encryption by the server.',
    },
    's3-kms-key-id': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* text */.Qq)('KEY'),
        otherwise: "the account's own for S3",
        meaning: 'The KMS key to encrypt with; goes with s3-sse "aws:kms".',
    },
    's3-object-lock-mode': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* choice */.Yq)('GOVERNANCE', 'COMPLIANCE'),
        otherwise: "the bucket's",
        meaning: 'Lock new objects against deletion; goes with s3-object-lock-days, in a bucket with Object Lock enabled.',
    },
    's3-object-lock-days': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* wholeNumber */.rD)(1, 36_500, 'DAYS'),
        meaning: 'For how many days new objects stay locked. Prune cannot remove them any sooner.',
    },
    's3-part-size': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* size */.Ej)(part_plan/* minPartBytes */.zt, maxPartBytes, 'from 5MiB to 5GiB'),
        otherwise: "planned from the database's size",
        meaning: 'The size of the parts that an upload is cut into; S3 takes 10,000 of them at most.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/verify.js

const verify = ['verify'];
const verifyOptions = {
    checks: {
        group: 'verify',
        commands: ['restore', 'verify'],
        kind: (0,kinds/* text */.Qq)('FILE'),
        meaning: 'A file of SQL to run against the restored database, up to the first statement that fails, which fails the drill; a restore then leaves the target as it was. DO $$ BEGIN ASSERT ...; END $$ states an expectation.',
    },
    'min-rows': {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* minRows */.Wj)(),
        meaning: 'How many rows a table must have at least, such as public.users>=1000. The drill fails when it has fewer.',
    },
    'max-shrink': {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* percent */.KN)(),
        meaning: 'How many per cent of its rows a table may have lost since the backup before this one. The drill fails when a table lost more, or is gone; a partitioned table counts as one. Losses of fewer than ten rows do not count.',
    },
    'max-age': {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* duration */.p0)(),
        meaning: 'The drill fails when the backup is older.',
    },
    'max-restore-seconds': {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* wholeNumber */.rD)(1, 1_000_000, 'SECONDS'),
        meaning: 'The drill fails when the restore takes longer.',
    },
    amcheck: {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'true',
        meaning: "Have PostgreSQL's amcheck look through every B-tree index of the restored database, where the scratch server has that extension.",
    },
    'after-restore-command': {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* text */.Qq)('COMMAND'),
        meaning: 'A shell command to run last, such as one that migrates the restored database, which DATABASE_URL, DATABASE_* and PG* name to it. The drill fails when it does.',
    },
    report: {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* text */.Qq)('FILE'),
        otherwise: 'a file in RUNNER_TEMP, where that is set',
        meaning: 'Where to write the drill record (JSON) on this machine, besides the store.',
    },
    junit: {
        group: 'verify',
        commands: verify,
        kind: (0,kinds/* text */.Qq)('FILE'),
        meaning: 'Where to write the result as JUnit XML.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options.js










/**
 * Every option there is, declared once: flags, inputs, `--help`, action.yml and the tables in docs/reference.md all
 * come from here (the last two by scripts/build-options.ts).
 */
const options = {
    ...connectionOptions,
    ...storeOptions,
    ...backupOptions,
    ...clientOptions,
    ...restoreOptions,
    ...verifyOptions,
    ...encryptionOptions,
    ...retentionOptions,
    ...doctorOptions,
    ...generalOptions,
};
const optionNames = Object.keys(options);
function optionCalled(name) {
    return options[name];
}
function isOptionName(text) {
    return Object.hasOwn(options, text);
}
/** The options a command takes, in the table's order. */
function optionsOf(command) {
    return optionNames.filter((name) => optionCalled(name).commands.includes(command));
}
/** The inputs of the action that is this command. */
function inputsOf(command) {
    return optionsOf(command).filter((name) => !optionCalled(name).commandLineOnly);
}

/***/ }),

/***/ 1542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ Problems)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** Collects what is wrong with the settings, so that a person learns of all of it at once. */
class Problems {
    #texts = [];
    add(text) {
        if (!this.#texts.includes(text))
            this.#texts.push(text);
    }
    addUnlessAny(text) {
        if (this.#texts.length === 0)
            this.add(text);
    }
    /** What `work` gives, or undefined after noting what it was refused for. */
    noting(what, work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
                throw error;
            this.add(`${what}: ${error.message}`);
            return undefined;
        }
    }
    /** What `work` gives. @throws SettingsError with what was noted before and what `work` was refused for */
    joining(work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN))
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN([...this.#texts, ...error.problems]);
        }
    }
    /** @throws SettingsError when there is anything to say */
    throwAny() {
        if (this.#texts.length > 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN(this.#texts);
    }
}

/***/ }),

/***/ 5482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ readRestoreSettings)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5203);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1344);
/* harmony import */ var _encryption_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(638);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4561);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1542);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3882);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9487);
/* harmony import */ var _what_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9428);











/** @throws SettingsError with everything that is wrong */
function readRestoreSettings(sources, facts, problems) {
    const target = (0,_target_js__WEBPACK_IMPORTED_MODULE_9__/* .readTarget */ ._)(sources, facts, problems);
    const undo = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'undo', problems);
    const mode = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'mode', problems);
    if (target)
        confirm(sources, undo ? 'undo' : `mode ${mode}`, mode, target.database, problems);
    const from = undo ? undefined : readFrom(sources, target?.database, facts, problems);
    const checks = (0,_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .readChecks */ .w)(sources, facts, problems);
    if (checks && mode === 'in-place')
        problems.add('cannot use checks with mode in-place, which drops the database before there is anything to check; use replace, or drill the backup first');
    const beforeCommand = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'before-command', problems);
    const afterCommand = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'after-command', problems);
    const settings = {
        mode,
        jobs: (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'jobs', problems),
        keys: (0,_encryption_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeys */ .x4)(sources, facts, problems),
        createRoles: (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'create-roles', problems),
        noOwner: !(0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'owner', problems),
        noPrivileges: !(0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'privileges', problems),
        ...(checks && { checks }),
        ...(beforeCommand !== undefined && { beforeCommand }),
        ...(afterCommand !== undefined && { afterCommand }),
        environment: withoutInputs((0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .mergedVariables */ .uT)(sources)),
        client: (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .readClient */ .O)(sources, facts, problems),
        ...(0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .readPlaces */ .B)(sources, facts, problems),
        spoolFolder: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)(),
    };
    problems.throwAny();
    if (target === undefined)
        throw new Error('no target, and no problem noted');
    if (undo)
        return { undo, target };
    if (from === undefined)
        throw new Error('nothing to restore, and no problem noted');
    return { undo: false, from, target, ...settings };
}
// An action's inputs are in its environment, passwords among them, and keys are: no command asked for those.
function withoutInputs(variables) {
    return Object.fromEntries(Object.entries(variables).filter(([name]) => !/^(INPUT_|PGDRILL_(IDENTITY|PASSPHRASE)$)/.test(name)));
}
/** What takes a live database's place has to be meant: its name is given twice. */
function confirm(sources, what, mode, database, problems) {
    if (what !== 'undo' && mode === 'into-empty')
        return;
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'confirm', problems);
    if (given === database)
        return;
    const said = given === undefined ? '' : `, not ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .shownText */ .f$)(given)}`;
    problems.add(`${what} changes what database ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .shownText */ .f$)(database)} is; to go on set confirm to ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .shownText */ .f$)(database)}${said}`);
}
function readFrom(sources, target, facts, problems) {
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .find */ .I6)(sources, 'name') ? undefined : ((0,_connection_js__WEBPACK_IMPORTED_MODULE_3__/* .readDatabaseName */ .F)(sources, new _problems_js__WEBPACK_IMPORTED_MODULE_6__/* .Problems */ .Z()) ?? target);
    const text = (0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(sources, 'what', problems) ?? 'latest';
    const nameless = new _problems_js__WEBPACK_IMPORTED_MODULE_6__/* .Problems */ .Z();
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_5__/* .readName */ .M)(sources, given, nameless);
    const asked = (0,_what_js__WEBPACK_IMPORTED_MODULE_10__/* .readWhat */ .t)(text, name ?? '', facts);
    if (asked === undefined) {
        problems.add(`cannot use what ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .shownText */ .f$)(text)}: it is no time, no backup's name and no file; use latest, a name that pgdrill list shows, a time such as 2026-11-22T14:30Z, or a path`);
        return undefined;
    }
    if (asked.kind === 'file')
        return asked;
    if (asked.kind === 'in-folder')
        return { kind: 'backup', what: asked.what, stores: [{ kind: 'folder', path: asked.folder }] };
    // Only what is looked for by name needs one.
    if (asked.what.kind !== 'stem')
        (0,_name_js__WEBPACK_IMPORTED_MODULE_5__/* .readName */ .M)(sources, given, problems);
    return { kind: 'backup', what: asked.what, stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_8__/* .readStores */ .J)(sources, { name, facts, problems }) };
}

/***/ }),

/***/ 8706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readPolicy)
/* harmony export */ });
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7906);

function readPolicy(sources, problems) {
    return {
        keepDays: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-days', problems),
        keepLast: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-last', problems),
        keepHourly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-hourly', problems),
        keepDaily: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-daily', problems),
        keepWeekly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-weekly', problems),
        keepMonthly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-monthly', problems),
        keepYearly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-yearly', problems),
        keepMin: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-min', problems),
    };
}

/***/ }),

/***/ 8953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   V: () => (/* binding */ secretsIn)
/* harmony export */ });
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5612);
/* harmony import */ var _env_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4870);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8187);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9511);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8094);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1542);






const secretOptions = _options_js__WEBPACK_IMPORTED_MODULE_4__/* .optionNames */ .W6.filter((name) => (0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .optionCalled */ .RM)(name).secret);
const secretVariables = [
    ...secretOptions.flatMap((name) => [(0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .inputVariable */ .L)(name), ...((0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .optionCalled */ .RM)(name).environment ?? [])]),
    'PGPASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
];
/**
 * Everything in environment, arguments and .env that must not be shown, in each form it could be shown in, the longest
 * first. Asks nothing of the settings, so that errors about bad ones can be cleaned too; never throws.
 */
function secretsIn(environment, argv, facts = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .factsOfThisMachine */ .EG)()) {
    const layers = [{ variables: environment, where: '' }, ...envFile(argv, facts)];
    return allForms([...argumentTexts(argv), ...variableTexts(layers)]);
}
function secretsOf({ given, layers }) {
    return allForms([...secretOptions.map((name) => given.get(name)), ...variableTexts(layers)]);
}
function envFile(argv, facts) {
    try {
        return [(0,_env_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readEnvFile */ .S)((0,_arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .parseArguments */ .W)(argv, new _problems_js__WEBPACK_IMPORTED_MODULE_5__/* .Problems */ .Z()).given.get('env-file'), facts)];
    }
    catch {
        return [];
    }
}
function variableTexts(layers) {
    return layers.flatMap(({ variables }) => secretVariables.map((name) => variables[name]));
}
/** Found by sight, since arguments that nothing could be made of are the ones that errors show. */
function argumentTexts(argv) {
    const flags = secretOptions.map((name) => `--${name}`);
    return argv.flatMap((word, at) => {
        const [flag = '', value] = word.split(/=(.*)/s, 2);
        if (flags.includes(flag))
            return [value ?? argv[at + 1]];
        return /:\/\/.*@/s.test(word) ? [word] : [];
    });
}
function allForms(texts) {
    const secrets = texts.flatMap((text) => (text === undefined ? [] : secretParts(text)));
    const forms = new Set(secrets.flatMap(formsOf));
    return [...forms].filter((form) => form.trim() !== '').sort((a, b) => b.length - a.length);
}
/** The text itself; of a file of keys each key; a URL's password as well, and the URL only when it has one. */
function secretParts(text) {
    if (text.includes('AGE-SECRET-KEY-'))
        return [text, ...(text.match(/AGE-SECRET-KEY-[A-Z0-9-]+/gi) ?? [])];
    const [, rest] = /^\s*[a-z][a-z\d+.-]*:\/\/(.*)$/is.exec(text) ?? [];
    if (rest === undefined)
        return [text];
    const passwords = urlPasswords(rest);
    return passwords.length === 0 ? [] : [text, ...passwords];
}
/** Wherever a password may end: one with an unencoded "@" or "/" in it is a secret all the same. */
function urlPasswords(rest) {
    const userInfos = [/^([^/?#]*)@/s, /^(.*)@/s, /^([^@]*)@/s].map((end) => end.exec(rest)?.[1] ?? '');
    const inUserInfo = userInfos.map((text) => /^[^:]*:(.*)$/s.exec(text)?.[1]);
    const inQuery = [...rest.matchAll(/[?&](?:ssl)?password=([^&]*)/g)].map(([, text]) => text);
    return [...new Set([...inUserInfo, ...inQuery])].filter((text) => text !== undefined && text !== '');
}
function formsOf(secret) {
    const bare = secret.replace(/[\r\n]+$/, '');
    const plain = [secret, bare, bare.trim(), ...decoded(bare)];
    return plain.flatMap((text) => [
        text,
        encoded(text),
        strictlyEncoded(text),
        JSON.stringify(text).slice(1, -1),
    ]);
}
function decoded(text) {
    try {
        return [decodeURIComponent(text)];
    }
    catch {
        return [];
    }
}
function encoded(text) {
    return encodeURIComponent(text.toWellFormed());
}
/** As RFC 3986 would have it; encodeURIComponent leaves these five as they are. */
function strictlyEncoded(text) {
    return encoded(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

/***/ }),

/***/ 21:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ readSetupClientSettings)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33);

/** @throws SettingsError with everything that is wrong */
function readSetupClientSettings(sources, facts, problems) {
    const client = (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .readClient */ .O)(sources, facts, problems);
    const { path } = (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .readPlaces */ .B)(sources, facts, problems);
    problems.throwAny();
    return { client, path };
}

/***/ }),

/***/ 7906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I6: () => (/* binding */ find),
/* harmony export */   LF: () => (/* binding */ read),
/* harmony export */   Qn: () => (/* binding */ variableOf),
/* harmony export */   f$: () => (/* binding */ shownText),
/* harmony export */   fW: () => (/* binding */ findGiven),
/* harmony export */   q3: () => (/* binding */ findVariable),
/* harmony export */   qg: () => (/* binding */ parse),
/* harmony export */   uT: () => (/* binding */ mergedVariables)
/* harmony export */ });
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8094);

/** What is given for an option, by whichever source is the strongest. An empty text is "not given". */
function find(sources, name) {
    return findGiven(sources, name) ?? findVariable(sources, (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionCalled */ .RM)(name).environment ?? []);
}
/** By a flag or an input alone. */
function findGiven({ given, titleOf }, name) {
    const text = given.get(name);
    return isGiven(text) ? { text, origin: titleOf(name) } : undefined;
}
/** The first of these variables, in the environment before .env. */
function findVariable({ layers }, variables) {
    for (const layer of layers) {
        for (const variable of variables) {
            const found = variableOf(layer, variable);
            if (found)
                return found;
        }
    }
    return undefined;
}
function variableOf({ variables, where }, variable) {
    const text = variables[variable];
    return isGiven(text) ? { text, origin: `${variable}${where}` } : undefined;
}
/** All variables that are set, each as its strongest layer has it. */
function mergedVariables({ layers }) {
    const merged = {};
    for (const { variables } of layers.toReversed()) {
        for (const [name, text] of Object.entries(variables))
            if (isGiven(text))
                merged[name] = text;
    }
    return merged;
}
/** An option's value. A bad one is noted as a problem, and the default stands in for it. */
function read(sources, name, problems) {
    const found = find(sources, name);
    const value = found && parse(name, found, problems);
    return (value ?? defaultOf(name));
}
/** A text's value as that of an option, or undefined when it is none, which is then noted. */
function parse(name, { text, origin }, problems) {
    const { kind } = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionCalled */ .RM)(name);
    const shown = kind.unshown ? '' : ` ${shownText(text)}`;
    const from = origin.replace(/^--/, '') === name ? '' : ` (from ${origin})`;
    return problems.noting(`cannot use ${name}${shown}${from}`, () => kind.parse(text));
}
/** A text in quotes, for a message: no more of it than helps, and nothing that a misplaced URL says before its host. */
function shownText(text) {
    const clean = text.trim().replace(/([a-z\d+.-]+:\/\/).*@/gis, '$1***@');
    return JSON.stringify(clean.length > 200 ? `${clean.slice(0, 200)}...` : clean);
}
function defaultOf(name) {
    const option = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionCalled */ .RM)(name);
    return option.default === undefined ? undefined : _options_js__WEBPACK_IMPORTED_MODULE_0__/* .options */ .fF[name].kind.parse(option.default);
}
function isGiven(text) {
    return text !== undefined && text.trim() !== '';
}

/***/ }),

/***/ 3882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ readStores)
});

// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __webpack_require__(8187);
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/settings/options.js + 12 modules
var options = __webpack_require__(8094);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __webpack_require__(7906);
;// CONCATENATED MODULE: ./build/settings/s3-options.js



/** How to reach S3 and how to write there, the same for every bucket. */
function readS3Options(sources, problems) {
    const endpoint = (0,settings_sources/* read */.LF)(sources, 's3-endpoint', problems);
    if (endpoint !== undefined)
        problems.noting('cannot use s3-endpoint', () => checkEndpoint(endpoint));
    const given = {
        endpoint,
        region: (0,settings_sources/* read */.LF)(sources, 's3-region', problems),
        forcePathStyle: (0,settings_sources/* read */.LF)(sources, 's3-force-path-style', problems),
        storageClass: (0,settings_sources/* read */.LF)(sources, 's3-storage-class', problems),
        encryption: readEncryption(sources, problems),
        objectLock: readObjectLock(sources, problems),
        partBytes: (0,settings_sources/* read */.LF)(sources, 's3-part-size', problems),
    };
    return {
        checksum: (0,settings_sources/* read */.LF)(sources, 's3-checksum', problems),
        ...withoutUndefined(given),
    };
}
/** Options for S3 without a store there: the store was forgotten, more likely than not. */
function refuseS3Options(sources, problems) {
    const given = options/* optionNames */.W6.filter((name) => name.startsWith('s3-') && isSaid(name, sources));
    if (given.length === 0)
        return;
    const titles = given.map((name) => sources.titleOf(name)).join(', ');
    problems.add(`cannot use ${titles}: no store is in S3; add one as s3://bucket/prefix, or remove this`);
}
// The runner hands over the defaults that action.yml declares.
function isSaid(name, sources) {
    const found = (0,settings_sources/* findGiven */.fW)(sources, name);
    return found !== undefined && found.text.trim() !== (0,options/* optionCalled */.RM)(name).default;
}
function readEncryption(sources, problems) {
    const kind = (0,settings_sources/* read */.LF)(sources, 's3-sse', problems);
    const keyId = (0,settings_sources/* read */.LF)(sources, 's3-kms-key-id', problems);
    if (keyId !== undefined && kind !== 'aws:kms')
        problems.add('cannot use s3-kms-key-id without KMS; set s3-sse to aws:kms');
    if (kind === 'aws:kms')
        return { kind, ...(keyId !== undefined && { keyId }) };
    return kind && { kind };
}
function readObjectLock(sources, problems) {
    const mode = (0,settings_sources/* read */.LF)(sources, 's3-object-lock-mode', problems);
    const days = (0,settings_sources/* read */.LF)(sources, 's3-object-lock-days', problems);
    if (mode !== undefined && days !== undefined)
        return { mode, days };
    const givenMode = (0,settings_sources/* findGiven */.fW)(sources, 's3-object-lock-mode');
    const givenDays = (0,settings_sources/* findGiven */.fW)(sources, 's3-object-lock-days');
    if (givenMode && !givenDays)
        problems.add('cannot use s3-object-lock-mode alone; set s3-object-lock-days too');
    if (givenDays && !givenMode)
        problems.add('cannot use s3-object-lock-days alone; set s3-object-lock-mode too');
    return undefined;
}
function checkEndpoint(endpoint) {
    const { protocol, username, search, hash } = URL.parse(endpoint) ?? {};
    const web = protocol === 'https:' || protocol === 'http:';
    if (web && username === '' && search === '' && hash === '')
        return;
    throw new kinds/* Unacceptable */.q$('use https://host[:port], without credentials; those come from AWS_* or ~/.aws');
}
function withoutUndefined(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
;// CONCATENATED MODULE: ./build/settings/stores.js




/** The stores, at least one. `name` is that of the backups; it makes the folder that backup-db.sh writes to by default. */
function readStores(sources, { name, facts, problems }) {
    const store = (0,settings_sources/* find */.I6)(sources, 'store');
    const places = store ? storePlaces(store, facts, problems) : variablePlaces(sources, name, facts, problems);
    refuseTwice(places, problems);
    const folders = places.filter((place) => place.kind === 'folder');
    if (folders.length > 0 && folders.length === places.length) {
        refuseS3Options(sources, problems);
        return folders;
    }
    const options = readS3Options(sources, problems);
    return places.map((place) => (place.kind === 's3' ? { ...place, ...options } : place));
}
function storePlaces(found, facts, problems) {
    const texts = (0,settings_sources/* parse */.qg)('store', found, problems) ?? [];
    return texts.flatMap((text) => problems.noting(`cannot use store ${(0,settings_sources/* shownText */.f$)(text)}`, () => placeOf(text, facts)) ?? []);
}
function variablePlaces(sources, name, facts, problems) {
    const folder = (0,settings_sources/* findVariable */.q3)(sources, ['BACKUP_DIR']) ?? defaultFolder(sources, name);
    const bucket = (0,settings_sources/* findVariable */.q3)(sources, ['AWS_S3_BUCKET']);
    if (!folder && !bucket)
        problems.add('no store is given; set store, AWS_S3_BUCKET or BACKUP_DIR');
    const prefix = (0,settings_sources/* findVariable */.q3)(sources, ['AWS_S3_PREFIX'])?.text ?? '';
    const places = [
        folder && noting(folder, problems, (text) => placeOf(text, facts)),
        bucket && noting(bucket, problems, (text) => bucketPlace(text, prefix)),
    ];
    return places.filter((place) => place !== undefined);
}
function noting(found, problems, toPlace) {
    const what = `cannot use ${found.origin} ${(0,settings_sources/* shownText */.f$)(found.text)}`;
    return problems.noting(what, () => toPlace(found.text.trim()));
}
// backup-db.sh always keeps a local copy: it names the folder that BACKUP_DIR's default lies in.
function defaultFolder(sources, name) {
    const parent = (0,settings_sources/* findVariable */.q3)(sources, ['PGDRILL_DEFAULT_BACKUP_DIR']);
    return parent && name !== undefined ? { ...parent, text: `${parent.text.trim()}/${name}` } : undefined;
}
function placeOf(text, facts) {
    const [, bucket, prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/.exec(text) ?? [];
    if (bucket !== undefined)
        return bucketPlace(bucket, prefix);
    // What other programs call a store must not become the name of a folder here.
    if (!/^(?:[a-z][a-z\d+.-]*:\/\/|(?:s3|gs|b2|azure|sftp|rclone):)/i.test(text))
        return { kind: 'folder', path: (0,settings_facts/* absolutePath */.Hi)(text, facts) };
    throw new kinds/* Unacceptable */.q$("use s3://bucket/prefix, or a folder's path; other services are reached as S3 look-alikes, with s3-endpoint");
}
/** @throws Unacceptable */
function bucketPlace(bucket, prefixText) {
    // Looser than today's rules of AWS: old buckets and look-alikes have names in capitals and with underscores.
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
        throw new kinds/* Unacceptable */.q$('a bucket is named with letters, digits, ".", "_" and "-"; credentials and endpoint do not belong here');
    }
    const prefix = prefixText.trim().replace(/^\/+|\/+$/g, '');
    const segments = prefix === '' ? [] : prefix.split('/');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (segments.some((each) => ['', '.', '..'].includes(each)) || /[\u0000-\u001f\u007f\\]/.test(prefix)) {
        throw new kinds/* Unacceptable */.q$('its prefix holds an empty part, "." or "..", a backslash or a control character');
    }
    return { kind: 's3', bucket, prefix };
}
function refuseTwice(places, problems) {
    const seen = new Set();
    for (const place of places) {
        const location = place.kind === 's3' ? `s3://${place.bucket}/${place.prefix}` : place.path;
        if (seen.has(location))
            problems.add(`cannot use the store ${location} twice; remove one`);
        seen.add(location);
    }
}

/***/ }),

/***/ 9487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ readTarget)
/* harmony export */ });
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1344);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7906);


/**
 * Where to restore to: target-url alone when that is given, and else what the database's own options say. Of two ways to
 * name a database none may fill what the other leaves open.
 */
function readTarget(sources, facts, problems) {
    const target = (0,_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .find */ .I6)(sources, 'target-url');
    if (target === undefined)
        return (0,_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .readConnection */ .d)(sources, facts, problems);
    const others = [...sources.given].filter(([name]) => !name.startsWith('database-'));
    const instead = {
        given: new Map([...others, ['database-url', target.text]]),
        titleOf: (name) => (name === 'database-url' ? target.origin : sources.titleOf(name)),
        layers: sources.layers.map(({ variables, where }) => ({ variables: withoutDatabase(variables), where })),
    };
    return (0,_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .readConnection */ .d)(instead, facts, problems);
}
function withoutDatabase(variables) {
    return Object.fromEntries(Object.entries(variables).filter(([name]) => !/^DATABASE_(URL|HOST|PORT|NAME|USER|PASSWORD)$/.test(name)));
}

/***/ }),

/***/ 9899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readVerifySettings),
/* harmony export */   z: () => (/* binding */ readFrom)
/* harmony export */ });
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5203);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1344);
/* harmony import */ var _encryption_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(638);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8187);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4561);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1542);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8953);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3882);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9487);
/* harmony import */ var _what_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9428);












/** @throws SettingsError with everything that is wrong */
function readVerifySettings(sources, facts, problems) {
    // The live database is never what a drill restores into: only target-url names a server for it.
    const target = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .find */ .I6)(sources, 'target-url') && (0,_target_js__WEBPACK_IMPORTED_MODULE_10__/* .readTarget */ ._)(sources, facts, problems);
    const from = readFrom(sources, facts, problems);
    const demands = readDemands(sources, facts, problems);
    const keys = (0,_encryption_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeys */ .x4)(sources, facts, problems);
    const client = (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .readClient */ .O)(sources, facts, problems);
    problems.throwAny();
    if (from === undefined)
        throw new Error('nothing to drill, and no problem noted');
    return {
        ...from,
        ...(target && { target }),
        keys,
        client,
        ...(0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .readPlaces */ .B)(sources, facts, problems),
        ...demands,
        files: readFiles(sources, facts, problems),
    };
}
function readDemands(sources, facts, problems) {
    const checks = (0,_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .readChecks */ .w)(sources, facts, problems);
    const maxShrink = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'max-shrink', problems);
    const maxAgeMs = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'max-age', problems);
    const maxRestoreSeconds = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'max-restore-seconds', problems);
    const command = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'after-restore-command', problems);
    return {
        ...(checks && { checks }),
        minRows: (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'min-rows', problems) ?? [],
        ...(maxShrink !== undefined && { maxShrink }),
        ...(maxAgeMs !== undefined && { maxAgeMs }),
        ...(maxRestoreSeconds !== undefined && { maxRestoreMs: maxRestoreSeconds * 1000 }),
        amcheck: (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'amcheck', problems),
        ...(command !== undefined && {
            afterRestore: { command, environment: (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .mergedVariables */ .uT)(sources), secrets: (0,_secrets_js__WEBPACK_IMPORTED_MODULE_7__/* .secretsOf */ .F)(sources) },
        }),
    };
}
function readFiles(sources, facts, problems) {
    const report = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'report', problems);
    const junit = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'junit', problems);
    const reportFolder = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .findVariable */ .q3)(sources, ['RUNNER_TEMP'])?.text;
    return {
        ...(report !== undefined && { report: (0,_facts_js__WEBPACK_IMPORTED_MODULE_4__/* .absolutePath */ .Hi)(report, facts) }),
        ...(reportFolder !== undefined && { reportFolder }),
        ...(junit !== undefined && { junit: (0,_facts_js__WEBPACK_IMPORTED_MODULE_4__/* .absolutePath */ .Hi)(junit, facts) }),
    };
}
/** The backup that is meant, and where it is looked for. */
function readFrom(sources, facts, problems, doing = 'drill') {
    // A database's settings that are wrong do not matter here when the name is given.
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .find */ .I6)(sources, 'name') ? undefined : (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .readDatabaseName */ .F)(sources, new _problems_js__WEBPACK_IMPORTED_MODULE_6__/* .Problems */ .Z());
    const text = (0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .read */ .LF)(sources, 'what', problems) ?? 'latest';
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_5__/* .readName */ .M)(sources, given, new _problems_js__WEBPACK_IMPORTED_MODULE_6__/* .Problems */ .Z());
    const asked = (0,_what_js__WEBPACK_IMPORTED_MODULE_11__/* .readWhat */ .t)(text, name ?? '', facts);
    if (asked === undefined || asked.kind === 'file') {
        problems.add(`cannot ${doing} ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .shownText */ .f$)(text)}: it is no time and no backup's name; use latest, a name that pgdrill list shows, or a time such as 2026-11-22T14:30Z`);
        return undefined;
    }
    if (asked.kind === 'in-folder')
        return { what: asked.what, stores: [{ kind: 'folder', path: asked.folder }] };
    // Only what is looked for by name needs one.
    if (asked.what.kind !== 'stem' && (0,_name_js__WEBPACK_IMPORTED_MODULE_5__/* .readName */ .M)(sources, given, problems) === undefined) {
        // What is wrong with them matters where they alone could have said it.
        if (!(0,_sources_js__WEBPACK_IMPORTED_MODULE_8__/* .find */ .I6)(sources, 'name'))
            (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .readDatabaseName */ .F)(sources, problems);
        problems.addUnlessAny(`nothing says whose backup to ${doing}; set name, or database-name`);
    }
    return { what: asked.what, stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_9__/* .readStores */ .J)(sources, { name, facts, problems }) };
}

/***/ }),

/***/ 9428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ readWhat)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _catalog_open_backup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2205);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8187);



/** Understands `latest`, a stem, an object's key, a time or a path; undefined for anything else. */
function readWhat(text, name, facts) {
    if (text.includes('/'))
        return inFolder((0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi)(text, facts), name);
    const time = readTime(text);
    if (time !== undefined)
        return { kind: 'backup', what: { kind: 'at', name, time } };
    const what = (0,_catalog_open_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .parseWhat */ .S9)(text, name);
    if (what !== undefined)
        return { kind: 'backup', what };
    const path = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi)(text, facts);
    return facts.isFile(path) ? { kind: 'file', path } : undefined;
}
function inFolder(path, name) {
    const what = (0,_catalog_open_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .parseWhat */ .S9)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(path), name);
    if (what?.kind !== 'stem')
        return { kind: 'file', path };
    return { kind: 'in-folder', what, folder: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path) };
}
/** A day means its end, for what was backed up on it is meant, too; without a zone it is UTC, as stems are. */
function readTime(text) {
    const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
    if (day === undefined)
        return undefined;
    const date = new Date(`${day}T${time ?? '23:59:59.999'}${zone ?? 'Z'}`);
    return Number.isNaN(date.getTime()) ? undefined : date;
}

/***/ }),

/***/ 3090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bp: () => (/* binding */ maxParts),
/* harmony export */   mM: () => (/* binding */ planParts),
/* harmony export */   zt: () => (/* binding */ minPartBytes)
/* harmony export */ });
const MiB = 1024 ** 2;
/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxParts = 10_000;
const minPartBytes = 5 * MiB;
const usualPartBytes = 8 * MiB;
// 156 GiB of room where nobody could say how much will come.
const unknownPartBytes = 16 * MiB;
// What S3 and most look-alikes take as one object. More is planned only when told: it would be gigabytes of buffers.
const maxPlannedBytes = 5 * 1024 ** 4;
const bufferedBytes = 64 * MiB;
/**
 * Chooses one part size for the whole upload, because R2 wants all parts equal but the last, and S3 refuses part 10,001.
 * Parts are buffered whole, so that one can be sent again: memory is `partBytes` times `buffers`, near 64 MiB, until two
 * parts need more than that (a dump beyond 312 GiB).
 */
function planParts({ expectedBytes, partBytes, }) {
    const bytes = partBytes ?? plannedPartBytes(expectedBytes);
    const affordable = Math.floor(bufferedBytes / bytes);
    return { partBytes: bytes, buffers: Math.min(5, Math.max(2, affordable)) };
}
function plannedPartBytes(expectedBytes) {
    if (expectedBytes === undefined)
        return unknownPartBytes;
    const least = Math.min(expectedBytes, maxPlannedBytes) / maxParts;
    return Math.max(usualPartBytes, Math.ceil(least / MiB) * MiB);
}

/***/ }),

/***/ 4899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ox: () => (/* binding */ ObjectMissingError),
/* harmony export */   qs: () => (/* binding */ ObjectExistsError),
/* harmony export */   vl: () => (/* binding */ takenCure),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** Names hold the second: of two runs that want the same one, one is told this. */
const takenCure = 'another run has taken this name: run it again';
/** The key is taken, and the write was not to replace it. */
class ObjectExistsError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'ObjectExistsError';
}
/** There is nothing under the key. */
class ObjectMissingError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'ObjectMissingError';
}
/** Refuses keys that could leave the store's root or confuse a listing. @throws PgdrillError */
function checkKey(key) {
    const segments = key.split('/');
    const odd = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (odd || /[\u0000-\u001f\u007f\\]/.test(key) || Buffer.byteLength(key) > 900) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot use ${JSON.stringify(key.slice(0, 200))} as an object's key`);
    }
}

/***/ })

};

