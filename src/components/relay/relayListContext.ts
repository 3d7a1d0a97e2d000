'use client'

import { createContext, useContext } from 'react'
import type { Timeline } from '../../core/contract/timeline.js'
import type { RelayStatus } from '../../protocols/relay/index.js'
import { needRoot } from '../part/needRoot.js'
import type { TimelineState } from '../part/timelineState.js'

/** An app tells by these what it knows better than the service. */
export interface RelayStatusListOptions {
  /** Names the Relay endpoint by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
  /** Makes each id a button. */
  readonly onSelect?: ((requestId: string) => void) | undefined
  /** Names a chain by its id. */
  readonly getChainName?: ((chainId: number) => string | undefined) | undefined
}

export const RelayStatusListContext = /* @__PURE__ */ createContext<RelayStatusListOptions>({})

/** A row's parts carry it for stylesheets and tools, as `data-*`. */
export interface RelayRowState extends TimelineState {
  /** Nothing is known of the request yet. */
  readonly pending: boolean
  /** Neither the socket nor polling keeps the row up to date. */
  readonly stale: boolean
}

/** One row, as it is known just now. */
export interface RelayRow {
  readonly state: RelayRowState
  readonly requestId: string
  readonly data: RelayStatus | undefined
  readonly error: Error | null
  readonly timeline: Timeline
}

export const RelayRowContext = /* @__PURE__ */ createContext<RelayRow | undefined>(undefined)

/** Binds a part to the `RelayStatusList.Item` around it: the part carries the row's state. For `createPart`. */
export function useRelayRow(part: string): RelayRow {
  return needRoot(useContext(RelayRowContext), part, '<RelayStatusList.Item requestId={…}>')
}
