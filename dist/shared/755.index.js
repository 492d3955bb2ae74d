export const id = 755;
export const ids = [755];
export const modules = {

/***/ 5580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ runVerify),
  q: () => (/* binding */ shortfallOfDrill)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/catalog/drill-record.js
function encodeDrill(record) {
    return `${JSON.stringify(record, null, 2)}\n`;
}
;// CONCATENATED MODULE: ./build/report/junit.js
/** A drill as JUnit XML: a suite with a case for the round trip, one for each check, and one for each further demand. */
function junitXml(record) {
    const cases = casesOf(record);
    const counts = {
        tests: cases.length,
        failures: cases.filter(({ result }) => result === 'failed').length,
        errors: cases.filter(({ result }) => result === 'error').length,
        skipped: cases.filter(({ result }) => result === 'skipped').length,
        time: cases.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0).toFixed(3),
    };
    const suite = {
        name: `drill of ${record.backup}`,
        ...counts,
        timestamp: record.drilledAt.toISOString().slice(0, 19),
    };
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites${attributes({ name: 'pgdrill', ...counts })}>`,
        `  <testsuite${attributes(suite)}>`,
        ...cases.map((each) => caseXml(record, each)),
        '  </testsuite>',
        '</testsuites>',
        '',
    ].join('\n');
}
function casesOf(record) {
    return [
        roundTrip(record),
        ...record.checks.map(({ line, statement, result, message, seconds }) => ({
            group: 'checks',
            name: `line ${line}: ${statement}`,
            result,
            message: message ?? 'a check before it failed',
            text: message ?? '',
            seconds,
        })),
        ...record.demands.map(({ name, result, text }) => ({
            group: 'demands',
            name,
            result,
            message: firstLine(text),
            text,
            seconds: null,
        })),
    ];
}
function roundTrip({ differences, reason, restoreSeconds: seconds }) {
    const about = { group: 'backup', name: 'restores to what was dumped', seconds };
    if (reason !== null)
        return { ...about, result: 'error', message: firstLine(reason), text: reason };
    const found = differences.filter(isOfRoundTrip);
    const [first, ...others] = found;
    if (first === undefined)
        return { ...about, result: 'passed', message: '', text: '' };
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return { ...about, result: 'failed', message: firstLine(first.text) + more, text: listed(found) };
}
// These have cases of their own.
const others = ['check', 'limit', 'index', 'command'];
function isOfRoundTrip({ kind }) {
    return !others.includes(kind);
}
// Who shows these files shows them whole; the drill record has every difference.
function listed(findings) {
    const shown = findings.slice(0, 200).map(({ text }) => text.slice(0, 500));
    const rest = findings.length - shown.length;
    return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}
function firstLine(text) {
    return text.split('\n', 1)[0] ?? '';
}
const junit_elements = { failed: 'failure', error: 'error' };
function caseXml({ backup }, { group, name, result, message, text, seconds }) {
    const about = attributes({
        classname: `pgdrill.${backup}.${group}`,
        name,
        time: (seconds ?? 0).toFixed(3),
    });
    if (result === 'passed')
        return `    <testcase${about}/>`;
    const said = result === 'skipped'
        ? `<skipped${attributes({ message })}/>`
        : `<${junit_elements[result]}${attributes({ message, type: group })}>${escaped(text)}</${junit_elements[result]}>`;
    return `    <testcase${about}>${said}</testcase>`;
}
function attributes(values) {
    return Object.entries(values)
        .map(([name, value]) => ` ${name}="${escaped(String(value)).replace(/\s/g, ' ')}"`)
        .join('');
}
const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
};
/** Text for XML 1.0, which has no way to write most control characters or half a surrogate pair. */
function escaped(text) {
    return text
        .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
        .replace(/[&<>"']/g, (character) => entities[character]);
}
;// CONCATENATED MODULE: ./build/report/verify-files.js





/** Writes what was asked for to this machine. A file that cannot be written takes no verdict back. */
async function writeReports(result, { report, reportFolder, junit }) {
    const { record, location } = result;
    const file = report ?? (reportFolder && (0,external_node_path_.join)(reportFolder, `${record.backup}.drill.json`));
    // A folder's record is on this machine already.
    const stored = location !== undefined && (0,external_node_path_.isAbsolute)(location) ? location : undefined;
    try {
        if (junit !== undefined)
            await write('junit', junit, junitXml(record));
        if (file !== undefined)
            await write('report', file, encodeDrill(record));
        return { ...result, report: file ?? stored, unwritten: undefined };
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        return { ...result, report: stored, unwritten: error };
    }
}
async function write(option, path, text) {
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        await (0,promises_.writeFile)(path, text);
    }
    catch (cause) {
        throw new errors/* PgdrillError */.ZA(`cannot write ${option} to ${path}: ${(0,errors/* messageOf */.bD)(cause)}`, { cause });
    }
}
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/catalog/ahead.js
var ahead = __webpack_require__(7641);
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog = __webpack_require__(9063);
// EXTERNAL MODULE: ./build/catalog/copy.js
var copy = __webpack_require__(7179);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
;// CONCATENATED MODULE: ./build/drill/choice.js





/**
 * The newest backup that any store holds, damaged ones among them: to drill an older one instead would hide the damage. It is
 * read from the first store that has all of it, by its manifest and the store's listing.
 */
async function choose(request) {
    const { stores, report } = request;
    const { held, unread } = await lookAround(request);
    const entries = held.map(({ entry }) => entry);
    const [newest] = (0,ahead/* latestFirst */.yM)(entries, request.now);
    if (newest === undefined && unread.length > 0)
        throw new errors/* InconclusiveError */.Xp(unread.join('; '));
    for (const problem of unread)
        report.warning(problem);
    if (newest === undefined)
        throw noneFound(request);
    const { stem, takenAt } = newest;
    const note = (0,ahead/* passedOver */.Jn)(entries, newest);
    if (note !== undefined)
        report.warning(note);
    const holders = held.filter(({ entry }) => entry.stem === stem);
    if (holders.length + unread.length < stores.length)
        warnOfMissing(request, stem, holders);
    return { stem, takenAt, ...(await firstWhole(request, holders)) };
}
async function lookAround({ what, stores, signal }) {
    const held = [];
    const unread = [];
    for (const store of stores) {
        try {
            const { backups, damaged } = await (0,catalog/* readCatalog */.uM)(store, (0,open_backup/* nameOf */.Vb)(what));
            for (const entry of [...backups, ...damaged].filter(isMeant(what)))
                held.push({ store, entry });
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof errors/* PgdrillError */.ZA))
                throw error;
            unread.push(error.message);
        }
    }
    return { held, unread };
}
/** One that is found damaged here is not read; of one whose manifest cannot be read now, nothing is known. */
async function firstWhole({ report, ...options }, holders) {
    const [first, ...others] = holders;
    if (others.length === 0)
        return { store: first.store, damaged: [] };
    const copies = await Promise.all(holders.map(async ({ store, entry }) => ({ store, ...(await (0,copy/* readCopy */.K)(store, entry, true, options)) })));
    const store = (copies.find(({ state }) => state === 'committed') ?? first).store;
    const rest = copies.filter((copy) => copy.store !== store && copy.state !== 'committed');
    for (const { state, problems } of rest)
        if (state !== 'damaged')
            report.warning(`a copy cannot be looked at: ${problems.join(', ')}`);
    return { store, damaged: rest.filter(({ state }) => state === 'damaged') };
}
function warnOfMissing({ stores, report }, stem, holders) {
    const without = stores.filter((store) => !holders.some((holder) => holder.store === store));
    report.warning(`not in every store: ${stem} is missing in ${without.map(({ location }) => location).join(', ')}`);
}
function noneFound({ what, stores }) {
    const where = stores.map(({ location }) => location).join(', ');
    const asked = what.kind === 'stem' ? what.stem : `a backup of ${JSON.stringify((0,open_backup/* nameOf */.Vb)(what))}`;
    return new errors/* PgdrillError */.ZA(`cannot drill ${asked}: there is none in ${where}`, {
        cure: 'see what there is with: pgdrill list',
    });
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
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(8312);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
;// CONCATENATED MODULE: ./build/postgres/url.js

/**
 * The connection as a URL for other programs, its password in it. A socket's folder goes into `host=` behind a host that
 * is named for those who insist on one; libpq, node-postgres, psycopg and Prisma all take the folder.
 */
function urlOf(connection) {
    const { host, port, database, user, password, ssl } = connection;
    const login = [user, ...(password === undefined ? [] : [password])].map(encodeURIComponent).join(':');
    const inBrackets = host.includes(':') ? `[${host}]` : host;
    const place = (0,postgres_connection/* isSocket */.qU)(connection) ? 'localhost' : inBrackets;
    const parameters = Object.entries({
        host: (0,postgres_connection/* isSocket */.qU)(connection) ? host : undefined,
        sslmode: (0,postgres_connection/* isSocket */.qU)(connection) || ssl.mode === 'prefer' ? undefined : ssl.mode,
        sslrootcert: ssl.rootCertificate,
        sslcert: ssl.certificate,
        sslkey: ssl.key,
    }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
    const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
    return `postgresql://${login}@${place}:${port}/${encodeURIComponent(database)}${query}`;
}
// EXTERNAL MODULE: ./build/report/redact.js
var redact = __webpack_require__(7234);
;// CONCATENATED MODULE: ./build/drill/demands.js
/** It is met where nothing is wrong, and then `right` says how. */
function judged(name, kind, wrong, right) {
    const [first, ...others] = wrong;
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return {
        demand: first === undefined ? { name, result: 'passed', text: right } : failed(name, first + more),
        findings: wrong.map((text) => ({ kind, text })),
    };
}
/** It could not be held against anything. */
function unjudged(name, why) {
    return { demand: { name, result: 'skipped', text: why }, findings: [] };
}
function failed(name, text) {
    return { name, result: 'failed', text };
}
;// CONCATENATED MODULE: ./build/drill/command.js





