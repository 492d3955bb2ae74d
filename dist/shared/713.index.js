export const id = 713;
export const ids = [713];
export const modules = {

/***/ 2713:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _prune_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4230);
/* harmony import */ var _report_backup_lines_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(9595);
/* harmony import */ var _report_console_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(7150);
/* harmony import */ var _report_doctor_outputs_js__WEBPACK_IMPORTED_MODULE_27__ = __webpack_require__(5043);
/* harmony import */ var _report_doctor_table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3637);
/* harmony import */ var _report_keys_lines_js__WEBPACK_IMPORTED_MODULE_28__ = __webpack_require__(5085);
/* harmony import */ var _report_list_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4601);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4121);
/* harmony import */ var _report_redact_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(7234);
/* harmony import */ var _report_restore_lines_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(1479);
/* harmony import */ var _report_unobeyed_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(2706);
/* harmony import */ var _report_verify_lines_js__WEBPACK_IMPORTED_MODULE_25__ = __webpack_require__(8844);
/* harmony import */ var _restore_undo_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9199);
/* harmony import */ var _settings_command_line_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6998);
/* harmony import */ var _settings_secrets_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8953);
/* harmony import */ var _store_until_aborted_js__WEBPACK_IMPORTED_MODULE_26__ = __webpack_require__(5200);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(8508);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(1486);
/* harmony import */ var _outlive_readers_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(9660);
/* harmony import */ var _run_backup_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2947);
/* harmony import */ var _run_doctor_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9020);
/* harmony import */ var _run_keys_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2855);
/* harmony import */ var _run_list_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3150);
/* harmony import */ var _run_restore_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7891);
/* harmony import */ var _run_setup_client_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5672);
/* harmony import */ var _run_verify_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(5580);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1066);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(3402);





























