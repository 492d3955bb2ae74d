/** Takes secrets out of text. */
export type Redact = (text: string) => string

// A shorter secret would be found in innocent words, and "***" in their place would give it away.
const shortest = 3

/** Makes the function through which every line goes before it is shown. */
export function redactor(secrets: readonly string[]): Redact {
  // The longest first: a URL before the password inside it.
  const known = [...new Set(secrets)]
    .filter(({ length }) => length >= shortest)
    .sort((a, b) => b.length - a.length)
  return (text) => known.reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
}
