/** Shortens a stranger's text for a line of a log: at most 80 characters, none of which can end the line. */
export function toShown(text: string): string {
  const shown = text.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, '?')
  return text.length > 80 ? `${shown}…` : shown
}

/** Joins a text into one line: control characters and Unicode's line ends become spaces. */
export function toLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