const shownCharacters = 2_000;
/** Runs the user's command on the restored database; when it fails, the end of what it printed says why. */
async function judgeCommand(request, { scratch }) {
    const { afterRestore, signal, report } = request;
    if (afterRestore === undefined)
        return [];
    const { command, secrets } = afterRestore;
    report.info('running after-restore-command');
    const program = {
        path: '/bin/sh',
        // Both streams as one, in the order in which a terminal would show them.
        arguments: ['-c', `exec 2>&1\n${command}`],
        environment: environmentOf(afterRestore, scratch.connection),
    };
    const tail = new Tail();
    // Cleaned before it is cut, or half a password could stay.
    const said = () => endOf((0,redact/* redactor */.$)(secrets)(tail.text).trim());
    try {
        for await (const chunk of (0,child/* outputOf */.jH)(program, signal))
            tail.add(chunk);
    }
    catch (error) {
        if (!(error instanceof child/* ChildError */.rF))
            throw error;
        const ended = error.message.replace(/^sh /, 'after-restore-command ');
        return [judged('after-restore-command', 'command', [`${ended}; it said: ${said() || 'nothing'}`], '')];
    }
    report.info(`after-restore-command is done${said() && `: ${said()}`}`);
    return [judged('after-restore-command', 'command', [], 'it ended with exit code 0')];
}
// Whatever names a database, and what was said to this action alone: nothing may lead to the live one by mistake.
const notHanded = /^(PG(?!DRILL_)|DATABASE_|TARGET_DATABASE_URL$|INPUT_|PGDRILL_(IDENTITY|PASSPHRASE)$)/;
// How pgdrill likes its own programs to speak.
const ours = new Set(['PGAPPNAME', 'PGTZ']);
function environmentOf({ environment }, connection) {
    const given = Object.entries(environment).filter(([name]) => !notHanded.test(name));
    const libpq = Object.entries((0,postgres_connection/* childEnvironment */.Qc)(connection)).filter(([name]) => name.startsWith('PG') && !ours.has(name));
    const { host, port, database, user, password } = connection;
    return {
        ...Object.fromEntries([...given, ...libpq]),
        DATABASE_URL: urlOf(connection),
        DATABASE_HOST: host,
        DATABASE_PORT: String(port),
        DATABASE_NAME: database,
        DATABASE_USER: user,
        ...(password !== undefined && { DATABASE_PASSWORD: password }),
    };
}
function endOf(text) {
    return text.length > shownCharacters ? `...${text.slice(-shownCharacters)}` : text;
}
/** The last of what was printed, and more of it than is shown. */
class Tail {
    #kept = Buffer.alloc(0);
    add(chunk) {
        this.#kept = Buffer.concat([this.#kept, chunk]).subarray(-8 * shownCharacters);
    }
    get text() {
        return this.#kept.toString();
    }
}
// EXTERNAL MODULE: ./build/catalog/drill.js
var catalog_drill = __webpack_require__(1889);
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
// EXTERNAL MODULE: ./build/store/once.js
var once = __webpack_require__(9289);
// EXTERNAL MODULE: ./build/store/store.js
var store_store = __webpack_require__(4899);
;// CONCATENATED MODULE: ./build/drill/limits.js


/** Key tables that may not have fewer rows than they should. */
function rowLimits({ minRows }, { tables }) {
    return minRows.map(({ schema, table, rows }) => {
        const found = tables.find((each) => each.schema === schema && each.name === table)?.rows;
        const has = `table ${schema}.${table} has ${found ?? 'no counted'} rows, and min-rows wants ${rows}`;
        const isEnough = found !== undefined && found !== null && found >= rows;
        return judged(`min-rows ${schema}.${table}`, 'limit', isEnough ? [] : [has], has);
    });
}
/** A backup may not be too old, and a restore not take too long. */
function timeLimits(request, chosen, restoreSeconds) {
    const { maxAgeMs, maxRestoreMs } = request;
    const ageMs = ageOf(request, chosen);
    const limits = [];
    if (maxAgeMs !== undefined) {
        const text = `the backup is ${Math.round(ageMs / 1000)} s old, and max-age is ${maxAgeMs / 1000} s`;
        const unknown = `the backup is dated later than now, so nobody knows how old it is, and max-age is ${maxAgeMs / 1000} s`;
        const wrong = (0,ahead/* isAhead */.Y0)(chosen, request.now) ? [unknown] : ageMs > maxAgeMs ? [text] : [];
        limits.push(judged('max-age', 'limit', wrong, text));
    }
    if (maxRestoreMs !== undefined) {
        const text = `the restore took ${restoreSeconds.toFixed(1)} s, and max-restore-seconds is ${maxRestoreMs / 1000}`;
        const isTooLong = restoreSeconds * 1000 > maxRestoreMs;
        limits.push(judged('max-restore-seconds', 'limit', isTooLong ? [text] : [], text));
    }
    return limits;
}
function ageOf({ now }, { takenAt }) {
    return Math.max(0, now.getTime() - takenAt.getTime());
}
;// CONCATENATED MODULE: ./build/drill/record.js







