/** The most answers that are kept, and the most characters of all of them together. */
const maxAnswers = 1_000
const maxLength = 8_000_000

export interface CallCache {
  get(path: string): string | undefined
  set(path: string, json: string): void
}

/** Keeps answers as JSON for so long, and the newest of them where there are too many. */
export function createCallCache(now: () => number, cacheMs: number): CallCache {
  const kept = new Map<string, { readonly json: string; readonly until: number }>()
  let length = 0

  function drop(path: string) {
    length -= kept.get(path)?.json.length ?? 0
    kept.delete(path)
  }

  return {
    get(path) {
      const found = kept.get(path)
      if (found && found.until > now()) return found.json
      drop(path)
      return undefined
    },
    set(path, json) {
      drop(path)
      kept.set(path, { json, until: now() + cacheMs })
      length += json.length
      for (const oldest of kept.keys()) {
        if (kept.size <= maxAnswers && length <= maxLength) break
        drop(oldest)
      }
    },
  }
}
