export const id = 396;
export const ids = [396];
export const modules = {

/***/ 1084:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ readObject),
/* harmony export */   b: () => (/* binding */ CorruptObjectError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);


/** What a store gave is not what was stored there. */
class CorruptObjectError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA {
    name = 'CorruptObjectError';
}
/**
 * An object's bytes as they are stored, held against what they should be while they stream: the iteration ends normally
 * only when length and sha256 are right. @throws CorruptObjectError
 */
async function* readObject(store, { key, bytes, sha256 }, options) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let read = 0;
    for await (const chunk of store.get(key, options)) {
        read += chunk.length;
        if (bytes !== undefined && read > bytes)
            throw corrupt(store, key, `it is longer than ${bytes} bytes`);
        hash.update(chunk);
        yield chunk;
    }
    if (bytes !== undefined && read !== bytes)
        throw corrupt(store, key, `it is ${read} bytes, not ${bytes}`);
    const found = hash.digest('hex');
    if (sha256 !== undefined && found !== sha256)
        throw corrupt(store, key, `its sha256 is ${found}, not ${sha256}`);
}
function corrupt({ location }, key, why) {
    return new CorruptObjectError(`cannot trust ${location}/${key}: it does not match its manifest, ${why}`);
}

/***/ }),

/***/ 1768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ decompressor)
});

// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/compress/decompression-error.js
var decompression_error = __webpack_require__(8045);
;// CONCATENATED MODULE: ./build/compress/zstd-frames.js

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
/**
 * Takes a file of zstd frames apart, one frame at a time, by the lengths that frames and blocks say (RFC 8878, 3.1).
 * Skippable frames, as pzstd writes them, are left out.
 */
class ZstdFrames {
    #source;
    #held = new Uint8Array(0);
    constructor(source) {
        this.#source = source[Symbol.asyncIterator]();
    }
    /** Each frame's bytes, to be read before the next one is asked for. @throws DecompressionError where the file is cut */
    async *all() {
        let any = false;
        while (await this.#more()) {
            any = true;
            const magic = await this.#take(4);
            const number = magic.readUInt32LE();
            if (number === MAGIC)
                yield this.#frame(magic);
            else if ((number & 0xfffffff0) >>> 0 === SKIPPABLE)
                await this.#skip();
            else
                throw refused(any && number !== 0 ? 'there are bytes that are no zstd' : 'it is no zstd');
        }
        if (!any)
            throw refused('there are no bytes');
    }
    async close() {
        await this.#source.return?.();
    }
    async *#frame(magic) {
        yield magic;
        const descriptor = await this.#take(1);
        const flags = descriptor[0];
        yield descriptor;
        yield await this.#take(headerBytes(flags));
        for (let isLast = false; !isLast;) {
            const header = await this.#take(3);
            yield header;
            const value = header.readUIntLE(0, 3);
            isLast = (value & 1) === 1;
            // A block of one repeated byte (type 1) holds that byte alone.
            yield* this.#pass((value & 6) === 2 ? 1 : value >>> 3);
        }
        if ((flags & 4) !== 0)
            yield await this.#take(4);
    }
    async #skip() {
        const bytes = (await this.#take(4)).readUInt32LE();
        for await (const _ of this.#pass(bytes))
            ;
    }
    async #take(bytes) {
        const pieces = [];
        for await (const piece of this.#pass(bytes))
            pieces.push(piece);
        return Buffer.concat(pieces);
    }
    async *#pass(bytes) {
        for (let left = bytes; left > 0;) {
            if (!(await this.#more()))
                throw refused('it ends in the middle');
            const piece = this.#held.subarray(0, left);
            this.#held = this.#held.subarray(piece.length);
            left -= piece.length;
            yield piece;
        }
    }
    async #more() {
        while (this.#held.length === 0) {
            const { done, value } = await this.#source.next();
            if (done)
                return false;
            this.#held = value;
        }
        return true;
    }
}
/** Of window, dictionary and content size, as the descriptor's flags say. */
function headerBytes(flags) {
    const isSingleSegment = (flags & 0x20) !== 0;
    const dictionary = [0, 1, 2, 4][flags & 3];
    const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >>> 6];
    return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}
function refused(why) {
    return new decompression_error/* DecompressionError */.e(`cannot decompress as zstd: ${why}`);
}
;// CONCATENATED MODULE: ./build/compress/decompress.js





/**
 * The stage that undoes compression, also that of gzip, pigz, zstd and pzstd. Its output ends normally only when the
 * input was whole: cut, damaged or followed by something else is a DecompressionError.
 */
function decompressor(kind) {
    switch (kind) {
        case 'gzip':
            return gunzip;
        case 'zstd':
            return unzstd;
        case 'none':
            return (source) => source;
    }
}
/** Members one after the other are one stream (RFC 1952, 2.2); Node's gunzip reads them so. */
async function* gunzip(source) {
    const decoder = (0,external_node_zlib_.createGunzip)({ chunkSize: 256 * 1024 });
    const input = counted(source);
    yield* decoded(input.pass(), decoder, 'gzip');
    // Behind zeros, which pad tapes, Node reads nothing more and says nothing.
    if (decoder.bytesWritten !== input.bytes || !input.ended) {
        throw new decompression_error/* DecompressionError */.e('cannot decompress as gzip: after its end come bytes that are no gzip', {
            cure: 'look at the file with: gunzip --test',
        });
    }
}
function counted(source) {
    const input = {
        bytes: 0,
        ended: false,
        async *pass() {
            for await (const chunk of source) {
                input.bytes += chunk.length;
                yield chunk;
            }
            if (input.bytes === 0)
                throw new decompression_error/* DecompressionError */.e('cannot decompress as gzip: there are no bytes');
            input.ended = true;
        },
    };
    return input;
}
/** A decoder for each frame: Node 24.21's reads a second frame wrongly, and silently. */
async function* unzstd(source) {
    const frames = new ZstdFrames(source);
    try {
        for await (const frame of frames.all()) {
            yield* decoded(frame, (0,external_node_zlib_.createZstdDecompress)({ chunkSize: 256 * 1024 }), 'zstd');
        }
    }
    finally {
        await frames.close();
    }
}
async function* decoded(source, decoder, kind) {
    // An error of the source destroys the decoder with it, and so reaches the reader below.
    const fed = (0,promises_.pipeline)(source, decoder).catch(() => undefined);
    try {
        yield* decoder;
    }
    catch (error) {
        throw isDecoders(error) ? unreadable(kind, error) : error;
    }
    finally {
        decoder.destroy();
        await fed;
    }
}
function isDecoders(error) {
    const { code } = error;
    return typeof code === 'string' && /^(Z_|ZSTD_)/.test(code);
}
function unreadable(kind, cause) {
    const cut = cause.code === 'Z_BUF_ERROR';
    const why = cut ? 'it ends in the middle' : (0,errors/* messageOf */.bD)(cause);
    return new decompression_error/* DecompressionError */.e(`cannot decompress as ${kind}: ${why}`, { cause });
}

