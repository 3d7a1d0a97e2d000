import type { Chance } from './chance.js'

type Source = Pick<Chance, 'integer' | 'text'>

/** Draws anything: values that JSON has, and some that it hasn't, nested in so many levels at most. */
export function drawJunk(chance: Source, levels: number): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => undefined,
    () => null,
    () => chance.integer(0, 1) === 1,
    () => [0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, 1e308][chance.integer(0, 9)],
    () => chance.integer(-1000, 1e12),
    () => chance.text(),
    () => ['', ' ', '0', 'null', '{}', '[]', '__proto__', 'constructor'][chance.integer(0, 7)],
    () => BigInt(chance.integer(-1000, 1000)),
    () => new Date(chance.integer(0, 1) === 1 ? NaN : chance.integer(0, 1e12)),
    () => new Map([[chance.text(), chance.integer(0, 9)]]),
    () => new Uint8Array(chance.integer(0, 9)),
    () => Array.from({ length: chance.integer(0, 4) }, () => drawJunk(chance, levels - 1)),
    () => Object.fromEntries(drawFields(chance, levels)),
    () => Object.assign(Object.create(null), Object.fromEntries(drawFields(chance, levels))),
  ]
  const last = levels > 0 ? kinds.length - 1 : kinds.length - 4
  return kinds[chance.integer(0, last)]?.()
}

function drawFields(chance: Source, levels: number): (readonly [name: string, value: unknown])[] {
  const names = ['status', 'id', 'data', 'type', 'toString', 'length', '__proto__']
  return Array.from({ length: chance.integer(0, 4) }, () => [
    names[chance.integer(0, names.length)] ?? chance.text(),
    drawJunk(chance, levels - 1),
  ])
}

/** A copy with junk in the place that the path's names lead to, as far as they do. */
export function spoil(frame: unknown, path: readonly string[], junk: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined || typeof frame !== 'object' || frame === null) return junk
  return { ...frame, [name]: spoil(Reflect.get(frame, name), rest, junk) }
}

/** A copy with junk instead of one of its values, whichever is the nth. */
export function spoilAt(frame: unknown, at: number, junk: unknown): unknown {
  let left = at % (JSON.stringify(frame).match(/[:[{,]/g)?.length ?? 1)
  return JSON.parse(JSON.stringify(frame, (_key, value: unknown) => (left-- === 0 ? junk : value)) ?? 'null')
}

/** As JSON would bring it; null where JSON has no such thing. */
export function toJsonValue(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null')
  } catch {
    return null
  }
}
