/** The requests of one deposit address. */
export interface RelayDepositsTopic {
  readonly kind: 'deposits'
  /** As Relay's quote gives it, of any chain. Upper and lower case are one for hexadecimal addresses alone. */
  readonly depositAddress: string
}

export function toDepositsKey({ depositAddress }: Pick<RelayDepositsTopic, 'depositAddress'>): string {
  return /^0x/i.test(depositAddress) ? depositAddress.toLowerCase() : depositAddress
}

/** The topic as its key has it, and nothing else. */
export function fromDepositsKey(key: string): RelayDepositsTopic {
  return { kind: 'deposits', depositAddress: key }
}

/** Addresses of all chains consist of letters, digits and few other characters: TON's have a colon, or `-` and `_`. */
export function isDepositAddress(address: string): boolean {
  return /^[\w:-]{1,128}$/.test(address)
}
