import type { SourceFile } from './readProject.js'
import { importedStem, stem } from './readProject.js'

/**
 * Groups of files that import each other, types counted, each told as its shortest circle.
 * Two circles that share a file are one group: whoever mends it sees the next one afterwards.
 */
export function importCircles(files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [stem(file.path), file]))
  const next = new Map<string, readonly string[]>()
  for (const [from, { path, imports }] of known) {
    const stems = imports.flatMap((found) => importedStem(path, found.from) ?? [])
    next.set(from, [...new Set(stems)].filter((to) => known.has(to)).sort())
  }
  const seen = new Set<string>()
  const circles: string[] = []
  for (const start of [...known.keys()].sort()) {
    if (seen.has(start)) continue
    const forth = reachable(start, next)
    const group = [...forth].filter((file) => reachable(file, next).has(start)).sort()
    for (const file of group) seen.add(file)
    if (group.length === 0) continue
    const shortest = group
      .map((file) => shortestCircle(file, next))
      .reduce((best, circle) => (circle.length < best.length ? circle : best))
    const rest = group.length + 1 - shortest.length
    circles.push(shortest.join(' → ') + (rest > 0 ? ` (in circles with ${rest} more)` : ''))
  }
  return circles
}

function reachable(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  const queue = [start]
  for (let from = queue.pop(); from !== undefined; from = queue.pop())
    for (const to of next.get(from) ?? []) {
      if (found.has(to)) continue
      found.add(to)
      queue.push(to)
    }
  return found
}

/** From a file back to itself, the file named at both ends. */
function shortestCircle(start: string, next: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>()
  let paths: string[][] = [[start]]
  while (paths.length > 0) {
    const longer: string[][] = []
    for (const path of paths)
      for (const to of next.get(path.at(-1) ?? '') ?? []) {
        if (to === start) return [...path, start]
        if (seen.has(to)) continue
        seen.add(to)
        longer.push([...path, to])
      }
    paths = longer
  }
  throw new Error(`${start} is in no circle`)
}
