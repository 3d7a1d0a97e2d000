export type PartState = Readonly<Record<string, string | boolean | undefined>>

/** State as `data-*` attributes: `true` is an empty attribute, `false` and `undefined` are none. */
export function toDataAttributes(state: PartState): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [key, value] of Object.entries(state)) if (value) attributes[`data-${key}`] = value === true ? '' : value
  return attributes
}
