import { PgdrillError } from '../../errors.ts'
import type { S3Settings } from './settings.ts'

/** What was asked of the server, for the error's text. */
export interface Asked {
  doing: 'write' | 'read' | 'list' | 'delete'
  /** The IAM permission it takes. */
  permission: `s3:${string}`
  /** Under the prefix; left out when it is about the bucket. */
  key?: string
}

/** A request to S3 that failed for good. */
export class S3Error extends PgdrillError {
  override readonly name = 'S3Error'
  /** The server's or the system's own word: `AccessDenied`, `ECONNREFUSED`. */
  readonly code: string
  /** The HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  /** How often it was tried. More than once means that a try may have worked without our hearing of it. */
  readonly attempts: number
  /** Why it failed, without what was attempted. */
  readonly why: string

  constructor(failure: Failure, asked: Asked, settings: S3Settings) {
    const { why, cure } = meaningOf(failure, asked, settings)
    super(`cannot ${asked.doing} ${locationOf(settings, asked.key)}: ${why}`, {
      cause: failure.error,
      ...(cure !== undefined && { cure }),
    })
    this.why = why
    this.code = failure.code
    this.status = failure.status
    this.attempts = failure.attempts
  }
}

/** What can be read off anything the SDK throws. */
export interface Failure {
  code: string
  status: number | undefined
  attempts: number
  /** The server's or system's text, one line. */
  text: string
  /** The region the server says the bucket is in. */
  region: string | undefined
  error: unknown
}

interface SdkError {
  name?: string
  code?: string
  message?: string
  Region?: string
  $metadata?: { httpStatusCode?: number; attempts?: number }
  $response?: { statusCode?: number; headers?: Record<string, string> }
  cause?: unknown
}

// What says that no server answered stands in `code`; what a server answered stands in `name`.
const systemCodes =
  /^(E[A-Z]+|CERT_[A-Z_]+|DEPTH_ZERO_[A-Z_]+|SELF_SIGNED_[A-Z_]+|UNABLE_TO_[A-Z_]+|ERR_(TLS|SSL)_\w+)$/

export function failureOf(error: unknown): Failure {
  const sdk = (error ?? {}) as SdkError
  const code = sdk.code !== undefined && systemCodes.test(sdk.code) ? sdk.code : (sdk.name ?? 'UnknownError')
  return {
    code,
    status: sdk.$metadata?.httpStatusCode ?? sdk.$response?.statusCode,
    attempts: sdk.$metadata?.attempts ?? 1,
    text: oneLine(sdk.message ?? ''),
    region: sdk.Region ?? sdk.$response?.headers?.['x-amz-bucket-region'],
    error,
  }
}

export function locationOf({ bucket, prefix }: S3Settings, key?: string): string {
  return ['s3:/', bucket, prefix, key ?? ''].filter(Boolean).join('/')
}

export interface Meaning {
  why: string
  cure?: string
}

/** What a failure means for a person and what to do about it. */
export function meaningOf(failure: Failure, asked: Asked, settings: S3Settings): Meaning {
  const { code, status, text } = failure
  const known =
    byCode[code]?.(failure, asked, settings) ??
    (status === undefined ? noAnswer(failure, settings) : undefined)
  if (known !== undefined) return known
  if (code.startsWith('KMS.')) return keyUnusable(failure)
  if (status === 403) return denied(failure, asked, settings)
  if (status !== undefined && status >= 500 && status !== 501) {
    return { why: `the server failed (${status} ${code}${tries(failure)})`, cure: 'try again later' }
  }
  return {
    why: [code, status !== undefined && `(${status})`, text && `: ${text}`]
      .filter(Boolean)
      .join(' ')
      .replace(' :', ':'),
  }
}

type Explain = (failure: Failure, asked: Asked, settings: S3Settings) => Meaning | undefined

const expired: Explain = () => ({
  why: 'the credentials have expired',
  cure: 'get new ones; where a role’s session is shorter than a backup takes, lengthen it (role-duration-seconds)',
})

const wrongRegion: Explain = ({ region, text }, _, { endpoint }) => ({
  why: `the bucket is in another region${region === undefined ? `: ${text}` : `, ${region}`}`,
  cure:
    endpoint === undefined ? 'set s3-region to it' : 'set s3-region, or s3-endpoint, to where the bucket is',
})

const noCredentials: Explain = ({ text }) => ({
  why: `no usable credentials were found: ${text}`,
  cure: 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or let the job assume a role (OIDC)',
})

const clockWrong: Explain = () => ({
  why: 'this machine’s clock differs too much from the server’s',
  cure: 'set the clock, best by NTP',
})

const damaged: Explain = ({ code }) => ({
  why: `the data were damaged on their way (${code})`,
  cure: 'try again; where it happens each time, the server may not know the checksum: set s3-checksum to when-required',
})

const noBucket: Explain = (_, __, { bucket, endpoint }) => ({
  why: `there is no bucket "${bucket}"${endpoint === undefined ? '' : ` at ${hostOf(endpoint)}`}`,
  cure: 'create it, or correct its name, s3-region or s3-endpoint',
})

const notS3: Explain = (_, __, { endpoint }) => ({
  why: `${endpoint === undefined ? 'the endpoint' : hostOf(endpoint)} did not answer as an S3 server does`,
  cure: 'check s3-endpoint: its host, its port, and http or https',
})

