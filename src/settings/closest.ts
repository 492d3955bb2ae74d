/** The word that a mistyped one most likely meant, or undefined when none is near. */
export function closest(typed: string, words: readonly string[]): string | undefined {
  const begun = words.filter((word) => typed.length > 1 && word.startsWith(typed))
  if (begun.length === 1) return begun[0]
  const [nearest] = words
    .map((word) => ({ word, steps: editSteps(typed, word) }))
    .filter(({ word, steps }) => steps <= Math.max(2, word.length / 4) && steps < word.length / 2 + 1)
    .sort((a, b) => a.steps - b.steps)
  return nearest?.word
}

/** ` (did you mean --name?)`, or nothing. */
export function didYouMean(typed: string, words: readonly string[], prefix = ''): string {
  const word = closest(typed, words)
  return word === undefined ? '' : ` (did you mean ${prefix}${word}?)`
}

/** Levenshtein's distance: how many letters to add, drop or change. */
function editSteps(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [y, letter] of [...from].entries()) {
    const next = [y + 1]
    for (let x = 0; x < to.length; x += 1) {
      const changed = (row[x] ?? 0) + (to[x] === letter ? 0 : 1)
      next.push(Math.min(changed, (row[x + 1] ?? 0) + 1, (next[x] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