/***/ }),

/***/ 8045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ DecompressionError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** The stored bytes are not what a compressor wrote, or not all of it. */
class DecompressionError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'DecompressionError';
}

/***/ }),

/***/ 9164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ terminated),
/* harmony export */   Qh: () => (/* binding */ readProperties),
/* harmony export */   Sv: () => (/* binding */ userObjects),
/* harmony export */   UV: () => (/* binding */ propertiesSql),
/* harmony export */   Zi: () => (/* binding */ dropDatabase),
/* harmony export */   i4: () => (/* binding */ databaseExists),
/* harmony export */   s7: () => (/* binding */ createDatabaseSql),
/* harmony export */   vG: () => (/* binding */ endSessions)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1502);



/** CREATE DATABASE from template0, which has room for every encoding and locale. Pure. */
function createDatabaseSql(name, serverMajor, shape) {
    const parts = [`CREATE DATABASE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name)} TEMPLATE template0`];
    if (shape !== undefined)
        parts.push(...localeParts(shape, serverMajor));
    return parts.join(' ');
}
function localeParts({ encoding, locale }, serverMajor) {
    const { provider, collate, ctype, name, icuRules } = locale;
    const parts = [`ENCODING ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(encoding)} LC_COLLATE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(collate)} LC_CTYPE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(ctype)}`];
    // Before 15 a database's locale is always libc's.
    if (serverMajor < 15)
        return parts;
    parts.push(`LOCALE_PROVIDER ${provider}`);
    if (name !== null && provider === 'icu')
        parts.push(`ICU_LOCALE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(name)}`);
    if (name !== null && provider === 'builtin')
        parts.push(`BUILTIN_LOCALE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(name)}`);
    if (icuRules !== null && serverMajor >= 16)
        parts.push(`ICU_RULES ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(icuRules)}`);
    return parts;
}
async function databaseExists(client, name) {
    return (await client.query('select from pg_database where datname = $1', [name])).length > 0;
}
/** Drops it whoever is connected, and also when a session of ours that was cut is still making it; no error when there is none. */
async function dropDatabase(client, name) {
    for (let attempt = 0; attempt < 250; attempt += 1) {
        // Until that is over it is not there for DROP, and is there afterwards.
        if ((await client.query(endMaking, [`${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name)} `])).length === 0)
            break;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20);
    }
    await client.query(`DROP DATABASE IF EXISTS ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name)} WITH (FORCE)`);
}
const endMaking = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where pid <> pg_backend_pid() and application_name = 'pgdrill' and state = 'active'
     and query ~* '^create database ' and starts_with(substr(query, length('create database ') + 1), $1)`;
async function readProperties(client, name) {
    const [row] = await client.query(`select pg_get_userbyid(datdba)::text as owner, datconnlimit as "connectionLimit",
            shobj_description(oid, 'pg_database') as comment,
            (select json_agg(json_build_object('privilege', privilege_type, 'grantable', is_grantable,
                    'grantee', case when grantee = 0 then null else pg_get_userbyid(grantee)::text end))
               from aclexplode(datacl)) as grants
       from pg_database where datname = $1`, [name]);
    if (row === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA(`there is no database ${JSON.stringify(name)}`);
    const settings = await client.query(`select case when setrole = 0 then null else pg_get_userbyid(setrole)::text end as role, unnest(setconfig) as setting
       from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = $1)`, [name]);
    return { ...row, settings };
}
/** The statements that give a database these properties; the owner comes last, for then we may no longer own it. Pure. */
function propertiesSql(name, properties) {
    const database = (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(name);
    const { owner, connectionLimit, comment, grants, settings } = properties;
    return [
        ...(connectionLimit === -1 ? [] : [`ALTER DATABASE ${database} CONNECTION LIMIT ${connectionLimit}`]),
        ...(comment === null ? [] : [`COMMENT ON DATABASE ${database} IS ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(comment)}`]),
        ...settings.map(({ role, setting }) => settingSql(database, role, setting)),
        ...(grants === null ? [] : [`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`]),
        ...(grants ?? []).map(({ grantee, privilege, grantable }) => `GRANT ${privilege} ON DATABASE ${database} TO ${grantee === null ? 'PUBLIC' : (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(grantee)}${grantable && grantee !== null && grantee !== owner ? ' WITH GRANT OPTION' : ''}`),
        `ALTER DATABASE ${database} OWNER TO ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(owner)}`,
    ];
}
// What GUC_LIST_QUOTE marks in the server: their values are lists of quoted names (pg_dump's variable_is_guc_list_quote).
const listSettings = /^(local_preload_libraries|search_path|session_preload_libraries|shared_preload_libraries|temp_tablespaces|unix_socket_directories)$/i;
function settingSql(database, role, setting) {
    const [name = '', value = ''] = setting.split(/=(.*)/s, 2);
    const whose = role === null ? `DATABASE ${database}` : `ROLE ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C)(role)} IN DATABASE ${database}`;
    const given = listSettings.test(name) ? listItems(value).map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e).join(', ') || "''" : (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(value);
    const variable = name.split('.').map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .identifier */ .C).join('.');
    return `ALTER ${whose} SET ${variable} TO ${given}`;
}
function listItems(value) {
    const items = value.match(/"(?:[^"]|"")*"|[^,\s][^,]*/g) ?? [];
    return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item.trim()));
}
/** Tells the sessions on the database to end. Returns the process ids of those that it was told. */
async function terminated(client, database) {
    const rows = await client.query(`select pid, pg_terminate_backend(pid) as ended from pg_stat_activity
      where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`, [database]);
    return rows.filter(({ ended }) => ended).map(({ pid }) => pid);
}
/** Ends every session on the database, and waits until they are gone, 5 s at most. Returns how many there were. */
async function endSessions(client, database) {
    const ended = await terminated(client, database);
    const left = `select from pg_stat_activity
    where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    for (let attempt = 0; attempt < 250 && (await client.query(left, [database])).length > 0; attempt += 1)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20);
    return ended.length;
}
/** What a database holds besides what every new one has, at most `limit`, as `table public.pets`; empty when it is empty. */
async function userObjects(client, limit) {
    const rows = await client.query(`with mine as (
       select 'pg_class'::regclass as catalog, c.oid, relnamespace as schema,
              (case relkind when 'r' then 'table ' when 'p' then 'table ' when 'v' then 'view ' when 'm' then 'materialized view '
                            when 'S' then 'sequence ' when 'f' then 'foreign table ' else 'type ' end)
              || c.oid::regclass as what
         from pg_class c where relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
       union all select 'pg_proc'::regclass, p.oid, pronamespace, 'function ' || p.oid::regprocedure from pg_proc p
       union all select 'pg_type'::regclass, t.oid, typnamespace, 'type ' || t.oid::regtype from pg_type t where typtype in ('e', 'd')
       union all select 'pg_namespace'::regclass, n.oid, n.oid, 'schema ' || nspname from pg_namespace n where nspname <> 'public'
     )
     select what from mine join pg_namespace n on n.oid = mine.schema
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d where d.classid = mine.catalog and d.objid = mine.oid and d.deptype in ('e', 'i'))
     union all select 'large object ' || oid from pg_largeobject_metadata
     limit ${limit}`);
    return rows.map(({ what }) => what);
}

