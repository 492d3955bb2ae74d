export const id = 806;
export const ids = [806];
export const modules = {

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
    for await (const listed of store.list(prefix)) {
        const key = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKey */ .Do)(listed.key);
        if (key)
            gather(gathered, key, listed);
    }
    const byName = Map.groupBy(gathered.values(), ({ entry }) => entry.name);
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(sorted.map(([name, entries]) => [name, catalogOf(entries)]));
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
    if (manifest.error)
        return { ...found, state: 'unreadable', problems: [manifest.error.message, ...problems] };
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
/* harmony export */   qf: () => (/* binding */ dumpOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
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
 * @throws InconclusiveError when a store could not be read and no other has it; PgdrillError when there is none
 */
async function findBackup(stores, what, options) {
    const shelves = await Promise.all(stores.map((store) => readShelf(store, what, options)));
    const unread = shelves.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    const damaged = [];
    for (const stem of candidates(shelves, what)) {
        const { copies, problems } = await readCopies(shelves, stem, options);
        if (copies.length > 0)
            return { stem, copies, problems: [...unread, ...damaged, ...problems] };
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
    const name = what.kind === 'stem' ? ((0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStem */ .r1)(what.stem)?.name ?? what.stem) : what.name;
    try {
        const { backups, uncommitted, damaged } = await (0,_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readCatalog */ .uM)(store, name);
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
function candidates(shelves, what) {
    if (what.kind === 'stem')
        return [what.stem];
    const committed = shelves
        .flatMap(({ entries }) => [...entries.values()])
        .filter(({ hasManifest }) => hasManifest)
        .map(({ entry }) => entry)
        .filter(({ takenAt }) => what.kind === 'latest' || takenAt <= what.time)
        .toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
    return [...new Set(committed.map(({ stem }) => stem))];
}
async function readCopies(shelves, stem, options) {
    const copies = [];
    const bare = [];
    const problems = [];
    for (const { store, entries } of shelves) {
        const found = entries.get(stem);
        if (found === undefined)
            continue;
        const { entry } = found;
        const { state, manifest, problems: wrong } = await (0,_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .readCopy */ .K)(store, entry, found.hasManifest, options);
        if (state === 'committed' && manifest)
            copies.push({ store, entry, manifest });
        else if (state === 'uncommitted' && dumpOf({ store, entry }))
            bare.push({ store, entry });
        else
            problems.push(`${store.location} does not have all of ${stem}: ${wrong.join(', ') || 'its dump is gone'}`);
    }
    return { copies: copies.length > 0 ? copies : bare, problems };
}
function noneFound(stores, what, unread, damaged) {
    const where = stores.map(({ location }) => location).join(', ');
    const why = [...unread, ...damaged].map((problem) => `; ${problem}`).join('');
    const text = `cannot find ${described(what)} in ${where}${why}`;
    if (unread.length > 0)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InconclusiveError */ .Xp(text);
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
/** The record under `key`. @throws UnreadableRecordError; ObjectMissingError when there is none */
async function readRecord(kind, store, key, options) {
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

/***/ 1735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
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
;// CONCATENATED MODULE: ./build/store/folder/errors.js

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
    return new errors/* PgdrillError */.ZA(`cannot ${doing} ${path}: ${why}`, { ...cure, cause: error });
}
/** The error number's name, `ENOSPC`, when this is a failed system call. */
function systemCode(error) {
    const { syscall, code } = (error ?? {});
    return syscall === undefined ? undefined : code;
}
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
        const code = systemCode(error) ?? '';
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
;// CONCATENATED MODULE: ./build/store/folder/tree.js
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
    const steps = folder.slice(root.length).split(external_node_path_.sep).filter(Boolean);
    let path = root;
    for (const step of steps) {
        path = (0,external_node_path_.join)(path, step);
        if (await makeFolder(path))
            await syncFolder((0,external_node_path_.dirname)(path));
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
        if (systemCode(error) !== 'ENOENT' || (await isThere((0,external_node_path_.dirname)(root))))
            throw error;
        await makeRoot((0,external_node_path_.dirname)(root));
        await makeFolder(root);
    }
}
async function isThere(path) {
    return (0,promises_.stat)(path).then(() => true, () => false);
}
async function makeFolder(path) {
    try {
        await (0,promises_.mkdir)(path, { mode: 0o700 });
        return true;
    }
    catch (error) {
        if (systemCode(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/** Refuses a folder that symbolic links lead out of `root`, which may be a link itself. @throws PgdrillError */
async function stayInside(root, folder) {
    if (folder === root)
        return;
    const [realRoot, real] = await Promise.all([(0,promises_.realpath)(root), (0,promises_.realpath)(folder)]);
    if (!`${real}${external_node_path_.sep}`.startsWith(realRoot === external_node_path_.sep ? external_node_path_.sep : `${realRoot}${external_node_path_.sep}`)) {
        throw new errors/* PgdrillError */.ZA(`cannot use ${folder}: a symbolic link leads out of the store, to ${real}`);
    }
}
/** Removes `folder` and the folders above it, up to `root`, as far as they are empty. */
async function removeEmptyFolders(root, folder) {
    let path = folder;
    while (path !== root && path.startsWith(root)) {
        try {
            await (0,promises_.rmdir)(path);
        }
        catch {
            return; // not empty, or not ours to remove: it stays
        }
        path = (0,external_node_path_.dirname)(path);
    }
}
/** What a file system answers that cannot sync a folder: then nothing more can be done for durability. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EBADF']);
/** Makes the names in a folder survive a power cut (fsync(2): a file's own sync does not include its name). */
async function syncFolder(folder) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,promises_.open)(folder, 'r'), true);
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
        if (!noFolderSync.has(systemCode(error) ?? ''))
            throw error;
    }
}
/** The regular files under `root` in folders that can hold keys with this prefix; links are not followed. */
async function* walk(root, keyPrefix, below = '') {
    for (const entry of await entriesOf((0,external_node_path_.join)(root, below))) {
        const key = below + entry.name;
        const mayHold = `${key}/`.startsWith(keyPrefix) || keyPrefix.startsWith(`${key}/`);
        // fsck's folder at the top of a mounted disk is readable by root only.
        if (key === 'lost+found')
            continue;
        if (entry.isDirectory() && mayHold)
            yield* walk(root, keyPrefix, `${key}/`);
        if (entry.isFile())
            yield { key, name: entry.name, path: (0,external_node_path_.join)(root, key) };
    }
}
async function entriesOf(folder) {
    try {
        return await (0,promises_.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        if (systemCode(error) === 'ENOENT')
            return [];
        throw error;
    }
}
// EXTERNAL MODULE: ./build/store/store.js
var store = __webpack_require__(4899);
// EXTERNAL MODULE: ./build/store/take-until.js
var take_until = __webpack_require__(4706);
// EXTERNAL MODULE: ./build/store/undeleted.js
var undeleted = __webpack_require__(1338);
;// CONCATENATED MODULE: ./build/store/folder.js
var folder_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var folder_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
            await this.#io('write', path, makeFolders(this.location, (0,external_node_path_.dirname)(path)));
            await this.#write(partial, path, (0,take_until/* takeUntil */.Q)(source, options.signal));
            options.signal.throwIfAborted();
            const free = await this.#io('write', path, publish(partial, path, { overwrite: options.overwrite === true }));
            if (!free)
                throw taken(path);
            await this.#io('write', path, syncFolder((0,external_node_path_.dirname)(path)));
        }
        catch (error) {
            await (0,promises_.unlink)(partial).catch(() => { });
            await removeEmptyFolders(this.location, (0,external_node_path_.dirname)(path));
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
            const file = folder_addDisposableResource(env_1, await this.#open(path), true);
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
            const result_1 = folder_disposeResources(env_1);
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
                left.push({ key: keys[at], ...(meaningOf(error) ?? { why: (0,errors/* messageOf */.bD)(error) }) });
            });
        }
        for (const folder of new Set(paths.map((path) => (0,external_node_path_.dirname)(path)))) {
            await removeEmptyFolders(this.location, folder);
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
        await removeEmptyFolders(this.location, (0,external_node_path_.dirname)(path));
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
            await stayInside(this.location, (0,external_node_path_.dirname)(path));
            return await (0,promises_.lstat)(path);
        }
        catch (error) {
            if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? ''))
                return undefined;
            throw folderError('read', path, error);
        }
    }
    async #open(path) {
        try {
            return await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW);
        }
        catch (error) {
            throw systemCode(error) === 'ENOENT' ? missing(path) : folderError('read', path, error);
        }
    }
    async #write(partial, path, chunks) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const file = folder_addDisposableResource(env_2, await this.#io('write', path, (0,promises_.open)(partial, 'wx', 0o600)), true);
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
            const result_2 = folder_disposeResources(env_2);
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
            yield* walk(this.location, keyPrefix);
        }
        catch (error) {
            throw folderError('list', this.location, error);
        }
    }
    #io(doing, path, work) {
        return work.catch((error) => {
            throw folderError(doing, path, error);
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
    await syncFolder(folder).catch((error) => {
        if (systemCode(error) !== 'ENOENT')
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
    const { openS3Store } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(241)]).then(__webpack_require__.bind(__webpack_require__, 7241));
    return openS3Store(settings);
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

/***/ 4670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ DumpContents)
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
;// CONCATENATED MODULE: ./build/fingerprint/token-tree.js
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
    const tree = treeOf(tokens);
    if (!tree)
        return tokens;
    const items = reworded(tree);
    if (view)
        return flattened(withBareColumns(items));
    return flattened(inherits ? withSortedElements(items) : items);
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
    const elements = split(array.items).map((element) => {
        const [word, brackets] = element;
        const nested = element.length === 2 && word === 'ARRAY' && typeof brackets === 'object';
        if (nested)
            return ['ARRAY', castEach(brackets, type)];
        return [{ open: '(', items: element, close: ')' }, '::', ...type];
    });
    return { ...array, items: joined(elements) };
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
    const elements = split(group.items).map((element) => ({ element, text: flattened(element).join(' ') }));
    elements.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
    return { ...group, items: joined(elements.map(({ element }) => element)) };
}
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
;// CONCATENATED MODULE: ./build/fingerprint/inherited-not-null.js


