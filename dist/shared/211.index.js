export const id = 211;
export const ids = [211];
export const modules = {

/***/ 8312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ readOutputOf),
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   jH: () => (/* binding */ outputOf),
/* harmony export */   pJ: () => (/* binding */ endOf),
/* harmony export */   r3: () => (/* binding */ asItComes),
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
/** The bytes a program prints, as `readOutputOf` reads them. */
function outputOf(program, signal, input) {
    return readOutputOf(program, signal, asItComes, input);
}
/** For `readOutputOf`: the bytes themselves, in pieces of any size. */
function asItComes(stdout) {
    return stdout;
}
/**
 * What `read` makes of the bytes a program prints. **The end of data is not success**: the iteration ends normally only
 * after the child has exited with 0. When the consumer stops early, or the signal aborts, the child is ended first
 * (SIGTERM, after 5 s SIGKILL); it is never left behind.
 *
 * `input` is what it reads; without one it has no stdin. The input is read to its end even where the program does not.
 * @throws ChildError with the tail of stderr; the input's own error; the signal's reason when that stopped it
 */
async function* readOutputOf(program, signal, read, input) {
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
        yield* read(child.stdout);
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

/***/ 2427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
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
    [
        /invalid database/,
        'a DROP DATABASE of it was broken off, and nothing is left of it: drop it, and restore',
    ],
    [/could not write init file/, "look whether the server's disk is full"],
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
;// CONCATENATED MODULE: ./build/postgres/first-rows.js

/** The first rows of an answer; those after them pass by and are not kept, however many there are. */
function firstRows(client, sql, count) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const rows = [];
    // With a listener and without a callback pg gathers nothing.
    const query = client.query(new esm/* default.Query */.Ay.Query(sql));
    query.on('row', (row) => {
        if (rows.length < count)
            rows.push(row);
    });
    query.on('end', () => resolve(rows));
    query.on('error', reject);
    return promise;
}
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
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
        const { mode } = await (0,external_node_fs_promises_.stat)(path);
        if ((mode & 0o077) !== 0)
            return undefined;
        return findPassword(await (0,external_node_fs_promises_.readFile)(path, 'utf8'), connection);
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
// EXTERNAL MODULE: ./build/postgres/time-limits.js
var time_limits = __webpack_require__(9478);
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
 * Connects as libpq would; like pg_dump without the search path, the time limits and the ways to write values that a role
 * or a database can have. The signal ends the session at once, whatever it is doing.
 * @throws PgdrillError that names host, database, user and the likely cure; the signal's reason
 */
async function connect(connection, signal) {
    const session = await client_open(connection, signal);
    try {
        // Before anything is set: in transaction mode that would be some other session's setting.
        if (session.isPooled) {
            await refuseTransactionPooler(session, connection, (limit) => client_open(connection, limit), signal);
        }
        // First of all, for what follows takes a millisecond or two, and some roles are given no more.
        await session.query(`set statement_timeout = 0; ${bySystemNamesAlone}; ${asWeRead}; ${time_limits/* withoutTimeLimits */.i}`);
        return session;
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
}
// Before any other name is looked up: somebody's pg_database, or an operator `=` of theirs, could come first (CVE-2018-1058).
const bySystemNamesAlone = "select pg_catalog.set_config('search_path', '', false)";
// What our questions are written in, and their answers read by. A database in SQL_ASCII holds whatever bytes it was sent: the
// server refuses to call them UTF-8, while here what is none is only shown as U+FFFD.
const asWeRead = `
  select set_config('client_encoding', 'SQL_ASCII', false) where current_setting('server_encoding') = 'SQL_ASCII';
  set standard_conforming_strings = on; set datestyle = 'ISO'; set intervalstyle = 'postgres';
  set extra_float_digits = 1; set bytea_output = 'hex'; set quote_all_identifiers = off`;
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
// A server that hangs closes no connection when it is told that we go.
const farewellMs = 2_000;
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
        const ended = client.end().catch(() => undefined);
        await Promise.race([ended, (0,promises_.setTimeout)(farewellMs, undefined, { ref: false })]);
        socket.destroy();
    };
    const asked = questions(connection, signal);
    const query = (sql, values = []) => asked(async () => (await client.query(sql, [...values])).rows);
    const first = (sql, count) => asked(() => firstRows(client, sql, count));
    try {
        await client.connect();
        const [server] = await query('select pg_catalog.pg_backend_pid() as pid');
        // What answers for a server process has a number of its own, by which it is asked to cancel.
        const { processID } = client;
        return {
            query,
            firstRows: first,
            isPooled: processID !== server?.pid,
            [Symbol.asyncDispose]: end,
        };
    }
    catch (error) {
        await end();
        throw error;
    }
}
function questions(connection, signal) {
    return async (ask) => {
        try {
            return await ask();
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
        // Left to the system it is two hours: a connection that something between has forgotten is noticed sooner.
        keepAliveInitialDelayMillis: 60_000,
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
/**
 * What `read` makes of the bytes that pg_dump writes; it ends normally only when pg_dump exited with 0.
 * @throws ChildError
 */
async function* dump(connection, tools, options, read) {
    const program = await withLargeOutput(programOf('pg_dump', tools, connection, options.arguments));
    yield* (0,child/* readOutputOf */.Bg)(program, options.signal, read);
}
/** One of PostgreSQL's programs, set up to reach the database. */
function programOf(name, tools, connection, args) {
    return { path: (0,external_node_path_.join)(tools.folder, name), arguments: args, environment: (0,postgres_connection/* childEnvironment */.Qc)(connection) };
}

/***/ }),

/***/ 9478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ idleLimit),
/* harmony export */   i: () => (/* binding */ withoutTimeLimits)
/* harmony export */ });
/**
 * SQL that lifts the time limits of a session that its role or database can have, those that the server's version knows.
 * A session of ours is idle for as long as a dump takes to come, or another's index, and an ALTER DATABASE waits for
 * sessions that we end ourselves. Every name is the system's own, whatever the search path is.
 */
const withoutTimeLimits = `
  select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings
   where setting operator(pg_catalog.<>) '0' and name operator(pg_catalog.=) any (array['statement_timeout', 'lock_timeout',
     'transaction_timeout', 'idle_session_timeout', 'idle_in_transaction_session_timeout'])`;
/** SQL with a row where sessions of this role in this database are ended when they are idle. */
const idleLimit = `
  select from pg_catalog.pg_settings
   where name operator(pg_catalog.=) 'idle_session_timeout' and reset_val operator(pg_catalog.<>) '0'`;

/***/ })

};