/***/ }),

/***/ 1366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xb: () => (/* binding */ LoadError),
  Hj: () => (/* binding */ loadError)
});

// UNUSED EXPORTS: readFailure

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/postgres/statement-secrets.js
// An option of a foreign server or user mapping (`password 'x'`), of a role, or of a foreign data wrapper of any make.
// Lengths have bounds (a name is 63 bytes), or a hostile statement would be searched for hours.
const statement_secrets_option = /(?<!\w)("?\w{0,63}(?:pass|pw|secret|token|key)\w{0,63}"?\s{0,9}=?\s{0,9})E?'(?:[^']|'')*(?:'|$)/gi;
// In a connection string, as of CREATE SUBSCRIPTION: inside quotes, so its own are doubled.
const keyword = /((?:password|passphrase)\s*=\s*)(?:''(?:[^'\\]|\\.)*''|[^\s';]+)/gi;
const userInfo = /(\b\w+:\/\/[^\s:/@']*:)[^\s@']+(@)/g;
/** A statement for a log: the passwords and keys that dumps hold in foreign servers, user mappings and subscriptions hidden. */
function withoutSecrets(sql) {
    return sql.replace(userInfo, '$1***$2').replace(keyword, '$1***').replace(statement_secrets_option, "$1'***'");
}
;// CONCATENATED MODULE: ./build/postgres/load-errors.js


/** A dump that did not load. */
class LoadError extends errors/* PgdrillError */.ZA {
    name = 'LoadError';
    failure;
    constructor(failure, cause, namedBegin) {
        const cure = namedBegin === undefined ? cureOf(failure.message) : beginCure;
        super(textOf(failure, namedBegin), { cause, ...(cure === undefined ? {} : { cure }) });
        this.failure = failure;
    }
    /** The same with its reason, where the dump holds what psql does not understand; `namedBegin` is the routine's declaration. */
    explainedBy({ namedBegin }) {
        if (namedBegin === undefined || !misread.test(this.failure.message))
            return this;
        return new LoadError(this.failure, this.cause, namedBegin);
    }
}
// At the first row of a table's, which psql takes for SQL; other errors come from what was understood.
const misread = /backslash commands are restricted|syntax error|unterminated/;
const beginCure = 'back up with format custom, which pg_restore loads; to load this dump put the word begin into double quotes there';
/** What a failed psql or pg_restore said, understood; the child's own error where it said nothing. */
function loadError(error) {
    const failure = error.how.kind === 'exit' ? readFailure(error.stderr) : undefined;
    return failure === undefined ? error : new LoadError(failure, error);
}
// psql: `psql:<stdin>:3: ERROR:  message`, then LINE, DETAIL, HINT and CONTEXT, then `psql:<stdin>:3: STATEMENT:  sql`.
// pg_restore: `pg_restore: error: could not execute query: ERROR:  message`, then these, then `Command was: sql`.
const psqlLine = /^psql:<stdin>:(\d+): (?:error: )?(.*)/m;
const statementStart = /^psql:<stdin>:\d+: STATEMENT: {1,2}|^(?:pg_restore: )?(?:detail: )?Command was: /m;
/** Reads stderr (in the C locale). */
function readFailure(stderr) {
    const text = stderr.trim();
    if (text === '')
        return undefined;
    const [said = '', statement = ''] = splitOnce(text, statementStart);
    const atLine = psqlLine.exec(said);
    const message = (atLine ? said.slice(atLine.index) : said)
        .replace(/^psql:<stdin>:\d+: (?:error: )?/gm, '')
        .replace(/^pg_restore: (?:error: )?/gm, '')
        .replace(/^could not execute query: /, '')
        .trim();
    return {
        message: withoutSecrets(message).slice(0, 2_000),
        // Ours is the first line.
        line: atLine ? Number(atLine[1]) - 1 : undefined,
        // After it pg_restore may say that a job of it has ended.
        statement: withoutSecrets(statement)
            .replace(/\n+pg_restore: .*$/s, '')
            .trim()
            .slice(0, 4_000),
    };
}
function splitOnce(text, separator) {
    const found = separator.exec(text);
    if (found === null)
        return [text, ''];
    return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}
function textOf({ message, line, statement }, namedBegin) {
    const where = line === undefined ? '' : ` at line ${line}`;
    const first = statement.length > 300 ? `${statement.slice(0, 300)} ...` : statement;
    if (namedBegin !== undefined)
        return `cannot load the dump${where}: psql takes the word begin of "${namedBegin}" for the beginning of a body, and what follows for a part of it`;
    return `cannot load the dump${where}: ${message.replace(/\s*\n\s*/g, '; ')}${first && ` (statement: ${first.replace(/\s+/g, ' ')})`}`;
}
const cures = [
    [
        /backslash commands are restricted/,
        'this is no dump of one database by pg_dump, or somebody has changed it: read that line before anything else',
    ],
    [/role "[^"]*" does not exist/, 'create the role first: create-roles makes those that the backup knows'],
    [
        /extension "[^"]*" is not available|could not open extension control file/,
        'install the extension on the server that is restored to',
    ],
    // Before 16 and since.
    [
        /must be member of role|must be able to SET ROLE/,
        'turn owner off, so that whoever restores owns everything, or restore as a member of that role; a drill takes a server of its own, as a superuser',
    ],
    [
        /must be owner of extension/,
        "it is the service's own, made before: turn owner off for a plain dump, or back up with --no-comments in pg-dump-args",
    ],
    [
        /permission denied to create extension/,
        "make it in an empty database in the service's own way and restore into that, or back up the schemas of your own alone (schema), which leaves extensions out",
    ],
    [
        /permission denied to create event trigger|must be superuser to create FOR ALL TABLES publication/,
        'restore as a superuser; where there is none, back up the schemas of your own alone (schema), which leaves event triggers and publications out',
    ],
    [
        /must be superuser to (?:create|alter|change)|Only roles with the .* attribute may create roles/,
        'make that role yourself, without what only a superuser may give; or restore without create-roles, with owner and privileges off',
    ],
    [
        /cannot execute .* in a read-only transaction/,
        'turn default_transaction_read_only off for the role and the database, or restore on the primary when this is a standby',
    ],
    [
        /must be (owner|superuser|member)|permission denied/,
        'restore as a superuser, or as the role that owns the objects; where there is none, turn owner and privileges off',
    ],
    [
        /(?:schema|relation|type|function) \S+ does not exist/,
        'perhaps the backup was made without it (schema, exclude-schema, table and their like): back it up as well',
    ],
    [
        /unsupported version .* in file header/,
        'set client-path to a pg_restore at least as new as the pg_dump that made the archive',
    ],
    // Of parallel jobs at partitions, which load-partitions.ts keeps apart; or of what else works in the database.
    [/deadlock detected/, 'two sessions waited for each other: try again, with jobs 1 when there were more'],
    [/could not extend file|No space left/, "free space on the server's disk"],
    [/could not write init file/, "look whether the server's disk is full"],
    [/out of shared memory/, 'raise max_locks_per_transaction on the server, or use mode swap'],
];
function cureOf(message) {
    return cures.find(([pattern]) => pattern.test(message))?.[1];
}

/***/ }),

