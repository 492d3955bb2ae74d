export const id = 95;
export const ids = [95];
export const modules = {

/***/ 1000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ runVerify),
  q: () => (/* binding */ shortfallOfDrill)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/catalog/drill.js
var catalog_drill = __webpack_require__(1889);
;// CONCATENATED MODULE: ./build/catalog/drill-record.js
function encodeDrill(record) {
    return `${JSON.stringify(record, null, 2)}\n`;
}
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
// EXTERNAL MODULE: ./build/catalog/read-object.js
var read_object = __webpack_require__(1084);
// EXTERNAL MODULE: ./build/compress/decompress.js + 1 modules
var decompress = __webpack_require__(1768);
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog = __webpack_require__(9063);
;// CONCATENATED MODULE: ./build/drill/choice.js



/**
 * The newest backup that any store holds, damaged ones among them: to drill an older one instead would hide the damage. It is
 * read from the first store that has it.
 */
async function choose({ what, stores, signal, report }) {
    const name = what.kind === 'stem' ? ((0,names/* parseStem */.r1)(what.stem)?.name ?? what.stem) : what.name;
    const entries = [];
    const unread = [];
    for (const store of stores) {
        try {
            const { backups, damaged } = await (0,catalog/* readCatalog */.uM)(store, name);
            for (const entry of [...backups, ...damaged].filter(isMeant(what)))
                entries.push({ store, entry });
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof errors/* PgdrillError */.ZA))
                throw error;
            unread.push(error.message);
        }
    }
    const [newest] = entries.toSorted((a, b) => b.entry.takenAt.getTime() - a.entry.takenAt.getTime());
    if (newest === undefined && unread.length > 0)
        throw new errors/* InconclusiveError */.Xp(unread.join('; '));
    for (const problem of unread)
        report.warning(problem);
    if (newest === undefined) {
        const where = stores.map(({ location }) => location).join(', ');
        const asked = what.kind === 'stem' ? what.stem : `a backup of ${JSON.stringify(name)}`;
        throw new errors/* PgdrillError */.ZA(`cannot drill ${asked}: there is none in ${where}`, {
            cure: 'see what there is with: pgdrill list',
        });
    }
    return { store: newest.store, stem: newest.entry.stem, takenAt: newest.entry.takenAt };
}
function isMeant(what) {
    switch (what.kind) {
        case 'latest':
            return () => true;
        case 'at':
            return ({ takenAt }) => takenAt <= what.time;
        case 'stem':
            return ({ stem }) => stem === what.stem;
    }
}
// EXTERNAL MODULE: ./build/catalog/record.js
var record = __webpack_require__(8291);
// EXTERNAL MODULE: ./build/compress/decompression-error.js
var decompression_error = __webpack_require__(8045);
;// CONCATENATED MODULE: ./build/fingerprint/compare.js
/**
 * How the restored database differs from the original; empty when both mean the same. Both dumps must be of servers of one
 * major, made by one pg_dump with the same options. Always in the same order: data first, then definitions, by name.
 */
function compareFingerprints(original, restored) {
    return [
        ...encodingDifferences(original, restored),
        ...compareAll(original.tables, restored.tables, named, compareRows),
        ...compareAll(original.sequences, restored.sequences, named, comparePositions),
        ...compareAll(original.largeObjects, restored.largeObjects, ({ oid }) => [oid], compareContents),
        ...compareAll(original.objects, restored.objects, typed, compareObjects),
    ];
}
const named = ({ schema, name }) => [schema ?? '', name];
const typed = ({ type, schema, name }) => [type, schema ?? '', name];
function compareAll(original, restored, keyOf, compare) {
    const groups = new Map();
    const groupOf = (item) => {
        const key = keyOf(item).join('\u0000');
        const group = groups.get(key) ?? { original: [], restored: [] };
        groups.set(key, group);
        return group;
    };
    for (const item of original)
        groupOf(item).original.push(item);
    for (const item of restored)
        groupOf(item).restored.push(item);
    // By code units: the same on every machine, whatever its locale.
    return [...groups]
        .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
        .flatMap(([, group]) => compareGroup(group.original, group.restored, compare));
}
/** Several may have one key: pg_dump's names are not exact. What is the same cancels out; the rest is told in pairs. */
function compareGroup(original, restored, compare) {
    const unmatched = [...restored];
    const changed = original.filter((item) => {
        const same = unmatched.findIndex((other) => compare(item, other).length === 0);
        if (same !== -1)
            unmatched.splice(same, 1);
        return same === -1;
    });
    return Array.from({ length: Math.max(changed.length, unmatched.length) }, (_, at) => compare(changed[at], unmatched[at])).flat();
}
function difference({ type, schema, name }, kind, expected = null, found = null) {
    return { kind, type, schema, name, expected, found };
}
function encodingDifferences(original, restored) {
    if (original.encoding === restored.encoding)
        return [];
    const about = { type: 'DATABASE', schema: null, name: '' };
    return [difference(about, 'encoding', original.encoding, restored.encoding)];
}
const compareRows = (original, restored) => {
    const about = { ...(original ?? restored), type: 'TABLE DATA' };
    if (restored === undefined)
        return [difference(about, 'missing', original?.rows)];
    if (original === undefined)
        return [difference(about, 'extra', null, restored.rows)];
    if (original.rows !== restored.rows)
        return [difference(about, 'rows', original.rows, restored.rows)];
    return hasSameRows(original, restored) ? [] : [difference(about, 'changed', original.rows, restored.rows)];
};
function hasSameRows(original, restored) {
    // INSERT statements are not read; in another order they are as many bytes.
    if (original.digest === null)
        return original.bytes === restored.bytes;
    // Digests by name and by place do not compare; a table that began or ceased to inherit is told as a changed one.
    return original.columnsByName !== restored.columnsByName || original.digest === restored.digest;
}
const comparePositions = (original, restored) => {
    const about = { ...(original ?? restored), type: 'SEQUENCE SET' };
    if (restored === undefined)
        return [difference(about, 'missing')];
    if (original === undefined)
        return [difference(about, 'extra')];
    const [expected, found] = [positionOf(original), positionOf(restored)];
    return expected === found ? [] : [difference(about, 'position', expected, found)];
};
function positionOf({ lastValue, isCalled }) {
    return isCalled ? lastValue : `${lastValue}, not used yet`;
}
const compareContents = (original, restored) => {
    const about = { type: 'BLOBS', schema: null, name: String((original ?? restored)?.oid) };
    if (restored === undefined)
        return [difference(about, 'missing', original?.bytes)];
    if (original === undefined)
        return [difference(about, 'extra', null, restored.bytes)];
    if (original.bytes !== restored.bytes)
        return [difference(about, 'bytes', original.bytes, restored.bytes)];
    return original.digest === restored.digest
        ? []
        : [difference(about, 'changed', original.bytes, restored.bytes)];
};
const compareObjects = (original, restored) => {
    const about = (original ?? restored);
    if (restored === undefined)
        return [difference(about, 'missing')];
    if (original === undefined)
        return [difference(about, 'extra')];
    const found = original.digest === restored.digest ? [] : [difference(about, 'changed')];
    if (ownsItself(about) && original.owner !== restored.owner)
        found.push(difference(about, 'owner', original.owner, restored.owner));
    if (original.tablespace !== restored.tablespace)
        found.push(difference(about, 'tablespace', original.tablespace, restored.tablespace));
    if (original.accessMethod !== restored.accessMethod)
        found.push(difference(about, 'access-method', original.accessMethod, restored.accessMethod));
    return found;
};
// What pg_dump prints as the owner of these is their table's: one ALTER TABLE ... OWNER TO would be told twenty times.
const followers = new Set([
    'ACL',
    'CHECK CONSTRAINT',
    'COMMENT',
    'CONSTRAINT',
    'DEFAULT',
    'FK CONSTRAINT',
    'INDEX',
    'INDEX ATTACH',
    'MATERIALIZED VIEW DATA',
    'POLICY',
    'PUBLICATION TABLE',
    'ROW SECURITY',
    'RULE',
    'SECURITY LABEL',
    'SEQUENCE OWNED BY',
    'TABLE ATTACH',
    'TRIGGER',
]);
function ownsItself({ type }) {
    return !followers.has(type);
}
// EXTERNAL MODULE: ./build/fingerprint/fingerprint.js
var fingerprint_fingerprint = __webpack_require__(8663);
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(8312);
// EXTERNAL MODULE: ./build/postgres/load-errors.js
var load_errors = __webpack_require__(1849);
// EXTERNAL MODULE: ./build/report/human.js
var human = __webpack_require__(8782);
;// CONCATENATED MODULE: ./build/report/difference-text.js

