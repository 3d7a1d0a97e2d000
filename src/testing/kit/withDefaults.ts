/** Takes each field that is given, and the default for the rest. An `undefined` counts as not given. */
export function withDefaults<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given | undefined,
): Given & Defaults {
  const defined = Object.entries(given ?? {}).filter(([, value]) => value !== undefined)
  return Object.assign({}, given, defaults, Object.fromEntries(defined))
}