/***/ 5653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gw: () => (/* binding */ archiveText),
  bt: () => (/* binding */ loadArchive),
  VF: () => (/* binding */ loadPlain),
  RS: () => (/* binding */ needsText)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/postgres/child.js
var postgres_child = __webpack_require__(8312);
// EXTERNAL MODULE: ./build/postgres/client.js + 5 modules
var postgres_client = __webpack_require__(2427);
// EXTERNAL MODULE: ./build/postgres/dump.js + 1 modules
var dump = __webpack_require__(2021);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./build/postgres/first-error.js
const keptCharacters = 16_384;
const lineCharacters = 4_000;
/**
 * What psql or pg_restore says on stderr: from the first error on, for that is the one that counts, and the statement
 * that follows it can be of any length. Without an error, the end of it.
 */
class FirstError {
    #text = '';
    #line = '';
    #found = false;
    constructor(stream) {
        stream.setEncoding('utf8');
        stream.on('data', (text) => this.#add(text));
    }
    get text() {
        return (this.#text + this.#line).slice(0, keptCharacters);
    }
    #add(text) {
        const [rest = '', ...others] = text.split('\n');
        this.#line = (this.#line + rest).slice(0, lineCharacters);
        for (const next of others) {
            this.#keep(`${this.#line}\n`);
            this.#line = next.slice(0, lineCharacters);
        }
    }
    #keep(line) {
        if (!this.#found && /(error|ERROR|FATAL|PANIC): /.test(line)) {
            this.#found = true;
            this.#text = '';
        }
        if (!this.#found)
            this.#text = `${this.#text}${line}`.slice(-keptCharacters);
        else if (this.#text.length < keptCharacters)
            this.#text += line;
    }
}
// EXTERNAL MODULE: ./build/postgres/watchdog.js
var postgres_watchdog = __webpack_require__(2263);
;// CONCATENATED MODULE: ./build/postgres/feed.js





/**
 * Runs a program that reads `source` from its stdin; without one, its stdin is empty. It has done its work only when it
 * exits with 0. Its stdout is thrown away: what psql and pg_restore have to say they say on stderr.
 *
 * A source that fails must not look like one that has ended, or psql would commit what it has: the program is killed
 * before its stdin is closed. The server then rolls back.
 * @throws ChildError with stderr from the first error on; the source's own error; the signal's reason
 */
async function feed(program, source, signal) {
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)(program.path, program.arguments, {
        env: program.environment,
        stdio: [source === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'],
        // A process group of its own: a terminal's Ctrl-C reaches only this process, which ends the child in order.
        detached: true,
    });
    const end = (0,postgres_child/* endOf */.pJ)(child);
    const stderr = new FirstError(child.stderr);
    // One that reads a file would go on for as long as that takes, in a database that the next restore drops.
    const watchdog = source === undefined && child.pid !== undefined ? (0,postgres_watchdog/* watchGroup */.P)(child.pid) : undefined;
    const stop = () => kill(child);
    signal.addEventListener('abort', stop, { once: true });
    try {
        if (source !== undefined)
            await write(child, source, end);
        const failed = await end;
        signal.throwIfAborted();
        if (failed !== undefined)
            throw new postgres_child/* ChildError */.rF((0,postgres_child/* nameOf */.Vb)(program), failed, stderr.text);
    }
    catch (error) {
        signal.throwIfAborted();
        throw error;
    }
    finally {
        signal.removeEventListener('abort', stop);
        stop();
        await end;
        watchdog?.release();
    }
}
/**
 * Writes until the source ends, or the program has failed: then nobody reads on, and its exit code says why. A program
 * that was content with less (pg_restore stops behind an archive's end) has the rest read all the same: what is wrong
 * with the source may show only there.
 */
async function write(child, source, end) {
    const stdin = child.stdin;
    // EPIPE: it has ended, and its exit code says more.
    stdin.on('error', () => undefined);
    let hasFailed = false;
    const over = end.then((failed) => {
        hasFailed = failed !== undefined;
    });
    for await (const chunk of source) {
        if (hasFailed)
            return;
        if (!stdin.destroyed && !stdin.write(chunk))
            await Promise.race([drained(stdin), over]);
    }
    if (!stdin.destroyed)
        stdin.end();
}
async function drained(stdin) {
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([(0,external_node_events_.once)(stdin, 'drain', { signal }), (0,external_node_events_.once)(stdin, 'close', { signal })]).catch(() => undefined);
    // The one that lost the race takes its listeners along.
    waiting.abort();
}
// SIGKILL and not SIGTERM: psql would go on to the end of what it has read.
function kill(child) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        return;
    (0,postgres_child/* endGroup */.N4)(child.pid, 'SIGKILL');
}
// EXTERNAL MODULE: ./build/postgres/load-errors.js + 1 modules
var load_errors = __webpack_require__(1366);
;// CONCATENATED MODULE: ./build/postgres/load-partitions.js
// What locks no table but those that it names and depends on. For all of these pg_restore keeps its jobs apart.
const apart = /^(INDEX|CONSTRAINT|FK CONSTRAINT) (?!ATTACH )/;
const attached = /^(TABLE|INDEX) ATTACH /;
const foreignKey = /^FK CONSTRAINT /;
// They come last: an owner may have given away rights of its own which the checks of a foreign key need.
const privileges = /^(ACL|DEFAULT ACL) /;
/**
 * How to restore an archive with partitioned tables by several jobs; undefined when it has none. pg_restore starts an
 * entry when no other at work locks one of the tables that it depends on. Attaching an index, and a foreign key or
 * trigger of a partitioned table, lock tables of the whole tree besides, and two jobs end in a deadlock. So: the tables and their rows
 * by all jobs; then by all jobs the indexes, keys and foreign keys that touch one table of a tree at most; then the rest by one. Pure.
 */
function partitionSteps(lists, jobs) {
    const all = entriesOf(lists.all);
    const attaching = all.filter(({ text }) => attached.test(text));
    if (attaching.length === 0)
        return undefined;
    const early = entriesOf(lists.early).filter(({ text }) => !privileges.test(text));
    const late = new Set(idsOf(entriesOf(lists.late)));
    const inTrees = new Set(attaching.flatMap(({ dependsOn }) => dependsOn));
    const beside = besides(all.filter(({ id }) => late.has(id)), inTrees);
    const isDone = new Set([...idsOf(early), ...idsOf(beside)]);
    const rest = [...entriesOf(lists.early), ...entriesOf(lists.late)].filter(({ id }) => !isDone.has(id));
    const steps = [
        { list: listOf(early), jobs },
        { list: listOf(beside), jobs },
        { list: listOf(rest), jobs: 1 },
    ];
    return steps.filter(({ list }) => list !== '');
}
/** Of the last section what may run side by side, before all else of it. */
function besides(late, inTrees) {
    let chosen = late.filter(({ text, dependsOn }) => apart.test(text) && !(foreignKey.test(text) && dependsOn.some((id) => inTrees.has(id))));
    // What depends on something that waits has to wait as well, and so on.
    for (;;) {
        const ids = new Set(idsOf(chosen));
        const waiting = new Set(idsOf(late).filter((id) => !ids.has(id)));
        const next = chosen.filter(({ dependsOn }) => !dependsOn.some((id) => waiting.has(id)));
        if (next.length === chosen.length)
            return next;
        chosen = next;
    }
}
// `3390; 0 0 INDEX ATTACH public pets_2024_pkey owner`, and with --verbose `;	depends on: 3315 3311`.
function entriesOf(list) {
    const entries = [];
    for (const line of list.split('\n')) {
        const [, id, text] = /^(\d+); \d+ \d+ (.*)$/.exec(line) ?? [];
        const [, ids] = /^;\s+depends on: ([\d ]+)$/.exec(line) ?? [];
        const last = entries.at(-1);
        if (id !== undefined && text !== undefined)
            entries.push({ id, text, dependsOn: [] });
        else if (ids !== undefined && last !== undefined)
            last.dependsOn = ids.trim().split(' ');
    }
    return entries;
}
function idsOf(entries) {
    return entries.map(({ id }) => id);
}
function listOf(entries) {
    return entries.map(({ id }) => `${id};\n`).join('');
}
;// CONCATENATED MODULE: ./build/postgres/plain-script.js
const NEWLINE = 0x0a;
// pg_dump's header, up to the last SET, is some 700 bytes.
const headerBytes = 16_384;
const restrictLine = /^\\restrict ([A-Za-z0-9]+)\r?$/m;
// Settings of newer servers that pg_dump writes into every header, by the major that first knows them.
const newerSettings = [[17, /^SET transaction_timeout = 0;$/m]];
/**
 * The script that psql gets for a plain dump, line for line as long as the dump: psql counts lines for its messages.
 *
 * - The dump's own `\restrict` and `\unrestrict` make way for ours, put before it: a dump knows its own token, so a
 *   hostile one could end the restriction. Whatever else it holds of meta-commands, a restricted psql refuses.
 * - What newer pg_dumps set that `serverMajor` does not know is left out: it turns a time limit off that is not there.
 */
async function* plainScript(source, { serverMajor }) {
    const chunks = source[Symbol.asyncIterator]();
    try {
        const start = await take(chunks, headerBytes);
        const { header, token } = rewritten(start, serverMajor);
        const text = joined(header, chunks);
        yield* token === undefined ? text : withoutLine(text, `\\unrestrict ${token}`);
    }
    finally {
        await chunks.return?.();
    }
}
async function* joined(start, chunks) {
    yield start;
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
        yield next.value;
}
async function take(chunks, bytes) {
    const taken = [];
    for (let read = 0; read < bytes;) {
        const { done, value } = await chunks.next();
        if (done)
            break;
        taken.push(value);
        read += value.length;
    }
    return Buffer.concat(taken);
}
function rewritten(start, serverMajor) {
    // A character a byte: no encoding is needed to be exact.
    let text = start.toString('latin1');
    const firstCode = /^(?!--|\\restrict )[^\s]/m.exec(text)?.index ?? text.length;
    const restrict = restrictLine.exec(text.slice(0, firstCode));
    if (restrict)
        text = text.replace(restrict[0], '');
    for (const [major, setting] of newerSettings) {
        if (serverMajor < major)
            text = beforeData(text, (header) => header.replace(setting, ''));
    }
    return { header: Buffer.from(text, 'latin1'), token: restrict?.[1] };
}
/** The first entry's comment, or the end of the settings, comes before anything that a user wrote. */
function beforeData(text, change) {
    const end = text.indexOf('\n-- Name: ');
    return end === -1 ? change(text) : change(text.slice(0, end)) + text.slice(end);
}
/** The lines but those that are `line`, which are left empty. */
async function* withoutLine(source, line) {
    const wanted = Buffer.from(`\n${line}\n`);
    let held = Buffer.alloc(0);
    for await (const chunk of source) {
        const text = Buffer.concat([held, chunk]);
        blank(text, wanted);
        const keep = Math.min(text.length, wanted.length - 1);
        yield text.subarray(0, text.length - keep);
        held = text.subarray(text.length - keep);
    }
    yield held;
}
function blank(text, wanted) {
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
        text.fill(0x20, at + 1, at + wanted.length - 1);
        text[at + wanted.length - 1] = NEWLINE;
    }
}
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(1502);
// EXTERNAL MODULE: ./build/postgres/time-limits.js
var time_limits = __webpack_require__(9478);
// EXTERNAL MODULE: ./build/postgres/unrestrictable.js
var unrestrictable = __webpack_require__(2699);
;// CONCATENATED MODULE: ./build/postgres/load.js
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
 * Loads a plain dump into the connection's database by psql, which stops at the first error. psql is restricted: no
 * meta-command in the dump is run, whatever it is. (What the dump's SQL does on the server it does with the rights of
 * the connection's role: a superuser's COPY ... FROM PROGRAM runs there.)
 * @throws LoadError with line, statement and the server's message; the source's own error, and then nothing is committed
 * of a single transaction
 */