/** A difference as a person can act on it: `missing index public.orders_customer_id_idx`. */
function differenceText(difference) {
    switch (difference.type) {
        case 'DATABASE':
            return databaseText(difference);
        case 'TABLE DATA':
            return contentText(difference, `table ${qualified(difference)}`, 'row');
        case 'BLOBS':
            return contentText(difference, `large object ${difference.name}`, 'byte');
        case 'SEQUENCE SET':
            return positionText(difference);
        default:
            return objectText(difference);
    }
}
function databaseText({ kind, name, expected, found }) {
    if (kind === 'encoding')
        return `the database is encoded as ${found}, not as ${expected}`;
    return `${kind} database ${name}`;
}
function contentText({ kind, expected, found }, what, unit) {
    switch (kind) {
        case 'missing':
            return `missing content of ${what}${amount(expected, unit)}`;
        case 'extra':
            return `unexpected content of ${what}${amount(found, unit)}`;
        case 'changed':
            return `changed content of ${what}${sameAmount(expected, unit)}`;
        default:
            return numberText(what, expected, found, unit);
    }
}
function numberText(what, expected, found, unit) {
    if (typeof expected !== 'number' || typeof found !== 'number') {
        return `${what} has ${found ?? 'uncounted'} ${unit}s, not ${expected ?? 'uncounted'}`;
    }
    const by = Math.abs(expected - found);
    const fewer = found < expected ? 'fewer' : 'more';
    const those = `${(0,human/* formatCount */.B4)(found)} ${found < expected ? 'of' : 'instead of'} ${(0,human/* formatCount */.B4)(expected)}`;
    return `${what} has ${(0,human/* formatCount */.B4)(by)} ${by === 1 ? unit : `${unit}s`} ${fewer}: ${those}`;
}
function amount(count, unit) {
    return typeof count === 'number' ? `: ${(0,human/* formatCount */.B4)(count)} ${count === 1 ? unit : `${unit}s`}` : '';
}
function sameAmount(count, unit) {
    return typeof count === 'number'
        ? `, though it has the same ${(0,human/* formatCount */.B4)(count)} ${count === 1 ? unit : `${unit}s`}`
        : '';
}
function positionText(difference) {
    const { kind, expected, found } = difference;
    const sequence = `sequence ${qualified(difference)}`;
    if (kind === 'position')
        return `${sequence} stands at ${found}, not at ${expected}`;
    return `${kind === 'missing' ? 'missing' : 'unexpected'} position of ${sequence}`;
}
function objectText(difference) {
    const { kind, expected, found } = difference;
    const object = objectName(difference);
    switch (kind) {
        case 'missing':
        case 'changed':
            return `${kind} ${object}`;
        case 'extra':
            return `unexpected ${object}`;
        default:
            return `${object} has ${kind.replace('-', ' ')} ${shown(found)}, not ${shown(expected)}`;
    }
}
function shown(name) {
    return name === null ? '(the default)' : String(name);
}
// pg_dump's words that are not those of SQL.
const words = {
    'FK CONSTRAINT': 'foreign key',
    'ROW SECURITY': 'row-level security of',
    'DEFAULT ACL': 'default privileges',
    'SEQUENCE OWNED BY': 'owning column of sequence',
    'TABLE ATTACH': 'attachment of partition',
    'INDEX ATTACH': 'attachment of index',
    'MATERIALIZED VIEW DATA': 'data of materialized view',
    BLOB: 'large object',
};
const ofTables = new Set([
    'CONSTRAINT',
    'FK CONSTRAINT',
    'CHECK CONSTRAINT',
    'TRIGGER',
    'RULE',
    'POLICY',
    'DEFAULT',
]);
const ofAnything = {
    ACL: 'privileges on',
    COMMENT: 'comment on',
    'SECURITY LABEL': 'security label on',
};
function objectName({ type, schema, name }) {
    const about = ofAnything[type];
    if (about !== undefined) {
        // The tag begins with the type of what it is about: `TABLE orders`, `FUNCTION add(integer)`.
        const [, subject, rest] = /^([A-Z ]*[A-Z]) (.*)$/s.exec(name) ?? [undefined, '', name];
        return `${about} ${subject.toLowerCase()} ${qualified({ schema, name: rest ?? name })}`.replace('  ', ' ');
    }
    const word = words[type] ?? type.toLowerCase();
    const [table, own, more] = name.split(' ');
    // The tag is `table name`; with more spaces than that nobody knows which of the two has them.
    if (ofTables.has(type) && own !== undefined && more === undefined) {
        return `${word} ${own} of table ${qualified({ schema, name: table ?? '' })}`;
    }
    return `${word} ${qualified({ schema, name })}`;
}
function qualified({ schema, name }) {
    return schema === null ? name : `${schema}.${name}`;
}
// EXTERNAL MODULE: ./build/store/store.js
var store_store = __webpack_require__(4899);
;// CONCATENATED MODULE: ./build/drill/findings.js