/** What a drill has come to so far: what ends it takes back nothing that it proved before. */
class Drilled {
    findings = [];
    demands = [];
    checks = [];
    serverVersion = null;
    tablesCompared = 0;
    rowsCompared = null;
    restoreSeconds = null;
    /** Then what was found is told, and not stored in clear. */
    isEncrypted = false;
    add(judged) {
        for (const { demand, findings } of judged) {
            this.demands.push(demand);
            this.findings.push(...findings);
        }
    }
}
function recordOf(request, chosen, { findings, demands, checks, restoreSeconds, isEncrypted: _, ...compared }, outcome) {
    return {
        schema: 1,
        backup: chosen.stem,
        drilledAt: request.now,
        tool: { name: 'pgdrill', version: request.toolVersion },
        store: chosen.store.location,
        ...outcome,
        differences: findings,
        ...compared,
        checks,
        demands,
        restoreSeconds: restoreSeconds === null ? null : Math.round(restoreSeconds * 10) / 10,
        ageSeconds: Math.round(ageOf(request, chosen) / 1000),
    };
}
/** Writes the record beside the backup, and says where; undefined where it leaves an earlier verdict alone. */
async function save({ signal }, { store, stem }, record, isEncrypted = false) {
    // What could not be tried takes no verdict back: retention keeps the newest verified backup.
    if (record.verdict === 'inconclusive' && (await hasVerdict(store, stem, signal)))
        return undefined;
    const key = (0,names/* keyOf */.TN)(stem, { part: 'drill' });
    const text = Buffer.from(encodeDrill(isEncrypted ? withoutContents(record) : record));
    await store.put(key, (0,once/* once */.O)(text), { signal, overwrite: true });
    // A prune that came in between has not seen the record, and would leave it.
    if (await isGone({ store, stem })) {
        await store.delete([key]);
        return undefined;
    }
    return `${store.location}/${key}`;
}
/** Whether the backup has been removed. A store that does not answer is no proof of that. */
async function isGone({ store, stem }) {
    const held = await store.stat((0,names/* keyOf */.TN)(stem, { part: 'manifest' })).catch(() => null);
    return held === undefined;
}
/** Names of tables and what the server said of rows are in the backup as well, and that is encrypted. */
function withoutContents(record) {
    const withheld = 'withheld, since the backup is encrypted: see the log of the drill, or its own report';
    return {
        ...record,
        reason: record.reason === null ? null : withheld,
        differences: record.differences.map(({ kind }) => ({ kind, text: withheld })),
        checks: record.checks.map((check) => ({
            ...check,
            statement: withheld,
            message: check.message && withheld,
        })),
        demands: record.demands.map(({ name, result }) => ({
            name: name.replace(/ .*/s, ''),
            result,
            text: withheld,
        })),
    };
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
;// CONCATENATED MODULE: ./build/drill/copies.js


/**
 * Each store's record speaks of its own copy, so that retention keeps a store's good one. The drill as a whole has failed
 * when any copy is damaged: this is its record.
 */
async function withOtherCopies(request, chosen, record) {
    const findings = [];
    for (const { store, problems } of chosen.damaged) {
        const text = `${store.location} does not have all of ${chosen.stem}: ${problems.join(', ')}`;
        const finding = { kind: 'damaged', text };
        await saveDamaged(request, { ...chosen, store }, finding);
        findings.push(finding);
    }
    if (findings.length === 0)
        return record;
    return { ...record, verdict: 'failed', reason: null, differences: [...findings, ...record.differences] };
}
async function saveDamaged(request, copy, finding) {
    const drilled = new Drilled();
    drilled.findings.push(finding);
    try {
        await save(request, copy, recordOf(request, copy, drilled, { verdict: 'failed', reason: null }));
    }
    catch (error) {
        request.signal.throwIfAborted();
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        request.report.warning(`the verdict is not in every store: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
// EXTERNAL MODULE: ./build/catalog/read-object.js
var read_object = __webpack_require__(1084);
// EXTERNAL MODULE: ./build/catalog/record.js
var record = __webpack_require__(8291);
// EXTERNAL MODULE: ./build/compress/decompression-error.js
var decompression_error = __webpack_require__(8045);
// EXTERNAL MODULE: ./build/encrypt/errors.js
var encrypt_errors = __webpack_require__(1939);
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
    const [changed, unmatched] = original.length > 1 || restored.length > 1 ? unlike(original, restored, compare) : [original, restored];
    return Array.from({ length: Math.max(changed.length, unmatched.length) }, (_, at) => compare(changed[at], unmatched[at])).flat();
}
/** What of both has no equal in the other. Only what has one digest can be equal, so only that is held against each other. */
function unlike(original, restored, compare) {
    const byDigest = Map.groupBy(restored, digestOf);
    const changed = original.filter((item) => {
        const alike = byDigest.get(digestOf(item)) ?? [];
        const same = alike.findIndex((other) => compare(item, other).length === 0);
        if (same !== -1)
            alike.splice(same, 1);
        return same === -1;
    });
    const left = new Set([...byDigest.values()].flat());
    return [changed, restored.filter((item) => left.has(item))];
}
function digestOf(item) {
    return ('digest' in item && item.digest) || JSON.stringify(item);
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
// EXTERNAL MODULE: ./build/postgres/load-errors.js + 1 modules
var load_errors = __webpack_require__(1366);
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
    // The tag is `DEFAULT PRIVILEGES FOR TABLES`.
    if (type === 'DEFAULT ACL')
        return `${name.toLowerCase()}${schema === null ? '' : ` in schema ${schema}`}`;
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
;// CONCATENATED MODULE: ./build/drill/findings.js










/** What an error that ended a drill proves about the backup; undefined when it proves nothing. */
function findingOf(error) {
    if (error instanceof read_object/* CorruptObjectError */.b || error instanceof decompression_error/* DecompressionError */.e) {
        return { kind: 'damaged', text: error.message };
    }
    if (error instanceof encrypt_errors/* DecryptionError */.O || error instanceof store_store/* ObjectMissingError */.ox)
        return { kind: 'damaged', text: error.message };
    if (error instanceof record/* UnreadableRecordError */.PC) {
        // A newer version's record is not a broken one.
        return error.cure === undefined ? { kind: 'manifest', text: error.message } : undefined;
    }
    if (error instanceof load_errors/* LoadError */.Xb && !isServers(error.failure.message)) {
        const { what, failure } = error;
        if (isOfArchive(error))
            return { kind: 'damaged', text: `the archive cannot be read: ${failure.message}` };
        return { kind: 'load', text: what };
    }
    return undefined;
}
// What the server or the programs here cannot do says nothing about the backup.
const servers = /extension "[^"]*" is not available|extension control file|could not access file|No space left|could not extend file|out of (shared )?memory|must be (owner|superuser|member)|permission denied to|terminating connection|server closed the connection|the database system is|unsupported version|could not connect|ICU is not supported in this build/;
/** A drill has pg_restore read an archive and nothing else: what it gives is psql's to load. */
function isOfArchive({ cause }) {
    return cause instanceof child/* ChildError */.rF && cause.message.startsWith('pg_restore ');
}
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
    const unlike = stored === undefined ? 0 : compareFingerprints(...comparable(stored, fingerprint)).length;
    if (unlike > 0)
        add('fingerprint', `the dump is not the one its stored fingerprint is of: ${unlike} differences`);
    return findings;
}
/** Objects by other rules have other digests: then the contents alone are compared. */
function comparable(stored, fingerprint) {
    if (stored.rules === fingerprint.rules)
        return [stored, fingerprint];
    return [
        { ...stored, objects: [] },
        { ...fingerprint, objects: [] },
    ];
}
/** How the restored database differs from the dump. */
function differenceFindings(original, restored) {
    return compareFingerprints(original, restored).map((difference) => ({
        kind: difference.kind,
        text: differenceText(difference),
    }));
}
// EXTERNAL MODULE: ./build/postgres/client.js + 5 modules
var postgres_client = __webpack_require__(2427);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(1502);
// EXTERNAL MODULE: ./build/postgres/sqlstate.js
var sqlstate = __webpack_require__(7929);
;// CONCATENATED MODULE: ./build/postgres/indexes.js




/**
 * Indexes that the server does not use, or not yet, as `schema.name`. Those of partitioned tables are left out: one made ON
 * ONLY its table is invalid until each partition has its part attached, and which parts are attached a dump says.
 */
async function invalidIndexes(client) {
    const rows = await client.query(`${ofIndexes("n.nspname || '.' || c.relname as name")} and not (i.indisvalid and i.indisready) order by 1`);
    return rows.map(({ name }) => name);
}
/**
 * Has amcheck look through every B-tree index: that each page's entries are in order, and its links sound. The extension is
 * made for it, in a schema of our own, and removed again.
 */
async function checkBtrees(client, signal) {
    const schema = `pgdrill_amcheck_${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    const present = await client.query("select nspname as name from pg_extension e join pg_namespace n on n.oid = extnamespace where extname = 'amcheck'");
    if (present[0] !== undefined)
        return await checkAll(client, present[0].name, signal);
    try {
        // The restored database may have event triggers, which are not to see this.
        await client.query('set session_replication_role = replica');
        await client.query(`create schema ${schema}`);
        await client.query(`create extension amcheck with schema ${schema}`);
    }
    catch (error) {
        await client.query(`drop schema if exists ${schema} cascade`).catch(() => undefined);
        return { kind: 'unavailable', reason: (0,errors/* messageOf */.bD)(error.cause ?? error) };
    }
    try {
        return await checkAll(client, schema, signal);
    }
    finally {
        await client.query(`drop schema ${schema} cascade`).catch(() => undefined);
    }
}
async function checkAll(client, schema, signal) {
    const indexes = await client.query(`${ofIndexes("c.oid, n.nspname || '.' || c.relname as name")}
        and i.indisvalid and i.indisready and c.relpersistence <> 't'
        and c.relam = (select oid from pg_am where amname = 'btree') order by 2`);
    const corrupt = [];
    for (const { oid, name } of indexes) {
        signal.throwIfAborted();
        try {
            await client.query(`select ${(0,quote/* identifier */.C)(schema)}.bt_index_check($1::oid::regclass)`, [oid]);
        }
        catch (error) {
            signal.throwIfAborted();
            const message = (0,errors/* messageOf */.bD)(error.cause ?? error);
            if (!isCorruption(error))
                return { kind: 'unavailable', reason: `index ${name}: ${message}` };
            corrupt.push({ name, message });
        }
    }
    return { kind: 'done', indexes: indexes.length, corrupt };
}
function ofIndexes(columns) {
    return `select ${columns} from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'i' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
}
// data_corrupted and index_corrupted.
function isCorruption(error) {
    return ['XX001', 'XX002'].includes((0,sqlstate/* codeOf */.$N)(error));
}
;// CONCATENATED MODULE: ./build/drill/indexes.js
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



/** Every index of the restored database is to be usable, and by amcheck to be sound. */
async function judgeIndexes(request, { scratch }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { amcheck, signal, report } = request;
        const client = __addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(scratch.connection, signal), true);
        const invalid = (await invalidIndexes(client)).map((name) => `index ${name} is invalid in the restored database`);
        const valid = judged('indexes', 'index', invalid, 'every index is valid');
        if (!amcheck)
            return [valid];
        const found = await checkBtrees(client, signal);
        if (found.kind === 'unavailable') {
            report.info(`amcheck is left out: ${found.reason}`);
            return [valid, unjudged('amcheck', found.reason)];
        }
        const corrupt = found.corrupt.map(({ name, message }) => `index ${name} is corrupt: ${message}`);
        return [valid, judged('amcheck', 'index', corrupt, `B-tree indexes that are sound: ${found.indexes}`)];
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
// EXTERNAL MODULE: ./build/fingerprint/dump-gate.js
var dump_gate = __webpack_require__(3741);
// EXTERNAL MODULE: ./build/postgres/dump.js + 1 modules
var dump = __webpack_require__(2021);
;// CONCATENATED MODULE: ./build/postgres/dump-again.js
/** Those of pg_dump's arguments that decide what a dump holds; dumping with them again holds the same. */
function argumentsForAgain(made) {
    const given = effective(made);
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
function notLoadable(made) {
    const names = new Set(effective(made).flatMap(namesOf));
    if (names.has('--create'))
        return 'it was made with --create, so it leaves the database it is loaded into';
    if (names.has('--clean') && !names.has('--if-exists')) {
        return 'it was made with --clean and without --if-exists, so it drops what an empty database does not have';
    }
    const partial = ['--data-only', '--no-schema', '--statistics-only', '--section'].find((name) => names.has(name));
    return partial === undefined ? undefined : `it was made with ${partial}, so it holds only a part`;
}
// Of an archive pg_dump takes these and does nothing: there they are pg_restore's to be told, and a drill does not.
const forTextAlone = new Set([
    '--clean',
    '--create',
    '--disable-triggers',
    '--if-exists',
    '--no-owner',
    '--no-table-access-method',
    '--no-tablespaces',
    '--use-set-session-authorization',
]);
const lettersForTextAlone = 'cCO';
/** The arguments that had an effect. */
function effective({ format, arguments: given }) {
    if (format === 'plain')
        return [...given];
    return given
        .filter((argument) => !forTextAlone.has(argument))
        .map((argument) => {
        const { letters, value } = lettersOf(argument);
        if (letters === '')
            return argument;
        return `-${[...letters].filter((letter) => !lettersForTextAlone.includes(letter)).join('')}${value}`;
    })
        .filter((argument) => argument !== '-');
}
const shortNames = { a: '--data-only', c: '--clean', C: '--create' };
const shortWithValue = 'eEnNStT';
/** The long names of an argument. */
function namesOf(argument) {
    if (argument.startsWith('--'))
        return argument.split('=', 1);
    return [...lettersOf(argument).letters].flatMap((letter) => shortNames[letter] ?? []);
}
/** Letters may come together, up to one that takes the rest as its value. */
function lettersOf(argument) {
    if (!/^-[^-]/.test(argument))
        return { letters: '', value: '' };
    const all = [...argument.slice(1)];
    const valueAt = all.findIndex((letter) => shortWithValue.includes(letter));
    const end = valueAt === -1 ? all.length : valueAt;
    return { letters: all.slice(0, end).join(''), value: all.slice(end).join('') };
}
// EXTERNAL MODULE: ./build/postgres/dump-errors.js + 2 modules
var dump_errors = __webpack_require__(8246);
// EXTERNAL MODULE: ./build/postgres/load.js + 4 modules
var load = __webpack_require__(5653);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/postgres/scratch-folder.js
var scratch_folder = __webpack_require__(4041);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(3909);
;// CONCATENATED MODULE: ./build/postgres/server-programs.js






/**
 * The server programs on this machine for a restore of what a server of `major` held: of this major, else of the nearest newer one.
 * @throws InconclusiveError that says what was found and what to install
 */
async function findServerPrograms(major, path, install) {
    const folders = await (0,tools/* usualFolders */.YS)(path);
    const found = (await Promise.all(folders.map(inspect))).filter((programs) => programs !== undefined);
    const best = chooseServer(found, major);
    if (best !== undefined)
        return best;
    const problem = noneSuitable(found, major);
    if (install === undefined)
        throw problem;
    return await fetched(install, major, problem);
}
async function fetched(install, major, problem) {
    try {
        return await install('server', major);
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        throw new errors/* InconclusiveError */.Xp(`${problem.what}, and none could be fetched: ${error.what}`, {
            cause: error,
            cure: `${error.cure ?? `install postgresql-${major}`}, or set target-url to a server of version ${major}`,
        });
    }
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
// EXTERNAL MODULE: ./build/postgres/watchdog.js
var watchdog = __webpack_require__(2263);
;// CONCATENATED MODULE: ./build/postgres/scratch-cluster.js











/**
 * Starts a server that nobody else can reach: no network, and a socket in a private folder. It is gone when this process
 * is, however that ends. @throws InconclusiveError where there are no server programs, or they do not start
 */
async function startScratchCluster({ major, path, install, signal, }) {
    const programs = await findServerPrograms(major, path, install);
    const owner = await (0,scratch_folder/* serverOwner */.hq)();
    await (0,scratch_folder/* removeLeftovers */.DA)(owner);
    const folder = await (0,scratch_folder/* makeScratchFolder */.DW)(owner);
    try {
        await initdb(programs, folder, owner, signal);
        return await Server.start(programs, folder, owner, signal);
    }
    catch (error) {
        await (0,scratch_folder/* removeFolder */.v$)(folder);
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
        const server = new Server(programs, folder, child, (0,watchdog/* watch */.w)(child.pid, folder, owner));
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
        await (0,scratch_folder/* removeFolder */.v$)(this.#folder);
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
// EXTERNAL MODULE: ./build/postgres/databases.js
var databases = __webpack_require__(9164);
// EXTERNAL MODULE: ./build/postgres/plain-words.js
var plain_words = __webpack_require__(3602);
;// CONCATENATED MODULE: ./build/postgres/empty-database.js






/**
 * An empty database with the source's encoding and locale, or locale C with a warning where the server does not have that one;
 * what its sessions need to read a dump rightly is set on it. @throws InconclusiveError where the role may not make one
 */
async function createEmptyDatabase(client, name, making) {
    const { source, server, major, warning } = making;
    const beginning = `create database ${(0,quote/* identifier */.C)(name)} template template0 encoding ${esm/* default.escapeLiteral */.Ay.escapeLiteral(source.encoding)}`;
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
    await settle(client, name);
}
// pg_dump sets what decides how values are written, and a dump how they are read, but for these, which the role can have
// otherwise. Set so they also reach through a pooler, and go with the database.
const settled = { ...plain_words/* plainWords */.c, bytea_output: 'hex', array_nulls: 'on' };
/** A role that may not set its own defaults may have none either. */
async function settle(client, database) {
    for (const [name, value] of Object.entries(settled))
        await client
            .query(`alter role session_user in database ${database} set ${name} = ${value}`)
            .catch(() => undefined);
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
    return ['22023', '42601', '42809', '0A000', '42704'].includes((0,sqlstate/* codeOf */.$N)(error));
}
function notMade(server, error) {
    const cure = (0,sqlstate/* codeOf */.$N)(error) === '25006'
        ? 'turn default_transaction_read_only off for the role, or leave target-url out'
        : 'connect as a superuser of a server that is there for drills alone, or leave target-url out';
    return new errors/* InconclusiveError */.Xp(`cannot create a scratch database on ${(0,postgres_connection/* describe */.q0)(server)}: ${(0,errors/* messageOf */.bD)((0,sqlstate/* causeOf */.rl)(error))}`, { cause: error, cure });
}
// EXTERNAL MODULE: ./build/postgres/image.js
var postgres_image = __webpack_require__(3927);
// EXTERNAL MODULE: ./build/postgres/patience.js
var patience = __webpack_require__(2371);
;// CONCATENATED MODULE: ./build/postgres/scratch-leftovers.js


// 'pgds' in ASCII: what tells our advisory locks from an application's.
const scratch_leftovers_ours = 0x70676473;
const prefix = 'pgdrill_scratch_';
const scratch_leftovers_named = /^pgdrill_scratch_[0-9a-f]{12}$/;
const madeFor = 'made by pgdrill for its drill in ';
/** A name for a scratch database: a prefix and 12 hexadecimal digits. */
function scratchName(random) {
    return prefix + random.toString('hex', 0, 6);
}
/** The comment on a role or tablespace that is to go with the scratch database. */
function commentFor(database) {
    return madeFor + database;
}
/** Whether a comment says that a drill made what it is on. */
function isOfDrill(comment) {
    return comment?.startsWith(madeFor) === true;
}
/** Marks the database, which need not be there yet, as in use until the session ends: with it, or with its process. */
async function markInUse(client, database) {
    // The session says nothing for as long as the dump loads. (The setting is there from version 14 on.)
    await client.query("select set_config(name, '0', false) from pg_settings where name = 'idle_session_timeout'");
    await client.query('select pg_advisory_lock_shared($1, $2)', [scratch_leftovers_ours, keyOf(database)]);
}
/** Removes what drills that were killed have left on the server: what is in use, and what is somebody else's, stays. */
async function removeScratchLeftovers(client, warning) {
    const inUse = await keysInUse(client);
    const isLeft = (name) => scratch_leftovers_named.test(name) && !inUse.has(keyOf(name));
    for (const { name } of (await scratchDatabases(client)).filter(({ name }) => isLeft(name))) {
        try {
            await client.query(`drop database if exists ${name}`);
            warning(`removed database "${name}", which a drill that was killed had left`);
        }
        catch (error) {
            warning(`database "${name}" is left by a drill that was killed: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    for (const { what, name, comment } of await commented(client)) {
        if (!isLeft(comment.slice(madeFor.length)))
            continue;
        // One that another drill has come to use cannot be dropped, and goes after that.
        await client.query(`drop ${what} ${esm/* default.escapeIdentifier */.Ay.escapeIdentifier(name)}`).catch(() => undefined);
    }
}
function keyOf(database) {
    return Number.parseInt(database.slice(prefix.length, prefix.length + 7), 16);
}
async function keysInUse(client) {
    const rows = await client.query("select objid::int as key from pg_locks where locktype = 'advisory' and classid = $1::int::oid", [scratch_leftovers_ours]);
    return new Set(rows.map(({ key }) => key));
}
/** Ours, with nobody in them: a server may still be busy with what a killed drill asked for. */
function scratchDatabases(client) {
    return client.query(`select datname::text as name from pg_database d
      where starts_with(datname::text, $1) and pg_has_role(datdba, 'USAGE')
        and not exists (select from pg_stat_activity a where a.datid = d.oid and backend_type = 'client backend')`, [prefix]);
}
function commented(client) {
    return client.query(`select what, name, comment
       from (select 'role' as what, rolname::text as name, shobj_description(oid, 'pg_authid') as comment from pg_roles
             union all
             select 'tablespace', spcname::text, shobj_description(oid, 'pg_tablespace') from pg_tablespace) o
      where starts_with(comment, $1)`, [madeFor]);
}
// EXTERNAL MODULE: ./build/postgres/server.js
var postgres_server = __webpack_require__(4167);
;// CONCATENATED MODULE: ./build/postgres/scratch-database.js
var scratch_database_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var scratch_database_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Makes an empty database with the source's encoding and locale, and removes those that killed drills have left. Where the
 * server does not have that locale it gets locale C, with a warning: it decides how text is sorted, and nothing that a dump holds.
 * @throws InconclusiveError where the server cannot be reached or the role may not create databases
 */
async function createScratchDatabase(server, source, warning, signal) {
    const name = scratchName((0,external_node_crypto_.randomBytes)(6));
    const client = await (0,postgres_client/* connect */.N)(server, signal).catch((error) => {
        signal?.throwIfAborted();
        throw new errors/* InconclusiveError */.Xp((0,errors/* messageOf */.bD)(error), { cause: error });
    });
    const scratch = new Scratch(client, server, name, { warning, signal });
    try {
        const facts = await (0,postgres_server/* readServerFacts */.T)(client);
        scratch.server = facts;
        await markInUse(client, name);
        await removeScratchLeftovers(client, warning);
        await createEmptyDatabase(client, name, { source, major: facts.major, server, warning });
        return scratch;
    }
    catch (error) {
        // It may have been made all the same, and only the answer lost.
        await scratch[Symbol.asyncDispose]();
        throw error;
    }
}
// Objects depend on it; it is not there.
const sharedCodes = ['2BP01', '42704'];
// It is there already, or no longer, or was changed or dropped at once (tuple concurrently updated, deleted).
const racedCodes = ['42710', '23505', '42704', 'XX000'];
class Scratch {
    connection;
    server = { major: 0, version: '' };
    #reach;
    #client;
    #warning;
    #signal;
    #seen = { roles: new Set(), tablespaces: new Set(), extensions: new Set() };
    #made = [];
    constructor(client, reach, database, { warning, signal }) {
        this.#client = client;
        this.#reach = reach;
        this.connection = { ...reach, database };
        this.#warning = warning;
        this.#signal = signal;
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
            // Ours may have been cut, or may wait for a server that hangs.
            await this.#client[Symbol.asyncDispose]();
            await (0,patience/* patiently */.d)((limit) => this.#remove(limit), { stopped: this.#signal?.aborted === true });
        }
        catch (error) {
            this.#warning(`what the drill made stays on ${(0,postgres_connection/* describe */.q0)(this.connection)}: ${(0,errors/* messageOf */.bD)(error)}; the next drill there removes it`);
        }
    }
    async #remove(limit) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = scratch_database_addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(this.#reach, limit), true);
            await (0,databases/* dropDatabase */.Zi)(client, this.connection.database);
            for (const what of this.#made.toReversed())
                await drop(client, what);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = scratch_database_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    async #lookFor(extension) {
        if (await this.#has('pg_available_extensions', 'name', extension))
            return;
        const image = (0,postgres_image/* imageWith */.a)(extension, this.server.major);
        throw new errors/* InconclusiveError */.Xp(`cannot restore the backup here: the scratch server has no extension ${JSON.stringify(extension)}`, {
            cure: `set target-url to a server that has it${image === undefined ? '' : `, such as the image ${image}`}`,
        });
    }
    async #makeRole(role) {
        const name = esm/* default.escapeIdentifier */.Ay.escapeIdentifier(role);
        // Another drill may make or drop it in this very moment.
        for (let attempt = 1;; attempt += 1) {
            const [found] = await this.#client.query("select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1", [role]);
            if (found !== undefined && !isOfDrill(found.comment))
                return;
            try {
                await (found === undefined ? this.#make(`role ${name}`, 'nologin') : this.#share(name));
                return;
            }
            catch (error) {
                if (attempt === 10 || !racedCodes.includes((0,sqlstate/* codeOf */.$N)((0,sqlstate/* causeOf */.rl)(error))))
                    throw error;
            }
        }
    }
    /** What has a right to our database is not dropped before that; and whoever comes last drops it. */
    async #share(role) {
        await this.#client.query(`grant connect on database ${this.connection.database} to ${role}`);
        const comment = esm/* default.escapeLiteral */.Ay.escapeLiteral(commentFor(this.connection.database));
        // Where we may not, we could not drop it either.
        const shared = await this.#client.query(`comment on role ${role} is ${comment}`).catch(noted);
        if (shared !== undefined)
            this.#made.push(`role ${role}`);
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
            const comment = esm/* default.escapeLiteral */.Ay.escapeLiteral(commentFor(this.connection.database));
            const statements = [`create ${what} ${how}`, `comment on ${what} is ${comment}`];
            // Both or none, where that can be: what has no comment nobody will remove. (A tablespace is made by itself.)
            const together = what.startsWith('role ') ? [statements.join('; ')] : statements;
            for (const sql of together) {
                await this.#client.query(sql);
                if (sql.startsWith('create'))
                    this.#made.push(what);
            }
        }
        catch (error) {
            throw new errors/* InconclusiveError */.Xp(`cannot restore the backup on ${(0,postgres_connection/* describe */.q0)(this.connection)}: it needs ${what}, which cannot be made there: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error, cure: 'connect as a superuser, or create it' });
        }
    }
}
/** What another drill uses too stays: that one drops it at its own end. */
async function drop(client, what) {
    for (let attempt = 1;; attempt += 1) {
        try {
            await client.query(`drop ${dropped(what)}`);
            return;
        }
        catch (error) {
            const code = (0,sqlstate/* codeOf */.$N)(error);
            if (sharedCodes.includes(code))
                return;
            if (attempt === 10 || !racedCodes.includes(code))
                throw error;
        }
    }
}
/** \`role "x"\` as \`role if exists "x"\`. */
function dropped(what) {
    return what.replace(' ', ' if exists ');
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
;// CONCATENATED MODULE: ./build/drill/scratch.js





/** @throws InconclusiveError */
function refuseUndrillable({ backup, dump }) {
    if (dump.format === 'directory') {
        throw new errors/* InconclusiveError */.Xp(`cannot drill ${backup}: this pgdrill reads no directory archives`);
    }
    const why = notLoadable(dump);
    if (why !== undefined)
        throw new errors/* InconclusiveError */.Xp(`cannot drill ${backup} in a database of its own: ${why}`);
}
/** The server that was named, or else one of our own. @throws InconclusiveError */
async function scratchServer({ target, path, install, signal, report }, { source }) {
    if (target !== undefined)
        return { connection: target, [Symbol.asyncDispose]: async () => undefined };
    report.info('starting a scratch server');
    return await startScratchCluster({
        major: majorOf(source.serverVersion),
        path,
        ...(install && { install }),
        signal,
    });
}
/** An empty database like the source's. @throws InconclusiveError */
function scratchDatabase({ report, signal }, { source }, { connection }) {
    return createScratchDatabase(connection, source, (text) => report.warning(text), signal);
}
/** As new as the server and as the pg_dump that made an archive. @throws InconclusiveError */
async function clientTools(request, { dump: { client } }, { server }) {
    try {
        return await (0,tools/* findClientTools */.Mt)({ major: Math.max(majorOf(client), server.major) }, request, 'drill');
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        throw new errors/* InconclusiveError */.Xp(error.what, { ...(error.cure && { cure: error.cure }), cause: error });
    }
}
function majorOf(version) {
    return Number.parseInt(version, 10);
}
// EXTERNAL MODULE: ./build/compress/decompress.js + 1 modules
var decompress = __webpack_require__(1768);
// EXTERNAL MODULE: ./build/encrypt/decrypt.js
var decrypt = __webpack_require__(4423);
// EXTERNAL MODULE: ./build/fingerprint/format.js
var format = __webpack_require__(6740);
;// CONCATENATED MODULE: ./build/drill/stored.js









/** A backup's dump as it is stored, held against its manifest. @throws CorruptObjectError */
function storedDump({ store, manifest }, options) {
    return (0,read_object/* readObject */.A)(store, objectOf(manifest, (0,catalog_manifest/* dumpKeyOf */.rs)(manifest)), options);
}
/**
 * Looks whether the keys open the dump, at the cost of its first bytes. Where none does, the dump is read to its end: a
 * header that was altered looks like one that was made for others. @throws InconclusiveError; CorruptObjectError
 */
async function refuseWithoutKey({ keys = decrypt/* noKeys */.g6, signal }, place) {
    const { store, manifest } = place;
    if (manifest.encryption.kind === 'none')
        return;
    try {
        await (0,decrypt/* tryKeys */._R)(storedDump(place, { signal }), keys, `${store.location}/${(0,catalog_manifest/* dumpKeyOf */.rs)(manifest)}`);
    }
    catch (error) {
        if (!(error instanceof encrypt_errors/* NoKeyError */.J))
            throw error;
        for await (const _ of storedDump(place, { signal }))
            ;
        const { what, cure } = error;
        throw new errors/* InconclusiveError */.Xp(what, { ...(cure !== undefined && { cure }), cause: error });
    }
}
/** A backup's dump as SQL text; an archive's by pg_restore. @throws CorruptObjectError; DecompressionError; ChildError */
function dumpText(place, options) {
    const { manifest, scratch, tools } = place;
    const stored = decrypted(place, (0,catalog_manifest/* dumpKeyOf */.rs)(manifest), storedDump(place, options));
    return manifest.dump.format === 'custom'
        ? (0,load/* archiveText */.gw)(scratch.connection, tools, { stream: stored }, options)
        : (0,decompress/* decompressor */.n)(manifest.compression.kind)(stored);
}
/** The fingerprint that was taken with the dump; undefined where none was. @throws CorruptObjectError */
async function storedFingerprint({ store, manifest, keys }, options) {
    const object = objectOf(manifest, fingerprintKeyOf(manifest));
    if (object === undefined)
        return undefined;
    const chunks = [];
    const stored = decrypted({ store, manifest, keys }, object.key, (0,read_object/* readObject */.A)(store, object, options));
    const text = (0,decompress/* decompressor */.n)('gzip')(stored);
    for await (const chunk of text)
        chunks.push(chunk);
    return (0,format/* parseFingerprint */.s)(Buffer.concat(chunks).toString(), `${store.location}/${object.key}`);
}
/** The roles and whatever else lies beside dump and fingerprint; nothing is made of it. @throws CorruptObjectError */
async function readOthers({ store, manifest }, options) {
    const readElsewhere = [(0,catalog_manifest/* dumpKeyOf */.rs)(manifest), fingerprintKeyOf(manifest)];
    for (const object of manifest.objects.filter(({ key }) => !readElsewhere.includes(key))) {
        for await (const _ of (0,read_object/* readObject */.A)(store, object, options))
            ;
    }
}
function decrypted({ store, manifest, keys }, key, stored) {
    if (manifest.encryption.kind === 'none')
        return stored;
    return (0,decrypt/* decryptor */.Jl)(keys, `${store.location}/${key}`)(stored);
}
function fingerprintKeyOf({ backup, encryption }) {
    return (0,names/* keyOf */.TN)(backup, { part: 'fingerprint', encrypted: encryption.kind !== 'none' });
}
function objectOf({ objects }, key) {
    return objects.find((object) => object.key === key);
}
// EXTERNAL MODULE: ./build/fingerprint/scan.js
var fingerprint_scan = __webpack_require__(4062);
;// CONCATENATED MODULE: ./build/drill/text.js



/** Reads a dump's text on its way into a scratch database, and has what it needs made before the database sees it. */
class DrillText {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #scan = (0,fingerprint_scan/* createFingerprintScan */.A)();
    #fingerprint;
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
            (0,dump_gate/* refuseOddities */.Ae)(this.#scan.oddities);
            const { roles, tablespaces, extensions } = this.#scan.needs;
            const count = roles.size + tablespaces.size + extensions.size;
            if (count > known)
                await this.#provide(this.#scan.needs);
            known = count;
            yield chunk;
        }
        // psql runs what the text ends in, semicolon or not.
        this.#fingerprint = this.#scan.end();
        (0,dump_gate/* refuseOddities */.Ae)(this.#scan.oddities);
    }
    get oddities() {
        return this.#scan.oddities;
    }
    /** Once, when the text has ended. */
    end() {
        const fingerprint = this.#fingerprint ?? this.#scan.end();
        return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint };
    }
}
/** The fingerprint of a dump that nobody else reads. */
async function fingerprintOf(source) {
    const scan = (0,fingerprint_scan/* createFingerprintScan */.A)();
    for await (const chunk of source)
        scan.write(chunk);
    return scan.end();
}
;// CONCATENATED MODULE: ./build/drill/round-trip.js













/** Loads the dump, held against its manifest and fingerprinted on its way; and how long that took. */
async function restore({ signal }, place) {
    const started = performance.now();
    const { scratch, tools } = place;
    const text = new DrillText((needed) => scratch.provide(needed));
    const options = { serverMajor: scratch.server.major, singleTransaction: false, signal };
    try {
        await (0,load/* loadPlain */.VF)(scratch.connection, tools, text.pass(dumpText(place, { signal })), options);
    }
    catch (error) {
        // A damaged dump can fail as SQL before its end shows that it is not what was stored: that is the better reason.
        if ([load_errors/* LoadError */.Xb, child/* ChildError */.rF, dump_gate/* RefusedDumpError */.nX].some((kind) => error instanceof kind)) {
            for await (const _ of storedDump(place, { signal }))
                ;
        }
        throw explained(error, text, place);
    }
    return { ...text.end(), seconds: (performance.now() - started) / 1000 };
}
function explained(error, { oddities }, { manifest }) {
    if (!(error instanceof load_errors/* LoadError */.Xb))
        return error;
    const told = error.explainedBy(oddities);
    if (told === error || manifest.dump.format === 'plain')
        return told;
    return new errors/* InconclusiveError */.Xp(`${told.what}; pg_restore loads the archive, but a drill loads it by psql`);
}
/** The fingerprint of what was restored. */
async function dumpAgain(request, place, original) {
    const again = await dumpOnce(request, place, original).catch(async (error) => {
        request.signal.throwIfAborted();
        throw error instanceof child/* ChildError */.rF ? await (0,dump_errors/* explainDumpFailure */.G)(error, place.scratch.connection) : error;
    });
    const unlike = compareFingerprints(original, again);
    if (!unlike.some(({ type, kind }) => type === 'TABLE DATA' && kind === 'changed'))
        return again;
    // pg_dump sets all that decides how values are printed, but for this: a server, a database or a role may have it.
    const { connection } = place.scratch;
    const PGOPTIONS = `${connection.others.PGOPTIONS ?? ''} -c bytea_output=escape`;
    const escaping = { ...connection, others: { ...connection.others, PGOPTIONS } };
    const escaped = await dumpOnce(request, place, original, escaping).catch((error) => {
        request.signal.throwIfAborted();
        // A pooler lets no options through: then what differs, differs.
        if (!(error instanceof child/* ChildError */.rF))
            throw error;
        return again;
    });
    return compareFingerprints(original, escaped).length < unlike.length ? escaped : again;
}
function dumpOnce({ signal }, { manifest, scratch, tools }, { encoding }, connection = scratch.connection) {
    const given = argumentsForAgain(manifest.dump);
    // The same rows in another encoding are other bytes.
    const inEncoding = encoding === null ? [] : [`--encoding=${encoding}`];
    return fingerprintOf((0,dump/* dump */.Bh)(connection, tools, { arguments: [...given, ...inEncoding], signal }, child/* asItComes */.r3));
}
/**
 * How the restored database differs from the dump. Another major words definitions in its own way: what is only worded
 * differently there proves nothing. @throws InconclusiveError when that is all
 */
function compared({ manifest: { source }, scratch: { server } }, original, restored) {
    const findings = differenceFindings(original, restored);
    const major = majorOf(source.serverVersion);
    const sure = findings.filter(({ kind }) => kind !== 'changed');
    if (findings.length === 0 || sure.length > 0 || server.major === major)
        return findings;
    throw new errors/* InconclusiveError */.Xp(`cannot compare definitions of PostgreSQL ${major} on a scratch server ${server.version}: ${findings.length} are worded differently there`, { cure: `drill on a server of version ${major}` });
}
;// CONCATENATED MODULE: ./build/drill/shrink.js








// Of three rows one is a third, and queues run empty: fewer than so many gone rows are no loss.
const leastLoss = 10;
/**
 * Tables may not have lost more than so many per cent of their rows since the newest earlier backup in this store. An
 * archive has no fingerprint beside it: there the dump itself is read.
 */
async function shrinkLimit(request, place, current) {
    const { maxShrink, report } = request;
    if (maxShrink === undefined)
        return [];
    const previous = await previousOf(place);
    if (previous === undefined) {
        const why = `there is no earlier backup in ${place.store.location} to compare with`;
        report.info(`max-shrink: ${why}`);
        return [unjudged('max-shrink', why)];
    }
    try {
        const before = await fingerprintOfBackup(request, place, previous);
        return [judgeShrink({ before, current, previous, maxShrink })];
    }
    catch (error) {
        request.signal.throwIfAborted();
        // What is wrong with yesterday's backup says nothing about this one.
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        const why = `the backup before, ${previous}, cannot be read: ${(0,errors/* messageOf */.bD)(error)}`;
        report.warning(`max-shrink: ${why}`);
        return [unjudged('max-shrink', why)];
    }
}
async function previousOf({ store, manifest }) {
    const drilled = (0,names/* parseStem */.r1)(manifest.backup);
    if (drilled === undefined)
        return undefined;
    const { backups } = await (0,catalog/* readCatalog */.uM)(store, drilled.name);
    return backups.find(({ takenAt }) => takenAt < drilled.takenAt)?.stem;
}
async function fingerprintOfBackup({ signal }, place, stem) {
    const manifest = await (0,catalog_manifest/* readManifest */.WI)(place.store, stem, { signal });
    const before = { ...place, manifest };
    return (await storedFingerprint(before, { signal })) ?? (await fingerprintOf(dumpText(before, { signal })));
}
/** Pure. A partitioned table counts as one: old partitions go as new ones come. */
function judgeShrink({ before, current, previous, maxShrink }) {
    const uncounted = [
        { which: previous, tables: before.tables },
        { which: 'this backup', tables: current.tables },
    ].find(({ tables }) => tables.some(({ rows }) => rows === null));
    if (uncounted !== undefined)
        return unjudged('max-shrink', `${uncounted.which} holds INSERT statements, whose rows are not counted`);
    const lost = wholeTables(before, current).flatMap((table) => lossOf(table, maxShrink) ?? []);
    const right = `no table lost more than ${maxShrink} % of its rows since ${previous}`;
    return judged('max-shrink', 'limit', lost.map((text) => `${text} in ${previous}`), right);
}
function wholeTables(before, current) {
    const roots = new Map(before.tables.map((table) => [shrink_keyOf(table), rootOf(table)]));
    // What was a partition, and was detached, is counted where it was.
    const now = sumsBy(current.tables, (table) => roots.get(shrink_keyOf(table)) ?? rootOf(table));
    const there = new Set(current.objects.filter(({ type }) => type === 'TABLE').map(shrink_keyOf));
    return [...sumsBy(before.tables, rootOf)].map(([key, { table, rows }]) => ({
        shown: `table ${table.schema}.${table.name}`,
        had: rows,
        has: now.get(key)?.rows,
        isThere: there.has(key),
    }));
}
function sumsBy(tables, rootOf) {
    const sums = new Map();
    for (const each of tables) {
        const table = rootOf(each);
        const key = shrink_keyOf(table);
        sums.set(key, { table, rows: (sums.get(key)?.rows ?? 0) + (each.rows ?? 0) });
    }
    return sums;
}
function rootOf({ schema, name, partitionOf }) {
    return partitionOf ?? { schema, name };
}
/** How a table shrank too much; undefined when it did not. */
function lossOf({ shown, had, has, isThere }, maxShrink) {
    const instead = `it had ${(0,human/* formatCount */.B4)(had)} rows`;
    if (has === undefined && had > 0)
        return isThere ? `${shown} is in the backup without its rows: ${instead}` : `${shown} is gone: ${instead}`;
    const lost = had - (has ?? had);
    const percent = (lost / Math.max(1, had)) * 100;
    if (lost < leastLoss || percent <= maxShrink)
        return undefined;
    return `${shown} lost ${shownPercent(percent)} % of its rows, and max-shrink is ${maxShrink} %: it has ${(0,human/* formatCount */.B4)(had - lost)}, and had ${(0,human/* formatCount */.B4)(had)}`;
}
// 99.96 % is not 100 %: rounded down.
function shownPercent(percent) {
    return Math.floor(percent * 10) / 10;
}
function shrink_keyOf({ schema, name }) {
    return JSON.stringify([schema, name]);
}
// EXTERNAL MODULE: ./build/postgres/run-checks.js
var run_checks = __webpack_require__(1725);
;// CONCATENATED MODULE: ./build/verify.js
var verify_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var verify_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Restores a backup into a scratch database, dumps that, and compares: dump(restore(dump)) = dump; then holds the database
 * against what else was asked for. The verdict is `verified`, `failed` where something was proved wrong, or `inconclusive`
 * where it could not be tried; it is written beside the backup.
 * @throws PgdrillError where there is no backup to drill, or one is verified and that cannot be written
 */
async function verify(request) {
    const chosen = await choose(request);
    const drilled = new Drilled();
    const outcome = await tried(request, chosen, drilled);
    if (await isGone(chosen))
        return goneMeanwhile(request, chosen);
    const record = recordOf(request, chosen, drilled, outcome);
    const location = await saved(request, chosen, record, drilled.isEncrypted);
    return { record: await withOtherCopies(request, chosen, record), location };
}
/** A store that takes no verdict does not change it: an inconclusive drill is no failed one, and a difference stays proved. */
async function saved(request, chosen, record, isEncrypted) {
    try {
        return await save(request, chosen, record, isEncrypted);
    }
    catch (error) {
        request.signal.throwIfAborted();
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        const { what, cure } = error;
        if (record.verdict === 'verified')
            throw new errors/* PgdrillError */.ZA(`${chosen.stem} is verified, but cannot be marked so: ${what}`, {
                ...(cure !== undefined && { cure }),
                cause: error,
            });
        request.report.warning(`the verdict on ${chosen.stem} is not kept: ${error.message}`);
        return undefined;
    }
}
/** A prune takes the manifest first: what is missing then proves no damage, and nobody can restore what was verified. */
function goneMeanwhile(request, chosen) {
    const { stem, store } = chosen;
    const reason = `${stem} was removed from ${store.location} while it was drilled; drill what is latest now`;
    const outcome = { verdict: 'inconclusive', reason };
    return { record: recordOf(request, chosen, new Drilled(), outcome), location: undefined };
}
async function tried(request, chosen, drilled) {
    try {
        await drill(request, chosen, drilled);
    }
    catch (error) {
        request.signal.throwIfAborted();
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        const finding = findingOf(error);
        if (finding === undefined && drilled.findings.length === 0)
            return { verdict: 'inconclusive', reason: error.message };
        // What was proved before stands.
        if (finding === undefined)
            request.report.warning(`the drill ended early: ${error.message}`);
        else
            drilled.findings.push(finding);
    }
    return { verdict: drilled.findings.length === 0 ? 'verified' : 'failed', reason: null };
}
async function drill(request, chosen, drilled) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { store, stem } = chosen;
        const manifest = await (0,catalog_manifest/* readManifest */.WI)(store, stem, request);
        drilled.isEncrypted = manifest.encryption.kind !== 'none';
        refuseUndrillable(manifest);
        await refuseWithoutKey(request, { store, manifest });
        const server = verify_addDisposableResource(env_1, await scratchServer(request, manifest), true);
        const scratch = verify_addDisposableResource(env_1, await scratchDatabase(request, manifest, server), true);
        const place = {
            store,
            manifest,
            keys: request.keys ?? decrypt/* noKeys */.g6,
            scratch,
            tools: await clientTools(request, manifest, scratch),
        };
        const text = await restore(request, place);
        await readOthers(place, request);
        drilled.findings.push(...textFindings(text, manifest, await storedFingerprint(place, request)));
        request.report.info(`restored ${stem} on PostgreSQL ${scratch.server.version}; dumping it again`);
        const restored = await dumpAgain(request, place, text.fingerprint);
        drilled.findings.push(...compared(place, text.fingerprint, restored));
        const { tables: tablesCompared, rows: rowsCompared } = (0,fingerprint_fingerprint/* totals */.S)(text.fingerprint);
        const { version: serverVersion } = scratch.server;
        Object.assign(drilled, { serverVersion, tablesCompared, rowsCompared, restoreSeconds: text.seconds });
        // What judges the backup comes first; the command, which may change the database, comes last.
        drilled.add(timeLimits(request, chosen, text.seconds));
        drilled.add(rowLimits(request, restored));
        drilled.add(await shrinkLimit(request, place, text.fingerprint));
        drilled.add(await judgeIndexes(request, place));
        await check(request, place, drilled);
        drilled.add(await judgeCommand(request, place));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = verify_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function check({ checks, signal, report }, { scratch }, drilled) {
    if (checks === undefined)
        return;
    const warning = (text) => report.warning(text);
    drilled.checks = await (0,run_checks/* runChecks */.J)(scratch.connection, checks, { signal, warning });
    const failed = (0,run_checks/* failedCheck */.W)(drilled.checks, checks);
    if (failed !== undefined)
        drilled.findings.push({ kind: 'check', text: failed });
}
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
// EXTERNAL MODULE: ./build/entries/programs.js + 1 modules
var programs = __webpack_require__(8058);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var entries_stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-verify.js






/** The verify story, for both doors. */
async function runVerify(settings, { signal, report }) {
    const stores = await (0,entries_stores/* openStores */.j)(settings.stores);
    const result = await verify({
        ...settings,
        ...(0,programs/* programsFor */.T)(settings.client, { signal, report }),
        stores,
        toolVersion: version/* version */.r,
        now: new Date(),
        signal,
        report,
    });
    const reported = await writeReports(result, settings.files);
    if (reported.unwritten !== undefined)
        report.warning(reported.unwritten.message);
    return reported;
}
/** What ends the run otherwise than well; undefined when the backup is verified. */
function shortfallOfDrill({ record, unwritten }) {
    const { verdict, backup, reason, differences } = record;
    if (verdict === 'verified')
        return unwritten;
    if (verdict === 'inconclusive')
        return new errors/* InconclusiveError */.Xp(`the drill of ${backup} is inconclusive: ${reason}`);
    const [first] = differences;
    const more = differences.length > 1 ? `, and ${differences.length - 1} more` : '';
    return new errors/* PgdrillError */.ZA(`the drill of ${backup} failed: ${first?.text}${more}`);
}

/***/ }),

/***/ 8663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ totals)
/* harmony export */ });
/** How many tables the dump holds data of, and how many rows in all: null when that is unknown for any of them. */
function totals({ tables }) {
    const rows = tables.reduce((sum, table) => (sum === null || table.rows === null ? null : sum + table.rows), 0);
    return { tables: tables.length, rows };
}

/***/ }),

/***/ 6740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ encodeFingerprint),
/* harmony export */   s: () => (/* binding */ parseFingerprint)
/* harmony export */ });
/* harmony import */ var _catalog_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8291);
/* harmony import */ var _catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8137);


/** The fingerprint as JSON, in one line: the content of `<stem>.fingerprint.json.gz`. */
function encodeFingerprint(fingerprint) {
    return `${JSON.stringify({ schema: 1, ...fingerprint })}\n`;
}
/**
 * Reads what `encodeFingerprint` wrote; `where` is what an error calls it. Keys it does not know are left out.
 * @throws UnreadableRecordError when it is of a newer version, or no fingerprint
 */
function parseFingerprint(json, where = 'this text') {
    return (0,_catalog_record_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRecord */ .Hh)(kind, json, where);
}
const truth = (value, at) => {
    if (typeof value !== 'boolean')
        throw (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .mismatch */ .J4)(at, value, 'true or false');
    return value;
};
const digest = matching(/^[0-9a-f]{32}$/, '32 hex digits in lower case');
const named = { schema: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq), name: _catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq };
const tableName = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)(named);
const table = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({
    ...named,
    rows: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    bytes: _catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9,
    digest: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(digest),
    columnsByName: truth,
    // Fingerprints of early versions have none.
    partitionOf: (value, at) => (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(tableName)(value ?? null, at),
});
const databaseObject = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({
    type: _catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    ...named,
    owner: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    digest,
    tablespace: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    accessMethod: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
});
const sequence = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({
    ...named,
    lastValue: matching(/^-?\d{1,19}$/, 'a bigint in decimal'),
    isCalled: truth,
});
const largeObject = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({ oid, bytes: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9), digest: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(digest) });
const version = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({ schema: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(1) });
const fingerprint = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({
    complete: truth,
    encoding: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    serverVersion: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    clientVersion: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .nullOr */ .lW)(_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    rules: _catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9,
    tables: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .listOf */ .c3)(table),
    objects: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .listOf */ .c3)(databaseObject),
    sequences: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .listOf */ .c3)(sequence),
    largeObjects: (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .listOf */ .c3)(largeObject),
});
const kind = {
    noun: 'fingerprint',
    schema: 1,
    read: (value) => {
        version(value, '');
        return fingerprint(value, '');
    },
};
function oid(value, at) {
    const number = (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(value, at);
    if (number > 0xffff_ffff)
        throw (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .mismatch */ .J4)(at, value, 'an oid');
    return number;
}
function matching(pattern, expected) {
    return (value, at) => {
        if (typeof value !== 'string' || !pattern.test(value))
            throw (0,_catalog_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .mismatch */ .J4)(at, value, expected);
        return value;
    };
}

/***/ }),

/***/ 4062:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ createFingerprintScan)
/* harmony export */ });
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6050);
/* harmony import */ var _dump_contents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1943);
/* harmony import */ var _dump_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2105);
/* harmony import */ var _table_contents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8762);




/**
 * Fingerprints the plain text that pg_dump writes, in memory that does not grow with rows, only with the number of
 * objects. It never throws for what a dump says: what cannot be known is null.
 */
function createFingerprintScan() {
    const contents = new _dump_contents_js__WEBPACK_IMPORTED_MODULE_1__/* .DumpContents */ .h();
    const reader = new _dump_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .DumpReader */ .i(contents);
    return {
        write: (chunk) => reader.write(chunk),
        needs: contents.needs,
        oddities: contents.oddities,
        end: () => {
            const isWhole = reader.end();
            contents.end();
            return fingerprintOf(contents, isWhole);
        },
    };
}
function fingerprintOf(contents, isWhole) {
    const { encoding, encodingIsKnown } = contents.session;
    const { serverVersion, clientVersion } = contents;
    return {
        complete: isWhole && contents.isMarkedComplete && !contents.oddities.isInTransaction,
        encoding: encodingIsKnown ? encoding.name : null,
        serverVersion: serverVersion && encoding.decode(serverVersion),
        clientVersion: clientVersion && encoding.decode(clientVersion),
        rules: _canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .rules */ .aO,
        tables: contents.tables.all.map((table) => tableOf(table, contents, encoding)).sort(byName),
        objects: contents.objects.map((object) => objectOf(object, encoding)).sort(byTypeAndName),
        sequences: contents.sequences.map((sequence) => sequenceOf(sequence, encoding)).sort(byName),
        largeObjects: contents.largeObjects.all.toSorted((a, b) => a.oid - b.oid),
    };
}
function tableOf(table, { partitions }, encoding) {
    const { name, columnsByName } = table;
    const root = partitions.rootOf(name);
    return {
        ...nameOf(name, encoding),
        ...(0,_table_contents_js__WEBPACK_IMPORTED_MODULE_3__/* .contentOf */ .$)(table),
        columnsByName,
        partitionOf: root ? nameOf(root, encoding) : null,
    };
}
function sequenceOf({ sequence, lastValue, isCalled }, encoding) {
    return { ...nameOf(sequence, encoding), lastValue, isCalled };
}
function objectOf(object, encoding) {
    const { header, owner, digest, accessMethod } = object;
    return {
        type: header.type,
        ...nameOf(header, encoding),
        owner: owner && encoding.decode(owner),
        digest,
        tablespace: header.tablespace && encoding.decode(header.tablespace),
        accessMethod: accessMethod && encoding.decode(accessMethod),
    };
}
function nameOf(named, encoding) {
    return { schema: named.schema && encoding.decode(named.schema), name: encoding.decode(named.name) };
}
function byName(a, b) {
    return compare(a.schema ?? '', b.schema ?? '') || compare(a.name, b.name);
}
function byTypeAndName(a, b) {
    return compare(a.type, b.type) || byName(a, b) || compare(a.digest, b.digest);
}
/** By code units: the same on every machine, whatever its locale. */
function compare(a, b) {
    return a < b ? -1 : Number(a > b);
}

/***/ }),

/***/ 3927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ postgresImage),
/* harmony export */   a: () => (/* binding */ imageWith)
/* harmony export */ });
// Each image's tag for a major is the one its publisher documents; the drill needs a server that has the extension.
const images = [
    ['timescaledb', (major) => `timescale/timescaledb-ha:pg${major}`],
    ['postgis', (major) => `postgis/postgis:${major}-3.5`],
    ['vector', (major) => `pgvector/pgvector:pg${major}`],
];
// Of PostgreSQL's own contrib folder, which the official image has and a server from elsewhere may lack.
const contrib = new Set(`amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch
  hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap
  pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks
  pgstattuple plpgsql postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp
  xml2`.split(/\s+/));
const contribUntil16 = new Set(['adminpack', 'old_snapshot']);
/** The container image a restore of this database can run on: the official one, or that of an extension it needs. */
function postgresImage({ major, extensions }) {
    const names = new Set(extensions.map(({ name }) => name));
    const special = images.find(([extension]) => names.has(extension));
    return special === undefined ? `postgres:${major}` : special[1](major);
}
/** An image of this major that has the extension, where one is known. */
function imageWith(extension, major) {
    const special = images.find(([name]) => name === extension);
    if (special !== undefined)
        return special[1](major);
    const official = contrib.has(extension) || (major <= 16 && contribUntil16.has(extension));
    return official ? `postgres:${major}` : undefined;
}

/***/ }),

/***/ 3602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ plainWords),
/* harmony export */   f: () => (/* binding */ inPlainWords)
/* harmony export */ });
/**
 * The settings in which the server writes definitions down, as it has them from the start. pg_dump leaves them as they are;
 * where a role or a database has others, the same database dumped by another role would look changed.
 */
const plainWords = { quote_all_identifiers: 'off', standard_conforming_strings: 'on' };
// What pg_dump passes on of the server's words is read, in English: which table was refused, which lock was waited for. Only
// a superuser may choose the language.
const chosen = { ...plainWords, lc_messages: 'C' };
/**
 * The connection for a pg_dump that writes plain words, in the database's encoding: a role can have another, which has no room
 * for every text. A pooler lets no options through, and then words stay as they are.
 */
async function inPlainWords(client, connection, encoding) {
    const odd = await client.query(`select s.name from pg_settings s join json_each_text($1) as plain(name, value) using (name)
      where s.reset_val <> plain.value
        and (s.name <> 'lc_messages' or (current_setting('is_superuser') = 'on' and s.reset_val !~ '^(en|C|POSIX)'))`, [JSON.stringify(chosen)]);
    const others = { ...connection.others, PGCLIENTENCODING: encoding };
    if (odd.length === 0 || client.isPooled)
        return { ...connection, others };
    const options = odd.map(({ name }) => `-c ${name}=${chosen[name]}`);
    const PGOPTIONS = [connection.others.PGOPTIONS ?? '', ...options].join(' ').trim();
    return { ...connection, others: { ...others, PGOPTIONS } };
}

/***/ }),

/***/ 8844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iz: () => (/* binding */ passedChecks),
/* harmony export */   XY: () => (/* binding */ verifyLines),
/* harmony export */   ce: () => (/* binding */ verifyOutputs)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8782);

/** What a drill says of itself to machines: the action's outputs, and the keys of `--json`. */
function verifyOutputs({ record, report, location, }) {
    return {
        backup: record.backup,
        verdict: record.verdict,
        differences: record.differences.length,
        'tables-compared': record.tablesCompared,
        'rows-compared': record.rowsCompared,
        'restore-seconds': record.restoreSeconds,
        'age-seconds': record.ageSeconds,
        report: report ?? null,
        record: location ?? null,
    };
}
/** A drill's result for a person: the verdict first, then why, then what else was looked at. */
function verifyLines({ record }) {
    return [
        `${record.backup} is ${record.verdict}`,
        ...(record.reason === null ? [] : [`  ${record.reason}`]),
        ...record.differences.map(({ text }) => `  ${text.replaceAll('\n', '\n    ')}`),
        `  ${facts(record).join(', ')}`,
    ].join('\n');
}
function facts({ tablesCompared, rowsCompared, checks, restoreSeconds, ageSeconds }) {
    const compared = rowsCompared === null ? [] : [(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(rowsCompared, 'row')];
    return [
        ...(restoreSeconds === null
            ? ['nothing was compared']
            : [
                `${[(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(tablesCompared, 'table'), ...compared].join(' and ')} compared`,
                `restored in ${(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(restoreSeconds * 1000)}`,
            ]),
        ...(checks.length === 0 ? [] : [passedChecks(checks)]),
        `${(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAge */ .nV)(ageSeconds * 1000)} old`,
    ];
}
/** `3 of 4 checks passed`. */
function passedChecks(checks) {
    const passed = checks.filter(({ result }) => result === 'passed').length;
    return `${passed} of ${(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(checks.length, 'check')} passed`;
}

/***/ }),

/***/ 8508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The package's version; a test holds it to package.json, which the bundle does not carry. */
const version = '0.1.0';

/***/ })

};

