/** The server's own error, which a client's names in its cause. */
export function causeOf(error: unknown): unknown {
  return (error as { cause?: unknown }).cause ?? error
}

/** Its SQLSTATE; `undefined` as a word where it has none. */
export function codeOf(error: unknown): string {
  return String((causeOf(error) as { code?: unknown }).code)
}
