/** Shortens a stranger's text for a line of a log: at most 80 characters, none of which can end the line. */
export function toShown(text: string): string {
  const shown = text.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, '?')
  return text.length > 80 ? `${shown}…` : shown
}

/**
 * Joins a text into one line that shows what it says: control characters, Unicode's line ends, marks that turn the
 * direction of a text, and whatever else nobody sees become spaces.
 */
export function toLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu, ' ')
}
