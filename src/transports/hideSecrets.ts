/**
 * Takes a key out of a text; and queries, fragments and passwords out of the addresses in it: any of them may be a key.
 */
export function hideSecrets(text: string, key?: string): string {
  const rest = key ? text.replaceAll(key, '…') : text
  return rest.replace(/[?#][^\s"'`]*/g, '').replace(/\/\/[^\s/]*@/g, '//')
}