async function loadPlain(connection, tools, source, options) {
    const problem = (0,unrestrictable/* unrestrictable */.s)(tools);
    if (problem !== undefined)
        throw problem;
    const args = ['-X', '-q', '--no-password', '-v', 'ON_ERROR_STOP=1', '--echo-errors'];
    args.push('-c', time_limits/* withoutTimeLimits */.i, ...settingCommands(options), ...(options.singleTransaction ? ['-c', 'BEGIN'] : []));
    const program = (0,dump/* programOf */.oQ)('psql', tools, connection, [...args, '-f', '-']);
    await explained(() => feed(program, restricted(plainScript(source, options), options), options.signal));
}
/**
 * Loads a custom archive into the connection's database by pg_restore, which stops at the first error.
 * @throws LoadError with the statement and the server's message
 */
async function loadArchive(connection, tools, archive, options) {
    if (needsText(tools, options) && 'file' in archive) {
        const text = archiveText(connection, tools, archive, options);
        return await loadPlain(connection, tools, text, options);
    }
    const args = ['--exit-on-error', '--no-password', `--dbname=${conninfo(connection)}`];
    args.push(...(options.more ?? []));
    if (options.singleTransaction)
        args.push('--single-transaction');
    const settings = { ...options.settings, ...(await sessionLimits(connection, options)) };
    const restore = (more) => {
        const program = withSettings((0,dump/* programOf */.oQ)('pg_restore', tools, connection, [...args, ...more]), settings);
        return explained(() => feed(program, 'file' in archive ? undefined : archive.stream, options.signal));
    };
    if (!('file' in archive))
        return await restore([]);
    const jobs = options.singleTransaction ? 1 : options.jobs;
    const list = (...flags) => listed(connection, tools, [...flags, archive.file], options);
    for (const step of await stepsOf(list, jobs)) {
        await restore([...(await stepFlags(step, archive.file)), '--', archive.file]);
    }
}
/** pg_restore lifts the other limits by itself, but of its jobs those are idle that wait for another's index. */
async function sessionLimits(connection, { signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const client = __addDisposableResource(env_1, await (0,postgres_client/* connect */.N)(connection, signal), true);
        const limits = await client.query(time_limits/* idleLimit */.W);
        return limits.length === 0 ? {} : { idle_session_timeout: '0' };
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
/** One step, but where partitions need more. */
async function stepsOf(list, jobs) {
    if (jobs === 1)
        return [{ jobs }];
    const all = await list('--verbose');
    const early = await list('--section=pre-data', '--section=data');
    const late = await list('--section=post-data');
    return partitionSteps({ all, early, late }, jobs) ?? [{ jobs }];
}
async function stepFlags(step, file) {
    const flags = step.jobs > 1 ? [`--jobs=${step.jobs}`] : [];
    if (!('list' in step))
        return flags;
    await (0,promises_.writeFile)(`${file}.list`, step.list, { mode: 0o600 });
    return [...flags, `--use-list=${file}.list`];
}
async function listed(connection, tools, args, { signal }) {
    const program = (0,dump/* programOf */.oQ)('pg_restore', tools, connection, ['--list', ...args]);
    return await explained(() => (0,postgres_child/* textOf */.b6)(program, signal));
}
/** Whether an archive has to be loaded as text: pg_restore 17 sets transaction_timeout, which older servers do not know. */
function needsText({ major }, { serverMajor }) {
    return major >= 17 && serverMajor < 17;
}
/** An archive's content as the plain dump it would have been; nothing is contacted. @throws ChildError */
function archiveText(connection, tools, archive, { signal }) {
    const isFile = 'file' in archive;
    const args = ['--file=-', ...(isFile ? ['--', archive.file] : [])];
    const program = (0,dump/* programOf */.oQ)('pg_restore', tools, connection, args);
    return (0,postgres_child/* outputOf */.jH)(program, signal, isFile ? undefined : archive.stream);
}
async function* restricted(script, { singleTransaction }) {
    // Alone on the first line, so that the dump's line n is psql's n + 1.
    yield Buffer.from(`\\restrict ${(0,external_node_crypto_.randomBytes)(24).toString('hex')}\n`);
    yield* script;
    // Said by us, and not left to --single-transaction: that commits at the end of its input, and so when we are killed.
    if (singleTransaction)
        yield Buffer.from('\nCOMMIT;\n');
}
/** In words, for a pooler lets no options through. */
function settingCommands({ settings = {} }) {
    return Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `select pg_catalog.set_config(${(0,quote/* literal */.e)(name)}, ${(0,quote/* literal */.e)(value)}, false)`,
    ]);
}
/** pg_restore can be given them in no other way. */
function withSettings(program, settings) {
    const given = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`);
    const options = [program.environment.PGOPTIONS ?? '', ...given].join(' ').trim();
    const environment = { ...program.environment, ...(options === '' ? {} : { PGOPTIONS: options }) };
    return { ...program, environment };
}
/** Quoted, because libpq takes a name with `=` in it for a connection string. */
function conninfo({ database }) {
    return `dbname='${database.replace(/[\\']/g, '\\$&')}'`;
}
async function explained(load) {
    try {
        return await load();
    }
    catch (error) {
        throw error instanceof postgres_child/* ChildError */.rF ? (0,load_errors/* loadError */.Hj)(error) : error;
    }
}

