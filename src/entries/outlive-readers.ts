/** What a pipe answers whose reader has gone, and a terminal that has. */
const gone = ['EPIPE', 'EIO']

/**
 * The reader of a log may go away (`| head`, a lost connection), and its disk fill up. Node ends the process for that; a
 * backup must go on. Only a result that cannot be written makes the run a failure, unless nobody wants it any more.
 */
export function outliveReaders(): void {
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (gone.includes(code ?? '')) return
    process.stderr.write(`error: cannot write to stdout: ${message}\n`)
    process.exitCode ||= 1
  })
}
