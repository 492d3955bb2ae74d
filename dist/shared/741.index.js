export const id = 741;
export const ids = [741];
export const modules = {

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

/***/ 1943:
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
    if (!/^from stdin$/i.test(source))
        return undefined;
    return { table: table.name, columns: names, isPlain: tokens[end + 2] === ';' && tokens.length === end + 3 };
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
    /** What ends the text for us: where psql would read on is not sure. pg_dump writes none such. */
    lost;
    /** What comes is taken back again where no COMMIT follows. */
    isInTransaction = false;
    /** The first COPY that has the server run a program or use a file of its own, shortened; pg_dump writes none. */
    serverCopy;
    /**
     * The first routine whose declaration has the plain word `begin` in it, such as its name: psql takes that for the beginning of a body
     * (psqlscan.l), and what follows for a part of it.
     */
    namedBegin;
    read(tokens) {
        const verb = tokens[0]?.toUpperCase();
        switch (verb) {
            case 'COPY':
                this.#readCopy(tokens);
                break;
            case 'BEGIN':
            case 'START':
                this.isInTransaction = true;
                break;
            case 'COMMIT':
            case 'END':
                this.isInTransaction = /^chain$/i.test(tokens.at(-2) ?? '');
                break;
            case 'ROLLBACK':
            case 'ABORT':
                this.lost ??= `${verb}, which takes back what came before`;
                break;
            case 'CREATE':
                if (hasStrayBegin(tokens))
                    this.namedBegin ??= shown(tokens.slice(0, tokens.indexOf('(')));
        }
    }
    /** A statement without its end: what is only cut short accuses nobody. */
    readUnfinished(tokens) {
        if (tokens.some((token) => /^(?:program$|[en]?'|\$)/i.test(token)))
            this.read(tokens);
    }
    /** All but `COPY table (columns) FROM stdin`, whose rows follow it, is refused, so that nothing can hide in it. */
    #readCopy(tokens) {
        const options = optionsFromClient(tokens);
        if (options === undefined)
            this.serverCopy ??= shown(tokens);
        else if (options.some((token) => /^'?binary'?$/i.test(token)))
            this.lost ??= 'rows in binary';
    }
}
/** What follows `COPY table (columns) FROM stdin`; undefined for any other COPY. */
function optionsFromClient(tokens) {
    const table = (0,sql_names/* qualifiedNameAt */.vO)(tokens, 1);
    if (table === undefined)
        return undefined;
    const { end } = (0,sql_names/* nameListAt */.pP)(tokens, table.end);
    return /^from stdin$/i.test(`${tokens[end]} ${tokens[end + 1]}`) ? tokens.slice(end + 2) : undefined;
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
;// CONCATENATED MODULE: ./build/fingerprint/partitions.js

/** Which table is a partition of which, by the statements that attach them. */
class Partitions {
    #parents = new Map();
    /** ALTER TABLE [ONLY] parent ATTACH PARTITION partition ... */
    read(tokens) {
        if (tokens[0] !== 'ALTER' || tokens[1] !== 'TABLE')
            return;
        const parent = (0,sql_names/* qualifiedNameAt */.vO)(tokens, tokens[2] === 'ONLY' ? 3 : 2);
        if (parent === undefined || tokens[parent.end] !== 'ATTACH' || tokens[parent.end + 1] !== 'PARTITION')
            return;
        const partition = (0,sql_names/* qualifiedNameAt */.vO)(tokens, parent.end + 2);
        if (partition !== undefined)
            this.#parents.set((0,sql_names/* keyOf */.TN)(partition.name), parent.name);
    }
    /** The partitioned table at the top, for partitions may have partitions; undefined for a table that is no partition. */
    rootOf(table) {
        let root;
        let next = this.#parents.get((0,sql_names/* keyOf */.TN)(table));
        // Anybody can have written a dump in which each is a partition of the other.
        const passed = new Set([(0,sql_names/* keyOf */.TN)(table)]);
        while (next !== undefined && !passed.has((0,sql_names/* keyOf */.TN)(next))) {
            passed.add((0,sql_names/* keyOf */.TN)(next));
            root = next;
            next = this.#parents.get((0,sql_names/* keyOf */.TN)(next));
        }
        return root;
    }
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
// The names that libpq knows; it leaves out what is neither letter nor digit.
const NAMES = [
    ...LABELS.keys(),
    ...['SQL_ASCII', 'LATIN1', 'EUC_TW', 'EUC_JIS_2004', 'MULE_INTERNAL', 'JOHAB'],
    ...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => `WIN${page}`),
];
/** PostgreSQL's own name of an encoding that may be written in other ways; undefined when it is not known. */
function encodingNamed(written) {
    const letters = (name) => name.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    return NAMES.find((name) => letters(name) === letters(written));
}
/** How the dump's text is encoded, by `SET client_encoding`; a dump that does not say is taken for UTF-8. */
class ClientEncoding {
    name;
    #decoder;
    /** Whether characters of several bytes may hold bytes of ASCII's. */
    hidesAscii;
    constructor(name) {
        this.name = name;
        this.hidesAscii = BACKSLASH_INSIDE.test(name);
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
        if (byte <= 0x80 || !this.hidesAscii)
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
;// CONCATENATED MODULE: ./build/fingerprint/setting.js
// On them hangs where a string ends.
const lexical = /standard_conforming_strings|client_encoding/i;
/**
 * What `SET name = value;` sets, however it is written, and whatever else changes one of the settings on which it hangs where a
 * string ends. A `DO` block, or a function that the statement calls, is out of sight.
 */
function settingIn(tokens) {
    switch (tokens[0]?.toUpperCase()) {
        case 'SET':
            return assigned(tokens);
        case 'RESET':
        case 'DISCARD':
            return lexical.test(tokens.join(' ')) || /^all$/i.test(tokens[1] ?? '') ? unknown(tokens) : undefined;
        case 'SELECT':
        case 'VALUES':
        case 'WITH':
            return configured(tokens);
        default:
            return undefined;
    }
}
function assigned(tokens) {
    const words = tokens.map((token) => token.toLowerCase());
    const at = words[1] === 'session' ? 2 : 1;
    const name = words[at] === 'names' ? 'client_encoding' : words[at];
    const valueAt = words[at] === 'names' ? at + 1 : at + 2;
    const isExact = words[at] === 'names' || words[at + 1] === '=' || words[at + 1] === 'to';
    if (isExact && name !== undefined && words[valueAt + 1] === ';')
        return { name, value: tokens[valueAt] };
    return lexical.test(tokens.join(' ')) ? unknown(tokens) : undefined;
}
// pg_dump writes `SELECT pg_catalog.set_config('search_path', '', false);`.
function configured(tokens) {
    const at = tokens.findIndex((token) => /^"?set_config"?$/i.test(token));
    if (at === -1 || tokens[at + 1] !== '(')
        return undefined;
    const isPlain = /^'/.test(tokens[at + 2] ?? '') && tokens[at + 3] === ',';
    return isPlain && !lexical.test(tokens[at + 2]) ? undefined : unknown(tokens);
}
function unknown(tokens) {
    const isEncoding = /client_encoding/i.test(tokens.join(' '));
    return { name: isEncoding ? 'client_encoding' : 'standard_conforming_strings', value: undefined };
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
    /** What was set in a way that leaves open where strings end from here on. */
    unclear;
    isLead(byte) {
        return this.encoding.isLead(byte);
    }
    get hidesAscii() {
        return this.encoding.hidesAscii;
    }
    /** Takes note of a statement that sets something for the session; false when it is of another kind. */
    apply(tokens) {
        const [verb, subject] = tokens;
        const setting = settingIn(tokens);
        if (setting)
            this.#set(setting);
        if (verb === 'SET' && subject === 'SESSION' && tokens[2] === 'AUTHORIZATION')
            this.#authorize(tokens[3]);
        else if (verb === 'RESET')
            this.authorization = undefined;
        else if (verb === 'SELECT')
            return tokens[3] === 'set_config';
        return verb === 'SET' || verb === 'RESET' || (isTransactionVerb(verb) && subject === ';');
    }
    #set({ name, value }) {
        if (name === 'client_encoding')
            this.#encode(value);
        else if (name === 'standard_conforming_strings')
            this.#escape(value);
        else if (name === 'default_tablespace')
            this.tablespace = (0,sql_names/* identifier */.Cv)(value) ?? null;
        else if (name === 'default_table_access_method')
            this.accessMethod = (0,sql_names/* identifier */.Cv)(value) ?? null;
    }
    #escape(value) {
        const word = ((0,sql_names/* literalValue */.XP)(value) ?? value ?? '').toLowerCase();
        if (/^(on|true|yes|1|off|false|no|0)$/.test(word))
            this.standardStrings = /^(on|true|yes|1)$/.test(word);
        else
            this.unclear ??= 'standard_conforming_strings, set in a way that pg_dump does not';
    }
    #authorize(role) {
        this.authorization = role === 'DEFAULT' ? undefined : ((0,sql_names/* literalValue */.XP)(role) ?? (0,sql_names/* identifier */.Cv)(role));
    }
    #encode(value) {
        const name = encodingNamed((0,sql_names/* literalValue */.XP)(value) ?? value ?? '');
        if (name === undefined) {
            this.unclear ??= 'client_encoding, set in a way that pg_dump does not';
            return;
        }
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
const INSERT = /^insert\s+into[\s"]/i;
const VERSION = /^-- Dumped (from database|by pg_dump) version (.*)$/s;
/** What a dump has told so far, names as they stand in it. */
class DumpContents {
    session = new SessionState();
    tables = new table_contents/* TableContents */.J();
    partitions = new Partitions();
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
        if (INSERT.test(text.toString('latin1', 0, 64)))
            this.tables.inserted(text, bytes);
        else if (!this.largeObjects.read(statement))
            this.#parsed(statement);
    }
    lost(reason) {
        this.oddities.lost ??= reason;
    }
    get isLost() {
        return this.oddities.lost !== undefined;
    }
    unfinished(text) {
        this.oddities.readUnfinished((0,sql_tokens/* tokensOf */.k)(text.toString('latin1'), this.session));
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
        if (this.session.unclear !== undefined)
            this.lost(this.session.unclear);
    }
    #announceRows({ table, columns, isPlain }) {
        const byName = this.#inheriting.has((0,sql_names/* keyOf */.TN)(table));
        const take = (content) => this.tables.copied(table, isPlain ? content : undefined, byName);
        this.#rowsAhead = { columns, byName, take };
    }
    #define(statement, tokens) {
        const object = this.#group?.entryOf(tokens) ?? this.#object;
        object?.add(statement, tokens, this.session.authorization);
        this.partitions.read(tokens);
        const name = (0,canonical/* isInheritingTable */.qE)(tokens) ? (0,sql_names/* qualifiedNameAt */.vO)(tokens, tokens.indexOf('TABLE') + 1) : undefined;
        if (name)
            this.#inheriting.add((0,sql_names/* keyOf */.TN)(name.name));
    }
}

/***/ }),

