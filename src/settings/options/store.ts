import { minPartBytes } from '../../store/s3/part-plan.ts'
import { boolean, choice, lines, size, text, wholeNumber, word } from '../kinds.ts'
import { commands as all, type Option } from '../option.ts'

const commands = all.filter((command) => command !== 'setup-client')

// Only what writes an object can say how it is kept.
const writing = ['backup', 'doctor'] as const

// S3's limit: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const maxPartBytes = 5 * 1024 ** 3

export const storeOptions = {
  store: {
    group: 'store',
    commands,
    kind: lines('STORE'),
    alsoReads: ['AWS_S3_BUCKET', 'AWS_S3_PREFIX', 'BACKUP_DIR'],
    otherwise:
      'the bucket in AWS_S3_BUCKET (with the prefix in AWS_S3_PREFIX) and the folder in BACKUP_DIR, or either',
    meaning: 'Where backups live: s3://bucket/prefix, or the path of a folder.',
  },
  's3-endpoint': {
    group: 'store',
    commands,
    kind: text('URL'),
    otherwise: 'AWS, or what AWS_ENDPOINT_URL_S3 or ~/.aws/config says',
    meaning: 'The S3 server, for R2, MinIO and other look-alikes: https://host[:port].',
  },
  's3-region': {
    group: 'store',
    commands,
    kind: word('REGION'),
    otherwise: 'AWS_REGION, or what ~/.aws/config says',
    meaning: "The bucket's region.",
  },
  's3-force-path-style': {
    group: 'store',
    commands,
    kind: boolean(),
    otherwise: 'true with an endpoint that is not of AWS, Alibaba or Tencent',
    meaning: "Whether the bucket is in the path, or in the host's name.",
  },
  's3-checksum': {
    group: 'store',
    commands,
    kind: choice('when-supported', 'when-required'),
    default: 'when-supported',
    environment: ['AWS_REQUEST_CHECKSUM_CALCULATION'],
    meaning: 'When to send checksums. when-required is for look-alikes that refuse them.',
  },
  's3-storage-class': {
    group: 'store',
    commands: writing,
    kind: word('CLASS'),
    otherwise: "the bucket's",
    meaning: 'The storage class of new objects, such as STANDARD_IA or GLACIER_IR.',
  },
  's3-sse': {
    group: 'store',
    commands: writing,
    kind: choice('AES256', 'aws:kms'),
    otherwise: "the bucket's",
    meaning: 'Encryption by the server.',
  },
  's3-kms-key-id': {
    group: 'store',
    commands: writing,
    kind: text('KEY'),
    otherwise: "the account's own for S3",
    meaning: 'The KMS key to encrypt with; goes with s3-sse "aws:kms".',
  },
  's3-object-lock-mode': {
    group: 'store',
    commands: writing,
    kind: choice('GOVERNANCE', 'COMPLIANCE'),
    otherwise: "the bucket's",
    meaning:
      'Lock new objects against deletion; goes with s3-object-lock-days, in a bucket with Object Lock enabled.',
  },
  's3-object-lock-days': {
    group: 'store',
    commands: writing,
    kind: wholeNumber(1, 36_500, 'DAYS'),
    meaning: 'For how many days new objects stay locked. Prune cannot remove them any sooner.',
  },
  's3-part-size': {
    group: 'store',
    commands: writing,
    kind: size(minPartBytes, maxPartBytes, 'from 5MiB to 5GiB'),
    otherwise: "planned from the database's size",
    meaning: 'The size of the parts that an upload is cut into; S3 takes 10,000 of them at most.',
  },
} as const satisfies Record<string, Option>
