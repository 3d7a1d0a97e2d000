/** A text of any size that is meant to cost more than its length. */
export interface HostileText {
  /** What it repeats, and what it ends with. */
  readonly name: string
  readonly toText: (size: number) => string
}

/** What is repeated, whoever reads it. */
const units: readonly string[] = [
  ...['a', 'A', '0', 'f', '-', '_', '.', '/', ':', ';', ',', '=', '&', '?', '#', '%', '@', '+', '*', '!', ' ', '\t'],
  ...['"', "'", '`', '\\', '\n', '\r', '\r\n', '\0', '\u202e', 'é', '😀', '[', ']', '{', '}', '(', ')', '<'],
  ...['a-', 'a.', 'a_', 'ab ', 'a=', 'a=&', 'a:', '\\"', '"a', '//', '//a', '/a', '?a', '%3d', '%3D', '0x', '0x0'],
  ...['-0', 'a0-', ', ', ': ', '\\\\', 'data:', 'data: a\n', 'id: 1\n\n', ':\n', '[]', '[[', '{"a":', 'auth', 'key'],
]
const ends: readonly string[] = ['', '!', 'a', '\n', '@']

export const hostileTexts: readonly HostileText[] = toTexts(units, [''], ends)

/** Texts made of what the pattern itself names: its characters, its words, and pairs of them. */
export function toTextsFor({ source }: RegExp): readonly HostileText[] {
  const plain = source
    .replaceAll(/\\[dDwWsSbBpP](\{\w+\})?|\(\?[:=!<]+|\\u\{?[\da-f]+\}?|\\x[\da-f]{2}|\{\d*,?\d*\}/gi, ' ')
    .replaceAll(/[\\^$*+?()|[\]]/g, ' ')
  const words = [...new Set(plain.split(/ +/).filter(Boolean))].slice(0, 16)
  const characters = [...new Set(Array.from(source).filter((character) => /[^\w\s^$*+()|]/.test(character)))].slice(
    0,
    12,
  )
  const pairs = [...words, ...characters].flatMap((first) => ['a', '-'].map((second) => first + second))
  const own = [...new Set([...words, ...characters, ...pairs])]
  // What stands before the repeats lets an anchored pattern begin.
  return [...toTexts(own, [''], ['', '!']), ...toTexts(['a', ' ', '-', '0'], words, ['!'])]
}

function toTexts(repeated: readonly string[], starts: readonly string[], last: readonly string[]) {
  return repeated.flatMap((unit) =>
    starts.flatMap((start) =>
      last.map((end) => ({
        name: `${JSON.stringify(start)} + ${JSON.stringify(unit)} repeated + ${JSON.stringify(end)}`,
        toText: (size: number) => start + unit.repeat(Math.max(1, Math.floor(size / unit.length))) + end,
      })),
    ),
  )
}
