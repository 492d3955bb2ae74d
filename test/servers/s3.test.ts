import { expect, test } from '@jest/globals'
import { startS3Server } from './s3.ts'

test('the S3 server for tests starts, answers over HTTP and tells what it holds', async () => {
  await using server = await startS3Server()
  await server.makeBucket('backups')
  const put = await fetch(`${server.endpoint}/backups/a/b.txt`, { method: 'PUT', body: 'hello' })
  expect(put.status).toBe(200)
  expect(await server.keys('backups')).toEqual(['a/b.txt'])
  expect(await server.openUploads('backups')).toEqual([])
  expect(await server.facts('backups', 'a/b.txt')).toMatchObject({ bytes: 5, storageClass: 'STANDARD' })
})

test('a server with auth refuses a request without a signature', async () => {
  await using server = await startS3Server({ auth: true })
  await server.makeBucket('backups')
  const put = await fetch(`${server.endpoint}/backups/a`, { method: 'PUT', body: 'hello' })
  expect(put.ok).toBe(false)
  expect(await server.keys('backups')).toEqual([])
})