(0,_outlive_readers_js__WEBPACK_IMPORTED_MODULE_17__/* .outliveReaders */ .B)();
const argv = process.argv.slice(2);
let report = new _report_console_js__WEBPACK_IMPORTED_MODULE_18__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_19__/* .redactor */ .$)((0,_settings_secrets_js__WEBPACK_IMPORTED_MODULE_7__/* .secretsIn */ .V)(process.env, argv)));
process.exitCode = await main().catch(failed);
async function main() {
    const line = (0,_settings_command_line_js__WEBPACK_IMPORTED_MODULE_6__/* .readCommandLine */ .y)(argv, process.env);
    if (line.command === 'help')
        return print(line.text);
    if (line.command === 'version')
        return print(_version_js__WEBPACK_IMPORTED_MODULE_20__/* .version */ .r);
    report = new _report_console_js__WEBPACK_IMPORTED_MODULE_18__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_19__/* .redactor */ .$)(line.secrets));
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_21__/* .applyEnvironment */ .G)(line.environment);
    const { json, text, shortfall } = await answer(line);
    print(line.json ? (0,_report_unobeyed_js__WEBPACK_IMPORTED_MODULE_22__/* .unobeyedJson */ .Mc)(JSON.stringify(json, null, 2)) : (0,_report_unobeyed_js__WEBPACK_IMPORTED_MODULE_22__/* .unobeyed */ .Uv)(text));
    if (shortfall !== undefined)
        throw shortfall;
    return 0;
}
function answer(line) {
    const signal = (0,_signals_js__WEBPACK_IMPORTED_MODULE_15__/* .abortOnSignals */ .P)();
    switch (line.command) {
        case 'backup':
            return answerBackup(line.settings, signal);
        case 'restore':
            return answerRestore(line.settings, signal);
        case 'verify':
            return answerVerify(line.settings, signal);
        case 'prune':
            return answerPrune(line.settings, signal);
        case 'list':
            return answerList(line.settings, signal);
        case 'doctor':
            return answerDoctor(line.settings, signal);
        case 'keys check':
            return answerCheckKeys(line.settings, signal);
        case 'setup-client':
            return answerSetupClient(line.settings, signal);
    }
}
async function answerBackup(settings, signal) {
    const result = await (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_8__/* .runBackup */ .Q)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .backupOutputs */ .zW)(result), text: (0,_report_backup_lines_js__WEBPACK_IMPORTED_MODULE_23__/* .backupLines */ .q)(result), shortfall: (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_8__/* .shortfallOf */ .H)(result) };
}
async function answerRestore(settings, signal) {
    if (settings.undo) {
        const result = await (0,_restore_undo_js__WEBPACK_IMPORTED_MODULE_5__/* .undoSwap */ .U)(settings.target, new Date(), signal);
        return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .undoOutputs */ .F$)(result), text: (0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_24__/* .undoLines */ .E)(result) };
    }
    const result = await (0,_run_restore_js__WEBPACK_IMPORTED_MODULE_12__/* .runRestore */ .Y)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .restoreOutputs */ .V2)(result), text: (0,_report_restore_lines_js__WEBPACK_IMPORTED_MODULE_24__/* .restoreLines */ .A)(result) };
}
async function answerVerify(settings, signal) {
    const result = await (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_14__/* .runVerify */ .R)(settings, { signal, report });
    return { json: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_25__/* .verifyOutputs */ .ce)(result), text: (0,_report_verify_lines_js__WEBPACK_IMPORTED_MODULE_25__/* .verifyLines */ .XY)(result), shortfall: (0,_run_verify_js__WEBPACK_IMPORTED_MODULE_14__/* .shortfallOfDrill */ .q)(result) };
}
async function answerPrune({ stores, ...settings }, signal) {
    const results = [];
    const problems = [];
    for (const store of await (0,_stores_js__WEBPACK_IMPORTED_MODULE_16__/* .openStores */ .j)(stores)) {
        try {
            const pruning = (0,_prune_js__WEBPACK_IMPORTED_MODULE_1__/* .prune */ .R)(store, { ...settings, now: new Date(), signal, report });
            results.push(await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_26__/* .untilAborted */ .E)(pruning, signal));
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
                throw error;
            problems.push(error.message);
        }
    }
    const shortfall = problems.length === 0 ? undefined : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
    return { json: results, text: '', shortfall };
}
async function answerList(settings, signal) {
    const listing = await (0,_run_list_js__WEBPACK_IMPORTED_MODULE_11__/* .runList */ .k)(settings, signal);
    return { json: listing, text: (0,_report_list_table_js__WEBPACK_IMPORTED_MODULE_3__/* .renderList */ .p)(listing, new Date()), shortfall: (0,_run_list_js__WEBPACK_IMPORTED_MODULE_11__/* .shortfallOfListing */ .F)(listing) };
}
async function answerDoctor(settings, signal) {
    const diagnosis = await (0,_run_doctor_js__WEBPACK_IMPORTED_MODULE_9__/* .runDoctor */ .j1)(settings, { signal, report });
    return {
        json: (0,_report_doctor_outputs_js__WEBPACK_IMPORTED_MODULE_27__/* .doctorOutputs */ .A)(diagnosis),
        text: (0,_report_doctor_table_js__WEBPACK_IMPORTED_MODULE_2__/* .doctorTable */ .m)(diagnosis, process.stdout.columns),
        shortfall: (0,_run_doctor_js__WEBPACK_IMPORTED_MODULE_9__/* .shortfallOfDiagnosis */ .uB)(diagnosis),
    };
}
async function answerCheckKeys(settings, signal) {
    const found = await (0,_run_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .runCheckKeys */ .I)(settings, { signal });
    return { json: found, text: (0,_report_keys_lines_js__WEBPACK_IMPORTED_MODULE_28__/* .keysLines */ .O)(found), shortfall: (0,_run_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .shortfallOfKeys */ .l)(found) };
}
async function answerSetupClient(settings, signal) {
    const found = await (0,_run_setup_client_js__WEBPACK_IMPORTED_MODULE_13__/* .runSetupClient */ .e)(settings, { signal, report });
    return { json: (0,_run_setup_client_js__WEBPACK_IMPORTED_MODULE_13__/* .setupClientOutputs */ .R)(found), text: found.folder };
}
function print(text) {
    if (text !== '')
        process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
}
function failed(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA) {
        // Several problems, as of settings or of stores, are a line each.
        for (const problem of error.message.split('\n'))
            report.error(problem);
        // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoppedError */ .Ko)
            process.exit(error.exitCode);
        return error.exitCode;
    }
    report.error(`this is a fault of pgdrill's, please report it: ${error.stack ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    return 1;
}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 2855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ runCheckKeys),
  l: () => (/* binding */ shortfallOfKeys)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
// EXTERNAL MODULE: ./build/encrypt/decrypt.js
var decrypt = __webpack_require__(4423);
// EXTERNAL MODULE: ./build/encrypt/errors.js
var encrypt_errors = __webpack_require__(1939);
;// CONCATENATED MODULE: ./build/keys.js





/**
 * Tries each key by itself on every encrypted object of a backup, in each store, at the cost of their first bytes. A
 * header's MAC tells whether a key opens it: nothing has to be decrypted. @throws PgdrillError
 */
async function checkKeys(request) {
    const { stem, copies } = await (0,open_backup/* findBackup */.SC)(request.stores, request.what, request);
    const [first] = copies;
    const { encryption } = first.manifest ?? {};
    if (encryption === undefined || encryption.kind === 'none')
        throw new errors/* PgdrillError */.ZA(`cannot check keys on ${stem}: it is not encrypted`, {
            cure: 'set encrypt-to for the backup, or name an encrypted one',
        });
    const keys = [];
    for (const { identity, origin, alone } of each(request.keys)) {
        const recipient = identity === undefined ? null : await (0,decrypt/* recipientOf */.du)(identity);
        const problems = await problemsOf(copies, alone, request.signal);
        keys.push({ recipient, origin, opens: problems.length === 0, problems });
    }
    const named = encryption.kind === 'recipients' ? encryption.recipients : [];
    const isHeld = (recipient) => keys.some((key) => key.recipient === recipient && key.opens);
    return {
        backup: stem,
        keys,
        recipients: named.map((recipient) => ({ recipient, held: isHeld(recipient) })),
    };
}
function each({ identities, passphrase }) {
    const alone = identities.map((identity) => ({
        identity,
        origin: identity.origin,
        alone: { identities: [identity] },
    }));
    if (passphrase === undefined)
        return alone;
    return [
        ...alone,
        { identity: undefined, origin: 'encrypt-passphrase', alone: { identities: [], passphrase } },
    ];
}
async function problemsOf(copies, keys, signal) {
    const problems = [];
    for (const { store, manifest } of copies) {
        // The dump first: without it the others are of no use.
        const dump = manifest && (0,catalog_manifest/* dumpKeyOf */.rs)(manifest);
        const encrypted = manifest?.objects.map(({ key }) => key).filter((key) => key.endsWith('.age')) ?? [];
        for (const key of encrypted.toSorted((a, b) => Number(b === dump) - Number(a === dump))) {
            const problem = await problemOf((0,decrypt/* tryKeys */._R)(store.get(key, { signal }), keys, `${store.location}/${key}`));
            if (problem !== undefined)
                problems.push(problem);
            // What does not open one does not open the others either.
            if (problem !== undefined)
                break;
        }
    }
    return problems;
}
async function problemOf(trial) {
    try {
        await trial;
        return undefined;
    }
    catch (error) {
        if (error instanceof encrypt_errors/* NoKeyError */.J || error instanceof encrypt_errors/* DecryptionError */.O)
            return error.what;
        throw error;
    }
}
// EXTERNAL MODULE: ./build/report/keys-lines.js
var keys_lines = __webpack_require__(5085);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-keys.js




async function runCheckKeys(settings, { signal }) {
    return await checkKeys({ ...settings, stores: await (0,stores/* openStores */.j)(settings.stores), now: new Date(), signal });
}
/** What makes the run a failure; undefined when every key that was given opens the backup. */
function shortfallOfKeys({ backup, keys }) {
    const failed = keys.filter(({ opens }) => !opens);
    if (failed.length === 0)
        return undefined;
    const texts = failed.map(({ recipient, origin, problems }) => {
        const name = recipient === null ? 'the passphrase' : `the identity of ${(0,keys_lines/* shortened */.v)(recipient)} (from ${origin})`;
        return `${name} does not open ${backup}: ${problems[0]}`;
    });
    return new errors/* PgdrillError */.ZA(texts.join('\n'));
}

/***/ }),

/***/ 3150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ runList),
  F: () => (/* binding */ shortfallOfListing)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/ahead.js
var ahead = __webpack_require__(7641);
;// CONCATENATED MODULE: ./build/catalog/at-once.js
/** Applies `act` to every item, at most `limit` at once, and gives the results in the items' order. The first error ends it. */
async function mapAtOnce(items, limit, act) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        // All workers draw from one iterator, so each item is taken once.
        for (const [index, item] of queue)
            results[index] = await act(item);
    };
    await Promise.all(Array.from({ length: limit }, worker));
    return results;
}
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog = __webpack_require__(9063);
// EXTERNAL MODULE: ./build/catalog/copy.js
var copy = __webpack_require__(7179);
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __webpack_require__(4532);
// EXTERNAL MODULE: ./build/catalog/open-backup.js
var open_backup = __webpack_require__(2205);
// EXTERNAL MODULE: ./build/postgres/image.js
var postgres_image = __webpack_require__(3927);
;// CONCATENATED MODULE: ./build/list.js








// Enough to hide a bucket's latency, few enough for any server.
const readsAtOnce = 8;
/**
 * Lists backups, and what is no backup of the same naming. A store that cannot be listed is shown as such beside others.
 * @throws PgdrillError when none can be, or when what is asked for is nowhere
 */
async function list(stores, request) {
    const name = request.what === undefined ? request.name : (0,open_backup/* nameOf */.Vb)(request.what);
    const shelves = await Promise.all(stores.map((store) => readShelf(store, name)));
    refuseWithoutAny(shelves);
    const stems = request.what === undefined ? stemsOn(shelves) : [meantOn(shelves, request.what, request)];
    const chosen = newestOfEachName(stems, request.limit);
    const backups = await mapAtOnce(chosen, readsAtOnce, async (stem) => {
        const copies = await Promise.all(shelves.map((shelf) => copyOn(shelf, stem.stem, request)));
        return listed(stem, copies);
    });
    return {
        name: name ?? null,
        stores: shelves.map(({ store, error }) => ({
            location: store.location,
            problem: error?.message ?? null,
        })),
        backups,
        omitted: stems.length - chosen.length,
    };
}
async function readShelf(store, name) {
    try {
        const catalogs = name === undefined ? [...(await (0,catalog/* readCatalogs */.rJ)(store)).values()] : [await (0,catalog/* readCatalog */.uM)(store, name)];
        return { store, found: new Map(catalogs.flatMap(entriesOf).map((each) => [each.entry.stem, each])) };
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        return { store, found: new Map(), error };
    }
}
function entriesOf({ backups, damaged, uncommitted }) {
    const withManifest = [...backups, ...damaged].map((entry) => ({ entry, hasManifest: true }));
    return [...withManifest, ...uncommitted.map((entry) => ({ entry, hasManifest: false }))];
}
function refuseWithoutAny(shelves) {
    const [first] = shelves;
    if (first?.error && shelves.every(({ error }) => error))
        throw first.error;
}
function stemsOn(shelves) {
    const entries = shelves.flatMap(({ found }) => [...found.values()].map(({ entry }) => entry));
    return [...new Map(entries.map((entry) => [entry.stem, entry])).values()];
}
/** As verify chooses: the newest of those that were committed, whatever became of it; by its stem, any. */
function meantOn(shelves, what, { now }) {
    const all = shelves.flatMap(({ found }) => [...found.values()]);
    const meant = all
        .filter(({ entry, hasManifest }) => (what.kind === 'stem' ? entry.stem === what.stem : hasManifest))
        .map(({ entry }) => entry)
        .filter(({ takenAt }) => what.kind !== 'at' || takenAt <= what.time);
    const [first] = (0,ahead/* latestFirst */.yM)(meant, now);
    if (first !== undefined)
        return first;
    const unread = shelves.flatMap(({ error }) => (error === undefined ? [] : [error.message]));
    throw (0,open_backup/* noneFound */.dM)(shelves.map(({ store }) => store), what, unread);
}
function newestOfEachName(stems, limit) {
    const names = [...Map.groupBy(stems, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
    return names.flatMap(([, each]) => each.sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime()).slice(0, limit));
}
async function copyOn({ store, found, error }, stem, request) {
    const held = found.get(stem);
    if (held)
        return (0,copy/* readCopy */.K)(store, held.entry, held.hasManifest, request);
    return { state: error ? 'unknown' : 'missing', problems: [] };
}
// What a backup is, its first whole copy says; a damaged one's manifest, or the dump's name, when there is none.
function listed({ stem, name, takenAt }, copies) {
    const best = copies.find(({ state }) => state === 'committed') ?? copies.find(({ manifest }) => manifest);
    const { manifest, entry } = best ?? copies.find((copy) => copy.entry) ?? {};
    return {
        backup: stem,
        name,
        takenAt,
        bytes: entry?.bytes ?? null,
        format: manifest?.dump.format ?? (entry && formatOf(entry)) ?? null,
        tables: manifest?.tables ?? null,
        rows: manifest?.rows ?? null,
        serverVersion: manifest?.source.serverVersion ?? null,
        postgresImage: manifest === undefined ? null : imageOf(manifest),
        drill: lastDrill(copies),
        copies: copies.map((copy) => ({
            state: copy.state,
            bytes: copy.entry?.bytes ?? null,
            problems: copy.problems,
        })),
    };
}
function imageOf({ source: { serverVersion, extensions } }) {
    return (0,postgres_image/* postgresImage */.J)({ major: Number.parseInt(serverVersion, 10), extensions });
}
function formatOf({ objects }) {
    const dump = objects.map(({ key }) => (0,names/* parseKey */.Do)(key)).find((key) => key?.part === 'dump');
    return dump?.part === 'dump' ? dump.format : null;
}
function lastDrill(copies) {
    const drills = copies.flatMap(({ drill }) => drill ?? []);
    const [last] = drills.sort((a, b) => b.drilledAt.getTime() - a.drilledAt.getTime());
    return last ? { verdict: last.verdict, drilledAt: last.drilledAt } : null;
}
// EXTERNAL MODULE: ./build/store/until-aborted.js
var until_aborted = __webpack_require__(5200);
// EXTERNAL MODULE: ./build/entries/stores.js + 3 modules
var entries_stores = __webpack_require__(3402);
;// CONCATENATED MODULE: ./build/entries/run-list.js




/** The list's story, for both doors. */
async function runList({ stores, ...settings }, signal) {
    return await (0,until_aborted/* untilAborted */.E)(list(await (0,entries_stores/* openStores */.j)(stores), { ...settings, now: new Date(), signal }), signal);
}
/** What makes a listing a failure all the same: stores that could not be listed. */
function shortfallOfListing({ stores }) {
    const problems = stores.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    return problems.length === 0 ? undefined : new errors/* PgdrillError */.ZA(problems.join('\n'));
}

/***/ }),

/***/ 5672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ setupClientOutputs),
/* harmony export */   e: () => (/* binding */ runSetupClient)
/* harmony export */ });
/* harmony import */ var _postgres_install_install_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(823);
/* harmony import */ var _postgres_tools_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3909);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8058);



/** Finds or fetches client programs, for both doors. @throws PgdrillError */
async function runSetupClient({ client, path }, tools) {
    const programs = (0,_programs_js__WEBPACK_IMPORTED_MODULE_2__/* .programsFor */ .T)(client, tools);
    // Without a server to look at, the newest is right for whichever comes; pg_dump reads older ones.
    const newest = async () => (0,_postgres_install_install_js__WEBPACK_IMPORTED_MODULE_0__/* .newestClientMajor */ .d)(await (0,_programs_js__WEBPACK_IMPORTED_MODULE_2__/* .installerFor */ .c)(client, tools));
    const major = client.version === 'auto' ? await newest() : (programs.clientMajor ?? 0);
    const found = await (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_1__/* .findClientTools */ .Mt)({ major }, { path, ...programs });
    tools.report.info(`PostgreSQL ${found.version} from ${found.folder}`);
    return found;
}
function setupClientOutputs({ folder, version }) {
    return { path: folder, version };
}

/***/ }),

/***/ 9595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ backupLines)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8782);

/** A backup's result for a person: its name, where it is, what is in it. */
function backupLines({ manifest, locations, storedBytes, durationMs }) {
    const { backup, tables, rows, objects } = manifest;
    const contents = tables === null ? [] : [(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(tables, 'table')];
    if (rows !== null)
        contents.push((0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(rows, 'row'));
    return [
        backup,
        ...locations.map((location) => `  ${location}/${objects[0]?.key}`),
        `  ${[...contents, (0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(storedBytes), (0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(durationMs)].join(', ')}`,
    ].join('\n');
}

/***/ }),

/***/ 7150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ ConsoleReport)
/* harmony export */ });
/* harmony import */ var _unobeyed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2706);

const redrawMs = 200;
const logMs = 10_000;
const clearLine = '\r\u001b[2K';
/** A report for people at a terminal, and for log files. */
class ConsoleReport {
    #terminal;
    #redact;
    #shown = false;
    constructor(terminal, redact) {
        this.#terminal = terminal;
        this.#redact = redact;
    }
    info(text) {
        this.#line(text);
    }
    warning(text) {
        this.#line(`warning: ${text}`);
    }
    error(text) {
        this.#line(`error: ${text}`);
    }
    track(describe) {
        const isTerminal = this.#terminal.isTTY === true;
        const show = () => (isTerminal ? this.#redraw(describe()) : this.info(describe()));
        const timer = setInterval(show, isTerminal ? redrawMs : logMs);
        return {
            [Symbol.dispose]: () => {
                clearInterval(timer);
                this.#clear();
            },
        };
    }
    #line(text) {
        this.#clear();
        this.#terminal.write(`${(0,_unobeyed_js__WEBPACK_IMPORTED_MODULE_0__/* .unobeyed */ .Uv)(this.#redact(text))}\n`);
    }
    #redraw(text) {
        this.#shown = true;
        // Some terminals, screen recorders among them, have 0 columns.
        const columns = this.#terminal.columns || 80;
        this.#terminal.write(clearLine + (0,_unobeyed_js__WEBPACK_IMPORTED_MODULE_0__/* .unobeyed */ .Uv)(this.#redact(text)).slice(0, columns - 1));
    }
    #clear() {
        if (this.#shown)
            this.#terminal.write(clearLine);
        this.#shown = false;
    }
}

/***/ }),

