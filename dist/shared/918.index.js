export const id = 918;
export const ids = [918];
export const modules = {

/***/ 1215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ describeBlocker),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   zX: () => (/* binding */ findBlockers)
/* harmony export */ });
/** Who holds, or waits for, a lock that shuts readers out. Never what they are running: a query can hold secrets. */
async function findBlockers(client) {
    return await client.query(`
    with shut as (
      select l.pid, l.virtualtransaction, l.granted, l.relation, n.nspname || '.' || c.relname as "table"
        from pg_catalog.pg_locks l
        join pg_catalog.pg_class c on c.oid = l.relation
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and c.relkind in ('r', 'p')
         and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
         and l.pid is distinct from pg_catalog.pg_backend_pid()
    ), involved as (
      select pid, virtualtransaction, "table", granted as holds from shut
      union
      -- A lock that is waited for shuts readers out as well: then those who hold the table are to blame, too.
      select h.pid, h.virtualtransaction, "table", true
        from shut
        join pg_catalog.pg_locks h on h.relation = shut.relation and h.granted
             and coalesce(h.pid, 0) = any (pg_catalog.pg_blocking_pids(shut.pid))
       where not shut.granted
    ), prepared as (
      select l.virtualtransaction, p.gid, p.owner, p.prepared
        from pg_catalog.pg_prepared_xacts p
        join pg_catalog.pg_locks l on l.locktype = 'transactionid' and l.transactionid = p.transaction
             and l.pid is null and l.granted
    )
    select i."table", i.pid, p.gid as prepared, coalesce(a.usename, p.owner)::text as "user",
           nullif(a.application_name, '') as application, host(a.client_addr) as client,
           case when a.backend_type = 'client backend' then a.state else a.backend_type end as state,
           extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8 as "openSeconds",
           i.holds
      from involved i
      left join pg_catalog.pg_stat_activity a on a.pid = i.pid
      left join prepared p on i.pid is null and p.virtualtransaction = i.virtualtransaction
     order by i.holds desc, "openSeconds" desc nulls last, i.pid`);
}
/** `session 4711 of "deploy" (psql, from 10.0.0.7), idle in transaction, open for 12 min, on "billing.cards"`. */
function describeBlocker(blocker) {
    const { prepared, pid, user, application, client, state, openSeconds, table } = blocker;
    const what = prepared === null ? `session ${pid ?? '?'}` : `prepared transaction "${prepared}"`;
    const from = client === null ? undefined : `from ${client}`;
    const origin = [application, from].filter((part) => part !== null && part !== undefined).join(', ');
    return [
        `${what}${user === null ? '' : ` of "${user}"`}${origin === '' ? '' : ` (${origin})`}`,
        ...(state === null ? [] : [state]),
        ...(openSeconds === null ? [] : [`open for ${duration(openSeconds)}`]),
        `${blocker.holds ? 'on' : 'waiting to lock'} "${table}"`,
    ].join(', ');
}
/** `40 s`, `12 min`, `5 h`. */
function duration(seconds) {
    if (seconds < 1)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 120)
        return `${Math.round(seconds)} s`;
    return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/***/ }),

/***/ 8246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ explainDumpFailure)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __webpack_require__(2992);
// EXTERNAL MODULE: ./build/postgres/failed-statement.js
var failed_statement = __webpack_require__(3037);
;// CONCATENATED MODULE: ./build/postgres/dump-explanations.js

