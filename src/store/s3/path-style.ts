import type { S3Client } from '@aws-sdk/client-s3'

// Where the bucket has to be in the host's name. AWS leads the way by itself; the others refuse a bucket in the path:
// https://www.alibabacloud.com/help/doc-detail/389025.html, and Tencent's for every bucket made since 2024.
const wantBucketInHost = /(^|\.)(amazonaws\.com(\.cn)?|aliyuncs\.com|myqcloud\.com)$/

/**
 * Puts the bucket into the path at every endpoint that is not known to want it in the host's name: a server of one's own has
 * seldom a name for each bucket, nor a certificate for them. The endpoint may come from the SDK's own chain, so it is
 * looked at when a request is addressed.
 */
export function choosePathStyle({ config }: S3Client): void {
  const addressed = config.endpointProvider
  config.endpointProvider = (asked, context) => addressed({ ...asked, ...inPath(asked) }, context)
}

function inPath({ Endpoint, Bucket = '' }: { Endpoint?: string | undefined; Bucket?: string | undefined }) {
  const host = URL.parse(Endpoint ?? '')?.hostname
  if (host === undefined || Bucket.startsWith('arn:') || wantBucketInHost.test(host)) return {}
  return { ForcePathStyle: true }
}
