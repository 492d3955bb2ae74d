export const id = 477;
export const ids = [477];
export const modules = {

/***/ 8174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ Bucket)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(3711);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/retry/index.js
var retry = __webpack_require__(3609);
// EXTERNAL MODULE: ./build/store/s3/errors.js
var errors = __webpack_require__(5366);
// EXTERNAL MODULE: ./build/store/s3/failure.js
var s3_failure = __webpack_require__(4503);
;// CONCATENATED MODULE: ./build/store/s3/path-style.js
// Where the bucket has to be in the host's name. AWS leads the way by itself; the others refuse a bucket in the path:
// https://www.alibabacloud.com/help/doc-detail/389025.html, and Tencent's for every bucket made since 2024.
const wantBucketInHost = /(^|\.)(amazonaws\.com(\.cn)?|aliyuncs\.com|myqcloud\.com)$/;
/**
 * Puts the bucket into the path at every endpoint that is not known to want it in the host's name: a server of one's own has
 * seldom a name for each bucket, nor a certificate for them. The endpoint may come from the SDK's own chain, so it is
 * looked at when a request is addressed.
 */
function choosePathStyle({ config }) {
    const addressed = config.endpointProvider;
    config.endpointProvider = (asked, context) => addressed({ ...asked, ...inPath(asked) }, context);
}
function inPath({ Endpoint, Bucket = '' }) {
    const host = URL.parse(Endpoint ?? '')?.hostname;
    if (host === undefined || Bucket.startsWith('arn:') || wantBucketInHost.test(host))
        return {};
    return { ForcePathStyle: true };
}
// EXTERNAL MODULE: ./build/store/s3/settings.js
var s3_settings = __webpack_require__(9996);
;// CONCATENATED MODULE: ./build/store/s3/bucket.js






/** The way to one bucket: sends requests, follows the bucket to its region, and tells failures in our words. */
class Bucket {
    settings;
    #client;
    #followed = false;
    constructor(settings) {
        this.settings = settings;
        this.#client = clientFor(settings, settings.region ?? once(regionOfChain));
    }
    /** The object's name in the bucket. */
    nameOf(key) {
        const { bucket, prefix } = this.settings;
        return { Bucket: bucket, Key: prefix === '' ? key : `${prefix}/${key}` };
    }
    /**
     * Sends a request. `proof` is something in the answer that every S3 server gives: a web page that is answered with
     * status 200 would else be read as an empty listing or a write that worked.
     *
     * @throws S3Error, or the signal's reason once it has aborted
     */
    async send(command, asked, signal, proof) {
        const client = this.#client;
        let answer;
        try {
            answer = await client.send(command, signal && { abortSignal: signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            const failure = (0,s3_failure/* failureOf */.g)(error);
            if (!this.#follows(failure, client))
                throw new errors/* S3Error */.Dg(failure, asked, this.settings);
            return this.send(command, asked, signal, proof);
        }
        if (proof === undefined || proof(answer) !== undefined)
            return answer;
        throw new errors/* S3Error */.Dg({ ...(0,s3_failure/* failureOf */.g)(answer), code: 'NotS3' }, asked, this.settings);
    }
    /** Goes to the region a server names, once; several requests may learn of it at the same time. */
    #follows({ code, status, region }, asked) {
        // The status alone tells where the answer to a HEAD has no body.
        const elsewhere = status === 301 || status === 307 || code === 'AuthorizationHeaderMalformed';
        if (!elsewhere || region === undefined)
            return false;
        if (asked !== this.#client)
            return true;
        if (this.#followed)
            return false;
        this.#followed = true;
        this.#client = clientFor(this.settings, region);
        return true;
    }
}
function clientFor(settings, region) {
    const { attempts, pauseMs, connectMs, idleMs } = { ...s3_settings/* defaultPatience */.B, ...settings.patience };
    const pause = (tries) => pauseMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
    const client = new dist_cjs/* S3Client */.YxF({
        region,
        ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
        ...(settings.forcePathStyle !== undefined && { forcePathStyle: settings.forcePathStyle }),
        // Checksums are set by hand, on each request that the settings say; the SDK's own would go to every server.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // The SDK would open a new connection for each part, and wait for a "continue" that many servers never send.
        expectContinueHeader: false,
        retryStrategy: new retry.ConfiguredRetryStrategy(attempts, pause),
        requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
    });
    if (settings.forcePathStyle === undefined)
        choosePathStyle(client);
    return client;
}
/** What AWS_REGION or the profile says. The default finds buckets on AWS anywhere, and look-alikes do not mind it. */
async function regionOfChain() {
    try {
        return await new dist_cjs/* S3Client */.YxF({}).config.region();
    }
    catch {
        return 'us-east-1';
    }
}
/** The SDK asks for the region with every request. */
function once(find) {
    let found;
    return () => {
        found ??= find();
        return found;
    };
}

/***/ }),

/***/ 5366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dg: () => (/* binding */ S3Error),
/* harmony export */   b2: () => (/* binding */ isMissing),
/* harmony export */   hD: () => (/* binding */ locationOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _meaning_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5058);


/** A request to S3 that failed for good. */
class S3Error extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'S3Error';
    code;
    status;
    /** How often it was tried. More than once means that a try may have worked without our hearing of it. */
    attempts;
    /** Why it failed, without what was attempted. */
    why;
    constructor(failure, asked, settings) {
        const { why, ...cure } = (0,_meaning_js__WEBPACK_IMPORTED_MODULE_1__/* .meaningOf */ .P)(failure, asked, settings);
        super(`cannot ${asked.doing} ${locationOf(settings, asked.key)}: ${why}`, {
            ...cure,
            cause: failure.error,
        });
        this.why = why;
        this.code = failure.code;
        this.status = failure.status;
        this.attempts = failure.attempts;
    }
}
// 404 says of other things, too, that they are not there; the last is versitygw's word for an access key id.
const otherThings = new Set(['NoSuchBucket', 'XAdminUserNotFound']);
/** Whether it was the object that is not there. */
function isMissing({ status, code }) {
    return status === 404 && !otherThings.has(code);
}
/** `s3://bucket/prefix/key`, or less. */
function locationOf({ bucket, prefix }, key = '') {
    return ['s3:/', bucket, prefix, key].filter(Boolean).join('/');
}

/***/ }),

