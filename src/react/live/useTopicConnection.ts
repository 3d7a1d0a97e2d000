'use client'

import { useCallback } from 'react'
import type { ConnectionStatus, DisconnectReason, TopicSource, TopicTransport } from '../../core/contract/status.js'
import type { Engine } from '../../core/engine/engine.js'
import type { TopicHandle } from '../../core/engine/topicHandle.js'
import type { Topic } from '../../core/contract/topic.js'
import { idleInfo } from '../../core/topic/topicInfo.js'
import { type FieldNames, toTracked, useTracked, type ReadField } from './useTracked.js'

/** How a topic is kept up to date. A component renders again only for the fields that it reads. */
export interface TopicConnection {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason: DisconnectReason | undefined
  readonly transport: TopicTransport
  /** False where it can't be polled: its data then stay as they are until the socket is back. */
  readonly isPollable: boolean
  /** True where neither the socket nor polling keeps the data up to date: they may be older than the service's. */
  readonly isStale: boolean
  /** How long the service took to answer the last ping, in ms, where it answers any. */
  readonly latencyMs: number | undefined
  /** How far the service's clock is ahead of this machine's, in ms, where its pongs tell. Ages are reckoned by it. */
  readonly clockOffsetMs: number | undefined
  /** The id that the service gave to its link, where it gives one and the link is up. */
  readonly id: string | undefined
  /** The way by which the data came, as they are, and when. It is no part of `data`. */
  readonly source: TopicSource | undefined
  /** When the service was last heard of this topic, in unix ms. */
  readonly lastEventAt: number | undefined
  /** Tries to connect at once, also after a refusal. Nothing happens where it is connected. */
  reconnect(): void
}

export interface TopicFields extends Omit<TopicConnection, 'reconnect'> {
  readonly isSettled: boolean
}

const idle: TopicFields = /* @__PURE__ */ Object.assign(
  { status: 'idle', reason: undefined, latencyMs: undefined, clockOffsetMs: undefined, id: undefined } as const,
  idleInfo,
)

const connectionFields: FieldNames<Exclude<keyof TopicFields, 'isSettled'>> = {
  status: undefined,
  reason: undefined,
  transport: undefined,
  isPollable: undefined,
  isStale: undefined,
  latencyMs: undefined,
  clockOffsetMs: undefined,
  id: undefined,
  source: undefined,
  lastEventAt: undefined,
}

/** The fields of one topic and of its protocol's connection; idle ones where there is no topic. */
export function useTopicFields<T extends Topic, Data>(
  engine: Engine<T, Data>,
  handle: TopicHandle<T, Data> | undefined,
): ReadField<TopicFields> {
  const subscribe = useCallback((listener: () => void) => subscribeTo(engine, handle, listener), [engine, handle])
  return useTracked(subscribe, () => getFields(engine, handle), idle)
}

export function toTopicConnection(engine: Pick<Engine, 'reconnect'>, read: ReadField<TopicFields>): TopicConnection {
  return toTracked({ reconnect: () => engine.reconnect() }, connectionFields, read)
}

function subscribeTo<T extends Topic, Data>(
  engine: Engine<T, Data>,
  handle: TopicHandle<T, Data> | undefined,
  listener: () => void,
) {
  if (!handle) return () => {}
  const stops = [handle.on(({ type }) => type === 'info' && listener()), engine.onConnection(listener)]
  return () => {
    for (const stop of stops) stop()
  }
}

function getFields<T extends Topic, Data>(
  engine: Engine<T, Data>,
  handle: TopicHandle<T, Data> | undefined,
): TopicFields {
  return handle ? { ...idle, ...engine.getConnection(), ...handle.getShown().info } : idle
}
