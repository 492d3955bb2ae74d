export const id = 290;
export const ids = [290];
export const modules = {

/***/ 8058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ installerFor),
  T: () => (/* binding */ programsFor)
});

// EXTERNAL MODULE: ./build/postgres/install/install.js + 2 modules
var install_install = __webpack_require__(823);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/postgres/install/shelf.js



const partial = '.partial-';
const abandonedMs = 3_600_000;
/** A shelf in a folder of this machine's; several runs may use it at once. */
class FolderShelf {
    #root;
    constructor(root) {
        this.#root = root;
    }
    async find(wanted) {
        await refuseOthers(this.#root);
        const parent = this.#parent(wanted);
        const names = await (0,promises_.readdir)(parent).catch(() => []);
        const newestFirst = names
            .filter((name) => !name.startsWith(partial))
            .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
        const [version] = newestFirst;
        if (version === undefined)
            return undefined;
        const folder = (0,external_node_path_.join)(parent, version);
        return { version, folder, checkedAt: (await (0,promises_.stat)(folder)).mtime };
    }
    async majors({ kind, origin }) {
        const names = await (0,promises_.readdir)((0,external_node_path_.join)(this.#root, `postgresql-${kind}`)).catch(() => []);
        const majors = names
            .filter((name) => name.endsWith(`-${origin}`))
            .map((name) => Number.parseInt(name, 10));
        return majors.toSorted((a, b) => b - a);
    }
    async refresh({ folder }, now) {
        // Somebody else's folder, as a system's cache may be, is used all the same.
        await (0,promises_.utimes)(folder, now, now).catch(() => undefined);
    }
    async put(item, { fill }) {
        const parent = this.#parent(item);
        await (0,promises_.mkdir)(parent, { recursive: true, mode: 0o755 });
        await refuseOthers(this.#root);
        await removeAbandoned(parent);
        const made = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, partial));
        const folder = (0,external_node_path_.join)(parent, item.version);
        try {
            await fill(made);
            await (0,promises_.rename)(made, folder).catch(async (error) => {
                // Another run was faster, with the same.
                if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST')
                    throw error;
            });
            return folder;
        }
        finally {
            await (0,promises_.rm)(made, { recursive: true, force: true });
        }
    }
    #parent({ kind, major, origin }) {
        return (0,external_node_path_.join)(this.#root, `postgresql-${kind}`, `${major}-${origin}`);
    }
}
/** What lies here is run: nobody else may be able to change it. @throws PgdrillError */
async function refuseOthers(root) {
    const found = await (0,promises_.stat)(root).catch(() => undefined);
    if (found === undefined)
        return;
    const own = process.getuid?.() ?? found.uid;
    const isOurs = (found.uid === own || found.uid === 0) && (found.mode & 0o022) === 0 && found.isDirectory();
    if (isOurs)
        return;
    throw new errors/* PgdrillError */.ZA(`cannot keep programs in ${root}: others may write there`, {
        cure: 'take it away from them (chmod go-w), or set XDG_CACHE_HOME to a folder of your own',
    });
}
/** What killed runs have left. */
async function removeAbandoned(parent) {
    for (const name of await (0,promises_.readdir)(parent)) {
        if (!name.startsWith(partial))
            continue;
        const found = await (0,promises_.stat)((0,external_node_path_.join)(parent, name)).catch(() => undefined);
        if (found === undefined || Date.now() - found.mtimeMs < abandonedMs)
            continue;
        await (0,promises_.rm)((0,external_node_path_.join)(parent, name), { recursive: true, force: true });
    }
}
;// CONCATENATED MODULE: ./build/entries/programs.js


/** How a story finds PostgreSQL's programs besides looking for them. */
function programsFor(client, tools) {
    const { version } = client;
    if (version === 'installed')
        return {};
    const install = async (kind, major) => (0,install_install/* installPrograms */.x)(kind, major, await installerFor(client, tools));
    return { ...(version !== 'auto' && { clientMajor: version }), install };
}
/** What fetches programs, and where it keeps them. */
async function installerFor({ repository, keep, proxy }, { signal, report }) {
    return {
        repository,
        shelf: await shelfFor(keep, report),
        proxy,
        now: new Date(),
        signal,
        info: (text) => report.info(text),
        warning: (text) => report.warning(text),
    };
}
async function shelfFor(keep, report) {
    if (keep.kind === 'folder')
        return new FolderShelf(keep.path);
    // The runner's caches come with the SDKs to reach them, which nobody else needs.
    const { RunnerShelf } = await Promise.all(/* import() */[__webpack_require__.e(838), __webpack_require__.e(415), __webpack_require__.e(859)]).then(__webpack_require__.bind(__webpack_require__, 3859));
    return new RunnerShelf(keep.temp, (text) => report.warning(text));
}

/***/ }),

