/** The server's own error, which a client's names in its cause. */
export function causeOf(error: unknown): unknown {
  return (error as { cause?: unknown }).cause ?? error
}

/** The server's SQLSTATE (PostgreSQL's appendix A), or the system's code where no server answered; empty where there is none. */
export function codeOf(error: unknown): string {
  const { code } = causeOf(error) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** Whether the server itself has answered, and with an error. Every SQLSTATE has a digit, and EPIPE has none. */
export function isAnswer(error: unknown): boolean {
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(codeOf(error))
}
