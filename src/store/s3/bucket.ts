import {
  type $Command,
  S3Client,
  type S3ClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import { S3Error } from './errors.ts'
import { type Failure, failureOf } from './failure.ts'
import type { Asked } from './meaning.ts'
import { choosePathStyle } from './path-style.ts'
import { defaultPatience, type S3Settings } from './settings.ts'

/** The way to one bucket: sends requests, follows the bucket to its region, and tells failures in our words. */
export class Bucket {
  readonly settings: S3Settings
  #client: S3Client
  #followed = false

  constructor(settings: S3Settings) {
    this.settings = settings
    this.#client = clientFor(settings, settings.region ?? once(regionOfChain))
  }

  /** The object's name in the bucket. */
  nameOf(key: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.settings
    return { Bucket: bucket, Key: prefix === '' ? key : `${prefix}/${key}` }
  }

  /**
   * Sends a request. `proof` is something in the answer that every S3 server gives: a web page that is answered with
   * status 200 would else be read as an empty listing or a write that worked.
   *
   * @throws S3Error, or the signal's reason once it has aborted
   */
  async send<In extends ServiceInputTypes, Out extends ServiceOutputTypes>(
    command: $Command<In, Out, S3ClientResolvedConfig>,
    asked: Asked,
    signal?: AbortSignal,
    proof?: (answer: Out) => unknown,
  ): Promise<Out> {
    const client = this.#client
    let answer: Out
    try {
      answer = await client.send(command, signal && { abortSignal: signal })
    } catch (error) {
      signal?.throwIfAborted()
      const failure = failureOf(error)
      if (!this.#follows(failure, client)) throw new S3Error(failure, asked, this.settings)
      return this.send(command, asked, signal, proof)
    }
    if (proof === undefined || proof(answer) !== undefined) return answer
    throw new S3Error({ ...failureOf(answer), code: 'NotS3' }, asked, this.settings)
  }

  /** Goes to the region a server names, once; several requests may learn of it at the same time. */
  #follows({ code, status, region }: Failure, asked: S3Client): boolean {
    // The status alone tells where the answer to a HEAD has no body.
    const elsewhere = status === 301 || status === 307 || code === 'AuthorizationHeaderMalformed'
    if (!elsewhere || region === undefined) return false
    if (asked !== this.#client) return true
    if (this.#followed) return false
    this.#followed = true
    this.#client = clientFor(this.settings, region)
    return true
  }
}

function clientFor(settings: S3Settings, region: string | (() => Promise<string>)): S3Client {
  const { attempts, pauseMs, connectMs, idleMs } = { ...defaultPatience, ...settings.patience }
  const pause = (tries: number) => pauseMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2)
  const client = new S3Client({
    region,
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    ...(settings.forcePathStyle !== undefined && { forcePathStyle: settings.forcePathStyle }),
    // Checksums are set by hand, on each request that the settings say; the SDK's own would go to every server.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // The SDK would open a new connection for each part, and wait for a "continue" that many servers never send.
    expectContinueHeader: false,
    retryStrategy: new ConfiguredRetryStrategy(attempts, pause),
    requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
  })
  if (settings.forcePathStyle === undefined) choosePathStyle(client)
  return client
}

/** What AWS_REGION or the profile says. The default finds buckets on AWS anywhere, and look-alikes do not mind it. */
async function regionOfChain(): Promise<string> {
  try {
    return await new S3Client({}).config.region()
  } catch {
    return 'us-east-1'
  }
}

/** The SDK asks for the region with every request. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= find()
    return found
  }
}
