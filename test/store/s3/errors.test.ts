import { describe, expect, test } from '@jest/globals'
import { PgdrillError } from '../../../src/errors.ts'
import { S3Error } from '../../../src/store/s3/errors.ts'
import { failureOf } from '../../../src/store/s3/failure.ts'
import type { Asked } from '../../../src/store/s3/meaning.ts'
import type { S3Settings } from '../../../src/store/s3/settings.ts'

const aws: S3Settings = { bucket: 'b', prefix: 'p', checksum: 'when-supported' }
const asked: Asked = { doing: 'write', permission: 's3:PutObject', key: 'k' }

function told(error: object, settings: Partial<S3Settings> = {}, ask: Partial<Asked> = {}): string {
  return new S3Error(failureOf(error), { ...asked, ...ask }, { ...aws, ...settings }).message
}

const answered = (name: string, status: number, message = 'as S3 says.') => ({
  name,
  message,
  $metadata: { httpStatusCode: status, attempts: 1 },
})

describe('an error of S3 says what was attempted, why it failed and what to do', () => {
  test.each([
    [answered('ExpiredToken', 400), 'the credentials have expired; get new ones; where a role’s session'],
    [
      answered('RequestTimeTooSkewed', 403),
      'this machine’s clock differs too much from the server’s; set the clock',
    ],
    [
      answered('InvalidToken', 400),
      'the session token is not valid (InvalidToken); set AWS_SESSION_TOKEN to',
    ],
    [answered('PermanentRedirect', 301), 'the bucket is in another region: as S3 says; set s3-region to it'],
    [
      { ...answered('PermanentRedirect', 301), Region: 'eu-west-1' },
      'the bucket is in another region, eu-west-1; set',
    ],
    [
      answered('NoSuchBucket', 404),
      'there is no bucket "b" at the S3 endpoint; create it, or correct its name',
    ],
    [
      answered('KMS.DisabledException', 400),
      'the encryption key cannot be used (KMS.DisabledException): as S3 says; check',
    ],
    [
      answered('NotImplemented', 501),
      'the server does not know a feature that was asked of it: as S3 says; set s3-checksum',
    ],
    [answered('EntityTooSmall', 400), 'the server finds a part too small; raise s3-part-size'],
    [answered('SlowDown', 503), 'the server failed (503 SlowDown); try again later'],
    [answered('Oddity', 400), 'Oddity (400): as S3 says'],
    [
      answered('UnknownError', 403, 'UnknownError'),
      'permission denied; allow s3:PutObject on arn:aws:s3:::b/p/*',
    ],
    [
      answered('AllAccessDisabled', 403),
      'permission denied: as S3 says; allow s3:PutObject on arn:aws:s3:::b/p/*',
    ],
    [
      { name: 'Error', code: 'ECONNREFUSED', message: '' },
      'nothing listens at the S3 endpoint (ECONNREFUSED); check s3-endpoint, and the network',
    ],
    [
      { name: 'TimeoutError', message: 'x', $metadata: { attempts: 6 } },
      'no answer from the S3 endpoint in time, 6 tries; check s3-endpoint',
    ],
    [
      { name: 'Error', code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'x' },
      'the certificate of the S3 endpoint is not trusted (SELF_SIGNED_CERT_IN_CHAIN); name its',
    ],
    [
      { name: 'Error', code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'x' },
      'the certificate of the S3 endpoint is not trusted (ERR_TLS',
    ],
    [
      { name: 'Error', code: 'EPIPE', message: 'x' },
      'the connection to the S3 endpoint broke (EPIPE); try again later',
    ],
  ])('%j', (error, expected) => {
    expect(told(error)).toContain(`cannot write s3://b/p/k: ${expected}`)
    expect(new S3Error(failureOf(error), asked, aws)).toBeInstanceOf(PgdrillError)
  })

  test('AWS’s own words about who may not do what are kept, and a further permission they name is asked for', () => {
    const message =
      'User: arn:aws:iam::1:user/ci is not authorized to perform: kms:GenerateDataKey on resource: key/1'
    expect(told(answered('AccessDenied', 403, message))).toBe(
      `cannot write s3://b/p/k: permission denied: ${message}; allow s3:PutObject and kms:GenerateDataKey on arn:aws:s3:::b/p/*`,
    )
    expect(
      told(answered('AccessDenied', 403, 'Access Denied'), { prefix: '' }, { key: undefined as never }),
    ).toBe('cannot write s3://b: permission denied; allow s3:PutObject on arn:aws:s3:::b')
  })

  test('a role that may not be assumed is about credentials, not about the bucket', () => {
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity'
    expect(told(answered('AccessDenied', 403, message))).toMatch(
      /no usable credentials were found: Not authorized/,
    )
  })

  test('a look-alike is named by its host and port, without the name and password an endpoint may hold', () => {
    const endpoint = 'https://me:hunter2@minio.example:9000/path'
    const error = { name: 'Error', code: 'ECONNREFUSED', message: '' }
    expect(told(error, { endpoint })).toContain('nothing listens at minio.example:9000 (ECONNREFUSED)')
    expect(told(error, { endpoint })).not.toContain('hunter2')
  })

  test('a long text of a server becomes one line of at most 300 characters', () => {
    const message = told(answered('Oddity', 400, `<html>\n${'x'.repeat(1000)}`))
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(360)
  })

  test('whatever is thrown, there is a text', () => {
    for (const odd of [undefined, null, 'text', 7]) {
      expect(new S3Error(failureOf(odd), asked, aws).message).toBe('cannot write s3://b/p/k: UnknownError')
    }
  })
})