/***/ 4503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ partialFailure),
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
// A server's word stands in `name`. In `code` stands Node's or OpenSSL's when there was no answer, else this and that.
const systemCodes = /^(E[A-Z]+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_(TLS|SSL)_\w+)$/;
function failureOf(error) {
    const sdk = (error ?? {});
    const code = sdk.code !== undefined && systemCodes.test(sdk.code) ? sdk.code : sdk.name;
    return {
        code: code ?? 'UnknownError',
        status: sdk.$metadata?.httpStatusCode ?? sdk.$response?.statusCode,
        attempts: sdk.$metadata?.attempts ?? 1,
        text: oneLine(sdk.message ?? ''),
        region: sdk.Region ?? sdk.$response?.headers?.['x-amz-bucket-region'],
        error,
    };
}
/** An error that the answer to another request holds in its body, one of several. */
function partialFailure(code = 'UnknownError', message = '') {
    return { ...failureOf(undefined), code, text: oneLine(message) };
}
function oneLine(text) {
    return text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 300);
}

/***/ }),

/***/ 5058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ meaningOf)
/* harmony export */ });
/** The one place where the words of S3, its look-alikes and the network become ours. */
function meaningOf(failure, asked, settings) {
    const explain = byCode.get(failure.code) ?? byKind(failure);
    return explain(failure, asked, settings);
}
function byKind({ code, status }) {
    if (code.startsWith('KMS.'))
        return keyUnusable;
    if (status === undefined)
        return /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code) ? untrusted : noAnswer;
    if (status === 403)
        return denied;
    if (status === 501)
        return featureMissing;
    return status >= 500 ? serverFailed : asTheServerSays;
}
const asTheServerSays = ({ code, status, text }) => {
    const named = status === undefined ? code : `${code} (${status})`;
    return { why: text === '' || text === code ? named : `${named}: ${text}` };
};
const serverFailed = (failure) => ({
    why: `the server failed (${failure.status} ${failure.code}${tries(failure)})`,
    cure: 'try again later',
});
const wrongSecret = () => ({
    why: 'the secret access key is wrong (SignatureDoesNotMatch)',
    cure: 'check AWS_SECRET_ACCESS_KEY; it must be the one that belongs to AWS_ACCESS_KEY_ID, whole and without spaces',
});
const unknownKeyId = ({ code }, _, settings) => ({
    why: `the access key id is unknown at ${hostOf(settings)} (${code})`,
    cure: 'check AWS_ACCESS_KEY_ID, and s3-endpoint: the key must come from there',
});
const badToken = () => ({
    why: 'the session token is not valid (InvalidToken)',
    cure: 'set AWS_SESSION_TOKEN to the one that came with the access key, or unset it for a key without one',
});
const expired = () => ({
    why: 'the credentials have expired',
    cure: 'get new ones; where a role’s session is shorter than a backup takes, lengthen it (role-duration-seconds)',
});
const noCredentials = ({ text }) => ({
    why: `no usable credentials were found: ${text}`,
    cure: 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or let the job assume a role (OIDC)',
});
const clockWrong = () => ({
    why: 'this machine’s clock differs too much from the server’s',
    cure: 'set the clock, best by NTP',
});
const denied = (failure, asked, settings) => {
    const { text } = failure;
    const { bucket, prefix } = settings;
    const { permission, key } = asked;
    // A role that may not be assumed is refused by another service, before S3 is asked.
    if (text.includes('sts:'))
        return noCredentials(failure, asked, settings);
    const bucketArn = bucket.startsWith('arn:') ? bucket : `arn:aws:s3:::${bucket}`;
    const resource = key === undefined ? bucketArn : [bucketArn, prefix, '*'].filter(Boolean).join('/');
    // AWS names other permissions that are missing, of KMS or Object Lock, in its own text.
    const other = /\b(?:kms|s3):\w+/.exec(text)?.[0] ?? permission;
    const cure = `allow ${other === permission ? permission : `${permission} and ${other}`} on ${resource}`;
    const bare = /^(|access ?denied|forbidden|unknownerror|403)$/i.test(text);
    return { why: bare ? 'permission denied' : `permission denied: ${text}`, cure };
};
const keyUnusable = ({ code, text }) => ({
    why: `the encryption key cannot be used (${code}): ${text}`,
    cure: 'check s3-kms-key-id and the key’s policy (kms:GenerateDataKey and kms:Decrypt)',
});
const noBucket = (_, __, settings) => ({
    why: `there is no bucket "${settings.bucket}" at ${hostOf(settings)}`,
    cure: 'create it, or correct its name, s3-region or s3-endpoint',
});
const elsewhere = ({ region, text }) => ({
    why: `the bucket is in another region${region === undefined ? `: ${text}` : `, ${region}`}`,
    cure: 'set s3-region to it, and s3-endpoint where that names a region',
});
const notS3 = (_, __, settings) => ({
    why: `${hostOf(settings)} did not answer as an S3 server does`,
    cure: 'check s3-endpoint: its host, its port, and http or https',
});
const noSuchHost = ({ text }) => ({
    why: `the name of the host cannot be resolved: ${text}`,
    cure: 'check s3-endpoint and s3-region, and the network',
});
const nothingListens = (failure, _, settings) => ({
    why: `nothing listens at ${hostOf(settings)} (${failure.code}${tries(failure)})`,
    cure: 'check s3-endpoint, and the network',
});
const timedOut = (failure, _, settings) => ({
    why: `no answer from ${hostOf(settings)} in time${tries(failure)}`,
    cure: 'check s3-endpoint, and the network',
});
const noTls = (_, __, settings) => ({
    why: `${hostOf(settings)} does not speak TLS`,
    cure: 'write http:// in s3-endpoint if that is meant',
});
const untrusted = ({ code }, _, settings) => ({
    why: `the certificate of ${hostOf(settings)} is not trusted (${code})`,
    cure: 'name its authority in NODE_EXTRA_CA_CERTS',
});
const noAnswer = (failure, asked, settings) => {
    if (!/^E[A-Z]+$/.test(failure.code))
        return asTheServerSays(failure, asked, settings);
    return {
        why: `the connection to ${hostOf(settings)} broke (${failure.code}${tries(failure)})`,
        cure: 'try again later',
    };
};
const replaced = (failure, asked, settings) => asked.doing === 'read'
    ? { why: 'it was replaced while it was read', cure: 'read it again' }
    : asTheServerSays(failure, asked, settings);