/** What pg_dump's words mean; the first that matches counts. */
const explanations = [
    {
        when: /permission denied for schema (.+)/,
        explain: ([, name], { role }) => ({
            what: `cannot read schema "${name}": permission denied`,
            cure: `grant USAGE on it to role "${role}", or exclude it with exclude-schema`,
        }),
    },
    {
        when: /permission denied for (?:table|view) (pg_subscription\w*)/,
        explain: ([, name], { attempt }) => ({
            what: `${attempt}: the role may not read ${name}`,
            cure: 'put --no-subscriptions into pg-dump-args to leave out which publications of other servers it subscribes to',
        }),
    },
    {
        when: /permission denied for (table|sequence|relation|view|materialized view|foreign table) (.+)/,
        explain: ([, kind, name = ''], { role, query }) => ({
            what: `cannot read ${kind} "${(0,failed_statement/* qualified */.LX)(name, query)}": permission denied`,
            cure: `grant SELECT to role "${role}", or exclude it with exclude-table`,
        }),
    },
    {
        when: /permission denied for large object (\d+)/,
        explain: ([, oid], { role }) => ({
            what: `cannot read large object ${oid}: permission denied`,
            cure: `grant SELECT on it to role "${role}", dump as its owner, or put --no-blobs into pg-dump-args to leave large objects out`,
        }),
    },
    {
        when: /row-level security policy for table "(.+)"/,
        explain: ([, name = ''], { role, query }) => ({
            what: `cannot read every row of table "${(0,failed_statement/* qualified */.LX)(name, query)}": row-level security applies to role "${role}"`,
            cure: `give role "${role}" BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
        }),
    },
    {
        when: /(unsupported startup parameter.*|prepared statement ".*" (?:does not exist|already exists)|server_login_retry.*|query_wait_timeout|pgbouncer cannot .*)/i,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: ${what}`,
            cure: 'a connection pooler seems to be between: connect to the server itself, or to a port that pools whole sessions',
        }),
    },
    {
        when: /canceling statement due to conflict with recovery/,
        explain: (_, { attempt }) => ({
            what: `${attempt}: the standby's recovery cancelled the dump`,
            cure: 'turn on hot_standby_feedback or raise max_standby_streaming_delay there, or dump the primary',
        }),
    },
    {
        when: /canceling statement due to statement timeout/,
        explain: (_, { attempt }) => ({
            what: `${attempt}: a statement timeout cut it`,
            cure: "pg_dump sets statement_timeout to 0 for its own session, so look for a pooler's or a proxy's limit between, or for one in PGOPTIONS",
        }),
    },
    {
        when: /canceling statement due to user request/,
        explain: (_, { attempt }) => ({ what: `${attempt}: someone cancelled its statement on the server` }),
    },
    {
        when: /out of shared memory/,
        explain: (_, { attempt }) => ({
            what: `${attempt}: the server has no room for so many locks`,
            cure: 'raise max_locks_per_transaction on the server and restart it: pg_dump locks every table at once',
        }),
    },
    {
        when: /(invalid memory alloc request size \d+|Cannot enlarge string buffer.*)/,
        explain: ([, what], { attempt, query }) => ({
            what: `${attempt}: a value is too long to be written as text (${what}${query === '' ? '' : `, in ${query.slice(0, 200)}`})`,
            cure: 'a row may have 1 GB of text, where each byte of bytea takes two: split the value, or exclude its table with exclude-table-data',
        }),
    },
    {
        when: /(No space left on device|out of memory)/i,
        explain: ([, what = ''], { attempt, message }) => ({
            what: `${attempt}: ${message || what}`,
            cure: /memory/i.test(what)
                ? 'the server (or pg_dump, when no ERROR is shown) needs more memory than it has'
                : "free space on the server's disk",
        }),
    },
    {
        when: /(missing chunk number .*|invalid page in block .*|could not read block .*|could not open file "(?:base|pg_tblspc)\/.*)/,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: the server's data are damaged: ${what}`,
            cure: 'keep every older backup, take a copy of the data directory, and look at the disk and the server log',
        }),
    },
    {
        when: /relation "(.+)" does not exist|could not open relation with OID \d+|cache lookup failed for \w+ \d+/,
        explain: ([said], { attempt }) => ({
            what: `${attempt}: something was dropped or changed while the dump began (${said})`,
            cure: 'back up again, and keep migrations and backups apart',
        }),
    },
    {
        when: /terminating connection due to (administrator command|idle-session timeout|.*recovery.*)|the database system is (shutting down|starting up|in recovery mode)/,
        explain: ([text], { attempt }) => ({
            what: `${attempt}: ${text}`,
            cure: "the server was stopped, or pg_dump's session was ended: see the server's log, and run the backup again",
        }),
    },
    {
        when: /server closed the connection unexpectedly|could not receive data from server: .*|SSL SYSCALL error.*|SSL error: unexpected eof.*|crash of another server process|no connection to the server|connection not open|lost synchronization with server/,
        explain: ([text], { attempt }) => ({
            what: `${attempt}: the connection was lost (${text})`,
            cure: "see the server's log for a stop, a crash or a lack of memory, and whether something between cuts long connections",
        }),
    },
    {
        when: /server version: (\d\S*).*; pg_dump version: (\d\S*)/,
        explain: ([, server = '', client], { attempt }) => ({
            what: `${attempt}: pg_dump ${client} refuses a server newer than itself (${server})`,
            cure: `install postgresql-client-${Number.parseInt(server, 10)}, or set client-path to a newer pg_dump`,
        }),
    },
    {
        when: /no matching (table|schema|extension)s? were found(?: for pattern "(.*)")?/,
        explain: ([, kind, pattern], { attempt }) => ({
            what: `${attempt}: no ${kind} matches ${pattern === undefined ? `the ${kind} patterns` : `"${pattern}"`}`,
            cure: `check the ${kind} option: unquoted letters count as small ones, and a name without its schema means only what the role's search path shows`,
        }),
    },
    {
        when: /(improper (?:relation|qualified) name.*|cross-database references are not implemented: .*|invalid regular expression: .*)/,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: ${what}`,
            cure: 'check the patterns in schema, table and their like: they are psql patterns, such as app.*, "Odd name" or app.log_?',
        }),
    },
    {
        when: /(unrecognized option .*|unknown option .*|invalid option .*|requires an argument.*|too many command-line arguments.*|options .* cannot be used together|invalid value .* for option .*|option .* requires .*)/,
        explain: ([, what], { attempt }) => ({ what: `${attempt}: ${what}`, cure: 'check pg-dump-args' }),
    },
    {
        when: /(connection to server .* failed: .*|could not connect to server: .*|fe_sendauth: .*)/,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: ${what}`,
            cure: 'the server answered a moment ago: check what pg_dump needs besides (sslrootcert, PGOPTIONS), and that the server is still up',
        }),
    },
];
// EXTERNAL MODULE: ./build/postgres/blockers.js
var postgres_blockers = __webpack_require__(1215);
// EXTERNAL MODULE: ./build/postgres/client.js + 5 modules
var postgres_client = __webpack_require__(2427);
;// CONCATENATED MODULE: ./build/postgres/lock-timeout.js
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





