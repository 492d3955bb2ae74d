/** A text as a shell takes it for one word: the name of a folder or a database can hold blanks, and worse. */
export function shellWord(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
