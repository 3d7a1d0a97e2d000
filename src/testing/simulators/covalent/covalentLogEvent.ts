/** The log event object, as REST's items and the body of a MESSAGE have it. */
export interface CovalentLogEvent {
  /** ISO 8601, to the second. */
  readonly block_signed_at: string
  readonly block_height: number
  readonly block_hash?: string
  readonly tx_offset: number
  readonly log_offset: number
  readonly tx_hash: string
  readonly raw_log_topics: readonly string[]
  readonly sender_contract_decimals: number | null
  readonly sender_name: string | null
  readonly sender_contract_ticker_symbol: string | null
  readonly sender_address: string
  readonly sender_address_label: string | null
  readonly sender_logo_url: string | null
  readonly supports_erc: readonly string[] | null
  readonly sender_factory_address: string | null
  readonly raw_log_data: string | null
  readonly decoded?: CovalentDecoded | null
}

export interface CovalentDecoded {
  readonly name: string
  readonly signature: string
  readonly params: readonly CovalentParam[]
}

export interface CovalentParam {
  readonly name: string
  readonly type: string
  readonly indexed: boolean
  /** False where only a hash is in the log: an indexed string. */
  readonly decoded: boolean
  readonly value: CovalentValue
}

/** Numbers are decimal strings, whatever their size. */
export type CovalentValue = string | boolean | null | readonly CovalentArrayItem[]

export interface CovalentArrayItem {
  readonly value: string
  readonly bitSize: number
  readonly typeAsString: string
}

/** A log before it stands in a block. */
export type LogDraft = Omit<CovalentLogEvent, 'block_signed_at' | 'block_height' | 'block_hash' | 'log_offset'> & {
  readonly hasBlockHash: boolean
}
