import { isRecord, isText, isTexts } from '../../protocols/shared/guards.js'

/** Headers as the Web has them, or as Node and its frameworks do. */
export type HeadersLike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * One header, whatever the case of its name. Undefined where there is none.
 *
 * - One that is sent twice is joined by commas, as `Headers` does: an ambiguous signature is then no signature.
 * - Total: what can't be read isn't there.
 */
export function readHeader(headers: unknown, name: string): string | undefined {
  if (headers instanceof Headers || hasGet(headers)) return toText(headers.get(name))
  if (!isRecord(headers)) return undefined
  const wanted = name.toLowerCase()
  const values = Object.keys(headers)
    .filter((key) => key.toLowerCase() === wanted)
    .map((key) => toText(headers[key]))
    .filter(isText)
  return values.length > 0 ? values.join(', ') : undefined
}

function toText(value: unknown): string | undefined {
  const text = isTexts(value) && value.length > 0 ? value.join(', ') : value
  return isText(text) ? text.trim() : undefined
}

/** `Headers` of another realm, or of a library. */
function hasGet(headers: unknown): headers is { get(name: string): unknown } {
  return isRecord(headers) && typeof headers['get'] === 'function'
}
