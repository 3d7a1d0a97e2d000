export type Props = Readonly<Record<string, unknown>>

/** Lays `theirs` over `ours`: undefined ones leave ours as they are, and `join` decides about the rest. */
export function overlay(
  ours: Props,
  theirs: object,
  join: (ours: unknown, theirs: unknown, key: string) => unknown,
): Props {
  const joined: Record<string, unknown> = { ...ours }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(theirs)
  for (const [key, value] of entries) if (value !== undefined) joined[key] = join(ours[key], value, key)
  return joined
}