/**
 * The statement, or the several that pg_dump 17 and older write for it: that an inherited column must not be null stands
 * among the columns of CREATE TABLE from 18 on (`NOT NULL id`), and before in an ALTER TABLE of its own.
 */
function takenApart(tokens) {
    const tree = isInheritingTable(tokens) && tokens.includes('NULL') ? treeOf(tokens) : undefined;
    const at = tree?.findIndex((item) => typeof item === 'object') ?? -1;
    const columns = tree?.[at];
    if (tree === undefined || typeof columns !== 'object')
        return [tokens];
    const elements = split(columns.items);
    const kept = { ...columns, items: joined(elements.filter((element) => !isNotNull(element))) };
    const table = flattened(tree.slice(tree.indexOf('TABLE') + 1, at));
    return [flattened(tree.with(at, kept)), ...elements.filter(isNotNull).map(alterOf(table))];
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
                this.#statements.push(sha256Of(canonical(each), grantor));
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
        const name = isInheritingTable(tokens) ? (0,sql_names/* qualifiedNameAt */.vO)(tokens, tokens.indexOf('TABLE') + 1) : undefined;
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
const DOLLAR = 0x24;
const QUOTE = 0x27;
const STAR = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
// Longer than any tag someone wrote; past it the `$` was none's beginning.
const LONGEST_TAG = 1024;
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
/** `E'...'`, or any `'...'` while standard_conforming_strings is off. */
class EscapedString {
    #rules;
    #skip = false;
    #closing = false;
    /** `isLead` tells the first byte of a two-byte character, whose second may look like a backslash. */
    constructor(rules) {
        this.#rules = rules;
    }
    end(chunk, at) {
        for (; at < chunk.length; at++) {
            const byte = chunk[at];
            if (this.#skip)
                this.#skip = false;
            else if (this.#closing) {
                if (byte !== QUOTE)
                    return at;
                this.#closing = false;
            }
            else if (byte === QUOTE)
                this.#closing = true;
            else
                this.#skip = byte === BACKSLASH || this.#rules.isLead(byte);
        }
        return -1;
    }
}
/** From behind `--` to the end of the line, the newline not included. */
class LineComment {
    end(chunk, at) {
        return chunk.indexOf(NEWLINE, at);
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
    #inTag = true;
    #matched = 0;
    end(chunk, at) {
        for (; this.#inTag; at++) {
            if (at === chunk.length)
                return -1;
            const byte = chunk[at];
            if (!this.#isInTag(byte))
                return at;
            this.#delimiter.push(byte);
            this.#inTag = byte !== DOLLAR;
        }
        return this.#bodyEnd(chunk, at);
    }
    #isInTag(byte) {
        const first = this.#delimiter.length === 1;
        if (this.#delimiter.length > LONGEST_TAG)
            return false;
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
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const sql_splitter_DOLLAR = 0x24;
const sql_splitter_QUOTE = 0x27;
const OPEN = 0x28;
const CLOSE = 0x29;
const sql_splitter_STAR = 0x2a;
const DASH = 0x2d;
const sql_splitter_SLASH = 0x2f;
const SEMICOLON = 0x3b;
const sql_splitter_BACKSLASH = 0x5c;
// What words are made of (scan.l): letters, digits, underscore, every byte above 127; `$` too, but not at the start.
const IN_WORD = Uint8Array.from({ length: 256 }, (_, byte) => byte > 127 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0);
/**
 * Splits SQL text into statements where psql does, so that nothing a string, a function's body or a comment says is
 * taken for a statement. Text comes in pieces of any size; a statement of any length costs a MiB at most.
 *
 * The rules are those of PostgreSQL's psqlscan.l.
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
    #leave(chunk, at) {
        const end = this.#region?.end(chunk, at) ?? at;
        if (end === -1)
            return -1;
        this.#region = undefined;
        this.#previous = 0;
        return this.#state === 'statement' ? end : this.#endAside(chunk, end);
    }
    #walk(chunk, at) {
        if (this.#state === 'statement')
            return this.#code(chunk, at);
        while (at < chunk.length && (chunk[at] <= SPACE || chunk[at] === SEMICOLON))
            at++;
        this.#from = at;
        if (at === chunk.length)
            return at;
        return this.#begin(chunk[at], at);
    }
    #begin(byte, at) {
        this.#state = byte === sql_splitter_BACKSLASH ? 'meta-command' : 'statement';
        if (byte === sql_splitter_BACKSLASH)
            this.#region = new LineComment();
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
                continue;
            }
            const escapes = this.#words.isEscapePrefix;
            this.#words.end(this.#parens);
            at++;
            if (byte === SEMICOLON && this.#parens === 0 && !this.#words.inBody)
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
        return at;
    }
    #regionFrom(byte, escapes) {
        if (byte === sql_splitter_QUOTE && (escapes || !this.#rules.standardStrings))
            return new EscapedString(this.#rules);
        if (byte === sql_splitter_QUOTE || byte === DOUBLE_QUOTE)
            return new Quoted(byte);
        if (byte === sql_splitter_DOLLAR)
            return new DollarQuoted();
        if (byte === DASH && this.#previous === DASH)
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

/***/ 4853:
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
 * Connects as libpq would. The signal ends the session at once, whatever it is doing.
 * @throws PgdrillError that names host, database, user and the likely cure; the signal's reason
 */
async function connect(connection, signal) {
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
    try {
        await client.connect();
    }
    catch (error) {
        await end();
        throw error;
    }
    return { query: questions(connection, client, signal), [Symbol.asyncDispose]: end };
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
class NoPasswordError extends Error {
    code = 'NOPASSWORD';
}
const cures = {
    '28P01': 'check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
    '28000': "check database-user, sslmode and the server's pg_hba.conf",
    '3D000': 'check database-name',
    '42501': 'grant CONNECT on the database to the role',
    '53300': 'the server has no connection left: raise max_connections, or end idle sessions',
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
    ENETUNREACH: 'the host may be reachable by IPv6 only: use a host name that has an IPv4 address',
};
function refused(connection, error) {
    if (error instanceof errors/* PgdrillError */.ZA)
        return error;
    const cure = cureOf(error);
    return new errors/* PgdrillError */.ZA(`cannot connect to ${(0,postgres_connection/* describe */.q0)(connection)}: ${reasonOf(error)}`, {
        cause: error,
        ...(cure === undefined ? {} : { cure }),
    });
}
function cureOf(error) {
    const { code, message = '' } = error;
    if (/timeout/i.test(message))
        return cures.ETIMEDOUT;
    if (/does not support SSL/.test(message))
        return 'the server has no TLS: set sslmode to prefer or disable';
    if (/certificate/i.test(message))
        return 'check sslrootcert and that the host name is the one in the certificate';
    return code === undefined ? undefined : cures[code];
}
function reasonOf(error) {
    // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
    return error instanceof AggregateError
        ? [...new Set(error.errors.map(errors/* messageOf */.bD))].join(', ')
        : (0,errors/* messageOf */.bD)(error);
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

/***/ 3909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mt: () => (/* binding */ findClientTools),
/* harmony export */   YS: () => (/* binding */ usualFolders)
/* harmony export */ });
/* unused harmony export chooseTools */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9473);





// Debian and Ubuntu; Homebrew on both kinds of Mac; Postgres.app; Red Hat; Nix puts them on the PATH.
const usualPlaces = [
    '/usr/lib/postgresql/*/bin',
    '/opt/homebrew/opt/{libpq,postgresql@*}/bin',
    '/usr/local/opt/{libpq,postgresql@*}/bin',
    '/Applications/Postgres.app/Contents/Versions/*/bin',
    '/usr/pgsql-*/bin',
];
/**
 * The client for a server of this major: at least as new as it, of the same major where there is one, else the newest.
 * @throws PgdrillError that says what was found and what to install
 */
async function findClientTools(server, where, purpose = 'dump') {
    const found = await installedTools(where);
    const best = chooseTools(found, server.major);
    if (best === undefined)
        throw noneSuitable(found, server.major, where, purpose);
    return best;
}
/** Pure: which of the clients found suits a server of this major; of equals, the one found first. */
function chooseTools(found, serverMajor) {
    const newestFirst = found.filter(({ major }) => major >= serverMajor).toSorted(newerFirst);
    return newestFirst.find(({ major }) => major === serverMajor) ?? newestFirst[0];
}
function newerFirst(a, b) {
    return b.major - a.major || minorOf(b) - minorOf(a);
}
// `18beta1` and `18rc1` come before `18.0`.
function minorOf({ version }) {
    return Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? -1);
}
async function installedTools(where) {
    const { clientPath, path } = where;
    if (clientPath !== undefined)
        return [await givenTools(clientPath, path)];
    const found = await Promise.all((await usualFolders(path)).map((folder) => usualTools(folder, path)));
    return found.filter((tools) => tools !== undefined);
}
async function givenTools(clientPath, path) {
    try {
        const isFolder = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(clientPath)).isDirectory();
        if (!isFolder && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(clientPath) !== 'pg_dump')
            throw new Error('it is no folder, and not pg_dump');
        return await inspect(isFolder ? clientPath : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(clientPath), path);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA(`cannot use client-path ${clientPath}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`, {
            cause: error,
            cure: 'set it to the folder of pg_dump, or leave it out to let pgdrill look in the usual places',
        });
    }
}
/** The folders on PATH, then those where packages put PostgreSQL. */
async function usualFolders(path) {
    const folders = path.split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).filter((folder) => folder !== '');
    for (const pattern of usualPlaces) {
        for await (const folder of (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.glob)(pattern))
            folders.push(folder);
    }
    return [...new Set(folders)];
}
/** The tools in a folder, or undefined when it has no pg_dump that runs. */
async function usualTools(folder, path) {
    try {
        // Debian's wrapper picks a version by its own rules; what it picks from is among the usual places.
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'pg_dump'))).endsWith('/pg_wrapper'))
            return undefined;
        return await inspect(folder, path);
    }
    catch {
        // Not there, not executable, or for another machine: then it is no client to choose.
        return undefined;
    }
}
async function inspect(folder, path) {
    const { stdout } = await (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'pg_dump'), ['--version'], {
        env: { LC_ALL: 'C', PATH: path },
        timeout: 10_000,
    });
    const version = /^pg_dump \(.*?\) (\d\S*)/.exec(stdout)?.[1];
    if (version === undefined)
        throw new Error(`pg_dump --version says ${JSON.stringify(stdout.slice(0, 200))}`);
    return { folder, version, major: Number.parseInt(version, 10) };
}
function noneSuitable(found, major, { clientPath }, purpose) {
    const cure = `install postgresql-client-${major} (Debian, Ubuntu: PGDG's repository has every major) or libpq (Homebrew), or set client-path to a newer one`;
    const place = clientPath === undefined ? '' : ` in ${clientPath}`;
    const [newest] = found.toSorted(newerFirst);
    const programs = purpose === 'dump' ? 'pg_dump' : 'psql and pg_restore';
    if (newest === undefined)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA(`cannot find ${programs}${place}`, { cure });
    const { version, folder } = newest;
    const those = `${programs} ${version}, the newest found${place} (${folder})`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA(purpose === 'dump'
        ? `cannot dump server ${major} with ${those}: pg_dump refuses a server newer than itself`
        : `cannot ${purpose} with ${those}: they have to be as new as the server and as the pg_dump that made the backup, which is ${major}`, { cure });
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
// EXTERNAL MODULE: ./build/settings/options.js + 9 modules
var options = __webpack_require__(3275);
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
    const [word, ...more] = first === 'help' ? others : words;
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
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1344);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8187);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4561);
/* harmony import */ var _retention_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8706);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3882);






