/** A request's status as the service knows it. `updatedAt` is the service's clock in milliseconds. */
export interface SimulatedRelayStatus {
  readonly status: string
  readonly inTxHashes: readonly string[]
  readonly txHashes: readonly string[]
  readonly updatedAt: number
  readonly originChainId: number
  readonly destinationChainId: number
  readonly requestId: string
  readonly [field: string]: unknown
}

/** The same status with some of its fields left out. */
export function without(
  status: Partial<SimulatedRelayStatus>,
  fields: readonly string[],
): Partial<SimulatedRelayStatus> {
  return Object.fromEntries(Object.entries(status).filter(([field]) => !fields.includes(field)))
}
