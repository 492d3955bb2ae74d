/** What can be read off anything the SDK throws. */
export interface Failure {
  /** The server's or the system's own word: `AccessDenied`, `ECONNREFUSED`. */
  code: string
  /** The HTTP status; undefined when no answer came that could be read. */
  status: number | undefined
  attempts: number
  /** The server's or system's text, one line. */
  text: string
  /** The region the server says the bucket is in. */
  region: string | undefined
  error: unknown
}

interface SdkError {
  name?: string
  code?: string
  message?: string
  Region?: string
  $metadata?: { httpStatusCode?: number; attempts?: number }
  $response?: { statusCode?: number; headers?: Record<string, string> }
}

// A server's word stands in `name`. In `code` stands Node's or OpenSSL's when there was no answer, else this and that.
const systemCodes = /^(E[A-Z]+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_(TLS|SSL)_\w+)$/

export function failureOf(error: unknown): Failure {
  const sdk = (error ?? {}) as SdkError
  const code = sdk.code !== undefined && systemCodes.test(sdk.code) ? sdk.code : sdk.name
  return {
    code: code ?? 'UnknownError',
    status: sdk.$metadata?.httpStatusCode ?? sdk.$response?.statusCode,
    attempts: sdk.$metadata?.attempts ?? 1,
    text: oneLine(sdk.message ?? ''),
    region: sdk.Region ?? sdk.$response?.headers?.['x-amz-bucket-region'],
    error,
  }
}

/** An error that the answer to another request holds in its body, one of several. */
export function partialFailure(code = 'UnknownError', message = ''): Failure {
  return { ...failureOf(undefined), code, text: oneLine(message) }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 300)
}
