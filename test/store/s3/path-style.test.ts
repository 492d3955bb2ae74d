import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from '@jest/globals'
import { choosePathStyle } from '../../../src/store/s3/path-style.ts'

/** Where a request for key "k" in this bucket would go; nothing is sent. */
async function addressOf(endpoint: string | undefined, bucket = 'backups'): Promise<string> {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const client = new S3Client({ region: 'eu-central-1', credentials, ...(endpoint && { endpoint }) })
  choosePathStyle(client)
  let address = ''
  client.middlewareStack.add(
    () => async (args) => {
      const { hostname, path } = args.request as { hostname: string; path: string }
      address = hostname + path
      return { response: {}, output: { $metadata: {} } as never }
    },
    { step: 'finalizeRequest', priority: 'high' },
  )
  await client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'k' }))
  return address
}

test.each([
  [undefined, 'backups.s3.eu-central-1.amazonaws.com/k'],
  ['https://s3.eu-central-1.amazonaws.com', 'backups.s3.eu-central-1.amazonaws.com/k'],
  ['https://s3.cn-north-1.amazonaws.com.cn', 'backups.s3.cn-north-1.amazonaws.com.cn/k'],
  ['https://oss-cn-beijing.aliyuncs.com', 'backups.oss-cn-beijing.aliyuncs.com/k'],
  ['https://cos.ap-guangzhou.myqcloud.com', 'backups.cos.ap-guangzhou.myqcloud.com/k'],
  ['https://minio.example.com', 'minio.example.com/backups/k'],
  ['http://localhost:9000', 'localhost/backups/k'],
  ['https://notamazonaws.com', 'notamazonaws.com/backups/k'],
  ['https://abc.r2.cloudflarestorage.com', 'abc.r2.cloudflarestorage.com/backups/k'],
  ['https://storage.googleapis.com', 'storage.googleapis.com/backups/k'],
])('at %s the bucket is where the server looks for it: %s', async (endpoint, address) => {
  expect(await addressOf(endpoint)).toBe(address)
})

test('an access point’s ARN stays an ARN', async () => {
  const arn = 'arn:aws:s3:eu-central-1:123456789012:accesspoint/nightly'
  expect(await addressOf(undefined, arn)).toBe(
    'nightly-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/k',
  )
})
