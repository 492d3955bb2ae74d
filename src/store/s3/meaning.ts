import type { Failure } from './failure.ts'
import type { S3Settings } from './settings.ts'

/** What was asked of the server, for the error's text. */
export interface Asked {
  doing: 'write' | 'read' | 'list' | 'delete'
  /** The IAM permission it takes. */
  permission: `s3:${string}`
  /** Under the prefix; left out when it is about the bucket. */
  key?: string
}

/** Why a request failed, for a person, and what to do about it. */
export interface Meaning {
  why: string
  cure?: string
}

type Explain = (failure: Failure, asked: Asked, settings: S3Settings) => Meaning

/** The one place where the words of S3, its look-alikes and the network become ours. */
export function meaningOf(failure: Failure, asked: Asked, settings: S3Settings): Meaning {
  const explain = byCode.get(failure.code) ?? byKind(failure)
  return explain(failure, asked, settings)
}

function byKind({ code, status }: Failure): Explain {
  if (code.startsWith('KMS.')) return keyUnusable
  if (status === undefined) return /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code) ? untrusted : noAnswer
  if (status === 403) return denied
  if (status === 501) return featureMissing
  return status >= 500 ? serverFailed : asTheServerSays
}

const asTheServerSays: Explain = ({ code, status, text }) => {
  const named = status === undefined ? code : `${code} (${status})`
  return { why: text === '' || text === code ? named : `${named}: ${text}` }
}

const serverFailed: Explain = (failure) => ({
  why: `the server failed (${failure.status} ${failure.code}${tries(failure)})`,
  cure: 'try again later',
})

const wrongSecret: Explain = () => ({
  why: 'the secret access key is wrong (SignatureDoesNotMatch)',
  cure: 'check AWS_SECRET_ACCESS_KEY; it must be the one that belongs to AWS_ACCESS_KEY_ID, whole and without spaces',
})

const unknownKeyId: Explain = ({ code }, _, settings) => ({
  why: `the access key id is unknown at ${hostOf(settings)} (${code})`,
  cure: 'check AWS_ACCESS_KEY_ID, and s3-endpoint: the key must come from there',
})

const badToken: Explain = () => ({
  why: 'the session token is not valid (InvalidToken)',
  cure: 'set AWS_SESSION_TOKEN to the one that came with the access key, or unset it for a key without one',
})

const expired: Explain = () => ({
  why: 'the credentials have expired',
  cure: 'get new ones; where a role’s session is shorter than a backup takes, lengthen it (role-duration-seconds)',
})

const noCredentials: Explain = ({ text }) => ({
  why: `no usable credentials were found: ${text}`,
  cure: 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or let the job assume a role (OIDC)',
})

const clockWrong: Explain = () => ({
  why: 'this machine’s clock differs too much from the server’s',
  cure: 'set the clock, best by NTP',
})

const denied: Explain = (failure, asked, settings) => {
  const { text } = failure
  const { bucket, prefix } = settings
  const { permission, key } = asked
  // A role that may not be assumed is refused by another service, before S3 is asked.
  if (text.includes('sts:')) return noCredentials(failure, asked, settings)
  const bucketArn = bucket.startsWith('arn:') ? bucket : `arn:aws:s3:::${bucket}`
  const resource = key === undefined ? bucketArn : [bucketArn, prefix, '*'].filter(Boolean).join('/')
  // AWS names other permissions that are missing, of KMS or Object Lock, in its own text.
  const other = /\b(?:kms|s3):\w+/.exec(text)?.[0] ?? permission
  const cure = `allow ${other === permission ? permission : `${permission} and ${other}`} on ${resource}`
  const bare = /^(|access ?denied|forbidden|unknownerror|403)$/i.test(text)
  return { why: bare ? 'permission denied' : `permission denied: ${text}`, cure }
}

