/** A part's state: each member becomes a `data-*` attribute. */
export type PartState<State> = { readonly [Key in keyof State]: string | boolean | undefined }

/** Makes `data-*` attributes of a state: `true` is an empty attribute, `false` and `undefined` are none. */
export function toDataAttributes(state: object): Record<string, string> {
  const attributes: Record<string, string> = {}
  const entries: readonly (readonly [string, string | true | undefined])[] = Object.entries(state)
  for (const [key, value] of entries) if (value) attributes[`data-${key}`] = value === true ? '' : value
  return attributes
}