/***/ 5085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ keysLines),
/* harmony export */   v: () => (/* binding */ shortened)
/* harmony export */ });
/** What `keys check` found, for people: which key opens the backup, and whose was not tried. */
function keysLines({ backup, keys, recipients }) {
    const missing = recipients.filter(({ held }) => !held);
    return [
        backup,
        ...keys.map((key) => `  ${key.opens ? 'opens it' : 'does NOT open it'}: ${nameOf(key)}`),
        ...missing.map(({ recipient }) => `  not tried: the identity of its recipient ${shortened(recipient)}`),
    ].join('\n');
}
function nameOf({ recipient, origin }) {
    return recipient === null ? 'the passphrase' : `${shortened(recipient)} (from ${origin})`;
}
/** A post-quantum one is 1959 letters long. */
function shortened(recipient) {
    return recipient.length <= 62 ? recipient : `${recipient.slice(0, 30)}...${recipient.slice(-8)}`;
}

/***/ }),

/***/ 4601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ renderList)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1799);


const columns = [
    { title: 'BACKUP' },
    { title: 'AGE', align: 'right' },
    { title: 'SIZE', align: 'right' },
    { title: 'FORMAT' },
    { title: 'TABLES', align: 'right' },
    { title: 'ROWS', align: 'right' },
    { title: 'DRILL' },
];
/**
 * A listing for a terminal: a line each backup, a column each store, and below what is wrong with copies. What is wrong with
 * a store makes the command fail, and is told by its error.
 */
