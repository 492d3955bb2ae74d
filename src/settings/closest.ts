/** The word that a mistyped one most likely meant, or undefined when none is near. */
export function closest(typed: string, words: readonly string[]): string | undefined {
  const begun = words.filter((word) => typed.length > 1 && word.startsWith(typed))
  if (begun.length === 1) return begun[0]
  const [nearest] = words
    .map((word) => ({ word, steps: editSteps(typed, word) }))
    .filter(({ word, steps }) => steps <= Math.max(1, word.length / 4))
    .sort((a, b) => a.steps - b.steps)
  return nearest?.word
}

/** ` (did you mean --name?)`, or nothing. */
export function didYouMean(typed: string, words: readonly string[], prefix = ''): string {
  const word = closest(typed, words)
  return word === undefined ? '' : ` (did you mean ${prefix}${word}?)`
}

/** Levenshtein's distance, and two letters swapped are one step too: how many slips make one word of the other. */
function editSteps(from: string, to: string): number {
  const steps: number[][] = [Array.from({ length: to.length + 1 }, (_, x) => x)]
  const at = (y: number, x: number) => steps[y]?.[x] ?? Number.POSITIVE_INFINITY
  for (let y = 1; y <= from.length; y += 1) {
    const row = [y]
    steps.push(row)
    for (let x = 1; x <= to.length; x += 1) {
      const same = from[y - 1] === to[x - 1] ? 0 : 1
      const swapped = from[y - 1] === to[x - 2] && from[y - 2] === to[x - 1] ? at(y - 2, x - 2) + 1 : Infinity
      row.push(Math.min(at(y - 1, x) + 1, at(y, x - 1) + 1, at(y - 1, x - 1) + same, swapped))
    }
  }
  return at(from.length, to.length)
}
