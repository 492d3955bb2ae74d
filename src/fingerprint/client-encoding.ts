import { TextDecoder } from 'node:util'

// PostgreSQL's names (https://www.postgresql.org/docs/current/multibyte.html) to those of the Encoding Standard.
// LATIN1 is not among them: there it means windows-1252.
const LABELS = new Map(
  Object.entries({
    UTF8: 'utf-8',
    LATIN2: 'iso-8859-2',
    LATIN3: 'iso-8859-3',
    LATIN4: 'iso-8859-4',
    LATIN5: 'iso-8859-9',
    LATIN6: 'iso-8859-10',
    LATIN7: 'iso-8859-13',
    LATIN8: 'iso-8859-14',
    LATIN9: 'iso-8859-15',
    LATIN10: 'iso-8859-16',
    ISO_8859_5: 'iso-8859-5',
    ISO_8859_6: 'iso-8859-6',
    ISO_8859_7: 'iso-8859-7',
    ISO_8859_8: 'iso-8859-8',
    WIN866: 'ibm866',
    WIN874: 'windows-874',
    KOI8R: 'koi8-r',
    KOI8U: 'koi8-u',
    EUC_JP: 'euc-jp',
    EUC_KR: 'euc-kr',
    EUC_CN: 'gbk',
    UHC: 'euc-kr',
    GBK: 'gbk',
    GB18030: 'gb18030',
    BIG5: 'big5',
    SJIS: 'shift_jis',
    SHIFT_JIS_2004: 'shift_jis',
  }),
)

const WINDOWS = /^WIN(125[0-8])$/

// The encodings whose characters may have a backslash's byte in second place; no server stores text in them.
const BACKSLASH_INSIDE = /^(SJIS|SHIFT_JIS_2004|BIG5|GBK|UHC|JOHAB|GB18030)$/

// The names that libpq knows; it leaves out what is neither letter nor digit.
const NAMES = [
  ...LABELS.keys(),
  ...['SQL_ASCII', 'LATIN1', 'EUC_TW', 'EUC_JIS_2004', 'MULE_INTERNAL', 'JOHAB'],
  ...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => `WIN${page}`),
]

/** PostgreSQL's own name of an encoding that may be written in other ways; undefined when it is not known. */
export function encodingNamed(written: string): string | undefined {
  const letters = (name: string) => name.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  return NAMES.find((name) => letters(name) === letters(written))
}

/** Text as it stands in a dump: a character a byte, whatever the encoding. */
export type RawText = string

/** How the dump's text is encoded, by `SET client_encoding`; a dump that does not say is taken for UTF-8. */
export class ClientEncoding {
  readonly name: string
  readonly #decoder: TextDecoder | undefined

  /** Whether characters of several bytes may hold bytes of ASCII's. */
  readonly hidesAscii: boolean

  constructor(name: string) {
    this.name = name
    this.hidesAscii = BACKSLASH_INSIDE.test(name)
    this.#decoder = decoderFor(LABELS.get(name) ?? name.replace(WINDOWS, 'windows-$1'))
  }

  /** Names as people write them; bytes that are no text in this encoding are shown one character each (latin1). */
  decode(raw: RawText): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the same in all of them
    if (/^[\u0000-\u007f]*$/.test(raw)) return raw
    try {
      return this.#decoder?.decode(Buffer.from(raw, 'latin1')) ?? raw
    } catch {
      return raw
    }
  }

  /** Whether a byte is the first of two that make a character whose second may look like a backslash. */
  isLead(byte: number): boolean {
    if (byte <= 0x80 || !this.hidesAscii) return false
    const isHalfWidthKatakana = byte >= 0xa0 && byte <= 0xdf
    return !(isHalfWidthKatakana && /JIS/.test(this.name))
  }
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true })
  } catch {
    return undefined
  }
}