/***/ 3741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ refuseOddities),
/* harmony export */   Wq: () => (/* binding */ DumpGate),
/* harmony export */   nX: () => (/* binding */ RefusedDumpError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _dump_contents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1943);
/* harmony import */ var _dump_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2105);




const NEWLINE = 0x0a;
// Two qualified names, a function's hundred arguments.
const longestLeftOut = 16_384;
const transactionVerb = /^(BEGIN|COMMIT|END|START TRANSACTION)(\s+(WORK|TRANSACTION))?\s*;$/i;
// As pg_dump writes them, a line each; no string ends a statement so.
const owner = /^ALTER .* OWNER TO (?:[a-z_0-9]+|"(?:[^"]|"")+");$/;
// It takes the extension's owner, on a managed server somebody else, and says what CREATE EXTENSION has said already.
const extensionComment = /^COMMENT ON EXTENSION /;
const privilege = /^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) /;
/**
 * Lets a plain dump's text through, and tells what it was. What is left out becomes blanks, so that lines keep their
 * numbers; strings, function bodies and COPY data are left alone. A COPY that has the server run a program, or use a file
 * of its own, ends the text as an error, before the statement has gone through.
 */
class DumpGate {
    bytes = 0;
    #sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    #contents;
    #reader;
    #passed;
    pass = (source) => this.#pass(source);
    constructor(leftOut) {
        this.#contents = new Contents(leftOut);
        this.#reader = new _dump_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .DumpReader */ .i(this.#contents);
    }
    /** Undefined until the text has ended. */
    get passed() {
        return this.#passed;
    }
    get oddities() {
        return this.#contents.oddities;
    }
    async *#pass(source) {
        for await (const lines of wholeLines(this.#measured(source))) {
            this.#reader.write(lines);
            refuseOddities(this.oddities);
            yield lines;
        }
        const isWhole = this.#reader.end();
        this.#contents.end();
        refuseOddities(this.oddities);
        this.#passed = {
            bytes: this.bytes,
            sha256: this.#sha256.digest('hex'),
            isDump: this.#contents.serverVersion !== null,
            isComplete: isWhole && this.#contents.isMarkedComplete,
            isWhole,
        };
    }
    async *#measured(source) {
        for await (const chunk of source) {
            this.bytes += chunk.length;
            this.#sha256.update(chunk);
            yield chunk;
        }
    }
}
/** The text would do, or might do, what no dump of pg_dump's does. */
class RefusedDumpError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgdrillError */ .ZA {
    constructor(what) {
        super(`refused a dump ${what}`, {
            cure: 'pg_dump writes no such thing: find out who did; if it is meant to be there, load the file with psql',
        });
    }
}
/** @throws RefusedDumpError */
function refuseOddities({ serverCopy, lost }) {
    if (serverCopy !== undefined)
        throw new RefusedDumpError(`that has the server run a program or use a file of its own: ${serverCopy}`);
    if (lost !== undefined)
        throw new RefusedDumpError(`of which it is not sure what psql would make of it: it has ${lost}`);
}
class Contents extends _dump_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .DumpContents */ .h {
    #leftOut;
    constructor(leftOut) {
        super();
        this.#leftOut = leftOut;
    }
    statement(statement) {
        const { text, bytes } = statement;
        // The text is the chunk's own bytes, which go on to psql when this returns: chunks end with lines, so it is whole.
        if (this.#isLeftOut(text, bytes))
            text.fill(0x20);
        else
            super.statement(statement);
    }
    #isLeftOut(text, bytes) {
        if (bytes > longestLeftOut)
            return false;
        const { transactions, owners, privileges } = this.#leftOut;
        const sql = text.toString('latin1');
        return ((transactions && transactionVerb.test(sql)) ||
            (owners && (owner.test(sql) || extensionComment.test(sql))) ||
            (privileges && privilege.test(sql) && !sql.includes('\n')));
    }
}
/** Copies of the bytes, cut behind newlines; a longer line than some chunks goes on piece by piece. */
async function* wholeLines(source) {
    let held = Buffer.alloc(0);
    for await (const chunk of source) {
        const text = Buffer.concat([held, chunk]);
        const end = text.lastIndexOf(NEWLINE) + 1 || (text.length > 65_536 ? text.length : 0);
        if (end > 0)
            yield text.subarray(0, end);
        held = text.subarray(end);
    }
    if (held.length > 0)
        yield held;
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
const SPACE = 0x20;
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
        // psql reads lines as C does, for which it ends one; pg_dump can write none.
        const zero = bytes.indexOf(0);
        const end = zero === -1 ? bytes.length : zero;
        this.#readAll(bytes.subarray(0, end));
        if (zero !== -1)
            this.#sink.lost('a zero byte');
    }
    #readAll(bytes) {
        for (let at = 0; at < bytes.length && !this.#sink.isLost;)
            at = this.#read(bytes, at);
    }
    /** Whether the text may end here: outside statements, comments and rows. What there is of cut rows is handed over. */
    end() {
        const isWhole = this.#splitter.isBetween && !this.#ahead && !this.#sink.isLost;
        if (this.#inRows)
            this.#endRows();
        else if (!this.#sink.isLost)
            this.#splitter.end((text) => this.#sink.unfinished(text));
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
        const rest = bytes.subarray(at, newline === -1 ? bytes.length : newline);
        // psql would go on with it behind the rows.
        const isAlone = rest.every((byte) => byte <= SPACE);
        if (!isAlone)
            this.#sink.lost('more than a COPY on its line');
        if (!isAlone || newline === -1)
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
        // A character's second byte may look like a backslash.
        const isKnown = !this.#sink.isLost && (!this.#rows.isOdd || this.#sink.session.hidesAscii);
        this.#ahead?.take(isKnown ? this.#rows.content : undefined);
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
    'AGFzbQEAAAABLQlgAAF/YAABfmADf39+AX5gAn9/AGACf34AYAJ/fgF+YAF/AX9gAX4AYAF/AAMREAIDBAEBAQAAAAAABQYBBwgF',
    'BAEBAgIGZRR+AUIAC38BQQALfgFCAAt+AUIAC34BQgALfgFCAAt/AUEAC38BQQALfwFBAAt+AUIAC34BQgALfwFBAAt+AUIAC34B',
    'QgALfgFCAAt+AUIAC38BQQALfwFBAAt/AUEAC38BQQALB6wBDwVpbnB1dAAKCmlucHV0Qnl0ZXMACQttb3N0Q29sdW1ucwAGCWhh',
    'c2hJbnB1dAALCWJlZ2luUm93cwAOC2JlZ2luRmllbGRzAA8Nc2V0Q29sdW1uU2VlZAACBGZlZWQADAdpc0VuZGVkAAgFaXNPZGQA',
    'Bwhyb3dDb3VudAAFCWJ5dGVDb3VudAANB3Jvd3NTdW0AAwxyb3dzTWl4ZWRTdW0ABAZtZW1vcnkCAArRFxDoBQICfwN+IAAgAWoh',
    'BCACQsXP2bLx5brqJ3whBSABQSBPBH4gAkLW64Lu6v2J9eAAfCEGIAJCsamswa241KY9fSEHIAJC+erQ0OfJoeThAHwhBQNAIABB',
    'IGoiAyAETQRAIAYgACkDAELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiEGIAcgACkDCELP1tO+0ser2UJ+fEIfiUKHla+vmLbe',
    'm55/fiEHIAIgACkDEELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiECIAUgACkDGELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/',
    'fiEFIAMhAAwBCwsgBkIBiSAHQgeJfCACQgyJfCAFQhKJfCAGQs/W077Sx6vZQn5CH4lCh5Wvr5i23puef36FQoeVr6+Ytt6bnn9+',
    'Qp2jteqDsY2K+gB9IAdCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVCh5Wvr5i23puef35CnaO16oOxjYr6AH0gAkLP1tO+0ser',
    '2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoAfSAFQs/W077Sx6vZQn5CH4lCh5Wvr5i23puef36FQoeV',
    'r6+Ytt6bnn9+Qp2jteqDsY2K+gB9BSAFCyABrXwhAgNAIABBCGoiASAETQRAIAIgACkDAELP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6b',
    'nn9+hUIbiUKHla+vmLbem55/fkKdo7Xqg7GNivoAfSECIAEhAAwBCwsgAEEEaiIBIARNBEAgAiAANQIAQoeVr6+Ytt6bnn9+hUIX',
    'iULP1tO+0ser2UJ+Qvnz3fGZ9pmrFnwhAiABIQALA0AgACAESQRAIAIgADEAAELFz9my8eW66id+hUILiUKHla+vmLbem55/fiEC',
    'IABBAWohAAwBCwsgAiACQiGIhULP1tO+0ser2UJ+IgJCHYggAoVC+fPd8Zn2masWfiICQiCIIAKFC48DAQN/IAAgAWohAyMAQh+D',
    'pyECIwAgAa18JAAgAgRAIAIgAEEgIAJrIgQgASABIARLGyIB/AoAACABIAJqQSBJBEAPCyMCQQApAwBCz9bTvtLHq9lCfnxCH4lC',
    'h5Wvr5i23puef34kAiMDQQgpAwBCz9bTvtLHq9lCfnxCH4lCh5Wvr5i23puef34kAyMEQRApAwBCz9bTvtLHq9lCfnxCH4lCh5Wv',
    'r5i23puef34kBCMFQRgpAwBCz9bTvtLHq9lCfnxCH4lCh5Wvr5i23puef34kBSAAIAFqIQALA0AgAEEgaiIBIANNBEAjAiAAKQMA',
    'Qs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAIjAyAAKQMIQs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAMjBCAAKQMQQs/W',
    '077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAQjBSAAKQMYQs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAUgASEADAELC0EAIAAg',
    'AyAAa/wKAAALDwAgAEEDdEFAayABNwMACwQAIw4LBAAjDwsEACMMCwUAQdAPCwQAIxALBAAjCwsGAEGAgAQLBgBBgIABCwwAQYCA',
    'ASAAIAEQAAuBDQMHfwR+AXsgAEGAgAFqIQNBgIABIQADQCAAIANJBEACQCMGBH8gACEBAn8DQCABIANJBEAgAf0ABAAiDP0MCgoK',
    'CgoKCgoKCgoKCgoKCv0jIAz9DAkJCQkJCQkJCQkJCQkJCQn9I/1Q/WQiAgRAIAEgAmhqIgEgAyABIANJGwwDCyABQRBqIQEMAQsL',
    'IAMLBSAAIQECfwNAIAEgA0kEQCAB/QAEAP0MCgoKCgoKCgoKCgoKCgoKCv0j/WQiAgRAIAEgAmhqIgEgAyABIANJGwwDCyABQRBq',
    'IQEMAQsLIAMLCyEBIwYEfiMIQQN0QUBrKQMABSMKCyEIIAEgA0YEQCMBRQRAQQEkAUIAJAAgCELW64Lu6v2J9eAAfCQCIAhCsams',
    'wa241KY9fSQDIAgkBCAIQvnq0NDnyaHk4QB8JAULIAAgAyAAaxABIAMhAAwBCyMBBEAgACABIABrEAFBACEAIwBCIFoEfiMCIgpC',
    'AYkjAyILQgeJfCMEIghCDIl8IwUiCUISiXwgCkLP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GN',
    'ivoAfSALQs/W077Sx6vZQn5CH4lCh5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9IAhCz9bTvtLHq9lCfkIfiUKH',
    'la+vmLbem55/foVCh5Wvr5i23puef35CnaO16oOxjYr6AH0gCULP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/',
    'fkKdo7Xqg7GNivoAfQUgCELFz9my8eW66id8CyMAfCEJIwBCH4OnIQQDQCAAQQhqIgIgBE0EQCAJIAApAwBCz9bTvtLHq9lCfkIf',
    'iUKHla+vmLbem55/foVCG4lCh5Wvr5i23puef35CnaO16oOxjYr6AH0hCSACIQAMAQsLIABBBGoiAiAETQRAIAkgADUCAEKHla+v',
    'mLbem55/foVCF4lCz9bTvtLHq9lCfkL5893xmfaZqxZ8IQkgAiEACwNAIAAgBEkEQCAJIAAxAABCxc/ZsvHluuonfoVCC4lCh5Wv',
    'r5i23puef34hCSAAQQFqIQAMAQsLIAkgCUIhiIVCz9bTvtLHq9lCfiIIQh2IIAiFQvnz3fGZ9pmrFn4iCEIgiCAIhSEIAn8jACIJ',
    'QgJRBEBBAC8BAEHc3ABGDAELIAlCA1EEf0EALwEAQdzcAEYFQQALBH9BAi0AAEENRgVBAAsLIQRBACQBBSAAIAEgAGsiAiAIEAAh',
    'CAJ/IAKtIglCAlEEQCAALwEAQdzcAEYMAQsgCUIDUQR/IAAvAQBB3NwARgVBAAsEfyAALQACQQ1GBUEACwshBAsgAUEBaiEAIAEt',
    'AABBCkYiBQRAQQEhAgJAIAFBgIABSyIHBH8gAUEBay0AAAUjEQsiBkENRg0AIAZB3ABGBEBBACECA0AgAUGAgAFLBH8gAUEBay0A',
    'AEHcAEYFQQALBEAgAUEBayEBIAJBAWohAgwBCwsgAiMSaiACIAFBgIABRhtBAXEhAgwBCyAGQS5GBEAgBwR/IAFBAWshAUEAIQID',
    'QCABQYCAAUsEfyABQQFrLQAAQdwARgVBAAsEQCABQQFrIQEgAkEBaiECDAELCyACIxJqIAIgAUGAgAFGGwUjEwtBAXEhAgwBC0EA',
    'IQILBUEAIQILIAIEQCMIQQEgBBsEf0EBBUEBIAlCA1EjEBsLJBALIwhBASAFQQAgBBsbRQRAQQEkCyMNIABBgIABayIArXwkDSMN',
    'IAlCAXx9JA0gAA8LIwYEQCMJIAh8JAkgBUUEQCMIQQFqIgEjByICIAEgAkkbJAgMBAsjCSIIQiGIIAiFQs/W077Sx6vZQn4iCEId',
    'iCAIhUL5893xmfaZqxZ+IghCIIggCIUhCEIAJAlBACQICyMMQgF8JAwjDiAIfCQOIw8gCELrh9aF6Mih5OEAfSIIQh6IIAiFQrnL',
    'k+fR7ZGsv39+IghCG4ggCIVC66PEmbG3kuiUf34iCEIfiCAIhXwkDwwCCwsLIANBgIABRwRAIANBAWsiAi0AACEDQQAhAQNAIAJB',
    'gIABSwR/IAJBAWstAABB3ABGBUEACwRAIAJBAWshAiABQQFqIQEMAQsLIAMkESABIxJqIAEgAkGAgAFGGyIBJBMgAUEBakEAIANB',
    '3ABGGyQSCyMNIABBgIABayIArXwkDSAACwQAIw0LOgBBACQBQQAkC0EAJAhCACQJQgAkDEIAJA1CACQOQgAkD0EAJBBBCiQRQQAk',
    'EkEAJBNBACQGIAAkCgtHAEEAJAFBACQLQQAkCEIAJAlCACQMQgAkDUIAJA5CACQPQQAkEEEKJBFBACQSQQAkE0EBJAYgACQHIABB',
    'A3RBQGtCADcDAAs=',
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
    /** A line was no row, or no whole one: pg_dump ends none with a carriage return, `\.` or an unescaped backslash. */
    get isOdd() {
        return this.#wasm.isOdd() !== 0;
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
    if (!/^[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*$/.test(token))
        return undefined;
    return /[A-Z]/.test(token) ? token.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : token;
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



const INTO = /^insert\s+into\s*(?:"(?:[^"]|"")*"|[^\s("])+/i;
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
    /** `content` is undefined where the rows cannot be told from the lines. */
    copied(name, content, columnsByName) {
        this.#awaited = undefined;
        const table = this.#tally(name);
        table.content = table.content && content && (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .added */ .vN)(table.content, content);
        table.columnsByName = columnsByName;
    }
    /** An INSERT statement, of `bytes` bytes, whose beginning is `head`. */
    inserted(head, bytes) {
        const text = head.toString('latin1', 0, 600);
        const [into] = INTO.exec(text) ?? [];
        if (into === undefined)
            return;
        // One after the other they go into the same table, whose name needs reading once.
        const table = this.#inserting?.into === into ? this.#inserting.table : this.#insertTarget(text);
        if (!table)
            return;
        table.insertedBytes += bytes;
        this.#inserting = { into, table };
    }
    #insertTarget(text) {
        const found = (0,_sql_names_js__WEBPACK_IMPORTED_MODULE_1__/* .qualifiedNameAt */ .vO)((0,_sql_tokens_js__WEBPACK_IMPORTED_MODULE_2__/* .tokensOf */ .k)(text), 2);
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

/***/ 9289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once)
/* harmony export */ });
/** A source of one chunk, for what is small enough to be in memory. */
async function* once(bytes) {
    yield bytes;
}

/***/ })

};