const byCode: Record<string, Explain> = {
  SignatureDoesNotMatch: () => ({
    why: 'the secret access key is wrong (SignatureDoesNotMatch)',
    cure: 'check AWS_SECRET_ACCESS_KEY; it must be the one that belongs to AWS_ACCESS_KEY_ID, whole and without spaces',
  }),
  InvalidAccessKeyId: (_, __, { endpoint }) => ({
    why: `the access key id is unknown ${endpoint === undefined ? 'to AWS' : `at ${hostOf(endpoint)}`} (InvalidAccessKeyId)`,
    cure: 'check AWS_ACCESS_KEY_ID, and s3-endpoint: the key must come from there',
  }),
  InvalidToken: () => ({
    why: 'the session token is not valid (InvalidToken)',
    cure: 'set AWS_SESSION_TOKEN to the one that came with the access key, or unset it for a key without one',
  }),
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  TokenRefreshRequired: expired,
  RequestTimeTooSkewed: clockWrong,
  RequestExpired: clockWrong,
  AccessDenied: (failure, asked, settings) =>
    failure.text.includes('sts:')
      ? noCredentials(failure, asked, settings)
      : denied(failure, asked, settings),
  NoSuchBucket: noBucket,
  NotS3: notS3,
  // What the SDK throws when it cannot read an answer as XML.
  SyntaxError: notS3,
  PreconditionFailed: (_, { doing }) =>
    doing === 'read' ? { why: 'it was replaced while it was read', cure: 'read it again' } : undefined,
  PermanentRedirect: wrongRegion,
  TemporaryRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  InvalidStorageClass: (_, __, { storageClass }) => ({
    why: `the server does not know the storage class "${storageClass}"`,
    cure: 'correct s3-storage-class',
  }),
  CredentialsProviderError: noCredentials,
  TokenProviderError: noCredentials,
  BadDigest: damaged,
  InvalidDigest: damaged,
  XAmzContentSHA256Mismatch: damaged,
  XAmzContentChecksumMismatch: damaged,
  NotImplemented: ({ text }) => ({
    why: `the server does not know a feature that was asked of it: ${text}`,
    cure: 'set s3-checksum to when-required; leave out s3-storage-class, encryption and Object Lock if it has none',
  }),
  EntityTooSmall: () => ({
    why: 'the server finds a part too small',
    cure: 'raise s3-part-size',
  }),
  EntityTooLarge: () => ({
    why: 'the server does not take objects, or parts, of that size',
    cure: 'raise or lower s3-part-size to what it documents',
  }),
  NoSuchUpload: () => ({
    why: 'the unfinished upload was aborted by someone else',
    cure: 'look for a lifecycle rule of the bucket, or another prune, that aborts uploads too soon',
  }),
}

function keyUnusable({ code, text }: Failure): Meaning {
  const cure = 'check s3-kms-key-id and the key’s policy (kms:GenerateDataKey and kms:Decrypt)'
  return { why: `the encryption key cannot be used (${code}): ${text}`, cure }
}

/** No HTTP status: the request never got an answer that could be read. */
function noAnswer(failure: Failure, { endpoint }: S3Settings): Meaning | undefined {
  const { code, text } = failure
  const where = endpoint === undefined ? 'AWS' : hostOf(endpoint)
  const check =
    endpoint === undefined ? 'check the network, and s3-region' : 'check s3-endpoint, and the network'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { why: `the name of the host cannot be resolved: ${text}`, cure: check }
  if (code === 'ECONNREFUSED')
    return { why: `nothing listens at ${where} (${code}${tries(failure)})`, cure: check }
  if (code === 'TimeoutError' || code === 'ETIMEDOUT')
    return { why: `no answer from ${where} in time${tries(failure, ', ')}`, cure: check }
  if (code === 'EPROTO')
    return { why: `${where} does not speak TLS`, cure: 'write http:// in s3-endpoint if that is meant' }
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code)) {
    return {
      why: `the certificate of ${where} is not trusted (${code})`,
      cure: 'name its authority in NODE_EXTRA_CA_CERTS',
    }
  }
  if (/^E[A-Z]+$/.test(code))
    return { why: `the connection to ${where} broke (${code}${tries(failure)})`, cure: 'try again later' }
  return undefined
}

function denied({ text }: Failure, { permission, key }: Asked, { bucket, prefix }: S3Settings): Meaning {
  const bucketArn = bucket.startsWith('arn:') ? bucket : `arn:aws:s3:::${bucket}`
  const resource = key === undefined ? bucketArn : [bucketArn, prefix, '*'].filter(Boolean).join('/')
  // AWS names other permissions that are missing, of KMS or Object Lock, in its own text.
  const other = /\b(?:kms|s3):\w+/.exec(text)?.[0]
  const named = other === undefined || other === permission ? permission : `${permission} and ${other}`
  return {
    why: `permission denied${text && text !== 'Access Denied' ? `: ${text}` : ''}`,
    cure: `allow ${named} on ${resource}`,
  }
}

function tries({ attempts }: Failure, before = ', '): string {
  return attempts > 1 ? `${before}${attempts} tries` : ''
}

/** Host and port only: an endpoint could carry a name and a password. */
function hostOf(endpoint: string): string {
  return URL.parse(endpoint)?.host ?? 's3-endpoint'
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 300)
}
