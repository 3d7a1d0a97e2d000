/** A token, as the service's `nft_metadata` has it. */
export interface Metadata {
  readonly name: string
  /** An address that the token's owner has chosen. */
  readonly image: string | undefined
}

/** Reads an answer that nobody vouches for. */
export function readMetadata(answer: unknown): Metadata {
  const data = dig(answer, 'data', 'items', 0, 'nft_data', 0, 'external_data')
  const [name, image] = [dig(data, 'name'), dig(data, 'image')]
  return {
    name: typeof name === 'string' ? name.slice(0, 100) : 'A token without a name',
    image: typeof image === 'string' && /^(https:|data:image\/)/.test(image) ? image : undefined,
  }
}

function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    const isInner = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
    return isInner ? (inner as Readonly<Record<string | number, unknown>>)[name] : undefined
  }, value)
}
