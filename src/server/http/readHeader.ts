import { isRecord, isText, isTexts } from '../../protocols/shared/guards.js'

/** The Web's `Headers`, or the plain object of Node and its frameworks. */
export type HeadersLike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Reads one header, whatever the case of its name. Undefined where there is none.
 *
 * - Joins the values of a repeated header by commas, as `Headers` does: an ambiguous signature is then no signature.
 * - Never throws: a header that can't be read counts as absent.
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

/** Recognizes `Headers` of another realm, or of a library. */
function hasGet(headers: unknown): headers is { get(name: string): unknown } {
  return isRecord(headers) && typeof headers['get'] === 'function'
}