function renderList(listing, now) {
    const { backups, omitted } = listing;
    const table = backups.length === 0
        ? nothing(listing)
        : (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .renderTable */ .bo)([...columns, ...storeColumns(listing)], rows(listing, now));
    const notes = [
        ...(omitted > 0 ? [`${(0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(omitted)} more not shown`] : []),
        ...backups.flatMap((backup) => problemsOf(backup, listing)),
    ];
    return notes.length === 0 ? table : `${table}\n${notes.map((note) => `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(note)}\n`).join('')}`;
}
function nothing({ name, stores }) {
    const listed = stores.filter(({ problem }) => problem === null);
    const where = listed.map(({ location }) => location).join(' and ');
    return `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(`no backups${name === null ? '' : ` of ${name}`} in ${where}`)}\n`;
}
function storeColumns({ stores }) {
    return stores.length === 1 ? [{ title: 'STATE' }] : stores.map(({ location }) => ({ title: location }));
}
function rows({ backups }, now) {
    return backups.map(({ backup, takenAt, bytes, format, tables, rows, drill, copies }) => [
        backup,
        (0,_human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(now.getTime() - takenAt.getTime()),
        known(bytes, _human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3),
        format ?? '-',
        known(tables, _human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4),
        known(rows, _human_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4),
        drill?.verdict ?? '-',
        ...copies.map(({ state }) => state),
    ]);
}
function known(value, format) {
    return value === null ? '-' : format(value);
}
function problemsOf({ backup, copies }, { stores }) {
    return copies.flatMap(({ problems }, index) => problems.map((problem) => `${backup} in ${stores[index]?.location}: ${problem}`));
}

/***/ }),

