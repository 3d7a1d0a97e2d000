/** Parses a text. Undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Parses bytes in UTF-8. Undefined where they are not JSON; with `fatal` also where they are not UTF-8. */
export function parseJsonBytes(bytes: Uint8Array, { fatal = false } = {}): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal }).decode(bytes))
  } catch {
    return undefined
  }
}
