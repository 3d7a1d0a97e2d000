import { contentMarker, keyMarker } from './forms.mjs'

/** Where a key, a token or a password stands in a test's source: its value is the group. */
const positions: readonly RegExp[] = [
  /\b(?:api_?keys?|secrets?|token|password|passcode|login|x-api-key|authorization|cookie)['"]?\s*[:=]\s*\[?\s*(['"`])(?<value>(?:(?!\1).)+)\1/gi,
  /[?&;](?:api[-_]?key|(?:access_)?token|key|k|ticket|secret|sig)=(?<value>[^&'"`\s$}]+)/gi,
  /\/\/(?:[^\s/'"`]*:)?(?<value>[^\s/'"`@:$]+)@/g,
  /\b(?:Bearer|Basic) (?<value>[\w.+/=-]{2,})/g,
  /\bsk-(?<value>[\w-]+)/g,
]

/** What stands in such a place and is no secret of a test's. */
const known: readonly RegExp[] = [
  // Public: a broker's default, a name that is refused, what stands for what is hidden, a word of a title.
  /^(guest|stranger|hidden|redacted|for)$/,
  /hiddenSecret/,
  // Too short for a marker, where what counts is how it is taken out or compared.
  /^(a|x|1|aaa|abc|u:p|p)$/,
  // Of the vendor's page, word for word.
  /^__cfduid=/,
  /^\$\{|^Bearer \$\{/,
]

/** The secrets in a test's source that couldn't be found again, as they hold no marker. */
export function findUnmarked(source: string): string[] {
  return positions.flatMap((position) =>
    Array.from(source.matchAll(position))
      .filter(({ groups: { value = '' } = {} }) => {
        const isMarked = value.includes(keyMarker) || value.includes(contentMarker)
        return !isMarked && !known.some((pattern) => pattern.test(value))
      })
      .map(([text]) => text),
  )
}