const damaged = ({ code }) => ({
    why: `the data were damaged on their way (${code})`,
    cure: 'try again; where it happens each time, the server may not know the checksum: set s3-checksum to when-required',
});
const featureMissing = ({ text }) => ({
    why: `the server does not know a feature that was asked of it: ${text}`,
    cure: 'set s3-checksum to when-required; leave out s3-storage-class, encryption and Object Lock if it has none',
});
const badStorageClass = (_, __, { storageClass }) => ({
    why: `the server does not know the storage class "${storageClass}"`,
    cure: 'correct s3-storage-class',
});
const partTooSmall = () => ({ why: 'the server finds a part too small', cure: 'raise s3-part-size' });
const tooLarge = () => ({
    why: 'the server does not take objects, or parts, of that size',
    cure: 'set s3-part-size to what it documents',
});
const uploadGone = () => ({
    why: 'the unfinished upload was aborted by someone else',
    cure: 'look for a lifecycle rule of the bucket, or another prune, that aborts uploads too soon',
});
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, and Node's own words.
const byCode = new Map([
    ['SignatureDoesNotMatch', wrongSecret],
    ['InvalidAccessKeyId', unknownKeyId],
    ['XAdminUserNotFound', unknownKeyId], // versitygw's, with status 404
    ['InvalidToken', badToken],
    ['ExpiredToken', expired],
    ['ExpiredTokenException', expired],
    ['TokenRefreshRequired', expired],
    ['CredentialsProviderError', noCredentials],
    ['TokenProviderError', noCredentials],
    ['RequestTimeTooSkewed', clockWrong],
    ['RequestExpired', clockWrong],
    ['AccessDenied', denied],
    ['NoSuchBucket', noBucket],
    ['PermanentRedirect', elsewhere],
    ['TemporaryRedirect', elsewhere],
    ['AuthorizationHeaderMalformed', elsewhere],
    ['IllegalLocationConstraintException', elsewhere],
    ['NotS3', notS3],
    ['SyntaxError', notS3], // the SDK's, when it cannot read an answer as XML
    ['ENOTFOUND', noSuchHost],
    ['EAI_AGAIN', noSuchHost],
    ['ECONNREFUSED', nothingListens],
    ['TimeoutError', timedOut],
    ['ETIMEDOUT', timedOut],
    ['EPROTO', noTls],
    ['PreconditionFailed', replaced],
    ['BadDigest', damaged],
    ['InvalidDigest', damaged],
    ['XAmzContentSHA256Mismatch', damaged],
    ['XAmzContentChecksumMismatch', damaged],
    ['NotImplemented', featureMissing],
    ['InvalidStorageClass', badStorageClass],
    ['EntityTooSmall', partTooSmall],
    ['EntityTooLarge', tooLarge],
    ['NoSuchUpload', uploadGone],
]);
function tries({ attempts }) {
    return attempts > 1 ? `, ${attempts} tries` : '';
}
/** Host and port only: an endpoint could carry a name and a password. */
function hostOf({ endpoint }) {
    const host = endpoint === undefined ? undefined : URL.parse(endpoint)?.host;
    return host ?? 'the S3 endpoint';
}

/***/ }),

/***/ 9996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ defaultPatience)
/* harmony export */ });
// The SDK has no time-outs of its own. Six tries wait out some 5 to 8 seconds of a server's absence.
const defaultPatience = { attempts: 6, pauseMs: 250, connectMs: 10_000, idleMs: 60_000 };

/***/ }),

/***/ 1477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openS3Store: () => (/* binding */ openS3Store)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(3711);
// EXTERNAL MODULE: ./build/store/store.js
var store = __webpack_require__(4899);
// EXTERNAL MODULE: ./build/store/s3/bucket.js + 1 modules
var bucket = __webpack_require__(8174);
// EXTERNAL MODULE: ./build/store/s3/errors.js
var errors = __webpack_require__(5366);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/store/s3/features.js



const refusals = new Set([
    'NotImplemented',
    'InvalidArgument',
    'InvalidRequest',
    'BadRequest',
    'UnknownError',
    '400',
]);
/** Whether the server may have refused a feature, rather than us or our data. */
function isRefusal(error) {
    if (!(error instanceof errors/* S3Error */.Dg))
        return false;
    return error.status === 501 || (error.status === 400 && refusals.has(error.code));
}
/** Tries with all the wanted features that were not refused before, then without one of them, then without any. */
async function adapting(known, wanted, attempt) {
    const [last, ...earlier] = variants(wanted.filter((feature) => known[feature])).reverse();
    for (const on of earlier.reverse()) {
        try {
            return await keeping(on);
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
        }
    }
    return keeping(last ?? []);
    async function keeping(on) {
        const done = await attempt({ conditional: on.includes('conditional'), checksum: on.includes('checksum') });
        for (const feature of wanted)
            known[feature] = on.includes(feature);
        return done;
    }
}
function variants(all) {
    const withoutOne = all.length > 1 ? all.map((left) => all.filter((one) => one !== left)) : [];
    return all.length === 0 ? [[]] : [all, ...withoutOne, []];
}
/** The header by which the server checks that a body arrived as it was sent. */
function integrityOf(body, { checksum }) {
    if (checksum)
        return { ChecksumAlgorithm: 'CRC32', ChecksumCRC32: base64Of((0,external_node_zlib_.crc32)(body)) };
    return { ContentMD5: (0,external_node_crypto_.createHash)('md5').update(body).digest('base64') };
}
/** A CRC-32 as S3 writes it. */
function base64Of(crc) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc);
    return bytes.toString('base64');
}
;// CONCATENATED MODULE: ./build/store/s3/grace.js
// The least a stopped GitHub job leaves before it kills is 2.5 seconds after SIGTERM, 10 after SIGINT.
const graceMs = 2_000;
/**
 * Runs a request that must not be cut off half-way, because one could not know then what it did: when `signal` aborts,
 * the request's own signal follows a moment later.
 */
