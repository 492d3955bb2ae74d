/** How an upload is cut up. */
export interface PartPlan {
  /** Every part's size but the last one's. */
  partBytes: number
  /** Buffers of that size: all but one on their way to the server, one being filled. */
  buffers: number
}

const MiB = 1024 ** 2

/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxParts = 10_000
export const minPartBytes = 5 * MiB

const usualPartBytes = 8 * MiB
// 156 GiB of room where nobody could say how much will come.
const unknownPartBytes = 16 * MiB
// What S3 and most look-alikes take as one object. More is planned only when told: it would be gigabytes of buffers.
const maxPlannedBytes = 5 * 1024 ** 4
const bufferedBytes = 64 * MiB

/**
 * Chooses one part size for the whole upload, because R2 wants all parts equal but the last, and S3 refuses part 10,001.
 * Parts are buffered whole, so that one can be sent again: memory is `partBytes` times `buffers`, near 64 MiB, until two
 * parts need more than that (a dump beyond 312 GiB).
 */
export function planParts({
  expectedBytes,
  partBytes,
}: {
  expectedBytes?: number | undefined
  partBytes?: number | undefined
}): PartPlan {
  const bytes = partBytes ?? plannedPartBytes(expectedBytes)
  const affordable = Math.floor(bufferedBytes / bytes)
  return { partBytes: bytes, buffers: Math.min(5, Math.max(2, affordable)) }
}

function plannedPartBytes(expectedBytes: number | undefined): number {
  if (expectedBytes === undefined) return unknownPartBytes
  const least = Math.min(expectedBytes, maxPlannedBytes) / maxParts
  return Math.max(usualPartBytes, Math.ceil(least / MiB) * MiB)
}
