/** Takes queries, fragments and passwords out of the addresses in a text: any of them may be a key. */
export function hideSecrets(text: string): string {
  return text.replace(/[?#][^\s"'`]*/g, '').replace(/\/\/[^\s/]*@/g, '//')
}