const pruneModes = { true: 'delete', 'dry-run': 'dry-run', false: 'no' };
/** @throws SettingsError with everything that is wrong */
function readBackupSettings(sources, facts, problems) {
    const connection = (0,_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .readConnection */ .d)(sources, facts, problems);
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .readName */ .M)(sources, connection?.database, problems);
    const clientPath = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'client-path', problems);
    const settings = {
        stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_5__/* .readStores */ .J)(sources, { name, facts, problems }),
        format: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'format', problems),
        compression: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'compression', problems),
        globals: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'globals', problems),
        ...(clientPath !== undefined && { clientPath: (0,_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .absolutePath */ .H)(clientPath, facts) }),
        selection: readSelection(sources, problems),
        pgDumpArguments: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'pg-dump-args', problems) ?? [],
        lockWaitTimeoutMs: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'lock-wait-timeout', problems),
        policy: (0,_retention_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T)(sources, problems),
        prune: pruneModes[(0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'prune', problems)],
        path: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findVariable */ .q3)(sources, ['PATH'])?.text ?? '/usr/local/bin:/usr/bin:/bin',
    };
    problems.throwAny();
    if (connection === undefined || name === undefined)
        throw new Error('no connection, and no problem noted');
    return { connection, name, ...settings };
}
function readSelection(sources, problems) {
    return {
        schemas: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'schema', problems) ?? [],
        excludeSchemas: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'exclude-schema', problems) ?? [],
        tables: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'table', problems) ?? [],
        excludeTables: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'exclude-table', problems) ?? [],
        excludeTableData: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'exclude-table-data', problems) ?? [],
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _fingerprint_sql_splitter_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7858);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8187);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7906);






