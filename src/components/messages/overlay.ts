export type Props = Readonly<Record<string, unknown>>

/** Lays `theirs` over `ours`: undefined ones leave ours as they are, and `join` decides about the rest. */
export function overlay<Ours extends object>(
  ours: Ours,
  theirs: object,
  join: (ours: unknown, theirs: unknown, key: string) => unknown,
): Ours & Props {
  const joined: Record<string, unknown> = {}
  const entries: readonly (readonly [string, unknown])[] = Object.entries(theirs)
  for (const [key, value] of entries) if (value !== undefined) joined[key] = join(Reflect.get(ours, key), value, key)
  return { ...ours, ...joined }
}
