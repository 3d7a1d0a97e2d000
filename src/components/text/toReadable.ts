/** Writes a service's own word as people do: `waiting_for_lock` is `Waiting for lock`. */
export function toReadable(word: string): string {
  return word.replace(/[-_]+/g, ' ').replace(/^./, (first) => first.toUpperCase())
}