/** The statements of the file that `checks` names. One that cannot be read or split is noted. */
function readChecks(sources, facts, problems) {
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .read */ .LF)(sources, 'checks', problems);
    if (given === undefined)
        return undefined;
    const file = (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .absolutePath */ .H)(given, facts);
    return problems.noting(`cannot use checks ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .shownText */ .f$)(given)}`, () => ({
        file,
        statements: statementsIn(textOf(file, facts), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file)),
    }));
}
function textOf(file, facts) {
    try {
        return facts.readText(file).replace(/^\uFEFF/, '');
    }
    catch (error) {
        throw new _kinds_js__WEBPACK_IMPORTED_MODULE_4__/* .Unacceptable */ .q$(`it cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
}
/** Splits where psql does. @throws Unacceptable for what is no SQL alone, no whole statement, or nothing at all */
function statementsIn(text, name) {
    if (text.includes('\uFFFD'))
        throw new _kinds_js__WEBPACK_IMPORTED_MODULE_4__/* .Unacceptable */ .q$('it is not UTF-8');
    // The last statement may do without its semicolon.
    const chunk = Buffer.from(`${text}\n;`);
    let isStatement = false;
    const splitter = new _fingerprint_sql_splitter_js__WEBPACK_IMPORTED_MODULE_2__/* .SqlSplitter */ .s({
        statement: () => {
            isStatement = true;
        },
        comment: () => undefined,
    }, { standardStrings: true, isLead: () => false });
    const found = [];
    for (let at = 0, line = 1; at < chunk.length;) {
        isStatement = false;
        const end = splitter.read(chunk, at);
        const piece = chunk.toString('utf8', at, end);
        const first = line + linesIn(/^[\s;]*/.exec(piece)?.[0] ?? '');
        const sql = piece.replace(/^[\s;]+/, '').trimEnd();
        if (sql.startsWith('\\'))
            throw new _kinds_js__WEBPACK_IMPORTED_MODULE_4__/* .Unacceptable */ .q$(metaCommand(name, first, sql));
        if (isStatement)
            found.push({ line: first, sql });
        else if (!splitter.isBetween)
            throw new _kinds_js__WEBPACK_IMPORTED_MODULE_4__/* .Unacceptable */ .q$(unfinished(name, first));
        line += linesIn(piece);
        at = end;
    }
    if (found.length === 0)
        throw new _kinds_js__WEBPACK_IMPORTED_MODULE_4__/* .Unacceptable */ .q$('it holds no statement, so nothing would be checked');
    return found;
}
function linesIn(text) {
    return text.split('\n').length - 1;
}
function metaCommand(name, line, sql) {
    const command = (0,_sources_js__WEBPACK_IMPORTED_MODULE_5__/* .shownText */ .f$)(sql.split(/\s/, 1)[0] ?? '');
    return `line ${line} of ${name} is a command of psql's, ${command}; leave it out: the file is SQL, and the first statement that fails ends it`;
}
function unfinished(name, line) {
    return `the statement at line ${line} of ${name} has no end: a quote, a $$, a parenthesis or a comment is open`;
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
    if (path?.includes('@') || authority.split('@').length > 2)
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
    const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(text) ?? [];
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
    const path = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(given ?? '.env', facts);
    // A folder of that name is common, too: Python's virtual environments.
    if (given === undefined && !facts.isFile(path))
        return { variables: {}, where: '' };
    const text = readText(path, given, facts);
    refuseCutValues(text, path);
    return { variables: (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseEnv)(text), where: ` in ${path}` };
}
function readText(path, given, facts) {
    try {
        // Some editors begin a file with a mark that would become a part of its first name.
        return facts.readText(path).replace(/^\uFEFF/, '');
    }
    catch (error) {
        const cure = given === undefined ? 'let this user read it, or name another with --env-file' : 'check --env-file';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN([`cannot read ${path}: ${reasonOf(error)}; ${cure}`]);
    }
}
function reasonOf(error) {
    const code = error.code;
    if (code === 'ENOENT')
        return 'there is no such file';
    return code === 'EACCES' ? 'permission denied' : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
}
/**
 * Refuses `PASSWORD=ab#cd`, for which Node says `ab`, and a shell `ab#cd`. Only of names that matter here: the file is
 * that of other programs as well.
 */
function refuseCutValues(text, path) {
    const cut = /^\s*(?:export\s+)?((?:DATABASE|PG|AWS|BACKUP|RETENTION)\w*)\s*=[ \t]*[^\s"'`#][^\r\n#]*(?<=\S)#/gm;
    const problems = [...text.matchAll(cut)].map(([, name]) => `cannot use ${name} in ${path}: its value holds "#", where a comment would begin; put it in quotes`);
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN(problems);
}

/***/ }),

/***/ 8187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ factsOfThisMachine),
/* harmony export */   H: () => (/* binding */ absolutePath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



function factsOfThisMachine() {
    return {
        workingFolder: process.cwd(),
        home: orUndefined(node_os__WEBPACK_IMPORTED_MODULE_1__.homedir),
        user: orUndefined(() => (0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().username),
        isFile: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isFile() ?? false,
        isSocket: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isSocket() ?? false,
        readText: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'),
    };
}
/** An absolute path; `~/` is the home, as a shell would have it where a shell saw it. */
function absolutePath(text, { workingFolder, home }) {
    const inHome = home !== undefined && (text === '~' || text.startsWith('~/'));
    return inHome ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, text.slice(1)) : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workingFolder, text);
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
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8187);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3275);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1542);
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5482);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8953);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7906);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9899);








