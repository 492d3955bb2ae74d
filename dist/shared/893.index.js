export const id = 893;
export const ids = [893];
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

/***/ 3893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readUnheeded: () => (/* binding */ readUnheeded)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3711);
/* harmony import */ var _bucket_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8174);


/**
 * The options about how objects are kept that the server took with this object and says nothing of: versitygw 1.8 and
 * others ignore encryption and storage classes without a word. Asks nothing where none of them is set.
 */
async function readUnheeded(settings, key, signal) {
    const { encryption, storageClass = 'STANDARD' } = settings;
    if (encryption === undefined && storageClass === 'STANDARD')
        return [];
    const bucket = new _bucket_js__WEBPACK_IMPORTED_MODULE_0__/* .Bucket */ .f(settings);
    const asked = { doing: 'read', permission: 's3:GetObject', key };
    const held = await bucket.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__/* .HeadObjectCommand */ .l81(bucket.nameOf(key)), asked, signal);
    const unheeded = [];
    if (encryption !== undefined && held.ServerSideEncryption !== encryption.kind)
        unheeded.push('s3-sse');
    if ((held.StorageClass ?? 'STANDARD') !== storageClass)
        unheeded.push('s3-storage-class');
    return unheeded;
}

/***/ })

};