async function withGrace(signal, request) {
    const late = new AbortController();
    let timer;
    const onAbort = () => {
        timer = setTimeout(() => late.abort(signal.reason), graceMs);
    };
    signal.throwIfAborted();
    signal.addEventListener('abort', onAbort);
    try {
        return await request(late.signal);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
        clearTimeout(timer);
    }
}
;// CONCATENATED MODULE: ./build/store/s3/look.js


/** Servers that refused to be asked for a checksum, as s3proxy 2.6 does with 501. */
const withoutChecksums = new WeakSet();
/** Looks what is under a key without reading it; undefined when nothing is. */
async function look(bucket, key, signal) {
    const head = new dist_cjs/* HeadObjectCommand */.l81(bucket.nameOf(key));
    const asksChecksum = bucket.settings.checksum === 'when-supported' && !withoutChecksums.has(bucket);
    if (asksChecksum)
        head.input.ChecksumMode = 'ENABLED';
    try {
        return await seen(bucket, key, head, signal);
    }
    catch (error) {
        if (!(error instanceof errors/* S3Error */.Dg))
            throw error;
        if (error.status === 501 && asksChecksum) {
            withoutChecksums.add(bucket);
            return look(bucket, key, signal);
        }
        if (error.status !== 403 && error.status !== 400)
            throw error;
        if (!(await isReadable(bucket, key, signal)))
            return undefined;
        // Readable, and yet refused: it was the checksum, which on an object under KMS takes kms:Decrypt.
        return seen(bucket, key, new dist_cjs/* HeadObjectCommand */.l81(bucket.nameOf(key)), signal);
    }
}
async function seen(bucket, key, head, signal) {
    try {
        return seenIn(await bucket.send(head, asks(key), signal, ({ ETag }) => ETag));
    }
    catch (error) {
        if (error instanceof errors/* S3Error */.Dg && error.status === 404)
            return undefined;
        throw error;
    }
}
/** Asks again in a way that is answered with a body: an answer to HEAD has none, so it cannot say why it refuses. */
async function isReadable(bucket, key, signal) {
    const command = new dist_cjs/* GetObjectCommand */.jLs({ ...bucket.nameOf(key), Range: 'bytes=0-0' });
    try {
        const { Body } = await bucket.send(command, asks(key), signal);
        await Body?.transformToByteArray();
        return true;
    }
    catch (error) {
        if (!(error instanceof errors/* S3Error */.Dg))
            throw error;
        if (error.status === 416)
            return true; // an empty object has no first byte
        if ((0,errors/* isMissing */.b2)(error))
            return false;
        throw error;
    }
}
function asks(key) {
    return { doing: 'read', permission: 's3:GetObject', key };
}
function seenIn(answer) {
    const crc32 = wholeCrc32(answer);
    return { bytes: answer.ContentLength ?? 0, etag: answer.ETag, ...(crc32 !== undefined && { crc32 }) };
}
/**
 * A composite checksum is one over the parts' checksums, with `-<parts>` behind it: it says nothing of the whole. Of an
 * object that came in parts, which its entity tag tells, it must be said that the checksum is of the whole.
 */
function wholeCrc32({ ChecksumCRC32 = '', ChecksumType, ETag }) {
    if (ETag?.includes('-') && ChecksumType !== 'FULL_OBJECT')
        return undefined;
    return /^[\w+/]{6}==$/.test(ChecksumCRC32) ? Buffer.from(ChecksumCRC32, 'base64').readUInt32BE() : undefined;
}
;// CONCATENATED MODULE: ./build/store/s3/commit.js





/** How long may be spent on finding out what became of a request, and on cleaning up after it. */
const afterwardsMs = 5_000;
/**
 * Sends the one request that makes an object appear. Resolved means that the object is there, also when the answer was
 * lost and a second try heard that the key is taken, or when an abort came too late.
 *
 * @throws ObjectExistsError
 */
async function commit(target, wanted, sent, signal, send) {
    const { features, overwrite } = target;
    try {
        await withGrace(signal, (late) => adapting(features, overwrite ? wanted : ['conditional', ...wanted], async (on) => {
            if (!overwrite)
                await lookAgain(target, on, late);
            await send(on, late);
        }));
    }
    catch (error) {
        const isForgotten = !overwrite && isUnknownUpload(error);
        const seen = isForgotten || mayHaveWorked(error) ? await seenAfterwards(target) : undefined;
        if (mayHaveWorked(error) && seen !== undefined && isSame(seen, sent()))
            return;
        throw isTaken(error) || (isForgotten && seen !== undefined) ? taken(target, error) : error;
    }
}
/**
 * Looks first, so that a taken key is refused early, and also by servers that ignore If-None-Match. Who may only write is
 * let through where `guarded`: If-None-Match guards the key then.
 */