/** The commands that are actions, too. */
const readers = { backup: _backup_js__WEBPACK_IMPORTED_MODULE_0__/* .readBackupSettings */ .s, restore: _restore_js__WEBPACK_IMPORTED_MODULE_4__/* .readRestoreSettings */ .W, verify: _verify_js__WEBPACK_IMPORTED_MODULE_7__/* .readVerifySettings */ .T };
/** The settings of an action, from its inputs and the environment. @throws SettingsError with everything that is wrong */
function readInputs(command, environment, facts = (0,_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .factsOfThisMachine */ .E)()) {
    const sources = {
        given: inputsIn(environment, (0,_options_js__WEBPACK_IMPORTED_MODULE_2__/* .inputsOf */ .Vc)(command)),
        titleOf: (name) => name,
        layers: [{ variables: environment, where: '' }],
    };
    return {
        settings: readers[command](sources, facts, new _problems_js__WEBPACK_IMPORTED_MODULE_3__/* .Problems */ .Z()),
        secrets: (0,_secrets_js__WEBPACK_IMPORTED_MODULE_5__/* .secretsOf */ .F)(sources),
        environment: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .mergedVariables */ .uT)(sources),
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
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Vm: () => (/* binding */ word),
/* harmony export */   Wj: () => (/* binding */ minRows),
/* harmony export */   Yq: () => (/* binding */ choice),
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
const commands = ['backup', 'restore', 'verify', 'prune', 'list'];
/** The headings that options are shown under, in this order. */
const groups = {
    connection: 'Connection',
    store: 'Stores',
    backup: 'What is backed up, and how',
    restore: 'What is restored, and how',
    verify: 'What a drill demands',
    retention: 'Retention',
    listing: 'Listing',
    general: 'General',
};

/***/ }),