/***/ }),

/***/ 2371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ patiently)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _sqlstate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7929);



const patienceMs = 20_000;
const stoppedMs = 5_000;
const pauseMs = 250;
/**
 * Does what has to be done after something went wrong: a server that restarts, a connection that was cut, or one that is
 * not to be had, is asked again for 20 s. Whoever has been `stopped` has 5 s for all of it, for a job that is cancelled is
 * killed soon after. @throws what `act` throws
 */
async function patiently(act, { stopped = false } = {}) {
    const limit = stopped ? AbortSignal.timeout(stoppedMs) : undefined;
    for (const deadline = performance.now() + (stopped ? stoppedMs : patienceMs);;) {
        try {
            return await act(limit);
        }
        catch (error) {
            if (limit?.aborted || performance.now() > deadline || !isMomentary(error))
                throw error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pauseMs);
    }
}
// The server stops, starts, has no connection left, or has ended the session (57P05: one that was idle); the connection is
// gone (class 08).
const codes = /^(57P0[1-5]|53300|08\w{3}|25P03|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|NOENT))$/;
const words = /Connection terminated|not queryable|timeout expired|Client has encountered a connection error/;
function isMomentary(error) {
    return codes.test((0,_sqlstate_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$N)(error)) || words.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
}

/***/ }),