/***/ 823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ installPrograms),
  d: () => (/* binding */ newestClientMajor)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/install/run.js
var run = __webpack_require__(9919);
;// CONCATENATED MODULE: ./build/postgres/install/launchers.js



/** Where Debian's packages have the programs of a major. */
function programFolder(root, major) {
    return (0,external_node_path_.join)(root, 'usr/lib/postgresql', String(major), 'bin');
}
/**
 * Puts a small script in each program's place, which starts it with the libraries that came with it. So whoever finds
 * the folder on PATH needs no LD_LIBRARY_PATH, and no other program gets one. Programs go on finding each other, and
 * the server its files, for they are told the script's path as their own; the folder may be moved.
 */
async function makeLaunchers(root, major, platform) {
    const bin = programFolder(root, major);
    const elf = (0,external_node_path_.join)(bin, '../elf');
    await (0,promises_.mkdir)(elf);
    const loading = await loadingOf(root, '$root', platform);
    for (const name of await (0,promises_.readdir)(bin)) {
        await (0,promises_.rename)((0,external_node_path_.join)(bin, name), (0,external_node_path_.join)(elf, name));
        await (0,promises_.writeFile)((0,external_node_path_.join)(bin, name), script(name, programFolder('/', major), loading));
        await (0,promises_.chmod)((0,external_node_path_.join)(bin, name), 0o755);
    }
}
/** What a program, of which no launcher is made yet, lacks to start: libraries, and versions of them. */
async function lacks(program, root, platform) {
    const { loader, libraries } = await loadingOf(root, root, platform);
    // What ldd does.
    const told = await (0,run/* run */.e)(loader, ['--library-path', libraries, program], {
        LD_TRACE_LOADED_OBJECTS: '1',
    });
    if (told === undefined)
        return [loader];
    const absent = told.stdout.matchAll(/^\s*(\S+) => not found/gm);
    const tooOld = told.stderr.matchAll(/version `([^']+)' not found/g);
    return [...new Set([...absent, ...tooOld].map(([, name = '']) => name))];
}
/** What starts the programs under a root, which `called` stands for. */
async function loadingOf(root, called, { triplet, loader }) {
    const libraries = ['usr/lib', 'lib'].map((folder) => `${called}/${folder}/${triplet}`).join(':');
    // A C library that came with them brings its own loader; the two go together.
    for await (const own of (0,promises_.glob)(`{usr/,}lib/${triplet}/ld-linux-*.so.*`, { cwd: root }))
        return { loader: `${called}/${own}`, libraries };
    return { loader, libraries };
}
function script(name, bin, { loader, libraries }) {
    return `#!/bin/sh
# Made by pgdrill.
self=$(readlink -f -- "$0") && here=\${self%/*} && root=\${here%${bin}} || exit 127
exec "${loader}" --argv0 "$self" --library-path "${libraries}" "$here/../elf/${name}" "$@"
`;
}
// EXTERNAL MODULE: ./build/postgres/install/package-index.js
var package_index = __webpack_require__(6035);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/postgres/install/platform.js



const architectures = {
    x64: { architecture: 'amd64', triplet: 'x86_64-linux-gnu', loader: '/lib64/ld-linux-x86-64.so.2' },
    arm64: { architecture: 'arm64', triplet: 'aarch64-linux-gnu', loader: '/lib/ld-linux-aarch64.so.1' },
};
/** What this machine is. @throws PgdrillError where no packages can be fetched, with the command that installs them */
async function thisPlatform(major) {
    const osRelease = await (0,promises_.readFile)('/etc/os-release', 'utf8').catch(() => '');
    return platformOf({ system: process.platform, machine: process.arch, osRelease }, major);
}
/** Pure: what a machine is. @throws PgdrillError */
function platformOf({ system, machine, osRelease }, major) {
    if (system === 'darwin')
        throw unfit('macOS', brewed(major));
    const facts = (0,external_node_util_.parseEnv)(osRelease);
    const family = [facts.ID, ...(facts.ID_LIKE ?? '').split(' ')];
    const isDebian = family.includes('debian') || family.includes('ubuntu');
    if (system !== 'linux' || !isDebian)
        throw unfit(facts.PRETTY_NAME ?? system, commandFor(family, major));
    const own = architectures[machine];
    const command = `run: apt-get install postgresql-client${major === undefined ? '' : `-${major}`}`;
    if (own === undefined)
        throw unfit(`a processor of type ${machine}`, command);
    // Mint and its kin have names of their own, and say whose packages they use.
    const codename = facts.UBUNTU_CODENAME ?? facts.DEBIAN_CODENAME ?? facts.VERSION_CODENAME;
    if (codename === undefined)
        throw unfit(`${facts.PRETTY_NAME}, which has no code name`, command);
    return { codename, ...own };
}
function brewed(major) {
    return major === undefined ? 'run: brew install libpq' : `run: brew install postgresql@${major}`;
}
function commandFor(family, major) {
    if (family.includes('alpine'))
        return `run: apk add postgresql${major ?? ''}-client`;
    if (family.some((id) => id === 'fedora' || id === 'rhel'))
        return `run: dnf install postgresql${major ?? ''}`;
    return `install the client programs of PostgreSQL${major === undefined ? '' : ` ${major}`}`;
}
function unfit(what, cure) {
    return new errors/* PgdrillError */.ZA(`PostgreSQL is fetched for Debian and Ubuntu on x64 and arm64 only, not for ${what}`, { cure });
}
// EXTERNAL MODULE: ./build/postgres/install/repository.js + 3 modules
var install_repository = __webpack_require__(3022);
;// CONCATENATED MODULE: ./build/postgres/install/install.js









// A minor release comes every three months; a machine that runs every night is to have it within days.
const freshMs = 3 * 86_400_000;
/**
 * The programs of a major from the repository's packages, unpacked where no root is needed and nothing of the system is
 * touched. What an earlier run has unpacked is used without asking anybody, for three days, and beyond when nobody answers.
 * @throws PgdrillError
 */
async function installPrograms(kind, major, installer) {
    const platform = await thisPlatform(major);
    const kept = await installer.shelf.find({ kind, major, origin: originOf(platform, installer.repository) });
    const answer = (folder, version) => ({
        folder: programFolder(folder, major),
        version,
        major,
    });
    const { now, signal } = installer;
    if (kept !== undefined && isFresh(kept, now))
        return answer(kept.folder, kept.version);
    try {
        const { folder, version } = await fetchNewest(kind, major, platform, installer, kept);
        return answer(folder, version);
    }
    catch (error) {
        signal.throwIfAborted();
        const told = understood(error, major);
        if (kept === undefined)
            throw told;
        installer.warning(`going on with PostgreSQL ${kept.version}, which an earlier run fetched: ${told.message}`);
        return answer(kept.folder, kept.version);
    }
}
/** The newest major of which there is a client: in the repository, or kept from a run not long ago. @throws PgdrillError */
async function newestClientMajor(installer) {
    const { repository, shelf, now } = installer;
    const platform = await thisPlatform();
    const wanted = { kind: 'client', origin: originOf(platform, installer.repository) };
    for (const major of await shelf.majors(wanted)) {
        const kept = await shelf.find({ ...wanted, major });
        if (kept !== undefined && isFresh(kept, now))
            return major;
    }
    const major = (0,package_index/* newestMajor */.SU)(await (0,install_repository/* readIndex */.vY)(repository, platform, reachOf(installer), now));
    if (major !== undefined)
        return major;
    throw new errors/* PgdrillError */.ZA(`the repository ${repository.url} has no client of PostgreSQL`, {
        cure: 'check client-repository',
    });
}
async function fetchNewest(kind, major, platform, installer, kept) {
    const index = await (0,install_repository/* readIndex */.vY)(installer.repository, platform, reachOf(installer), installer.now);
    const packages = packagesOf(index, kind, major);
    const version = (0,package_index/* upstreamVersion */.mm)(packages[0]);
    if (kept?.version === version) {
        await installer.shelf.refresh(kept, installer.now);
        return kept;
    }
    const item = { kind, major, version, origin: originOf(platform, installer.repository) };
    const unpacking = { index, packages, major, platform, program: kind === 'client' ? 'psql' : 'postgres' };
    const folder = await installer.shelf.put(item, {
        fill: (empty) => unpack(empty, unpacking, installer),
        works: async (found) => (await failureOf((0,external_node_path_.join)(programFolder(found, major), unpacking.program), major)) === undefined,
    });
    return { folder, version };
}
/** @throws PgdrillError where the repository lacks one */
function packagesOf(index, kind, major) {
    const names = kind === 'client' ? [`postgresql-client-${major}`, 'libpq5'] : [`postgresql-${major}`, 'libpq5'];
    return names.map((name) => {
        const found = index.get(name);
        if (found !== undefined)
            return found;
        throw new errors/* PgdrillError */.ZA(`the repository has no package ${name} for this machine`, {
            cure: `check that PostgreSQL ${major} is still supported there, or set client-repository to one that has it`,
        });
    });
}
async function unpack(root, unpacking, installer) {
    const { index, packages, major, platform, program } = unpacking;
    const path = (0,external_node_path_.join)(programFolder(root, major), program);
    await (0,promises_.chmod)(root, 0o755);
    await addAll(root, packages, installer);
    if ((await lacks(path, root, platform)).length > 0) {
        // A whole set rather than single ones: libraries of one release are made for one another.
        await addAll(root, (0,package_index/* librariesOf */.DJ)(index, packages), installer);
    }
    const missing = await lacks(path, root, platform);
    if (missing.length > 0)
        throw lacking(missing, packages[0]);
    await makeLaunchers(root, major, platform);
    const failure = await failureOf(path, major);
    if (failure === undefined)
        return;
    throw new errors/* PgdrillError */.ZA(`what was fetched does not run: ${failure}`, {
        cure: 'check that the suite in client-repository is for this machine',
    });
}
async function addAll(folder, packages, installer) {
    if (packages.length === 0)
        return;
    const bytes = packages.reduce((sum, each) => sum + each.bytes, 0);
    const [first, ...others] = packages.map(({ name, version }) => `${name} ${version}`);
    const more = others.length > 1 ? ` and ${others.length} more` : others.map((each) => ` and ${each}`).join('');
    installer.info(`fetching ${first}${more} (${(bytes / 1e6).toFixed(1)} MB) from ${installer.repository.url}`);
    for (const each of packages)
        await add(folder, each, installer);
}
async function add(folder, each, installer) {
    const content = await (0,install_repository/* fetchPackage */.X7)(installer.repository, each, reachOf(installer));
    const file = (0,external_node_path_.join)(folder, 'package.deb');
    await (0,promises_.writeFile)(file, content);
    const ran = await (0,run/* run */.e)('dpkg-deb', ['--extract', file, folder]);
    await (0,promises_.rm)(file);
    if (ran?.code === 0)
        return;
    throw new errors/* PgdrillError */.ZA(`cannot unpack ${each.name}: ${ran === undefined ? 'there is no dpkg-deb' : ran.stderr.trim()}`, { cure: 'check the room and the rights in the cache folder' });
}
/** What a program that was unpacked says instead of its version; undefined when it is right. */
async function failureOf(program, major) {
    const ran = await (0,run/* run */.e)(program, ['--version']);
    if (ran?.code === 0 && ran.stdout.includes(`(PostgreSQL) ${major}`))
        return undefined;
    return `${program} --version says ${JSON.stringify((ran?.stderr || ran?.stdout || '').slice(0, 300))}`;
}
function lacking(missing, { name }) {
    return new errors/* PgdrillError */.ZA(`${name} was fetched, but this machine lacks ${missing.join(', ')}, which the repository does not have either`, { cure: `install what it depends on, or all of it: apt-get install ${name}` });
}
/** @throws what is a fault of ours */
function understood(error, major) {
    if (error instanceof errors/* PgdrillError */.ZA)
        return error;
    // Of the system's, about a file: a full disk, a folder that is not ours.
    if (error.syscall === undefined)
        throw error;
    return new errors/* PgdrillError */.ZA(`cannot keep PostgreSQL ${major}: ${(0,errors/* messageOf */.bD)(error)}`, {
        cause: error,
        cure: 'check the room and the rights there, or set XDG_CACHE_HOME to another folder',
    });
}
function isFresh({ checkedAt }, now) {
    return now.getTime() - checkedAt.getTime() < freshMs;
}
function reachOf({ proxy, signal }) {
    return { proxy, signal };
}
/** What was built for one machine, or comes from one repository, is not for another. */
function originOf({ codename, architecture }, { url, suite, component }) {
    const repository = (0,external_node_crypto_.createHash)('sha256').update(`${url} ${suite} ${component}`).digest('hex');
    return `${codename}-${architecture}-${repository.slice(0, 8)}`;
}

/***/ }),

/***/ 3909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mt: () => (/* binding */ findClientTools),
/* harmony export */   Ou: () => (/* binding */ installedTools),
/* harmony export */   YS: () => (/* binding */ usualFolders)
/* harmony export */ });
/* unused harmony export chooseTools */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9473);
/* harmony import */ var _unrestrictable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2699);






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
 * `installed` is what is there, where somebody has begun to look.
 * @throws PgdrillError that says what was found and what to install
 */
