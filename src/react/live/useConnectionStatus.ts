'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { ConnectionInfo, ConnectionStatus, DisconnectReason } from '../../core/contract/status.js'
import type { Engine } from '../../core/engine/engine.js'
import { watchOutages, type OutageEvent } from '../../core/connection/outage.js'
import { getRuntime } from '../client/onwireRuntime.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useTracked } from './useTracked.js'

export interface UseConnectionStatusParameters {
  /** Which protocol, by its `id`; the client's first one by default. */
  readonly protocolId?: string | undefined
  /** Told of outages: `lost` after 5 s, then `restored` or `failed`. For a toast of your own. */
  readonly onOutage?: ((event: OutageEvent) => void) | undefined
}

/** The connection that all topics of a protocol share. Its fields are tracked. */
export interface ProtocolConnection {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason: DisconnectReason | undefined
  /** How long the service took to answer the last ping, in ms, where it answers any. */
  readonly latencyMs: number | undefined
  /** How far the service's clock is ahead of this machine's, in ms, where its pongs tell. */
  readonly clockOffsetMs: number | undefined
  /** The id that the service gave to its link, where it gives one and the link is up. */
  readonly id: string | undefined
  /** Tries to connect at once, also after a refusal. Nothing happens where it is connected. */
  reconnect(): void
}

export interface UseConnectionStatusReturnType extends ProtocolConnection {}

const idle: Omit<ProtocolConnection, 'reconnect'> = {
  status: 'idle',
  reason: undefined,
  latencyMs: undefined,
  clockOffsetMs: undefined,
  id: undefined,
}

export function useConnectionStatus({
  onOutage,
  protocolId,
}: UseConnectionStatusParameters = {}): UseConnectionStatusReturnType {
  const client = useOnwire()
  const engine = getRuntime(client).getEngine((_engine): _engine is Engine => true, 'protocol', protocolId)
  const latest = useRef(onOutage)
  useEffect(() => {
    latest.current = onOutage
  })
  useEffect(() => {
    const { live } = engine.protocol
    return watchOutages(engine, client.environment.clock, (event) => latest.current?.(event), live?.isTriedOnce)
  }, [client, engine])
  const subscribe = useCallback((listener: () => void) => engine.onConnection(listener), [engine])
  const read = useTracked<typeof idle>(subscribe, () => withReason(engine.getConnection()), idle)
  return {
    get status() {
      return read('status')
    },
    get reason() {
      return read('reason')
    },
    get latencyMs() {
      return read('latencyMs')
    },
    get clockOffsetMs() {
      return read('clockOffsetMs')
    },
    get id() {
      return read('id')
    },
    reconnect: () => engine.reconnect(),
  }
}

function withReason(info: ConnectionInfo): typeof idle {
  return { ...idle, ...info }
}
