export interface Column {
  title: string
  align?: 'left' | 'right'
}

/** Columns padded to their widest cell, two spaces between them, no spaces at a line's end. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(printable))
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))))
  const lines = cells.map((row) =>
    columns.map((column, index) => pad(row[index] ?? '', widths[index] ?? 0, column)),
  )
  return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('')
}

/** Lines of at most so many characters, where the words allow it. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Text as a terminal can show it without obeying it: what controls the terminal or turns the writing becomes `?`. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?')
}

function pad(text: string, width: number, { align = 'left' }: Column): string {
  const space = ' '.repeat(width - widthOf(text))
  return align === 'left' ? text + space : space + text
}

const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u

// Near enough for a folder's name: accents take no room of their own, East Asian letters take two columns.
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  return [...text.normalize('NFC').replace(/\p{Mark}/gu, '')].reduce(
    (sum, letter) => sum + (wide.test(letter) ? 2 : 1),
    0,
  )
}