/***/ 6998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ readCommandLine)
});

// EXTERNAL MODULE: ./build/settings/arguments.js + 1 modules
var settings_arguments = __webpack_require__(5612);
// EXTERNAL MODULE: ./build/settings/backup.js
var backup = __webpack_require__(2796);
// EXTERNAL MODULE: ./build/settings/encryption.js + 1 modules
var encryption = __webpack_require__(638);
// EXTERNAL MODULE: ./build/settings/verify.js
var verify = __webpack_require__(9899);
;// CONCATENATED MODULE: ./build/settings/check-keys.js


/** @throws SettingsError with everything that is wrong */
function readCheckKeysSettings(sources, facts, problems) {
    const from = (0,verify/* readFrom */.z)(sources, facts, problems, 'try keys on');
    const keys = (0,encryption/* readKeysToCheck */.wH)(sources, facts, problems);
    problems.throwAny();
    if (from === undefined)
        throw new Error('nothing to look at, and no problem noted');
    return { ...from, keys };
}
// EXTERNAL MODULE: ./build/settings/doctor.js
var doctor = __webpack_require__(8509);
// EXTERNAL MODULE: ./build/settings/env-file.js
var env_file = __webpack_require__(4870);
// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __webpack_require__(8187);
// EXTERNAL MODULE: ./build/report/table.js
var table = __webpack_require__(1799);
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __webpack_require__(9907);
// EXTERNAL MODULE: ./build/settings/options.js + 12 modules
var options = __webpack_require__(8094);
;// CONCATENATED MODULE: ./build/settings/option-text.js

