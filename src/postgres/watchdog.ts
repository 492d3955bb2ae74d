import { spawn } from 'node:child_process'

/** Ends a server, or another program, that outlives the process that started it. */
export interface Watchdog {
  /** The server is gone and its folder removed: nothing left to watch. */
  release(): void
}

// `read` returns when this process writes a line (released) or when its end of the pipe closes, however it died.
// The wait is bounded because a container's init may never reap the server.
const script = `
if read -r _; then exit 0; fi
kill -QUIT "$0" 2>/dev/null || kill -TERM "$0" 2>/dev/null
[ -n "$1" ] || exit 0
tries=0
while kill -0 "$0" 2>/dev/null && [ "$tries" -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf -- "$1"
`

/**
 * Starts a small shell, in a session of its own, that stops the server `pid` and removes `folder` once this process has
 * died without doing so: killed by a time limit, by the kernel, by jest.
 */
export function watch(pid: number, folder: string, owner?: { uid: number; gid: number }): Watchdog {
  return watchdog(String(pid), folder, owner)
}

/** The same for the process group of a program that reads nothing of ours, and so does not notice that we are gone. */
export function watchGroup(pid: number): Watchdog {
  return watchdog(`-${pid}`, '')
}

function watchdog(process: string, folder: string, owner?: { uid: number; gid: number }): Watchdog {
  const shell = spawn('sh', ['-c', script, process, folder], {
    ...owner,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  // EPIPE when something else ended the shell: there is nobody left to tell.
  shell.stdin.on('error', () => {})
  return { release: () => shell.stdin.end('released\n') }
}
