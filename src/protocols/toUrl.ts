/** Reads an absolute address of one of the schemes (`'https:'`); undefined where it is none. Older browsers lack `URL.parse`. */
export function toUrl(text: string, schemes: readonly string[]): URL | undefined {
  try {
    const url = new URL(text)
    return schemes.includes(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}
