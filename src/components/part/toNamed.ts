/** Makes the attributes of a root that has a name, its own or one that the page shows; none where it has neither. */
export function toNamed(name: string | undefined, props: { readonly 'aria-labelledby'?: string | undefined }) {
  return name || props['aria-labelledby'] ? { role: 'group', 'aria-label': name } : {}
}