/***/ 1502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ identifier),
/* harmony export */   e: () => (/* binding */ literal)
/* harmony export */ });
/** A name as SQL writes it. */
function identifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** A string as SQL writes it, whatever standard_conforming_strings says. */
function literal(text) {
    const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
    return text.includes('\\') ? ` E${quoted}` : quoted;
}

/***/ }),

/***/ 1725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ runChecks),
/* harmony export */   W: () => (/* binding */ failedCheck)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2427);
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


// A check that changed something would have it go live with a restore. Who needs a temporary table writes
// BEGIN READ WRITE; ... ROLLBACK;. And a server can be set to ignore every ASSERT. Names mean what they mean to the role.
const session = [
    'RESET search_path',
    'SET default_transaction_read_only = on',
    'SET plpgsql.check_asserts = on',
];
/**
 * Runs the statements one after another in a session of their own, up to the first that fails, as psql with ON_ERROR_STOP
 * does. `warning` is told of a statement whose only value is false: it fails nothing, and somebody may have thought it did.
 * @throws PgdrillError where the server does not come to an answer: no connection, no disk, no memory
 */
async function runChecks(connection, { statements }, { signal, warning }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const client = __addDisposableResource(env_1, await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .N)(connection, signal), true);
        for (const sql of session)
            await client.query(sql);
        const results = [];
        for (const statement of statements) {
            const goesOn = results.every(({ result }) => result === 'passed');
            results.push(goesOn ? await run(client, statement, warning) : { ...shown(statement), ...skipped });
        }
        return results;
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
/** What a failed check says of itself; undefined when none failed. */
function failedCheck(results, { file }) {
    const failed = results.find(({ result }) => result === 'failed');
    if (failed === undefined)
        return undefined;
    const name = file.slice(file.lastIndexOf('/') + 1);
    return `the check at line ${failed.line} of ${name} failed: ${failed.message} (statement: ${failed.statement})`;
}
const skipped = { result: 'skipped', message: null, seconds: null };
function shown({ line, sql }) {
    const text = sql.replace(/;$/, '').replace(/\s+/g, ' ').trim();
    return { line, statement: text.length > 200 ? `${text.slice(0, 200)}...` : text };
}
async function run(client, statement, warning) {
    const started = performance.now();
    const seconds = () => Math.round(performance.now() - started) / 1000;
    try {
        // Whether there is a second row is all that is asked of what may be millions.
        const rows = await client.firstRows(statement.sql, 2);
        if (isFalse(rows))
            warning(onlyFalse(statement));
        return { ...shown(statement), result: 'passed', message: null, seconds: seconds() };
    }
    catch (error) {
        const answer = answerIn(error);
        if (answer === undefined)
            throw error;
        return {
            ...shown(statement),
            result: 'failed',
            message: messageAbout(answer, statement),
            seconds: seconds(),
        };
    }
}
function isFalse(rows) {
    const [row, other] = rows;
    const [value, more] = Object.values(row ?? {});
    return other === undefined && value === false && more === undefined;
}
function onlyFalse({ line }) {
    return `the check at line ${line} gives false, which fails nothing; state an expectation as DO $$ BEGIN ASSERT ...; END $$`;
}
/** The server's verdict on the statement; undefined when it could not come to one. */
function answerIn(error) {
    const { cause } = error;
    const { severity, code = '' } = cause ?? {};
    // Insufficient resources, an operator's intervention but for a time-out, and errors of its system.
    if (severity !== 'ERROR' || /^(53|57P|58)/.test(code))
        return undefined;
    return { ...cause, severity, code, message: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause) };
}
function messageAbout({ code, message, detail, hint, position }, { line, sql }) {
    const at = position === undefined ? line : line + newlines(sql.slice(0, Number(position) - 1));
    const isReadOnly = code === '25006';
    return [
        at === line ? message : `${message} (line ${at})`,
        detail,
        hint,
        ...(isReadOnly
            ? ['checks only read; what has to write goes between BEGIN READ WRITE; and ROLLBACK;']
            : []),
    ]
        .filter((part) => part !== undefined)
        .join('; ');
}
function newlines(text) {
    return text.split('\n').length - 1;
}