/***/ 3275:
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



const dump = ['backup'];
const backupOptions = {
    name: {
        group: 'backup',
        commands: ['backup', 'restore', 'verify', 'prune', 'list'],
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
    'client-path': {
        group: 'backup',
        commands: ['backup', 'restore', 'verify'],
        kind: (0,kinds/* text */.Qq)('PATH'),
        otherwise: 'the best match among PATH and the usual places',
        meaning: 'The folder with pg_dump, psql and the like, or pg_dump itself.',
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
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(2992);
;// CONCATENATED MODULE: ./build/settings/options/connection.js


const connection_dump = ['backup', 'restore'];
// Verify and prune need no database of their own, but take the backups' name from its.
const named = ['backup', 'restore', 'verify', 'prune'];
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
const restoreOptions = {
    what: {
        group: 'restore',
        commands: drilled,
        kind: (0,kinds/* text */.Qq)('WHAT'),
        default: 'latest',
        meaning: "What to restore, or to drill: latest, a backup's name, the name of one of its objects, a time (the newest backup at or before it, such as 2026-11-22 or 2026-11-22T14:30Z), or the path of a dump, which can be restored only.",
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

const commands = ['backup', 'prune'];
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



// Only what writes an object can say how it is kept.
const writing = ['backup'];
// S3's limit: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const maxPartBytes = 5 * 1024 ** 3;
const storeOptions = {
    store: {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* lines */.Mn)('STORE'),
        alsoReads: ['AWS_S3_BUCKET', 'AWS_S3_PREFIX', 'BACKUP_DIR'],
        otherwise: 'the bucket in AWS_S3_BUCKET (with the prefix in AWS_S3_PREFIX) and the folder in BACKUP_DIR, or either',
        meaning: 'Where backups live: s3://bucket/prefix, or the path of a folder.',
    },
    's3-endpoint': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* text */.Qq)('URL'),
        otherwise: 'AWS, or what AWS_ENDPOINT_URL_S3 or ~/.aws/config says',
        meaning: 'The S3 server, for R2, MinIO and other look-alikes: https://host[:port].',
    },
    's3-region': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* word */.Vm)('REGION'),
        otherwise: 'AWS_REGION, or what ~/.aws/config says',
        meaning: "The bucket's region.",
    },
    's3-force-path-style': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        meaning: "Put the bucket into the path, not into the host's name. MinIO usually wants it.",
    },
    's3-checksum': {
        group: 'store',
        commands: settings_option/* commands */.P,
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
        meaning: 'How many per cent of its rows a table may have lost since the backup before this one. The drill fails when a table lost more, or is gone. Losses of fewer than ten rows do not count.',
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
    ...restoreOptions,
    ...verifyOptions,
    ...retentionOptions,
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
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1344);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8187);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4561);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1542);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3882);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9487);
/* harmony import */ var _what_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9428);