/** What holds without the option: a value, or how one is found; undefined when it simply has no effect. */
function defaultText(name) {
    const option = (0,options/* optionCalled */.RM)(name);
    return option.otherwise ?? option.default;
}
/** Every variable that plays a part. */
function variablesOf(name) {
    const { environment = [], alsoReads = [] } = (0,options/* optionCalled */.RM)(name);
    return [...environment, ...alsoReads];
}
/** As in a usage line: `--limit NUMBER`, `--[no-]globals`. */
function flagText(name) {
    const { kind, default: usual } = (0,options/* optionCalled */.RM)(name);
    if (kind.bare === undefined)
        return `--${name} ${kind.placeholder}`;
    if (kind.placeholder !== 'true|false')
        return `--${name} ${kind.placeholder}`;
    return usual === 'true' ? `--[no-]${name}` : `--${name}`;
}
;// CONCATENATED MODULE: ./build/settings/help.js




const about = {
    backup: {
        short: 'back up a database into every store, then prune each of them',
        long: 'Backs up one PostgreSQL database into every store, and then removes old backups from each.',
        examples: [
            'DATABASE_URL=postgresql://app@db.example.com/app pgdrill backup --store s3://bucket/app',
            'pgdrill backup --database-name app --store /var/backups/app --store s3://bucket/app',
            'pgdrill backup --compression zstd --keep-days 7 --keep-monthly 12',
        ],
    },
    restore: {
        short: 'restore a backup into a database, all or nothing',
        long: 'Restores WHAT (latest when left out) into a database. Whatever fails, the target is as it was.',
        examples: [
            'pgdrill restore --store s3://bucket/app --name app --target-url postgresql://localhost/scratch',
            'pgdrill restore 2026-11-22 --store /var/backups/app --mode swap --confirm app',
            'pgdrill restore --undo --database-name app --confirm app',
            'pgdrill restore ./app.sql.gz --target-url postgresql://localhost/scratch',
        ],
    },
    verify: {
        short: 'prove that a backup restores',
        long: 'Restores WHAT (latest when left out) into a scratch database, dumps that, and compares.',
        examples: [
            'pgdrill verify --store s3://bucket/app --name app --target-url postgresql://localhost/postgres',
            'pgdrill verify --store /var/backups/app --name app --max-age 26h --min-rows "public.users>=1000"',
        ],
    },
    prune: {
        short: 'remove the backups that no rule keeps',
        long: 'Removes from each store the backups that no rule keeps. Nothing else is ever touched.',
        examples: [
            'pgdrill prune --store /var/backups/app --name app --prune dry-run',
            'pgdrill prune --store s3://bucket/app --name app --keep-days 0 --keep-last 10',
        ],
    },
    list: {
        short: 'show the backups in one or several stores, side by side',
        long: 'Shows the backups in each store, of every name, of one, or WHAT alone, and what is missing where.',
        examples: [
            'pgdrill list --store /var/backups/app',
            'pgdrill list --store s3://bucket/app --name app --limit 0 --json',
            'pgdrill list latest --store s3://bucket/app --name app --json',
        ],
    },
    doctor: {
        short: 'look whether a backup would work, before it has to',
        long: 'Tries what the backup with these options needs, and removes the probes that it writes.',
        examples: [
            'pgdrill doctor --store s3://bucket/app --database-url postgresql://backup@db.example.com/app',
            'pgdrill doctor --store /var/backups/app --database-name app --job-limit 90min --json',
        ],
    },
    'keys check': {
        short: 'prove that the keys put away still open the newest backup',
        long: 'Tries each key on the backup WHAT (latest when left out), at the cost of its first bytes.',
        examples: [
            'pgdrill keys check --store s3://bucket/app --name app --identity-file escrowed.txt',
            'pgdrill keys check --store /var/backups/app --name app --identity-file a.txt --json',
        ],
    },
    'setup-client': {
        short: "fetch PostgreSQL's client programs, where they are not installed",
        long: "Makes sure that PostgreSQL's client programs are on this machine, without root, and says where.",
        examples: [
            'pgdrill setup-client --client-version 18',
            'PATH="$(pgdrill setup-client):$PATH" psql --version',
        ],
    },
};
const exitCodes = [
    ['0', 'done'],
    ['1', 'failed; a difference was proved, a problem was found, or a key opens no backup'],
    ['2', 'the settings cannot be used; nothing was contacted'],
    ['3', 'inconclusive: the drill could not be tried'],
    ['129, 130, 143', 'stopped by SIGHUP, SIGINT or SIGTERM, after cleaning up'],
];
/** The help on one command, or on all of them. */
function helpText(command) {
    return command === undefined ? overview() : commandHelp(command);
}
function overview() {
    return [
        'Usage: pgdrill COMMAND [OPTION...]',
        '',
        'Backs up PostgreSQL, restores the backups, and looks after them.',
        '',
        'Commands:',
        ...settings_option/* commands */.P.map((command) => `  ${command.padEnd(12)} ${about[command].short}`),
        `  ${'help'.padEnd(12)} show the options of a command: pgdrill help backup`,
        '',
        ...ending([]),
        '',
    ].join('\n');
}
function commandHelp(command) {
    const names = (0,options/* optionsOf */.cz)(command);
    const sections = Object.entries(settings_option/* groups */.T).flatMap(([group, title]) => section(group, title, names));
    const { long, examples } = about[command];
    return [
        `Usage: pgdrill ${command}${(0,options/* optionsOf */.cz)(command).includes('what') ? ' [WHAT]' : ''} [OPTION...]`,
        '',
        long,
        '',
        ...sections,
        ...ending(examples),
        '',
    ].join('\n');
}
function section(group, title, names) {
    const own = names.filter((name) => (0,options/* optionCalled */.RM)(name).group === group);
    if (own.length === 0)
        return [];
    return [`${title}:`, ...own.flatMap(entry), ''];
}
function entry(name) {
    const { meaning, kind } = (0,options/* optionCalled */.RM)(name);
    const usual = defaultText(name);
    const variables = variablesOf(name);
    const facts = [
        meaning,
        ...(kind.repeatable ? ['May be repeated.'] : []),
        ...(usual === undefined || usual === 'false' ? [] : [`Default: ${usual}.`]),
        ...(variables.length === 0 ? [] : [`Environment: ${variables.join(', ')}.`]),
    ];
    return [`  ${flagText(name)}`, ...(0,table/* wrapped */.ky)(facts.join(' '), 72).map((line) => `      ${line}`)];
}
function ending(examples) {
    return [
        'An option wins over the environment, which wins over .env; an empty value counts as none.',
        "libpq's own variables (PGHOST, PGSSLMODE, PGPASSFILE ...) fill what is left open of a connection.",
        '',
        'Exit codes:',
        ...exitCodes.map(([code, meaning]) => `  ${code.padEnd(14)} ${meaning}`),
        ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.map((example) => `  ${example}`)]),
    ];
}
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/settings/list.js
var list = __webpack_require__(4370);
// EXTERNAL MODULE: ./build/settings/problems.js
var settings_problems = __webpack_require__(1542);
// EXTERNAL MODULE: ./build/settings/connection.js + 3 modules
var connection = __webpack_require__(1344);
// EXTERNAL MODULE: ./build/settings/name.js
var settings_name = __webpack_require__(4561);
// EXTERNAL MODULE: ./build/settings/retention.js
var retention = __webpack_require__(8706);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __webpack_require__(7906);
// EXTERNAL MODULE: ./build/settings/stores.js + 1 modules
var settings_stores = __webpack_require__(3882);
;// CONCATENATED MODULE: ./build/settings/prune.js