/** Says which table was waited for, and who holds it: connects once more to ask. Never rejects. */
async function explainLockTimeout(connection, { query }, lockWaitTimeoutMs) {
    const tables = (0,failed_statement/* namesIn */.wX)(query).map(({ schema, relation }) => `${schema}.${relation}`);
    const [table, another] = tables;
    const subject = table === undefined || another !== undefined
        ? `the tables of ${(0,postgres_connection/* describe */.q0)(connection)}`
        : `table "${table}" of ${(0,postgres_connection/* describe */.q0)(connection)}`;
    const { because, cure } = await findBlame(connection, tables);
    return {
        what: `cannot lock ${subject} for reading within ${(0,postgres_blockers/* duration */.p0)(lockWaitTimeoutMs / 1000)}: ${because}`,
        cure: [...cure, 'back up at a quieter time', 'or raise lock-wait-timeout'].join(', '),
    };
}
const namedAtMost = 5;
async function findBlame(connection, tables) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(connection), true);
            const all = await (0,postgres_blockers/* findBlockers */.zX)(client);
            const concerned = all.filter(({ table }) => tables.includes(table));
            const blockers = (concerned.length > 0 ? concerned : all).slice(0, namedAtMost);
            if (blockers.length === 0)
                return { because: 'whoever held it has let go of it meanwhile', cure: [] };
            return { because: `blocked by ${blockers.map(postgres_blockers/* describeBlocker */.Gj).join('; ')}`, cure: endOf(blockers) };
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
        return { because: `another session holds it, and asking which one failed: ${(0,errors/* messageOf */.bD)(error)}`, cure: [] };
    }
}
function endOf([first]) {
    if (first === undefined)
        return [];
    if (first.prepared !== null)
        return [`end it (rollback prepared '${first.prepared.replaceAll("'", "''")}')`];
    return first.pid === null ? [] : [`end it (select pg_terminate_backend(${first.pid}))`];
}
;// CONCATENATED MODULE: ./build/postgres/dump-errors.js





/**
 * One clear error out of a pg_dump that failed, from its exit and its stderr; when a lock was not to be had within
 * `lockWaitTimeoutMs`, connects again to name the session that holds it. Never rejects.
 */
async function explainDumpFailure(error, connection, lockWaitTimeoutMs) {
    const statement = (0,failed_statement/* failedStatement */.LL)(error.stderr);
    const isWaiting = lockWaitTimeoutMs !== undefined && waitedForLock(statement);
    const { what, cure } = isWaiting
        ? await explainLockTimeout(connection, statement, lockWaitTimeoutMs)
        : explain(error, statement, connection);
    return new errors/* PgdrillError */.ZA(what, { cause: error, ...(cure === undefined ? {} : { cure }) });
}
// --lock-wait-timeout is a statement timeout while pg_dump locks its tables; a lock_timeout can come from PGOPTIONS.
function waitedForLock({ message, query }) {
    return /lock timeout/.test(message) || (/statement timeout/.test(message) && query.startsWith('LOCK TABLE'));
}
function explain(error, statement, connection) {
    if (error.how.kind === 'signal')
        return killed(error, error.how.signal);
    if (error.how.kind === 'unstarted') {
        return { what: error.message, cure: 'check client-path, and that the program is for this machine' };
    }
    const attempt = `cannot dump ${(0,postgres_connection/* describe */.q0)(connection)}`;
    for (const { when, explain } of explanations) {
        const found = when.exec(statement.said);
        if (found !== null)
            return explain(found, { attempt, role: connection.user, ...statement });
    }
    return { what: `${attempt}: ${(0,failed_statement/* lastErrors */.qT)(statement.said) || `${error.message} and said nothing`}` };
}
function killed({ message, stderr }, signal) {
    const last = (0,failed_statement/* lastErrors */.qT)(stderr);
    const what = last === '' ? message : `${message}; it last said: ${last}`;
    return signal === 'SIGKILL'
        ? { what, cure: 'perhaps this machine ran out of memory: look at its kernel log (dmesg)' }
        : { what };
}

