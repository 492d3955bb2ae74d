import type { Compression } from '../catalog/manifest.ts'
import { type Kind, Unacceptable } from './kinds.ts'

// gzip's are the tools' own; zstd's is theirs too, and the one that dumps gain most from for their time.
const levels = { gzip: { most: 9, usual: 6 }, zstd: { most: 19, usual: 3 } } as const

/** `gzip[:1-9]`, `zstd[:1-19]` or `none`. */
export function compressionKind(): Kind<Compression> {
  return {
    placeholder: 'gzip[:1-9]|zstd[:1-19]|none',
    parse(text) {
      const [, kind, level] = /^(gzip|zstd|none)(?::(\d{1,2}))?$/.exec(text.trim().toLowerCase()) ?? []
      if (kind === 'none' && level === undefined) return { kind }
      if (kind === 'gzip' || kind === 'zstd') {
        const { most, usual } = levels[kind]
        const chosen = level === undefined ? usual : Number(level)
        if (chosen >= 1 && chosen <= most) return { kind, level: chosen }
      }
      throw new Unacceptable(
        'use gzip, zstd or none, with a level if you like: gzip:1 to gzip:9, zstd:1 to zstd:19',
      )
    },
  }
}
