/**
 * The command that GitHub's runner takes a line of a step's output for; undefined where it shows the line. Written from
 * TryParseV2 and TryParse in src/Runner.Common/ActionCommand.cs of actions/runner: the first has to begin the line, the
 * second may be anywhere in it. A line ends where StreamReader.ReadLine sees an end: at `\n`, `\r` and `\r\n`.
 */
export function commandIn(line: string): string | undefined {
  const [, modern] = /^::([^:]*(?::[^:]+)*)::/.exec(trimmed(line)) ?? []
  if (modern !== undefined && known.has(nameOf(modern))) return nameOf(modern)
  const [, old] = /##\[([^\]]*)\]/.exec(line) ?? []
  return old !== undefined && known.has(nameOf(old)) ? nameOf(old) : undefined
}

export function commandsIn(output: string): string[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => commandIn(line) ?? [])
}

function nameOf(info: string): string {
  return info.split(' ')[0]?.toLowerCase() ?? ''
}

/** As String.TrimStart of .NET: with U+0085, which JavaScript does not call white space, and without U+FEFF. */
function trimmed(line: string): string {
  return line.replace(/^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, '')
}

// The extensions of ActionCommandManager.cs, and `stop-commands`, which it knows by itself.
const known = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])
