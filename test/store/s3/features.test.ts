import { expect, test } from '@jest/globals'
import { S3Error } from '../../../src/store/s3/errors.ts'
import { failureOf } from '../../../src/store/s3/failure.ts'
import { adapting, base64Of, type Features, integrityOf } from '../../../src/store/s3/features.ts'

function refusal(status: number, name: string): S3Error {
  const error = { name, message: name, $metadata: { httpStatusCode: status } }
  const asked = { doing: 'write', permission: 's3:PutObject' } as const
  return new S3Error(failureOf(error), asked, { bucket: 'b', prefix: '', checksum: 'when-supported' })
}

/** What a server that refuses these features is tried with, and what is known of it afterwards. */
async function tried(refused: readonly (keyof Features)[], error = refusal(501, 'NotImplemented')) {
  const known = { conditional: true, checksum: true }
  const tries: string[] = []
  const attempt = async ({ conditional, checksum }: Features) => {
    tries.push([conditional && 'conditional', checksum && 'checksum'].filter(Boolean).join('+'))
    if (refused.some((feature) => ({ conditional, checksum })[feature])) throw error
  }
  const end = await adapting(known, ['conditional', 'checksum'], attempt).then(
    () => 'done',
    (error: unknown) => error,
  )
  return { tries, known, end }
}

test('a server that has everything is tried once', async () => {
  expect(await tried([])).toEqual({
    tries: ['conditional+checksum'],
    known: { conditional: true, checksum: true },
    end: 'done',
  })
})

test.each([
  [['conditional'], ['conditional+checksum', 'checksum'], { conditional: false, checksum: true }],
  [['checksum'], ['conditional+checksum', 'checksum', 'conditional'], { conditional: true, checksum: false }],
  [
    ['conditional', 'checksum'],
    ['conditional+checksum', 'checksum', 'conditional', ''],
    { conditional: false, checksum: false },
  ],
] as const)('of a server that refuses %j only that is left out afterwards', async (refused, tries, known) => {
  expect(await tried(refused)).toEqual({ tries, known, end: 'done' })
})

test('what is refused whatever is left out is told, and nothing is concluded', async () => {
  const known = { conditional: true, checksum: true }
  const error = refusal(400, 'InvalidArgument')
  let tries = 0
  const attempt = async () => {
    tries++
    throw error
  }
  await expect(adapting(known, ['conditional', 'checksum'], attempt)).rejects.toBe(error)
  expect([tries, known]).toEqual([4, { conditional: true, checksum: true }])
})

test.each([
  refusal(403, 'AccessDenied'),
  refusal(412, 'PreconditionFailed'),
  refusal(400, 'ExpiredToken'),
  refusal(500, 'InternalError'),
  new Error('pg_dump died'),
])('%s is no refusal of a feature', async (error) => {
  expect(await tried(['conditional'], error as S3Error)).toMatchObject({
    tries: ['conditional+checksum'],
    end: error,
  })
})

test('what is not wanted, or was refused before, is not tried', async () => {
  const known = { conditional: false, checksum: true }
  const tries: Features[] = []
  const attempt = async (on: Features) => {
    tries.push(on)
  }
  await adapting(known, ['conditional', 'checksum'], attempt)
  await adapting(known, [], attempt)
  expect(tries).toEqual([
    { conditional: false, checksum: true },
    { conditional: false, checksum: false },
  ])
  expect(known).toEqual({ conditional: false, checksum: true })
})

test('checksums are written as S3 reads them', () => {
  // The check values of "123456789": CRC-32 cbf43926, MD5 25f9e794323b453885f5181f1b624d0b.
  const body = Buffer.from('123456789')
  expect(base64Of(0xcbf43926)).toBe('y/Q5Jg==')
  expect(integrityOf(body, { checksum: true })).toEqual({
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: 'y/Q5Jg==',
  })
  expect(integrityOf(body, { checksum: false })).toEqual({ ContentMD5: 'JfnnlDI7RTiF9RgfG2JNCw==' })
})
