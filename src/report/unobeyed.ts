/**
 * Text as a log and a terminal show it without obeying it; line ends and tabs stay. A table's name, a server's message
 * or a manifest can hold what clears a screen, turns the writing, or commands GitHub's runner. The runner takes `::name`
 * at the beginning of a line, whatever white space is before it, and `##[name]` anywhere in a line, of standard output
 * and of standard error alike (TryParseV2 and TryParse in ActionCommand.cs of actions/runner).
 */
export function unobeyed(text: string): string {
  return text.replace(unshowable, '\ufffd').replace(commandStart, '$1\u200b::').replaceAll('##[', '##\u200b[')
}

/** Control characters, and those that turn the direction of what follows (https://trojansource.codes). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
export const unshowable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

// Without the characters at which JavaScript sees a line begin, or many empty lines would be read again for each of them.
const commandStart = /^([^\S\n\u2028\u2029]*)::/gm

/** A JSON text that says the same, and that no terminal and no runner obeys a part of. */
export function unobeyedJson(json: string): string {
  return json
    .replace(
      /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll('##[', '#\\u0023[')
}