async function findClientTools(server, where, purpose = 'dump', installed = installedTools(where)) {
    const found = await installed;
    const { clientMajor = server.major } = where;
    if (clientMajor < server.major)
        throw tooOld(clientMajor, server.major);
    const candidates = where.clientMajor === undefined ? found : found.filter(({ major }) => major === clientMajor);
    const best = chooseTools(candidates, clientMajor);
    if (best !== undefined) {
        if (suits(best, purpose))
            return best;
        return (await fetchedInstead(where, clientMajor)) ?? newerThan(best, candidates, clientMajor);
    }
    const problem = noneSuitable(candidates, clientMajor, where, purpose);
    if (where.install === undefined || where.clientPath !== undefined)
        throw problem;
    return await fetched(where.install, clientMajor, problem);
}
// A psql of before \restrict loads no plain dump; archives it loads, and whoever has a plain one tells why it cannot be.
function suits(tools, purpose) {
    return purpose === 'dump' || (0,_unrestrictable_js__WEBPACK_IMPORTED_MODULE_5__/* .unrestrictable */ .s)(tools) === undefined;
}
async function fetchedInstead({ install, clientPath }, major) {
    if (install === undefined || clientPath !== undefined)
        return undefined;
    try {
        return await install('client', major);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA) || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .StoppedError */ .Ko)
            throw error;
        return undefined;
    }
}
function newerThan(best, found, major) {
    const safe = found.filter((tools) => suits(tools, 'restore'));
    return chooseTools(safe, major) ?? best;
}
async function fetched(install, major, problem) {
    try {
        return await install('client', major);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA(`${problem.what}, and no other could be fetched: ${error.what}`, {
            cause: error,
            ...(error.cure !== undefined && { cure: error.cure }),
        });
    }
}
function tooOld(client, needed) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PgdrillError */ .ZA(`cannot use client-version ${client}: the server, or the archive, is of version ${needed}`, {
        cure: `set client-version to ${needed}, to a newer one, or to auto`,
    });
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
/** Every client that is there; to be started early, since it takes as long as connecting. @throws PgdrillError */
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

/***/ 2699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ unrestrictable)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

// The first minor releases that know \restrict (CVE-2025-8714).
const firstRestricted = { 13: 22, 14: 19, 15: 14, 16: 10, 17: 6 };
/** Why psql cannot be trusted with a plain dump; undefined when it can. */
function unrestrictable({ version, major, folder }) {
    const minor = Number(version.split('.')[1] ?? 0);
    if (major >= 18 || minor >= (firstRestricted[major] ?? Number.POSITIVE_INFINITY))
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot load a plain dump with psql ${version} (${folder}): it does not know \\restrict, so a dump could run programs on this machine`, {
        cure: 'update it to 13.22, 14.19, 15.14, 16.10, 17.6, 18 or newer, or set client-path to one that is',
    });
}

/***/ })

};