/** @throws SettingsError with everything that is wrong */
function readRestoreSettings(sources, facts, problems) {
    const target = (0,_target_js__WEBPACK_IMPORTED_MODULE_8__/* .readTarget */ ._)(sources, facts, problems);
    const undo = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'undo', problems);
    const mode = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'mode', problems);
    if (target)
        confirm(sources, undo ? 'undo' : `mode ${mode}`, mode, target.database, problems);
    const from = undo ? undefined : readFrom(sources, target?.database, facts, problems);
    const checks = (0,_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .readChecks */ .w)(sources, facts, problems);
    if (checks && mode === 'in-place')
        problems.add('cannot use checks with mode in-place, which drops the database before there is anything to check; use replace, or drill the backup first');
    const beforeCommand = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'before-command', problems);
    const afterCommand = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'after-command', problems);
    const clientPath = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'client-path', problems);
    const settings = {
        mode,
        jobs: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'jobs', problems),
        createRoles: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'create-roles', problems),
        noOwner: !(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'owner', problems),
        noPrivileges: !(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'privileges', problems),
        ...(checks && { checks }),
        ...(beforeCommand !== undefined && { beforeCommand }),
        ...(afterCommand !== undefined && { afterCommand }),
        environment: withoutInputs((0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .mergedVariables */ .uT)(sources)),
        ...(clientPath !== undefined && { clientPath: (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .absolutePath */ .H)(clientPath, facts) }),
        path: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .findVariable */ .q3)(sources, ['PATH'])?.text ?? '/usr/local/bin:/usr/bin:/bin',
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
// An action's inputs are in its environment, passwords among them; no command asked for those.
function withoutInputs(variables) {
    return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('INPUT_')));
}
/** What takes a live database's place has to be meant: its name is given twice. */
function confirm(sources, what, mode, database, problems) {
    if (what !== 'undo' && mode === 'into-empty')
        return;
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'confirm', problems);
    if (given === database)
        return;
    const said = given === undefined ? '' : `, not ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .shownText */ .f$)(given)}`;
    problems.add(`${what} changes what database ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .shownText */ .f$)(database)} is; to go on set confirm to ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .shownText */ .f$)(database)}${said}`);
}
function readFrom(sources, target, facts, problems) {
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .find */ .I6)(sources, 'name') ? undefined : ((0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .readDatabaseName */ .F)(sources, new _problems_js__WEBPACK_IMPORTED_MODULE_5__/* .Problems */ .Z()) ?? target);
    const text = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'what', problems);
    const nameless = new _problems_js__WEBPACK_IMPORTED_MODULE_5__/* .Problems */ .Z();
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_4__/* .readName */ .M)(sources, given, nameless);
    const asked = (0,_what_js__WEBPACK_IMPORTED_MODULE_9__/* .readWhat */ .t)(text, name ?? '', facts);
    if (asked === undefined) {
        problems.add(`cannot use what ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .shownText */ .f$)(text)}: it is no time, no backup's name and no file; use latest, a name that pgdrill list shows, a time such as 2026-11-22T14:30Z, or a path`);
        return undefined;
    }
    if (asked.kind === 'file')
        return asked;
    if (asked.kind === 'in-folder')
        return { kind: 'backup', what: asked.what, stores: [{ kind: 'folder', path: asked.folder }] };
    // Only what is looked for by name needs one.
    if (asked.what.kind !== 'stem')
        (0,_name_js__WEBPACK_IMPORTED_MODULE_4__/* .readName */ .M)(sources, given, problems);
    return { kind: 'backup', what: asked.what, stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .readStores */ .J)(sources, { name, facts, problems }) };
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
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3275);
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
function secretsIn(environment, argv, facts = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .factsOfThisMachine */ .E)()) {
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
/** The text itself; a URL's password as well, and the URL only when it has one. */
function secretParts(text) {
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
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3275);

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
// EXTERNAL MODULE: ./build/settings/options.js + 9 modules
var options = __webpack_require__(3275);
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
        storageClass: (0,settings_sources/* read */.LF)(sources, 's3-storage-class', problems),
        encryption: readEncryption(sources, problems),
        objectLock: readObjectLock(sources, problems),
        partBytes: (0,settings_sources/* read */.LF)(sources, 's3-part-size', problems),
    };
    return {
        forcePathStyle: (0,settings_sources/* read */.LF)(sources, 's3-force-path-style', problems),
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
        return { kind: 'folder', path: (0,settings_facts/* absolutePath */.H)(text, facts) };
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
/* harmony export */   T: () => (/* binding */ readVerifySettings)
/* harmony export */ });
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5203);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1344);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8187);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4561);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1542);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8953);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3882);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9487);
/* harmony import */ var _what_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9428);