/***/ }),

/***/ 4041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DA: () => (/* binding */ removeLeftovers),
/* harmony export */   DW: () => (/* binding */ makeScratchFolder),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   hq: () => (/* binding */ serverOwner),
/* harmony export */   v$: () => (/* binding */ removeFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9473);




// The process that made it is in the name, so that a later run knows what nobody needs any more.
const prefix = 'pgdrill-scratch-';
const named = /^pgdrill-scratch-(\d+)-/;
/** The user to run a server as: initdb and postgres refuse root. @throws InconclusiveError where there is none */
async function serverOwner() {
    if (process.getuid?.() !== 0)
        return undefined;
    const passwd = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/etc/passwd', 'utf8');
    for (const name of ['postgres', 'nobody']) {
        const entry = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd);
        if (entry)
            return { uid: Number(entry[1]), gid: Number(entry[2]) };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InconclusiveError */ .Xp('cannot start a scratch server as root: PostgreSQL refuses that, and there is neither a user "postgres" nor "nobody"', { cure: 'run it as another user, or set target-url to a server that runs already' });
}
/** A private folder for a scratch server, with an empty `socket` in it. */
async function makeScratchFolder(owner) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratchParent(), `${prefix}${process.pid}-`));
    const socket = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'socket');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(socket);
    if (owner !== undefined) {
        for (const path of [folder, socket])
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(path, owner.uid, owner.gid);
    }
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(folder, 0o700);
    return folder;
}
/** Ends and removes the scratch servers whose makers died without doing so. */
async function removeLeftovers(owner) {
    const parent = scratchParent();
    const uid = owner?.uid ?? process.getuid?.();
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(parent)) {
        const maker = named.exec(name)?.[1];
        if (maker === undefined || isRunning(Number(maker)))
            continue;
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, name);
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(folder).catch(() => undefined);
        // Anybody can make a folder of this name in /tmp; only our own is ours to remove.
        if (found?.isDirectory() !== true || found.uid !== uid)
            continue;
        await endServerIn(folder);
        // Another drill may be removing it as well: what stays, the next one removes.
        await removeFolder(folder).catch(() => undefined);
    }
}
/** A child of initdb's or of the server's may write a file more in the very moment it ends. */
async function removeFolder(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
// A unix socket's path may be 107 bytes long, on macOS 103.
function scratchParent() {
    return (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)().length > 55 ? '/tmp' : (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)();
}
async function endServerIn(folder) {
    const data = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'data');
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(data, 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number.parseInt(text, 10);
    // The number may be another process's by now: a server's working folder is its data.
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(`/proc/${pid}/cwd`).catch(() => undefined);
    if (home === data)
        end(pid);
}
function end(pid) {
    try {
        process.kill(pid, 'SIGQUIT');
    }
    catch {
        // ESRCH: it has ended in this very moment.
    }
}
/** Whether a process has this number. */
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}

/***/ }),

/***/ 7929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   Tq: () => (/* binding */ isAnswer),
/* harmony export */   rl: () => (/* binding */ causeOf)
/* harmony export */ });
/** The server's own error, which a client's names in its cause. */
function causeOf(error) {
    return error.cause ?? error;
}
/** The server's SQLSTATE (PostgreSQL's appendix A), or the system's code where no server answered; empty where there is none. */
function codeOf(error) {
    const { code } = causeOf(error);
    return typeof code === 'string' ? code : '';
}
/** Whether the server itself has answered, and with an error. Every SQLSTATE has a digit, and EPIPE has none. */
function isAnswer(error) {
    return /^(?=.*\d)[0-9A-Z]{5}$/.test(codeOf(error));
}

/***/ }),

/***/ 2263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ watchGroup),
/* harmony export */   w: () => (/* binding */ watch)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);

// `read` returns when this process writes a line (released) or when its end of the pipe closes, however it died.
// The wait is bounded because a container's init may never reap the server.
const script = `
if read -r _; then exit 0; fi
kill -QUIT "$0" 2>/dev/null || kill -TERM "$0" 2>/dev/null
[ -n "$1" ] || exit 0
tries=0
while kill -0 "$0" 2>/dev/null && [ "$tries" -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf -- "$1"
`;
/**
 * Starts a small shell, in a session of its own, that stops the server `pid` and removes `folder` once this process has
 * died without doing so: killed by a time limit, by the kernel, by jest.
 */
function watch(pid, folder, owner) {
    return watchdog(String(pid), folder, owner);
}
/** The same for the process group of a program that reads nothing of ours, and so does not notice that we are gone. */
function watchGroup(pid) {
    return watchdog(`-${pid}`, '');
}
function watchdog(process, folder, owner) {
    const shell = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('sh', ['-c', script, process, folder], {
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

/***/ })

};