async function refuseTaken(target, { guarded }, signal) {
    try {
        if ((await look(target.bucket, target.key, signal)) !== undefined)
            throw taken(target);
        target.seenFreeAtMs = performance.now();
    }
    catch (error) {
        if (!guarded || !(error instanceof errors/* S3Error */.Dg) || error.code !== 'AccessDenied')
            throw error;
    }
}
// A dump takes minutes or hours from the first look to its last request. Some servers take If-None-Match and ignore it,
// without a word (rclone 1.75 does), so the header alone must not be trusted for that long.
const freshMs = 1_000;
async function lookAgain(target, { conditional }, signal) {
    const { seenFreeAtMs = Number.NEGATIVE_INFINITY } = target;
    if (conditional && performance.now() - seenFreeAtMs < freshMs)
        return;
    await refuseTaken(target, { guarded: conditional }, signal);
}
/** 409 is S3's answer when another write of the key is just being completed. */
function isTaken(error) {
    return error instanceof errors/* S3Error */.Dg && (error.status === 412 || error.code === 'ConditionalRequestConflict');
}
/** It was aborted, or completed; SeaweedFS 4.48 forgets it also when another upload of the same key is completed. */
function isUnknownUpload(error) {
    return error instanceof errors/* S3Error */.Dg && error.code === 'NoSuchUpload';
}
function taken({ bucket, key }, cause) {
    return new store/* ObjectExistsError */.qs(`cannot write ${(0,errors/* locationOf */.hD)(bucket.settings, key)}: it exists already`, {
        cure: store/* takenCure */.vl,
        cause,
    });
}
function mayHaveWorked(error) {
    if (error instanceof store/* ObjectExistsError */.qs)
        return false;
    if (!(error instanceof errors/* S3Error */.Dg))
        return true; // the abort's reason
    const unanswered = error.status === undefined || error.status >= 500;
    return unanswered || (error.attempts > 1 && (isTaken(error) || isUnknownUpload(error)));
}
function isSame(seen, sent) {
    if (seen.bytes !== sent.bytes)
        return false;
    return seen.crc32 === undefined ? seen.etag?.replaceAll('"', '') === sent.etag : seen.crc32 === sent.crc32;
}
/** What is under the key; undefined also where that cannot be known: then it is not claimed. */
async function seenAfterwards({ bucket, key }) {
    try {
        return await look(bucket, key, AbortSignal.timeout(afterwardsMs));
    }
    catch {
        return undefined;
    }
}
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/store/take-until.js
var take_until = __webpack_require__(4706);
// EXTERNAL MODULE: ./build/store/s3/failure.js
var failure = __webpack_require__(4503);
// EXTERNAL MODULE: ./build/store/s3/settings.js
var settings = __webpack_require__(9996);
;// CONCATENATED MODULE: ./build/store/s3/download.js







/**
 * The bytes under a key. A connection that breaks on the way is taken up again where it broke: a restore may read for
 * hours, and pauses for minutes while the database builds an index, longer than servers and time-outs wait.
 */
async function* download(bucket, key, signal) {
    const { attempts, pauseMs } = { ...settings/* defaultPatience */.B, ...bucket.settings.patience };
    let from = { at: 0 };
    for (let failures = 0;;) {
        const { chunks, place } = await openAt(bucket, key, from, signal);
        from = place;
        try {
            for await (const chunk of (0,take_until/* takeUntil */.Q)(chunks, signal)) {
                from.at += chunk.length;
                failures = 0;
                yield chunk;
            }
            if (from.at === (from.bytes ?? from.at))
                return;
            throw new Error(`it ended after ${from.at} of ${from.bytes} bytes`);
        }
        catch (error) {
            signal.throwIfAborted();
            failures++;
            if (failures >= attempts)
                throw new errors/* S3Error */.Dg((0,failure/* failureOf */.g)(error), download_asks(key), bucket.settings);
        }
        await (0,promises_.setTimeout)(pauseMs * 2 ** (failures - 1), undefined, { signal }).catch(() => signal.throwIfAborted());
    }
}
async function openAt(bucket, key, { at, bytes, etag }, signal) {
    const later = at > 0 ? { Range: `bytes=${at}-`, ...(etag !== undefined && { IfMatch: etag }) } : {};
    const command = new dist_cjs/* GetObjectCommand */.jLs({ ...bucket.nameOf(key), ...later });
    try {
        const answer = await bucket.send(command, download_asks(key), signal, ({ ETag }) => ETag);
        if (at > 0 && !answer.ContentRange?.startsWith(`bytes ${at}-`)) {
            throw new errors/* S3Error */.Dg((0,failure/* failureOf */.g)(new Error('the server cannot go on in the middle')), download_asks(key), bucket.settings);
        }
        const place = { at, bytes: bytes ?? answer.ContentLength, etag: etag ?? answer.ETag };
        return { chunks: answer.Body, place };
    }
    catch (error) {
        if (error instanceof errors/* S3Error */.Dg && (0,errors/* isMissing */.b2)(error)) {
            throw new store/* ObjectMissingError */.ox(`cannot read ${(0,errors/* locationOf */.hD)(bucket.settings, key)}: there is no such object`);
        }
        throw error;
    }
}
function download_asks(key) {
    return { doing: 'read', permission: 's3:GetObject', key };
}
// EXTERNAL MODULE: ./build/store/s3/part-plan.js
var part_plan = __webpack_require__(3090);
// EXTERNAL MODULE: ./build/store/undeleted.js
var undeleted = __webpack_require__(1338);
// EXTERNAL MODULE: ./build/store/s3/meaning.js
var meaning = __webpack_require__(5058);
;// CONCATENATED MODULE: ./build/store/s3/remove.js