/***/ }),

/***/ 3037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LL: () => (/* binding */ failedStatement),
/* harmony export */   LX: () => (/* binding */ qualified),
/* harmony export */   qT: () => (/* binding */ lastErrors),
/* harmony export */   wX: () => (/* binding */ namesIn)
/* harmony export */ });
// `pg_dump: error: query failed: ERROR:  m`, then `pg_dump: detail: Query was: q`; while copying, the message follows
// `Error message from server:` and the statement `Command was:`. Before version 14 these lines are errors without detail.
const messageLine = /(?:ERROR|FATAL|PANIC): {1,2}(.*)/;
const queryLine = /(?:[Qq]uery|[Cc]ommand) was: ([\s\S]*)/;
/** Reads pg_dump's stderr (in the C locale). */
function failedStatement(stderr) {
    const found = queryLine.exec(stderr);
    const said = stderr.slice(0, found?.index);
    return { said, message: messageLine.exec(said)?.[1] ?? '', query: found?.[1]?.trim() ?? '' };
}
const name = '((?:"(?:[^"]|"")+")|[^\\s".,;()]+)';
const qualifiedName = new RegExp(`${name}\\.${name}`, 'g');
/** Every `schema.name` in a statement, without quotes. */
function namesIn(query) {
    return [...query.matchAll(qualifiedName)].map(([, schema = '', relation = '']) => ({
        schema: unquoted(schema),
        relation: unquoted(relation),
    }));
}
/** `schema.name` of the only relation of this name in the statement; the bare name when that is not clear. */
function qualified(relation, query) {
    const schemas = namesIn(query).filter((each) => each.relation === relation);
    const [only, other] = new Set(schemas.map(({ schema }) => schema));
    return only !== undefined && other === undefined ? `${only}.${relation}` : relation;
}
function unquoted(identifier) {
    return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}
/** The last errors that one of PostgreSQL's programs printed, or else its last line; without its name. */
function lastErrors(said) {
    const errors = said.split('\n').filter((line) => /: (error|fatal): /.test(line));
    const words = errors.length > 0 ? errors.slice(-3).join('; ') : (said.trim().split('\n').at(-1) ?? '');
    return words.replaceAll(/(?<![^\s;])[^\s;]{0,4096}?pg_\w{1,30}: (?:(?:error|fatal|hint|detail): )?/g, '');
}

/***/ }),

/***/ 4167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readServerFacts)
/* harmony export */ });
const providers = { c: 'libc', i: 'icu', b: 'builtin' };
/** Asks the server what it is; one short read-only session. */
async function readServerFacts(client) {
    // to_jsonb lets one query name columns that only some versions have: datlocprovider from 15 on, daticulocale in 15
    // and 16, datlocale from 17 on, daticurules from 16 on.
    const [row] = await client.query(`
    select split_part(current_setting('server_version'), ' ', 1) as version,
           current_setting('server_version_num')::int as version_num,
           d.datname as database,
           pg_database_size(d.oid)::text as size,
           pg_encoding_to_char(d.encoding) as encoding,
           d.datcollate as collate,
           d.datctype as ctype,
           coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') as provider,
           coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale_name,
           to_jsonb(d) ->> 'daticurules' as icu_rules,
           pg_is_in_recovery() as in_recovery
      from pg_database d
     where d.datname = current_database()`);
    if (row === undefined)
        throw new Error('pg_database has no row for the current database');
    const extensions = await client.query('select extname as name, extversion as version from pg_extension order by extname');
    return {
        version: row.version,
        major: Math.floor(row.version_num / 10_000),
        database: row.database,
        sizeBytes: Number(row.size),
        encoding: row.encoding,
        locale: {
            provider: providers[row.provider] ?? 'libc',
            collate: row.collate,
            ctype: row.ctype,
            name: row.locale_name,
            icuRules: row.icu_rules,
        },
        extensions,
        inRecovery: row.in_recovery,
    };
}

/***/ })

};