const keyUnusable: Explain = ({ code, text }) => ({
  why: `the encryption key cannot be used (${code}): ${text}`,
  cure: 'check s3-kms-key-id and the key’s policy (kms:GenerateDataKey and kms:Decrypt)',
})

const noBucket: Explain = (_, __, settings) => ({
  why: `there is no bucket "${settings.bucket}" at ${hostOf(settings)}`,
  cure: 'create it, or correct its name, s3-region or s3-endpoint',
})

const elsewhere: Explain = ({ region, text }) => ({
  why: `the bucket is in another region${region === undefined ? `: ${text}` : `, ${region}`}`,
  cure: 'set s3-region to it, and s3-endpoint where that names a region',
})

const notS3: Explain = (_, __, settings) => ({
  why: `${hostOf(settings)} did not answer as an S3 server does`,
  cure: 'check s3-endpoint: its host, its port, and http or https',
})

const noSuchHost: Explain = ({ text }) => ({
  why: `the name of the host cannot be resolved: ${text}`,
  cure: 'check s3-endpoint and s3-region, and the network',
})

const nothingListens: Explain = (failure, _, settings) => ({
  why: `nothing listens at ${hostOf(settings)} (${failure.code}${tries(failure)})`,
  cure: 'check s3-endpoint, and the network',
})

const timedOut: Explain = (failure, _, settings) => ({
  why: `no answer from ${hostOf(settings)} in time${tries(failure)}`,
  cure: 'check s3-endpoint, and the network',
})

const noTls: Explain = (_, __, settings) => ({
  why: `${hostOf(settings)} does not speak TLS`,
  cure: 'write http:// in s3-endpoint if that is meant',
})

const untrusted: Explain = ({ code }, _, settings) => ({
  why: `the certificate of ${hostOf(settings)} is not trusted (${code})`,
  cure: 'name its authority in NODE_EXTRA_CA_CERTS',
})

const noAnswer: Explain = (failure, asked, settings) => {
  if (!/^E[A-Z]+$/.test(failure.code)) return asTheServerSays(failure, asked, settings)
  return {
    why: `the connection to ${hostOf(settings)} broke (${failure.code}${tries(failure)})`,
    cure: 'try again later',
  }
}

const replaced: Explain = (failure, asked, settings) =>
  asked.doing === 'read'
    ? { why: 'it was replaced while it was read', cure: 'read it again' }
    : asTheServerSays(failure, asked, settings)

const damaged: Explain = ({ code }) => ({
  why: `the data were damaged on their way (${code})`,
  cure: 'try again; where it happens each time, the server may not know the checksum: set s3-checksum to when-required',
})

const featureMissing: Explain = ({ text }) => ({
  why: `the server does not know a feature that was asked of it: ${text}`,
  cure: 'set s3-checksum to when-required; leave out s3-storage-class, encryption and Object Lock if it has none',
})

const badStorageClass: Explain = (_, __, { storageClass }) => ({
  why: `the server does not know the storage class "${storageClass}"`,
  cure: 'correct s3-storage-class',
})

const partTooSmall: Explain = () => ({ why: 'the server finds a part too small', cure: 'raise s3-part-size' })

const tooLarge: Explain = () => ({
  why: 'the server does not take objects, or parts, of that size',
  cure: 'set s3-part-size to what it documents',
})

const uploadGone: Explain = () => ({
  why: 'the unfinished upload was aborted by someone else',
  cure: 'look for a lifecycle rule of the bucket, or another prune, that aborts uploads too soon',
})

// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, and Node's own words.
const byCode = new Map<string, Explain>([
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
])

function tries({ attempts }: Failure): string {
  return attempts > 1 ? `, ${attempts} tries` : ''
}

/** Host and port only: an endpoint could carry a name and a password. */
function hostOf({ endpoint }: S3Settings): string {
  const host = endpoint === undefined ? undefined : URL.parse(endpoint)?.host
  return host ?? 'the S3 endpoint'
}