// S3 takes no more in one request.
const batchKeys = 1000;
const atOnce = 8;
/** Deletes objects: a thousand at a time, or one by one on servers that have no bulk delete (GCS, some old ones). */
class Remover {
    #bucket;
    #bulk = true;
    constructor(bucket) {
        this.#bucket = bucket;
    }
    async remove(keys) {
        const left = [];
        for (let at = 0; at < keys.length; at += batchKeys) {
            left.push(...(await this.#batch(keys.slice(at, at + batchKeys))));
        }
        if (left.length > 0)
            throw (0,undeleted/* undeletedError */.h)((0,errors/* locationOf */.hD)(this.#bucket.settings), left);
    }
    async #batch(keys) {
        if (this.#bulk) {
            try {
                return await this.#together(keys);
            }
            catch (error) {
                // Also 400: servers that want Content-MD5, or do not know the SDK's checksum, answer this and that.
                if (!(error instanceof errors/* S3Error */.Dg) || ![400, 405, 411, 501].includes(error.status ?? 0))
                    throw error;
                this.#bulk = false;
            }
        }
        return this.#singly(keys);
    }
    async #together(keys) {
        const { bucket } = this.#bucket.settings;
        const byName = new Map(keys.map((key) => [this.#bucket.nameOf(key).Key, key]));
        const Objects = [...byName.keys()].map((Key) => ({ Key }));
        const command = new dist_cjs/* DeleteObjectsCommand */.xvx({ Bucket: bucket, Delete: { Objects, Quiet: true } });
        const { Errors = [] } = await this.#bucket.send(command, remove_asks());
        return Errors.filter(({ Code }) => Code !== 'NoSuchKey').map(({ Key = '', Code, Message }) => {
            const key = byName.get(Key) ?? Key;
            return { key, ...(0,meaning/* meaningOf */.P)((0,failure/* partialFailure */.P)(Code, Message), remove_asks(key), this.#bucket.settings) };
        });
    }
    async #singly(keys) {
        const left = [];
        for (let at = 0; at < keys.length; at += atOnce) {
            const ends = await Promise.all(keys.slice(at, at + atOnce).map((key) => this.#one(key)));
            left.push(...ends.filter((end) => end !== undefined));
        }
        return left;
    }
    /** What is refused for this key only is told with the others' refusals; a server that is away ends it all. */
    async #one(key) {
        try {
            await this.#bucket.send(new dist_cjs/* DeleteObjectCommand */.k4j(this.#bucket.nameOf(key)), remove_asks(key));
            return undefined;
        }
        catch (error) {
            if (!(error instanceof errors/* S3Error */.Dg) || error.status === undefined || error.status >= 500)
                throw error;
            if (error.code === 'NoSuchKey')
                return undefined;
            const { why, cure } = error;
            return { key, why, ...(cure !== undefined && { cure }) };
        }
    }
}
function remove_asks(key) {
    return { doing: 'delete', permission: 's3:DeleteObject', ...(key !== undefined && { key }) };
}
// EXTERNAL MODULE: ./build/store/until-aborted.js
var until_aborted = __webpack_require__(5200);
;// CONCATENATED MODULE: ./build/store/s3/strays.js



/**
 * Aborts the other uploads that are open under a key, of which the object is there by now: a begin whose answer was lost is
 * sent again, and one that something on the way delivers twice begins two. Nobody can complete them any more, and they cost.
 * What may not be listed or aborted, or gets no answer in time, a prune aborts when it is 48 hours old.
 */
async function abortStrays(store, key, completed) {
    const late = AbortSignal.timeout(afterwardsMs);
    try {
        await (0,until_aborted/* untilAborted */.E)(abortOthers(store, key, completed), late);
    }
    catch (error) {
        if (!(error instanceof errors/* S3Error */.Dg) && !late.aborted)
            throw error;
    }
}
async function abortOthers(store, key, completed) {
    for await (const open of store.listUnfinished(key)) {
        // A listing that lags may show the completed one still.
        if (open.key === key && open.id !== completed)
            await store.discard(open);
    }
}
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/store/s3/write-settings.js
const dayMs = 86_400_000;
/** What the settings say about how objects are kept, as the requests that begin a write take it. */
function writeSettings({ storageClass, encryption, objectLock }, now) {
    return {
        ...(storageClass !== undefined && {
            StorageClass: storageClass,
        }),
        ...(encryption !== undefined && { ServerSideEncryption: encryption.kind }),
        ...(encryption?.kind === 'aws:kms' &&
            encryption.keyId !== undefined && { SSEKMSKeyId: encryption.keyId }),
        ...(objectLock !== undefined && {
            ObjectLockMode: objectLock.mode,
            ObjectLockRetainUntilDate: new Date(now.getTime() + objectLock.days * dayMs),
        }),
    };
}
;// CONCATENATED MODULE: ./build/store/s3/multipart.js










/** One multipart upload, from its beginning to its completion or its abort. */
class MultipartUpload {
    #target;
    #id;
    #checksum;
    /** Whether the server keeps one checksum of the whole object, and so can be told what it must be. */
    #wholeChecksum;
    #parts = [];
    #sending = [];
    #bytes = 0;
    #crc32 = 0;
    constructor(target, { id, checksum, wholeChecksum }) {
        this.#target = target;
        this.#id = { ...target.bucket.nameOf(target.key), UploadId: id };
        this.#checksum = checksum;
        this.#wholeChecksum = wholeChecksum;
    }
    static async begin(target, signal) {
        const { bucket, features, key } = target;
        const kept = { ...bucket.nameOf(key), ...writeSettings(bucket.settings, new Date()) };
        const begun = await withGrace(signal, (late) => adapting(features, ['checksum'], async ({ checksum }) => {
            const whole = checksum ? { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } : {};
            const command = new dist_cjs/* CreateMultipartUploadCommand */.nG4({ ...kept, ...whole });
            const { UploadId, ChecksumType } = await bucket.send(command, multipart_asks(key), late, ({ UploadId }) => UploadId);
            return { id: UploadId ?? '', checksum, wholeChecksum: checksum && ChecksumType === 'FULL_OBJECT' };
        }));
        return new MultipartUpload(target, begun);
    }
    /** Sends a part, tried again by itself when that fails; its body may be used again afterwards. */
    send({ number, body }, signal) {
        if (number > part_plan/* maxParts */.bp)
            return Promise.reject(outgrown(this.#target));
        this.#bytes += body.length;
        this.#crc32 = (0,external_node_zlib_.crc32)(body, this.#crc32);
        const sent = this.#send(number, body, signal);
        this.#sending.push(sent);
        return sent;
    }
    /** Makes the object appear, when every part has arrived; gives the upload's id. @throws ObjectExistsError */
    async complete(signal) {
        await Promise.all(this.#sending);
        const { bucket, key } = this.#target;
        const whole = this.#wholeChecksum
            ? { ChecksumCRC32: base64Of(this.#crc32), ChecksumType: 'FULL_OBJECT' }
            : {};
        await commit(this.#target, [], () => this.#sent(), signal, ({ conditional }, late) => {
            const command = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
                ...this.#id,
                ...whole,
                ...(conditional && { IfNoneMatch: '*' }),
                MultipartUpload: { Parts: this.#parts },
            });
            return bucket.send(command, multipart_asks(key), late);
        });
        return this.#id.UploadId;
    }
    /** Aborts the upload, so that its parts cost nothing, and throws `error`; or tells that they stay. */
    async abandon(error) {
        await Promise.allSettled(this.#sending);
        const { bucket, key } = this.#target;
        const asked = { doing: 'delete', permission: 's3:AbortMultipartUpload', key };
        try {
            // A signal of its own: the caller's may have fired already.
            await bucket.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP(this.#id), asked, AbortSignal.timeout(afterwardsMs));
        }
        catch (failure) {
            if (!isGone(failure))
                throw isSilence(error, failure) ? perhapsLeftBehind(error) : leftBehind(error, failure);
        }
        throw error;
    }
    async #send(number, body, signal) {
        const { bucket, key } = this.#target;
        const integrity = integrityOf(body, { checksum: this.#checksum });
        const command = new dist_cjs/* UploadPartCommand */.iVK({ ...this.#id, PartNumber: number, Body: body, ...integrity });
        const { ETag, ChecksumCRC32 } = await bucket.send(command, multipart_asks(key), signal, ({ ETag }) => ETag);
        this.#parts[number - 1] = { PartNumber: number, ETag, ...(ChecksumCRC32 && { ChecksumCRC32 }) };
    }
    /** The entity tag is known beforehand where the parts' are MD5s: S3 makes it the MD5 of those, and `-<parts>`. */
    #sent() {
        const md5 = (0,external_node_crypto_.createHash)('md5');
        for (const { ETag = '' } of this.#parts)
            md5.update(ETag.replaceAll('"', ''), 'hex');
        return { bytes: this.#bytes, crc32: this.#crc32, etag: `${md5.digest('hex')}-${this.#parts.length}` };
    }
}
function outgrown({ bucket, key, partBytes }) {
    const mebibytes = Math.ceil(partBytes / 1024 ** 2);
    return new build_errors/* PgdrillError */.ZA(`cannot write ${(0,errors/* locationOf */.hD)(bucket.settings, key)}: it is larger than ${part_plan/* maxParts */.bp} parts of ${mebibytes} MiB, and S3 takes no more parts`, { cure: `set s3-part-size to ${2 * mebibytes}MiB or more` });
}
/** The write failed, and what it had sent could not be removed. */
class LeftBehindError extends build_errors/* PgdrillError */.ZA {
    exitCode;
    constructor(what, cure, cause) {
        super(what, { ...(cure !== undefined && { cure }), cause });
        this.exitCode = cause instanceof build_errors/* PgdrillError */.ZA ? cause.exitCode : 1;
    }
}
function leftBehind(error, failure) {
    const { what, cure } = failure instanceof build_errors/* PgdrillError */.ZA ? failure : { what: (0,build_errors/* messageOf */.bD)(failure), cure: undefined };
    return new LeftBehindError(`${(0,build_errors/* messageOf */.bD)(error)}; besides, the unfinished upload stays there and costs: ${what}`, cure === undefined ? whoRemovesIt : `${cure}, then prune: ${whoRemovesIt}`, error);
}
/** Nobody answers any more: what became of the upload is not known. */
function perhapsLeftBehind(error) {
    const { what, cure } = error;
    const told = `its unfinished upload may be left there, and costs then: ${whoRemovesIt}`;
    return new LeftBehindError(what, cure === undefined ? told : `${cure}; ${told}`, error);
}
// retention/leftovers.ts says why only then.
const whoRemovesIt = 'a prune removes it when it is 48 hours old';
function isGone(failure) {
    return failure instanceof errors/* S3Error */.Dg && failure.code === 'NoSuchUpload';
}
/** The server is silent, which the first error has said already. */
function isSilence(error, failure) {
    const silent = !(failure instanceof errors/* S3Error */.Dg) || failure.status === undefined;
    return silent && error instanceof errors/* S3Error */.Dg && error.status === undefined;
}
function multipart_asks(key) {
    return { doing: 'write', permission: 's3:PutObject', key };
}
;// CONCATENATED MODULE: ./build/store/s3/parts.js
/** Cuts a stream into parts, copying it into buffers of the pool; waits for a free one when all are in use. */
async function* cutIntoParts(chunks, pool) {
    let number = 1;
    let body = await pool.take();
    let filled = 0;
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length;) {
            if (filled === body.length) {
                yield { number, body, last: false };
                number++;
                body = await pool.take();
                filled = 0;
            }
            const piece = chunk.subarray(at, at + body.length - filled);
            body.set(piece, filled);
            filled += piece.length;
            at += piece.length;
        }
    }
    yield { number, body: body.subarray(0, filled), last: true };
}
/** A bounded number of buffers of one size, made when first needed and used again: memory stays flat. */
class BufferPool {
    #bytes;
    #signal;
    #free = [];
    #left;
    #give;
    /** `signal` ends the wait for a free buffer. */
    constructor({ bytes, count, signal }) {
        this.#bytes = bytes;
        this.#left = count;
        this.#signal = signal;
    }
    /** For one taker at a time. */
    async take() {
        this.#signal.throwIfAborted();
        const free = this.#free.pop();
        if (free !== undefined)
            return free;
        if (this.#left === 0)
            return this.#wait();
        this.#left--;
        return Buffer.allocUnsafeSlow(this.#bytes);
    }
    give(buffer) {
        if (this.#give === undefined)
            this.#free.push(buffer);
        else
            this.#give(buffer);
    }
    #wait() {
        return new Promise((resolve, reject) => {
            const onAbort = () => reject(this.#signal.reason);
            this.#signal.addEventListener('abort', onAbort, { once: true });
            this.#give = (buffer) => {
                this.#give = undefined;
                this.#signal.removeEventListener('abort', onAbort);
                resolve(buffer);
            };
        });
    }
}
;// CONCATENATED MODULE: ./build/store/s3/upload.js









/**
 * Writes a stream under a key: in one request when it fits into one part, else in parts, several at a time; then it gives
 * the id of the upload that is complete.
 */
async function upload(target, source, { signal, buffers }) {
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const pool = new BufferPool({ bytes: target.partBytes, count: buffers, signal: either });
    let multipart;
    try {
        for await (const part of cutIntoParts((0,take_until/* takeUntil */.Q)(source, either), pool)) {
            if (part.last && part.number === 1) {
                await putWhole(target, part.body, signal);
                return undefined;
            }
            multipart ??= await MultipartUpload.begin(target, signal);
            // A part's failure ends the reading of the source, even while that is silent.
            multipart.send(part, either).then(() => pool.give(part.body), (error) => failed.abort(error));
        }
        return await multipart?.complete(signal);
    }
    catch (error) {
        failed.abort(error); // the parts still on their way as well
        await multipart?.abandon(error);
        throw error;
    }
}
async function putWhole(target, body, signal) {
    const { bucket, key } = target;
    const sent = () => ({
        bytes: body.length,
        crc32: (0,external_node_zlib_.crc32)(body),
        etag: (0,external_node_crypto_.createHash)('md5').update(body).digest('hex'),
    });
    await commit(target, ['checksum'], sent, signal, ({ conditional, checksum }, late) => {
        const command = new dist_cjs/* PutObjectCommand */.wKZ({
            ...bucket.nameOf(key),
            ...writeSettings(bucket.settings, new Date()),
            ...integrityOf(body, { checksum }),
            ...(conditional && { IfNoneMatch: '*' }),
            Body: body,
        });
        return bucket.send(command, { doing: 'write', permission: 's3:PutObject', key }, late, ({ ETag }) => ETag);
    });
}
;// CONCATENATED MODULE: ./build/store/s3/store.js











/** A store in an S3 bucket, of AWS or a look-alike. Nothing is contacted yet. */
function openS3Store(settings) {
    return new BucketStore(settings);
}
class BucketStore {
    location;
    #bucket;
    #remover;
    features;
    constructor(settings) {
        this.location = (0,errors/* locationOf */.hD)(settings);
        this.#bucket = new bucket/* Bucket */.f(settings);
        this.#remover = new Remover(this.#bucket);
        this.features = { conditional: true, checksum: settings.checksum === 'when-supported' };
    }
    async put(key, source, options) {
        (0,store/* checkKey */.yR)(key);
        const { signal, expectedBytes, overwrite = false } = options;
        signal.throwIfAborted();
        const { partBytes, buffers } = (0,part_plan/* planParts */.mM)({ expectedBytes, partBytes: this.#bucket.settings.partBytes });
        const target = { bucket: this.#bucket, features: this.features, key, overwrite, partBytes };
        if (!overwrite)
            await refuseTaken(target, { guarded: true }, signal);
        const completed = await upload(target, source, { signal, buffers });
        if (completed !== undefined && !overwrite)
            await abortStrays(this, key, completed);
    }
    async *get(key, { signal }) {
        (0,store/* checkKey */.yR)(key);
        yield* download(this.#bucket, key, signal);
    }
    async stat(key) {
        (0,store/* checkKey */.yR)(key);
        const seen = await look(this.#bucket, key);
        if (seen === undefined)
            return undefined;
        const { etag: _, ...held } = seen;
        return held;
    }
    async *list(keyPrefix) {
        const asked = { doing: 'list', permission: 's3:ListBucket' };
        let page;
        do {
            const token = page?.NextContinuationToken;
            const command = new dist_cjs/* ListObjectsV2Command */.u6x({
                ...this.#under(keyPrefix),
                ...(token && { ContinuationToken: token }),
            });
            page = await this.#bucket.send(command, asked, undefined, isListing);
            for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
                const key = this.#keyOf(Key);
                if (!isFolder(key))
                    yield { key, bytes: Size, modifiedAt: LastModified };
            }
        } while (page.IsTruncated && page.NextContinuationToken !== undefined);
    }
    async delete(keys) {
        keys.forEach(store/* checkKey */.yR);
        await this.#remover.remove(keys);
    }
    async *listUnfinished(keyPrefix) {
        let page;
        do {
            page = await this.#uploads(keyPrefix, page);
            for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page?.Uploads ?? []) {
                yield { key: this.#keyOf(Key), startedAt: Initiated, id: UploadId };
            }
        } while (page?.IsTruncated && page.NextKeyMarker);
    }
    async discard({ key, id }) {
        (0,store/* checkKey */.yR)(key);
        const command = new dist_cjs/* AbortMultipartUploadCommand */.tfP({ ...this.#bucket.nameOf(key), UploadId: id });
        try {
            await this.#bucket.send(command, { doing: 'delete', permission: 's3:AbortMultipartUpload', key });
        }
        catch (error) {
            if (!(error instanceof errors/* S3Error */.Dg) || error.code !== 'NoSuchUpload')
                throw error;
        }
    }
    /** A page of open uploads; undefined where there is none, or where the server cannot list them. */
    async #uploads(keyPrefix, before) {
        const after = before && { KeyMarker: before.NextKeyMarker, UploadIdMarker: before.NextUploadIdMarker };
        const command = new dist_cjs/* ListMultipartUploadsCommand */.mo2({ ...this.#under(keyPrefix), ...after });
        try {
            const asked = { doing: 'list', permission: 's3:ListBucketMultipartUploads' };
            return await this.#bucket.send(command, asked, undefined, isListing);
        }
        catch (error) {
            if (hasNone(error))
                return undefined;
            throw error;
        }
    }
    #under(keyPrefix) {
        const { Bucket, Key } = this.#bucket.nameOf(keyPrefix);
        return { Bucket, Prefix: Key };
    }
    #keyOf(name) {
        const { prefix } = this.#bucket.settings;
        return prefix === '' ? name : name.slice(prefix.length + 1);
    }
}
/** What consoles make for a new folder, and servers with real folders (s3proxy) list of each. */
function isFolder(key) {
    return key === '' || key.endsWith('/');
}
/** 501 and 405: the server cannot list open uploads. rclone says NoSuchUpload of a bucket that has none. */
function hasNone(error) {
    return (error instanceof errors/* S3Error */.Dg &&
        (error.status === 501 || error.status === 405 || error.code === 'NoSuchUpload'));
}
/** Whether an answer is a listing, be it empty: look-alikes leave out one or another of these, none leaves out all. */
function isListing(answer) {
    const told = answer;
    return told.Name ?? told.Bucket ?? told.IsTruncated ?? told.Prefix;
}

/***/ }),

/***/ 5200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ untilAborted)
/* harmony export */ });
/**
 * What `work` gives, or the signal's reason as soon as that aborts: for questions, which leave nothing to clean up. A
 * server that hangs is then not waited for, but a timer or a socket can still keep the process alive.
 */
async function untilAborted(work, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted)
        onAbort();
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}

/***/ })

};