/** @throws SettingsError with everything that is wrong */
function readPruneSettings(sources, facts, problems) {
    // A database's settings that are wrong do not matter here when the name is given.
    const database = (0,settings_sources/* find */.I6)(sources, 'name') ? undefined : (0,connection/* readDatabaseName */.F)(sources, problems);
    const name = (0,settings_name/* readName */.M)(sources, database, problems);
    if (name === undefined)
        problems.addUnlessAny('nothing says whose backups to prune; set name, or database-name');
    const stores = (0,settings_stores/* readStores */.J)(sources, { name, facts, problems });
    const policy = (0,retention/* readPolicy */.T)(sources, problems);
    const prune = (0,settings_sources/* read */.LF)(sources, 'prune', problems);
    if (prune === 'false')
        problems.add('cannot use prune "false" here; leave it out, or use dry-run');
    problems.throwAny();
    if (name === undefined)
        throw new Error('no name, and no problem noted');
    return { name, stores, policy, mode: prune === 'dry-run' ? 'dry-run' : 'delete' };
}
// EXTERNAL MODULE: ./build/settings/restore.js
var restore = __webpack_require__(5482);
// EXTERNAL MODULE: ./build/settings/secrets.js
var secrets = __webpack_require__(8953);
// EXTERNAL MODULE: ./build/settings/setup-client.js
var setup_client = __webpack_require__(21);
;// CONCATENATED MODULE: ./build/settings/command-line.js

















