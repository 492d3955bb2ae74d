import { type Fault, type Seen, s3Error } from '../../servers/s3-proxy.ts'

/** What happens to requests, and how a run that fails by it has to name it. */
export interface S3Fault {
  name: string
  fault: (seen: Seen) => Fault | undefined
  names: RegExp
  /** From the chosen request on, instead of to that one alone. */
  forGood?: boolean
}

const lost =
  /ECONNRESET|EPIPE|connection .* broke|socket hang up|cut|ended|no answer|did not answer|does not answer/i

/** That hit one request; the retry of it is answered. */
export const once: readonly S3Fault[] = [
  { name: 'connection reset', fault: () => 'reset', names: lost },
  { name: 'hang', fault: () => 'hang', names: lost },
  { name: 'slow drip', fault: () => 'drip', names: lost },
  { name: '500', fault: () => s3Error(500, 'InternalError'), names: /500|InternalError|internal/i },
  { name: '503 SlowDown', fault: () => s3Error(503, 'SlowDown'), names: /503|SlowDown|busy|slow/i },
  { name: '403', fault: () => s3Error(403, 'AccessDenied'), names: /permission denied|AccessDenied/ },
  {
    name: 'truncated answer',
    fault: ({ method }) => (method === 'HEAD' ? 'reset' : { truncate: 20 }),
    names: lost,
  },
  {
    // S3's own answers have no checksum, and TLS guards them; an object's bytes have pgdrill's.
    name: 'damaged answer',
    fault: ({ method, query }) => (method === 'GET' && query.size <= 1 ? 'damage' : undefined),
    names: /other bytes|sha256|checksum|CRC|damaged|not JSON|JSON|cannot decompress|not what/i,
  },
  {
    // What S3 answers when a body has been damaged on the way to it.
    name: 'wrong checksum',
    fault: ({ method }) => (method === 'PUT' ? s3Error(400, 'BadDigest') : undefined),
    names: /BadDigest|checksum|damaged/,
  },
  { name: 'delivered twice', fault: () => 'twice', names: /exists|NoSuchUpload|already/i },
  { name: 'done, and the answer lost', fault: () => 'lose', names: lost },
]

/** From a request on, to the end of the run. */
export const forGood: readonly S3Fault[] = [
  { name: 'connections reset from here on', fault: () => 'reset', names: lost, forGood: true },
  {
    name: '503 from here on',
    fault: () => s3Error(503, 'SlowDown'),
    names: /503|SlowDown|busy|slow/i,
    forGood: true,
  },
  {
    name: '403 from here on',
    fault: () => s3Error(403, 'ExpiredToken'),
    names: /ExpiredToken|expired|permission denied/i,
    forGood: true,
  },
]

export const silence: S3Fault = {
  name: 'silence from here on',
  fault: () => 'hang',
  names: lost,
  forGood: true,
}

/** Servers that are odd in every request of a run; each is a new one. */
export const personalities: readonly (() => S3Fault)[] = [
  () => ({ name: 'a listing that lags', fault: lagging(new Date()), names: /./ }),
  () => ({ name: 'parts that differ in size refused (R2)', fault: equalParts(), names: /./ }),
  () => ({ name: 'trailing checksums refused', fault: refuseChecksums, names: /./ }),
  () => ({ name: 'bulk delete refused (GCS)', fault: refuseBulkDelete, names: /./ }),
  () => ({ name: 'If-None-Match ignored', fault: () => ({ without: ['if-none-match'] }), names: /./ }),
  () => ({ name: 'If-None-Match refused', fault: refuseConditions, names: /./ }),
  () => ({ name: 'listing of uploads refused', fault: refuseUploadLists, names: /./ }),
]

function isList({ method, query }: Seen): boolean {
  return method === 'GET' && query.has('list-type')
}

/** What came after `since` is not in a listing yet. */
function lagging(since: Date): S3Fault['fault'] {
  const isNew = (entry: string) => new Date(/<LastModified>(.*?)</.exec(entry)?.[1] ?? 0) >= since
  const rewrite = (text: string) =>
    text.replaceAll(/<Contents>.*?<\/Contents>/gs, (entry) => (isNew(entry) ? '' : entry))
  return (seen) => (isList(seen) ? { rewrite } : undefined)
}

function equalParts(): S3Fault['fault'] {
  const sizes = new Map<string, Map<number, number>>()
  return ({ method, query, headers }) => {
    const upload = query.get('uploadId') ?? ''
    const parts = sizes.get(upload) ?? new Map<number, number>()
    sizes.set(upload, parts)
    if (method === 'PUT' && query.has('partNumber'))
      parts.set(Number(query.get('partNumber')), Number(headers['content-length']))
    const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, size]) => size)
    const differ = inOrder.slice(0, -1).some((size) => size !== inOrder[0])
    return method === 'POST' && upload !== '' && differ ? s3Error(400, 'InvalidPart') : undefined
  }
}

function refuseChecksums({ headers }: Seen): Fault | undefined {
  const trails = 'x-amz-trailer' in headers || /aws-chunked/.test(headers['content-encoding'] ?? '')
  return trails ? s3Error(501, 'NotImplemented') : undefined
}

function refuseBulkDelete({ method, query }: Seen): Fault | undefined {
  return method === 'POST' && query.has('delete') ? s3Error(501, 'NotImplemented') : undefined
}

function refuseConditions({ headers }: Seen): Fault | undefined {
  return 'if-none-match' in headers ? s3Error(501, 'NotImplemented') : undefined
}

function refuseUploadLists({ method, query }: Seen): Fault | undefined {
  return method === 'GET' && query.has('uploads') ? s3Error(501, 'NotImplemented') : undefined
}