/** What an error that ended a drill proves about the backup; undefined when it proves nothing. */
function findingOf(error) {
    if (error instanceof read_object/* CorruptObjectError */.b || error instanceof decompression_error/* DecompressionError */.e) {
        return { kind: 'damaged', text: error.message };
    }
    if (error instanceof store_store/* ObjectMissingError */.ox)
        return { kind: 'damaged', text: error.message };
    if (error instanceof record/* UnreadableRecordError */.PC) {
        // A newer version's record is not a broken one.
        return error.cure === undefined ? { kind: 'manifest', text: error.message } : undefined;
    }
    if (error instanceof load_errors/* LoadError */.Xb && !isServers(error.failure.message)) {
        return { kind: 'load', text: error.what };
    }
    if (error instanceof child/* ChildError */.rF &&
        error.message.startsWith('pg_restore ended') &&
        !isServers(error.stderr)) {
        return { kind: 'damaged', text: `the archive cannot be read: ${error.stderr.trim() || error.message}` };
    }
    return undefined;
}
// What the server or the programs here cannot do says nothing about the backup.
const servers = /extension "[^"]*" is not available|extension control file|could not access file|No space left|could not extend file|out of (shared )?memory|must be (owner|superuser|member)|permission denied to|terminating connection|server closed the connection|the database system is|unsupported version|could not connect/;
function isServers(message) {
    return servers.test(message);
}
/** What is wrong with the dump by itself and by its manifest, before any restore is looked at. */
function textFindings(text, manifest, stored) {
    const { fingerprint } = text;
    const { tables, rows } = (0,fingerprint_fingerprint/* totals */.S)(fingerprint);
    const findings = [];
    const add = (kind, what) => findings.push({ kind, text: what });
    if (!fingerprint.complete)
        add('cut-short', `the dump is cut short after ${text.bytes} bytes of text`);
    if (fingerprint.objects.length + tables === 0)
        add('empty', 'the dump is empty: it holds no object at all');
    const { plain } = manifest;
    if (plain !== null && (plain.bytes !== text.bytes || plain.sha256 !== text.sha256)) {
        add('manifest', 'the dump is another text than its manifest says: bytes or sha256 differ');
    }
    if (manifest.tables !== null && (manifest.tables !== tables || manifest.rows !== rows)) {
        const said = `${manifest.tables} tables and ${manifest.rows ?? 'uncounted'} rows`;
        add('manifest', `the dump holds ${tables} tables and ${rows ?? 'uncounted'} rows, its manifest says ${said}`);
    }
    const unlike = stored === undefined ? 0 : compareFingerprints(stored, fingerprint).length;
    if (unlike > 0)
        add('fingerprint', `the dump is not the one its stored fingerprint is of: ${unlike} differences`);
    return findings;
}
/** How the restored database differs from the dump. */
function differenceFindings(original, restored) {
    return compareFingerprints(original, restored).map((difference) => ({
        kind: difference.kind,
        text: differenceText(difference),
    }));
}
;// CONCATENATED MODULE: ./build/drill/limits.js
/** Key tables that have fewer rows than they should. */
function rowFindings({ minRows }, { tables }) {
    return minRows.flatMap(({ schema, table, rows }) => {
        const found = tables.find((each) => each.schema === schema && each.name === table)?.rows;
        if (found !== undefined && found !== null && found >= rows)
            return [];
        return [
            {
                kind: 'limit',
                text: `table ${schema}.${table} has ${found ?? 'no counted'} rows, and min-rows wants ${rows}`,
            },
        ];
    });
}
/** A backup that is too old, and a restore that took too long. */
function limitFindings(request, chosen, restoreSeconds) {
    const { maxAgeMs, maxRestoreMs } = request;
    const findings = [];
    const ageMs = ageOf(request, chosen);
    if (maxAgeMs !== undefined && ageMs > maxAgeMs) {
        findings.push({
            kind: 'limit',
            text: `the backup is ${Math.round(ageMs / 1000)} s old, and max-age is ${maxAgeMs / 1000} s`,
        });
    }
    if (maxRestoreMs !== undefined && restoreSeconds !== null && restoreSeconds * 1000 > maxRestoreMs) {
        findings.push({
            kind: 'limit',
            text: `the restore took ${restoreSeconds.toFixed(1)} s, and max-restore-seconds is ${maxRestoreMs / 1000}`,
        });
    }
    return findings;
}
function ageOf({ now }, { takenAt }) {
    return Math.max(0, now.getTime() - takenAt.getTime());
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/fingerprint/scan.js
var fingerprint_scan = __webpack_require__(4062);
;// CONCATENATED MODULE: ./build/drill/text.js


/** Reads a dump's text on its way into a scratch database, and has what it needs made before the database sees it. */
class DrillText {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #scan = (0,fingerprint_scan/* createFingerprintScan */.A)();
    #provide;
    constructor(provide) {
        this.#provide = provide;
    }
    /** A statement is whole only with its last chunk: by then what it names is there. */
    async *pass(source) {
        let known = 0;
        for await (const chunk of source) {
            this.bytes += chunk.length;
            this.#sha256.update(chunk);
            this.#scan.write(chunk);
            const { roles, tablespaces, extensions } = this.#scan.needs;
            const count = roles.size + tablespaces.size + extensions.size;
            if (count > known)
                await this.#provide(this.#scan.needs);
            known = count;
            yield chunk;
        }
    }
    /** Once, when the text has ended. */
    end() {
        return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint: this.#scan.end() };
    }
}
/** The fingerprint of a dump that nobody else reads. */
async function fingerprintOf(source) {
    const scan = (0,fingerprint_scan/* createFingerprintScan */.A)();
    for await (const chunk of source)
        scan.write(chunk);
    return scan.end();
}
// EXTERNAL MODULE: ./build/fingerprint/format.js
var format = __webpack_require__(6740);
// EXTERNAL MODULE: ./build/postgres/dump.js
var dump = __webpack_require__(2494);
;// CONCATENATED MODULE: ./build/postgres/dump-again.js
/** Those of pg_dump's arguments that decide what a dump holds; dumping with them again holds the same. */
function argumentsForAgain(given) {
    const kept = [];
    for (let at = 0; at < given.length; at += 1) {
        const argument = given[at];
        const [name = ''] = argument.split('=', 1);
        if (!notAgain.has(name))
            kept.push(argument);
        else if (takesWord.has(argument))
            at += 1;
    }
    return ['--format=plain', '--no-password', ...kept];
}
// How it is written, and from where: a scratch server has neither the source's sessions nor its roles' rights.
const notAgain = new Set([
    '--format',
    '--compress',
    '--no-password',
    '--lock-wait-timeout',
    '--role',
    '--snapshot',
    '--serializable-deferrable',
    '--verbose',
]);
const takesWord = new Set(['--role', '--snapshot']);
/** Why a dump made with these arguments cannot be loaded into an empty database; undefined when it can. */
function notLoadable(given) {
    const names = new Set(given.flatMap(namesOf));
    if (names.has('--create'))
        return 'it was made with --create, so it leaves the database it is loaded into';
    if (names.has('--clean') && !names.has('--if-exists')) {
        return 'it was made with --clean and without --if-exists, so it drops what an empty database does not have';
    }
    const partial = ['--data-only', '--no-schema', '--statistics-only', '--section'].find((name) => names.has(name));
    return partial === undefined ? undefined : `it was made with ${partial}, so it holds only a part`;
}
const shortNames = { a: '--data-only', c: '--clean', C: '--create' };
const shortWithValue = 'eEnNStT';
/** The long names of an argument; letters may come together, up to one that takes the rest as its value. */
function namesOf(argument) {
    if (argument.startsWith('--'))
        return argument.split('=', 1);
    if (!argument.startsWith('-'))
        return [];
    const letters = [...argument.slice(1)];
    const valueAt = letters.findIndex((letter) => shortWithValue.includes(letter));
    return letters.slice(0, valueAt === -1 ? undefined : valueAt).flatMap((letter) => shortNames[letter] ?? []);
}
// EXTERNAL MODULE: ./build/postgres/load.js + 3 modules
var load = __webpack_require__(6610);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/postgres/scratch-folder.js




// The process that made it is in the name, so that a later run knows what nobody needs any more.
const prefix = 'pgdrill-scratch-';
const scratch_folder_named = /^pgdrill-scratch-(\d+)-/;
/** The user to run a server as: initdb and postgres refuse root. @throws InconclusiveError where there is none */
async function serverOwner() {
    if (process.getuid?.() !== 0)
        return undefined;
    const passwd = await (0,promises_.readFile)('/etc/passwd', 'utf8');
    for (const name of ['postgres', 'nobody']) {
        const entry = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd);
        if (entry)
            return { uid: Number(entry[1]), gid: Number(entry[2]) };
    }
    throw new errors/* InconclusiveError */.Xp('cannot start a scratch server as root: PostgreSQL refuses that, and there is neither a user "postgres" nor "nobody"', { cure: 'run it as another user, or set target-url to a server that runs already' });
}
/** A private folder for a scratch server, with an empty `socket` in it. */
async function makeScratchFolder(owner) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(scratchParent(), `${prefix}${process.pid}-`));
    const socket = (0,external_node_path_.join)(folder, 'socket');
    await (0,promises_.mkdir)(socket);
    if (owner !== undefined) {
        for (const path of [folder, socket])
            await (0,promises_.chown)(path, owner.uid, owner.gid);
    }
    await (0,promises_.chmod)(folder, 0o700);
    return folder;
}
/** Ends and removes the scratch servers whose makers died without doing so. */
async function removeLeftovers(owner) {
    const parent = scratchParent();
    const uid = owner?.uid ?? process.getuid?.();
    for (const name of await (0,promises_.readdir)(parent)) {
        const maker = scratch_folder_named.exec(name)?.[1];
        if (maker === undefined || isRunning(Number(maker)))
            continue;
        const folder = (0,external_node_path_.join)(parent, name);
        const found = await (0,promises_.lstat)(folder).catch(() => undefined);
        // Anybody can make a folder of this name in /tmp; only our own is ours to remove.
        if (found?.isDirectory() !== true || found.uid !== uid)
            continue;
        await endServerIn(folder);
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
// A unix socket's path may be 107 bytes long, on macOS 103.
function scratchParent() {
    return (0,external_node_os_.tmpdir)().length > 55 ? '/tmp' : (0,external_node_os_.tmpdir)();
}
async function endServerIn(folder) {
    const data = (0,external_node_path_.join)(folder, 'data');
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(data, 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number.parseInt(text, 10);
    // The number may be another process's by now: a server's working folder is its data.
    const home = await (0,promises_.readlink)(`/proc/${pid}/cwd`).catch(() => undefined);
    if (home === data)
        process.kill(pid, 'SIGQUIT');
}
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(3909);
;// CONCATENATED MODULE: ./build/postgres/server-programs.js






/**
 * The server programs on this machine for a restore of what a server of `major` held: of this major, else of the nearest newer one.
 * @throws InconclusiveError that says what was found and what to install
 */
async function findServerPrograms(major, path) {
    const folders = await (0,tools/* usualFolders */.YS)(path);
    const found = (await Promise.all(folders.map(inspect))).filter((programs) => programs !== undefined);
    const best = chooseServer(found, major);
    if (best === undefined)
        throw noneSuitable(found, major);
    return best;
}
/** Pure: the server of this major, else of the nearest newer one. */
function chooseServer(found, major) {
    return found.filter((programs) => programs.major >= major).toSorted((a, b) => a.major - b.major)[0];
}
async function inspect(folder) {
    try {
        await (0,promises_.access)((0,external_node_path_.join)(folder, 'initdb'), promises_.constants.X_OK);
        const options = { env: { LC_ALL: 'C' }, timeout: 10_000 };
        const { stdout } = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)((0,external_node_path_.join)(folder, 'postgres'), ['--version'], options);
        const version = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
        return version === undefined ? undefined : { folder, major: Number(version) };
    }
    catch {
        // Not there, not executable, or for another machine: no server to choose.
        return undefined;
    }
}
function noneSuitable(found, major) {
    const cure = `install postgresql-${major} (Debian, Ubuntu) or postgresql@${major} (Homebrew), or set target-url to a server of version ${major}, such as a service container`;
    const newest = Math.max(...found.map((programs) => programs.major));
    const why = found.length === 0 ? 'found none' : `the newest found is of version ${newest}`;
    return new errors/* InconclusiveError */.Xp(`cannot start a scratch server: the backup needs initdb and postgres of version ${major} or newer, and ${why}`, { cure });
}
;// CONCATENATED MODULE: ./build/postgres/watchdog.js

// `read` returns when this process writes a line (released) or when its end of the pipe closes, however it died.
// The wait is bounded because a container's init may never reap the server.
const script = `
if read -r _; then exit 0; fi
kill -QUIT "$0" 2>/dev/null || kill -TERM "$0" 2>/dev/null
tries=0
while kill -0 "$0" 2>/dev/null && [ "$tries" -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf -- "$1"
`;
/**
 * Starts a small shell, in a session of its own, that stops the server `pid` and removes `folder` once this process has
 * died without doing so: killed by a time limit, by the kernel, by jest.
 */
function watch(pid, folder, owner) {
    const shell = (0,external_node_child_process_.spawn)('sh', ['-c', script, String(pid), folder], {
        ...owner,
        cwd: '/',
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
    });
    shell.unref();
    // EPIPE when something else ended the shell: there is nobody left to tell.
    shell.stdin.on('error', () => { });
    return { release: () => shell.stdin.end('released\n') };
}
;// CONCATENATED MODULE: ./build/postgres/scratch-cluster.js











/**
 * Starts a server that nobody else can reach: no network, and a socket in a private folder. It is gone when this process
 * is, however that ends. @throws InconclusiveError where there are no server programs, or they do not start
 */
async function startScratchCluster({ major, path, signal }) {
    const programs = await findServerPrograms(major, path);
    const owner = await serverOwner();
    await removeLeftovers(owner);
    const folder = await makeScratchFolder(owner);
    try {
        await initdb(programs, folder, owner, signal);
        return await Server.start(programs, folder, owner, signal);
    }
    catch (error) {
        await removeFolder(folder);
        signal.throwIfAborted();
        if (error instanceof errors/* InconclusiveError */.Xp)
            throw error;
        throw new errors/* InconclusiveError */.Xp(`cannot start a scratch server with ${programs.folder}: ${reasonOf(error)}`, {
            cause: error,
            cure: 'check the room and the rights in the folder for temporary files, or set target-url to a server that runs already',
        });
    }
}
// Nothing here outlives the run, so nothing waits for a disk and nothing tidies up.
const settings = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    autovacuum: 'off',
    jit: 'off',
    maintenance_work_mem: '256MB',
    // A restore in one transaction holds a lock for each of its objects.
    max_locks_per_transaction: '1024',
    max_prepared_transactions: '0',
    lc_messages: 'C',
    timezone: 'UTC',
};
async function initdb({ folder: programs }, folder, owner, signal) {
    const data = (0,external_node_path_.join)(folder, 'data');
    const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    const path = (0,external_node_path_.join)(programs, 'initdb');
    await (0,child/* textOf */.b6)({ path, arguments: args, environment, ...(owner && { runAs: owner }) }, signal);
    const lines = { ...settings, unix_socket_directories: (0,external_node_path_.join)(folder, 'socket') };
    const text = Object.entries(lines).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
    await (0,promises_.appendFile)((0,external_node_path_.join)(data, 'postgresql.conf'), text.join(''));
}
// Of our own environment nothing: PGDATA and the like would confuse, and secrets are no business of the server's.
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
/** A child of initdb's or of the server's may write a file more in the very moment it ends. */
async function removeFolder(folder) {
    await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
function reasonOf(error) {
    const said = error instanceof child/* ChildError */.rF ? error.stderr.trim().split('\n').at(-1) : undefined;
    return said || (0,errors/* messageOf */.bD)(error);
}
class Server {
    major;
    connection;
    #folder;
    #child;
    #watchdog;
    static async start(programs, folder, owner, signal) {
        const child = spawnServer(programs, folder, owner);
        if (child.pid === undefined)
            throw (await (0,external_node_events_.once)(child, 'error'))[0];
        const server = new Server(programs, folder, child, watch(child.pid, folder, owner));
        try {
            await server.#ready(signal);
            return server;
        }
        catch (error) {
            await server[Symbol.asyncDispose]();
            throw error;
        }
    }
    constructor(programs, folder, child, watchdog) {
        this.major = programs.major;
        this.#folder = folder;
        this.#child = child;
        this.#watchdog = watchdog;
        this.connection = {
            host: (0,external_node_path_.join)(folder, 'socket'),
            port: 5432,
            database: 'postgres',
            user: 'postgres',
            ssl: { mode: 'disable' },
            others: {},
            environment: { PATH: environment.PATH },
        };
    }
    async [Symbol.asyncDispose]() {
        // SIGQUIT: at once, without writing what nobody will read.
        if (!this.#isGone) {
            const exit = (0,external_node_events_.once)(this.#child, 'exit');
            this.#child.kill('SIGQUIT');
            const impatience = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
            await exit;
            clearTimeout(impatience);
        }
        await removeFolder(this.#folder);
        this.#watchdog.release();
    }
    get #isGone() {
        return this.#child.exitCode !== null || this.#child.signalCode !== null;
    }
    // The eighth line of postmaster.pid is the server's state: what pg_ctl --wait looks at.
    async #ready(signal) {
        const deadline = Date.now() + 60_000;
        while (!this.#isGone && Date.now() < deadline) {
            const lines = await (0,promises_.readFile)((0,external_node_path_.join)(this.#folder, 'data/postmaster.pid'), 'utf8').catch(() => '');
            if (lines.split('\n')[7]?.trim() === 'ready')
                return;
            await (0,external_node_timers_promises_.setTimeout)(20, undefined, { signal });
        }
        const log = await (0,promises_.readFile)((0,external_node_path_.join)(this.#folder, 'server.log'), 'utf8');
        throw new Error(log.trim().split('\n').at(-1) || 'it did not become ready within a minute');
    }
}
function spawnServer({ folder: programs }, folder, owner) {
    const log = (0,external_node_fs_.openSync)((0,external_node_path_.join)(folder, 'server.log'), 'w', 0o600);
    try {
        return (0,external_node_child_process_.spawn)((0,external_node_path_.join)(programs, 'postgres'), ['-D', (0,external_node_path_.join)(folder, 'data')], {
            ...owner,
            cwd: '/',
            env: environment,
            // Out of the terminal's process group: Ctrl-C is for us, and we end the server in order.
            detached: true,
            stdio: ['ignore', log, log],
        });
    }
    finally {
        (0,external_node_fs_.closeSync)(log);
    }
}
// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(3849);
// EXTERNAL MODULE: ./build/postgres/client.js + 2 modules
var postgres_client = __webpack_require__(4853);
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./build/postgres/image.js
var postgres_image = __webpack_require__(3927);
// EXTERNAL MODULE: ./build/postgres/server.js
var postgres_server = __webpack_require__(4167);
;// CONCATENATED MODULE: ./build/postgres/scratch-database.js







/**
 * Makes an empty database with the source's encoding and locale. Where the server does not have that locale it gets locale C,
 * with a warning: it decides how text is sorted, and nothing that a dump holds.
 * @throws InconclusiveError where the server cannot be reached or the role may not create databases
 */
async function createScratchDatabase(server, source, warning) {
    const name = `pgdrill_scratch_${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    const client = await (0,postgres_client/* connect */.N)(server).catch((error) => {
        throw new errors/* InconclusiveError */.Xp((0,errors/* messageOf */.bD)(error), { cause: error });
    });
    try {
        const facts = await (0,postgres_server/* readServerFacts */.T)(client);
        await createDatabase(client, name, { source, major: facts.major, server, warning });
        return new Scratch(client, { ...server, database: name }, facts, warning);
    }
    catch (error) {
        await client[Symbol.asyncDispose]();
        throw error;
    }
}
async function createDatabase(client, name, making) {
    const { source, server, major, warning } = making;
    const beginning = `create database ${name} template template0 encoding ${esm/* default.escapeLiteral */.Ay.escapeLiteral(source.encoding)}`;
    try {
        await client.query(`${beginning} ${localeSql(source.locale, major)}`);
    }
    catch (error) {
        if (!isAboutLocale(error))
            throw notMade(server, error);
        const { name: own, collate } = source.locale;
        warning(`the scratch server does not have the locale ${own ?? collate}: the drill uses C, so text is sorted in another way`);
        await client.query(`${beginning} ${localeSql(localeC, major)}`).catch((cause) => {
            throw notMade(server, cause);
        });
    }
}
const localeC = { provider: 'libc', collate: 'C', ctype: 'C', name: null, icuRules: null };
function localeSql({ provider, collate, ctype, name, icuRules }, major) {
    const { escapeLiteral: text } = esm/* default */.Ay;
    const parts = [`lc_collate ${text(collate)} lc_ctype ${text(ctype)}`];
    // Before version 15 there is libc and nothing else.
    if (major >= 15 || provider !== 'libc')
        parts.push(`locale_provider ${provider}`);
    if (provider === 'icu')
        parts.push(`icu_locale ${text(name ?? '')}`);
    if (provider === 'builtin')
        parts.push(`builtin_locale ${text(name ?? '')}`);
    if (icuRules !== null)
        parts.push(`icu_rules ${text(icuRules)}`);
    return parts.join(' ');
}
// Unknown locale, one that does not suit the encoding (22023), an unknown provider or option (42601, 42809, 0A000).
function isAboutLocale(error) {
    return ['22023', '42601', '42809', '0A000', '42704'].includes(String(error.code));
}
function notMade(server, error) {
    return new errors/* InconclusiveError */.Xp(`cannot create a scratch database on ${(0,connection/* describe */.q0)(server)}: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error, cure: 'connect as a superuser of a server that is there for drills alone' });
}
class Scratch {
    connection;
    server;
    #client;
    #warning;
    #seen = { roles: new Set(), tablespaces: new Set(), extensions: new Set() };
    #made = [];
    constructor(client, connection, server, warning) {
        this.#client = client;
        this.connection = connection;
        this.server = server;
        this.#warning = warning;
    }
    async provide({ roles, tablespaces, extensions }) {
        for (const name of unseen(extensions, this.#seen.extensions))
            await this.#lookFor(name);
        for (const name of unseen(roles, this.#seen.roles))
            await this.#makeRole(name);
        for (const name of unseen(tablespaces, this.#seen.tablespaces))
            await this.#makeTablespace(name);
    }
    async [Symbol.asyncDispose]() {
        try {
            await this.#client.query(`drop database if exists ${this.connection.database} with (force)`);
            for (const what of this.#made.toReversed())
                await this.#client.query(`drop ${what}`);
        }
        catch (error) {
            this.#warning(`what the drill made stays on ${(0,connection/* describe */.q0)(this.connection)}: ${(0,errors/* messageOf */.bD)(error)}`);
        }
        finally {
            await this.#client[Symbol.asyncDispose]();
        }
    }
    async #lookFor(extension) {
        if (await this.#has('pg_available_extensions', 'name', extension))
            return;
        const { major } = this.server;
        const image = (0,postgres_image/* postgresImage */.J)({ major, extensions: [{ name: extension, version: '' }] });
        throw new errors/* InconclusiveError */.Xp(`cannot restore the backup here: the scratch server has no extension ${JSON.stringify(extension)}`, {
            cure: image.startsWith('postgres:')
                ? 'set target-url to a server that has it'
                : `set target-url to a server that has it, such as the image ${image}`,
        });
    }
    async #makeRole(role) {
        if (await this.#has('pg_roles', 'rolname', role))
            return;
        await this.#make(`role ${esm/* default.escapeIdentifier */.Ay.escapeIdentifier(role)}`, 'nologin');
    }
    async #makeTablespace(tablespace) {
        if (await this.#has('pg_tablespace', 'spcname', tablespace))
            return;
        // Inside the data folder, which version 15 and newer allow for just such purposes.
        if (this.server.major >= 15)
            await this.#client.query('set allow_in_place_tablespaces = on').catch(noted);
        await this.#make(`tablespace ${esm/* default.escapeIdentifier */.Ay.escapeIdentifier(tablespace)}`, "location ''");
    }
    async #has(catalog, column, name) {
        const rows = await this.#client.query(`select from pg_catalog.${catalog} where ${column} = $1`, [name]);
        return rows.length > 0;
    }
    async #make(what, how) {
        try {
            await this.#client.query(`create ${what} ${how}`);
            this.#made.push(what);
        }
        catch (error) {
            throw new errors/* InconclusiveError */.Xp(`cannot restore the backup on ${(0,connection/* describe */.q0)(this.connection)}: it needs ${what}, which cannot be made there: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error, cure: 'connect as a superuser, or create it' });
        }
    }
}
// Who may not set it may not create a tablespace either, and is told so then.
function noted() {
    return undefined;
}
function unseen(names, seen) {
    const found = [...names].filter((name) => !seen.has(name));
    for (const name of found)
        seen.add(name);
    return found;
}
// EXTERNAL MODULE: ./build/store/once.js
var once = __webpack_require__(9289);
;// CONCATENATED MODULE: ./build/verify.js
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
 * Restores a backup into a scratch database, dumps that, and compares: dump(restore(dump)) = dump. The verdict is
 * `verified`, `failed` where something was proved wrong, or `inconclusive` where it could not be tried; it is written
 * beside the backup. @throws PgdrillError where there is no backup to drill, or its verdict cannot be written
 */
async function verify(request) {
    const chosen = await choose(request);
    const record = recordOf(request, chosen, await tried(request, chosen));
    return { record, report: await save(request, chosen, record) };
}
const nothing = {
    findings: [],
    serverVersion: null,
    tablesCompared: 0,
    rowsCompared: null,
    restoreSeconds: null,
};
async function tried(request, chosen) {
    try {
        const drilled = await drill(request, chosen);
        const findings = [...drilled.findings, ...limitFindings(request, chosen, drilled.restoreSeconds)];
        return { ...drilled, findings, verdict: findings.length === 0 ? 'verified' : 'failed', reason: null };
    }
    catch (error) {
        request.signal.throwIfAborted();
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        const finding = findingOf(error);
        if (finding !== undefined)
            return { ...nothing, verdict: 'failed', findings: [finding], reason: null };
        return { ...nothing, verdict: 'inconclusive', reason: error.message };
    }
}
async function drill(request, { store, stem }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const manifest = await (0,catalog_manifest/* readManifest */.WI)(store, stem, request);
        refuseUndrillable(manifest);
        const server = __addDisposableResource(env_1, await scratchServer(request, manifest), true);
        const scratch = __addDisposableResource(env_1, await createScratchDatabase(server.connection, manifest.source, (text) => request.report.warning(text)), true);
        const tools = await clientTools(request, manifest, scratch);
        const started = performance.now();
        const text = await restore(request, { store, manifest, scratch, tools });
        const restoreSeconds = (performance.now() - started) / 1000;
        await readOthers(store, manifest, request);
        const findings = textFindings(text, manifest, await storedFingerprint(store, manifest, request));
        request.report.info(`restored ${stem} on PostgreSQL ${scratch.server.version}; dumping it again`);
        const restored = await dumpAgain(request, { manifest, scratch, tools }, text.fingerprint);
        const { tables, rows } = (0,fingerprint_fingerprint/* totals */.S)(text.fingerprint);
        return {
            findings: [
                ...findings,
                ...comparable(differenceFindings(text.fingerprint, restored), manifest, scratch),
                ...rowFindings(request, restored),
            ],
            serverVersion: scratch.server.version,
            tablesCompared: tables,
            rowsCompared: rows,
            restoreSeconds,
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
/** @throws InconclusiveError */
function refuseUndrillable({ backup, encryption, dump: { format, arguments: given } }) {
    if (encryption.kind !== 'none') {
        throw new errors/* InconclusiveError */.Xp(`cannot drill ${backup}: it is encrypted, and this pgdrill reads no encryption`);
    }
    if (format === 'directory') {
        throw new errors/* InconclusiveError */.Xp(`cannot drill ${backup}: this pgdrill reads no directory archives`);
    }
    const why = notLoadable(given);
    if (why !== undefined)
        throw new errors/* InconclusiveError */.Xp(`cannot drill ${backup} in a database of its own: ${why}`);
}
function scratchServer({ target, path, signal, report }, { source }) {
    if (target !== undefined)
        return { connection: target, [Symbol.asyncDispose]: async () => undefined };
    report.info('starting a scratch server');
    return startScratchCluster({ major: majorOf(source.serverVersion), path, signal });
}
function majorOf(version) {
    return Number.parseInt(version, 10);
}
/** As new as the server and as the pg_dump that made an archive. @throws InconclusiveError */
async function clientTools(request, { dump: { client } }, { server }) {
    try {
        return await (0,tools/* findClientTools */.Mt)({ major: Math.max(majorOf(client), server.major) }, request);
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        throw new errors/* InconclusiveError */.Xp(error.what, { ...(error.cure && { cure: error.cure }), cause: error });
    }
}
/** Loads the dump, held against its manifest and fingerprinted on its way. */
async function restore({ signal }, place) {
    const { store, manifest, scratch, tools } = place;
    const object = objectOf(manifest, (0,catalog_manifest/* dumpKeyOf */.rs)(manifest));
    const text = new DrillText((needed) => scratch.provide(needed));
    const stored = (0,read_object/* readObject */.A)(store, object, { signal });
    const sql = manifest.dump.format === 'custom'
        ? (0,load/* archiveText */.gw)(scratch.connection, tools, { stream: stored }, { signal })
        : (0,decompress/* decompressor */.n)(manifest.compression.kind)(stored);
    const options = { serverMajor: scratch.server.major, singleTransaction: false, signal };
    try {
        await (0,load/* loadPlain */.VF)(scratch.connection, tools, text.pass(sql), options);
    }
    catch (error) {
        // A damaged dump can fail as SQL before its end shows that it is not what was stored: that is the better reason.
        if (error instanceof load_errors/* LoadError */.Xb || error instanceof child/* ChildError */.rF) {
            for await (const _ of (0,read_object/* readObject */.A)(store, object, { signal }))
                ;
        }
        throw error;
    }
    return text.end();
}
/** The roles and whatever else lies beside dump and fingerprint; nothing is made of it. @throws CorruptObjectError */
async function readOthers(store, manifest, options) {
    const readElsewhere = [(0,catalog_manifest/* dumpKeyOf */.rs)(manifest), fingerprintKeyOf(manifest)];
    for (const object of manifest.objects.filter(({ key }) => !readElsewhere.includes(key))) {
        for await (const _ of (0,read_object/* readObject */.A)(store, object, options))
            ;
    }
}
function fingerprintKeyOf({ backup }) {
    return (0,names/* keyOf */.TN)(backup, { part: 'fingerprint', encrypted: false });
}
function objectOf({ objects }, key) {
    return objects.find((object) => object.key === key);
}
async function storedFingerprint(store, manifest, { signal }) {
    const object = objectOf(manifest, fingerprintKeyOf(manifest));
    if (object === undefined)
        return undefined;
    const chunks = [];
    for await (const chunk of (0,read_object/* readObject */.A)(store, object, { signal }))
        chunks.push(chunk);
    return (0,format/* parseFingerprint */.s)((0,external_node_zlib_.gunzipSync)(Buffer.concat(chunks)).toString(), `${store.location}/${object.key}`);
}
async function dumpAgain({ signal }, { manifest, scratch, tools }, { encoding }) {
    const given = argumentsForAgain(manifest.dump.arguments);
    // The same rows in another encoding are other bytes.
    const inEncoding = encoding === null ? [] : [`--encoding=${encoding}`];
    const args = [...given, ...inEncoding];
    return await fingerprintOf((0,dump/* dump */.Bh)(scratch.connection, tools, { arguments: args, signal }));
}
/** Another major words definitions in its own way: what is only worded differently there proves nothing. */
function comparable(findings, { source }, { server }) {
    const major = majorOf(source.serverVersion);
    const sure = findings.filter(({ kind }) => kind !== 'changed');
    if (findings.length === 0 || sure.length > 0 || server.major === major)
        return findings;
    throw new errors/* InconclusiveError */.Xp(`cannot compare definitions of PostgreSQL ${major} on a scratch server ${server.version}: ${findings.length} are worded differently there`, { cure: `drill on a server of version ${major}` });
}
function recordOf(request, chosen, outcome) {
    const { findings, restoreSeconds, ...others } = outcome;
    return {
        schema: 1,
        backup: chosen.stem,
        drilledAt: request.now,
        tool: { name: 'pgdrill', version: request.toolVersion },
        store: chosen.store.location,
        ...others,
        differences: findings,
        restoreSeconds: restoreSeconds === null ? null : Math.round(restoreSeconds * 10) / 10,
        ageSeconds: Math.round(ageOf(request, chosen) / 1000),
    };
}
async function save({ signal }, { store, stem }, record) {
    // What could not be tried takes no verdict back: retention keeps the newest verified backup.
    if (record.verdict === 'inconclusive' && (await hasVerdict(store, stem, signal)))
        return undefined;
    const key = (0,names/* keyOf */.TN)(stem, { part: 'drill' });
    const text = Buffer.from(encodeDrill(record));
    await store.put(key, (0,once/* once */.O)(text), { signal, overwrite: true });
    return `${store.location}/${key}`;
}
async function hasVerdict(store, stem, signal) {
    try {
        const drill = await (0,catalog_drill/* readDrill */.I)(store, stem, { signal });
        return drill !== undefined && drill.verdict !== 'inconclusive';
    }
    catch (error) {
        if (error instanceof errors/* PgdrillError */.ZA && !(error instanceof store_store/* ObjectMissingError */.ox))
            return false;
        throw error;
    }
}
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
// EXTERNAL MODULE: ./build/entries/stores.js + 5 modules
var entries_stores = __webpack_require__(1735);
;// CONCATENATED MODULE: ./build/entries/run-verify.js




/** The verify story, for both doors. */
async function runVerify(settings, { signal, report }) {
    const stores = await (0,entries_stores/* openStores */.j)(settings.stores);
    return await verify({ ...settings, stores, toolVersion: version/* version */.r, now: new Date(), signal, report });
}
/** What ends the run otherwise than well; undefined when the backup is verified. */
function shortfallOfDrill({ record }) {
    const { verdict, backup, reason, differences } = record;
    if (verdict === 'verified')
        return undefined;
    if (verdict === 'inconclusive')
        return new errors/* InconclusiveError */.Xp(`the drill of ${backup} is inconclusive: ${reason}`);
    const [first] = differences;
    const more = differences.length > 1 ? `, and ${differences.length - 1} more` : '';
    return new errors/* PgdrillError */.ZA(`the drill of ${backup} failed: ${first?.text}${more}`);
}

/***/ }),

/***/ 8844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ verifyLines),
/* harmony export */   c: () => (/* binding */ verifyOutputs)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8782);

/** What a drill says of itself to machines: the action's outputs, and the keys of `--json`. */
function verifyOutputs({ record, report, }) {
    return {
        backup: record.backup,
        verdict: record.verdict,
        differences: record.differences.length,
        'tables-compared': record.tablesCompared,
        'rows-compared': record.rowsCompared,
        'restore-seconds': record.restoreSeconds,
        'age-seconds': record.ageSeconds,
        report: report ?? null,
    };
}
/** A drill's result for a person: the verdict first, then why. */
function verifyLines({ record }) {
    return [
        `${record.backup} is ${record.verdict}`,
        ...(record.reason === null ? [] : [`  ${record.reason}`]),
        ...record.differences.map(({ text }) => `  ${text}`),
        `  ${facts(record).join(', ')}`,
    ].join('\n');
}
function facts({ tablesCompared, rowsCompared, restoreSeconds, ageSeconds, }) {
    const compared = rowsCompared === null ? [] : [(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(rowsCompared, 'row')];
    return [
        ...(restoreSeconds === null
            ? ['nothing was compared']
            : [
                `${[(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(tablesCompared, 'table'), ...compared].join(' and ')} compared`,
                `restored in ${(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(restoreSeconds * 1000)}`,
            ]),
        `${(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAge */ .nV)(ageSeconds * 1000)} old`,
    ];
}

/***/ })

};

