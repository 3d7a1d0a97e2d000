/**
 * Reads an absolute address of a scheme, secure or not; undefined where it is none. Older browsers lack `URL.parse`.
 */
export function toUrl(text: string, scheme: 'http' | 'ws'): URL | undefined {
  try {
    const url = new URL(text)
    return url.protocol === `${scheme}:` || url.protocol === `${scheme}s:` ? url : undefined
  } catch {
    return undefined
  }
}
