/**
 * How to reach a bucket and how to write to it. No SDK is imported here, so that whoever builds the settings starts fast.
 * Credentials are not among them: they come from the SDK's default chain (environment, ~/.aws, OIDC, instance role).
 */
export interface S3Settings {
  bucket: string
  /** What every key begins with, without slashes at its ends; empty for the whole bucket. */
  prefix: string
  /** For look-alikes: `https://host[:port]`. The default is AWS, or what the SDK's chain says. */
  endpoint?: string | undefined
  /** The default is the SDK chain's, else us-east-1; a bucket that says it is elsewhere is followed there. */
  region?: string | undefined
  /** The bucket in the path, or in the host's name; the default goes by the endpoint's host. */
  forcePathStyle?: boolean | undefined
  /**
   * `when-supported` sends CRC-32s, which the server checks and keeps. `when-required` is for servers that refuse
   * them: they get Content-MD5, which is as old as S3.
   */
  checksum: 'when-supported' | 'when-required'
  storageClass?: string | undefined
  encryption?: S3Encryption | undefined
  /** Needs a bucket with Object Lock enabled. */
  objectLock?: { mode: 'GOVERNANCE' | 'COMPLIANCE'; days: number } | undefined
  /** Instead of the planned size; at least 5 MiB, which is S3's least. */
  partBytes?: number | undefined
  patience?: Partial<Patience> | undefined
}

export type S3Encryption = { kind: 'AES256' } | { kind: 'aws:kms'; keyId?: string | undefined }

/** How long to try before giving up. */
export interface Patience {
  /** Tries of one request, the first included. */
  attempts: number
  /** The pause after the first try; doubled after each further one. */
  pauseMs: number
  /** For a connection to be made. */
  connectMs: number
  /** Without a byte in either direction. */
  idleMs: number
}

// The SDK has no time-outs of its own. Six tries wait out some 5 to 8 seconds of a server's absence.
export const defaultPatience: Patience = { attempts: 6, pauseMs: 250, connectMs: 10_000, idleMs: 60_000 }