/** @throws SettingsError with everything that is wrong */
function readCommandLine(argv, environment, facts = (0,settings_facts/* factsOfThisMachine */.EG)()) {
    const problems = new settings_problems/* Problems */.Z();
    const { command, help, version, given } = (0,settings_arguments/* parseArguments */.W)(argv, problems);
    if (version)
        return { command: 'version' };
    if (help) {
        problems.throwAny();
        return { command: 'help', text: helpText(command) };
    }
    if (command === undefined) {
        problems.addUnlessAny(`no command is given; use ${(0,kinds/* orList */.A3)(settings_option/* commands */.P)}, or pgdrill --help`);
        return problems.throwAny();
    }
    const file = problems.joining(() => (0,env_file/* readEnvFile */.S)(given.get('env-file'), facts));
    const layers = [{ variables: environment, where: '' }, file];
    const sources = { given, titleOf: (name) => `--${name}`, layers };
    const run = {
        json: (0,settings_sources/* read */.LF)(sources, 'json', problems),
        secrets: (0,secrets/* secretsOf */.F)(sources),
        environment: (0,settings_sources/* mergedVariables */.uT)(sources),
    };
    switch (command) {
        case 'backup':
            return { ...run, command, settings: (0,backup/* readBackupSettings */.s)(sources, facts, problems) };
        case 'restore':
            return { ...run, command, settings: (0,restore/* readRestoreSettings */.W)(sources, facts, problems) };
        case 'verify':
            return { ...run, command, settings: (0,verify/* readVerifySettings */.T)(sources, facts, problems) };
        case 'prune':
            return { ...run, command, settings: readPruneSettings(sources, facts, problems) };
        case 'list':
            return { ...run, command, settings: (0,list/* readListSettings */.i)(sources, facts, problems) };
        case 'doctor':
            return { ...run, command, settings: (0,doctor/* readDoctorSettings */.b)(sources, facts, problems) };
        case 'keys check':
            return { ...run, command, settings: readCheckKeysSettings(sources, facts, problems) };
        case 'setup-client':
            return { ...run, command, settings: (0,setup_client/* readSetupClientSettings */.y)(sources, facts, problems) };
    }
}

/***/ })

};

