import { getOwn } from '../../core/utils/getOwn.js'

export type Props = Readonly<Record<string, unknown>>

/** Lays `theirs` over `ours`: undefined ones leave ours as they are, and `join` decides about the rest. */
export function overlay<Ours extends object>(
  ours: Ours,
  theirs: object,
  join: (ours: unknown, theirs: unknown, key: string) => unknown,
): Ours & Props {
  const own: Props = Object.fromEntries(Object.entries(ours))
  const entries: readonly (readonly [string, unknown])[] = Object.entries(theirs)
  const joined = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [[key, join(getOwn(own, key), value, key)] as const],
  )
  // Not set one by one: `__proto__` is a word like others.
  return { ...ours, ...Object.fromEntries(joined) }
}
