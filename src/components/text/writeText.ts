/**
 * Copies a text, and tells if it could: pages that aren't served safely have no clipboard, and people may refuse it.
 */
export async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