/** @throws SettingsError with everything that is wrong */
function readVerifySettings(sources, facts, problems) {
    // The live database is never what a drill restores into: only target-url names a server for it.
    const target = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .find */ .I6)(sources, 'target-url') && (0,_target_js__WEBPACK_IMPORTED_MODULE_8__/* .readTarget */ ._)(sources, facts, problems);
    const from = readFrom(sources, facts, problems);
    const clientPath = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'client-path', problems);
    const demands = readDemands(sources, facts, problems);
    problems.throwAny();
    if (from === undefined)
        throw new Error('nothing to drill, and no problem noted');
    return {
        ...from,
        ...(target && { target }),
        ...(clientPath !== undefined && { clientPath: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(clientPath, facts) }),
        path: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .findVariable */ .q3)(sources, ['PATH'])?.text ?? '/usr/local/bin:/usr/bin:/bin',
        ...demands,
        files: readFiles(sources, facts, problems),
    };
}
function readDemands(sources, facts, problems) {
    const checks = (0,_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .readChecks */ .w)(sources, facts, problems);
    const maxShrink = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'max-shrink', problems);
    const maxAgeMs = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'max-age', problems);
    const maxRestoreSeconds = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'max-restore-seconds', problems);
    const command = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'after-restore-command', problems);
    return {
        ...(checks && { checks }),
        minRows: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'min-rows', problems) ?? [],
        ...(maxShrink !== undefined && { maxShrink }),
        ...(maxAgeMs !== undefined && { maxAgeMs }),
        ...(maxRestoreSeconds !== undefined && { maxRestoreMs: maxRestoreSeconds * 1000 }),
        amcheck: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'amcheck', problems),
        ...(command !== undefined && {
            afterRestore: { command, environment: (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .mergedVariables */ .uT)(sources), secrets: (0,_secrets_js__WEBPACK_IMPORTED_MODULE_5__/* .secretsOf */ .F)(sources) },
        }),
    };
}
function readFiles(sources, facts, problems) {
    const report = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'report', problems);
    const junit = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'junit', problems);
    const reportFolder = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .findVariable */ .q3)(sources, ['RUNNER_TEMP'])?.text;
    return {
        ...(report !== undefined && { report: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(report, facts) }),
        ...(reportFolder !== undefined && { reportFolder }),
        ...(junit !== undefined && { junit: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(junit, facts) }),
    };
}
function readFrom(sources, facts, problems) {
    // A database's settings that are wrong do not matter here when the name is given.
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .find */ .I6)(sources, 'name') ? undefined : (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .readDatabaseName */ .F)(sources, new _problems_js__WEBPACK_IMPORTED_MODULE_4__/* .Problems */ .Z());
    const text = (0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(sources, 'what', problems);
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .readName */ .M)(sources, given, new _problems_js__WEBPACK_IMPORTED_MODULE_4__/* .Problems */ .Z());
    const asked = (0,_what_js__WEBPACK_IMPORTED_MODULE_9__/* .readWhat */ .t)(text, name ?? '', facts);
    if (asked === undefined || asked.kind === 'file') {
        problems.add(`cannot drill ${(0,_sources_js__WEBPACK_IMPORTED_MODULE_6__/* .shownText */ .f$)(text)}: it is no time and no backup's name; use latest, a name that pgdrill list shows, or a time such as 2026-11-22T14:30Z`);
        return undefined;
    }
    if (asked.kind === 'in-folder')
        return { what: asked.what, stores: [{ kind: 'folder', path: asked.folder }] };
    // Only what is looked for by name needs one.
    if (asked.what.kind !== 'stem' && (0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .readName */ .M)(sources, given, problems) === undefined)
        problems.addUnlessAny('nothing says whose backup to drill; set name, or database-name');
    return { what: asked.what, stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .readStores */ .J)(sources, { name, facts, problems }) };
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
        return inFolder((0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(text, facts), name);
    const time = readTime(text);
    if (time !== undefined)
        return { kind: 'backup', what: { kind: 'at', name, time } };
    const what = (0,_catalog_open_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .parseWhat */ .S9)(text, name);
    if (what !== undefined)
        return { kind: 'backup', what };
    const path = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(text, facts);
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

