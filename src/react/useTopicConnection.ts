'use client'

import { useCallback } from 'react'
import type { ConnectionStatus, DisconnectReason, TopicTransport } from '../core/connectionInfo.js'
import type { Engine } from '../core/engine.js'
import type { Topic } from '../core/protocol.js'
import { useTracked, type ReadField } from './useTracked.js'

/** How a topic is kept up to date. A component renders again only for the fields that it reads. */
export interface TopicConnection {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason: DisconnectReason | undefined
  readonly transport: TopicTransport
  /** When the service was last heard of this topic, in unix ms. */
  readonly lastEventAt: number | undefined
  /** Tries to connect at once, also after a refusal. */
  reconnect(): void
}

export interface TopicFields extends Omit<TopicConnection, 'reconnect'> {
  readonly isSettled: boolean
}

const idle: TopicFields = {
  status: 'idle',
  reason: undefined,
  transport: 'idle',
  lastEventAt: undefined,
  isSettled: false,
}

/** The fields of one topic and of its protocol's connection; idle ones where there is no topic. */
export function useTopicFields<T extends Topic, Data>(
  engine: Engine<T, Data>,
  topic: T | undefined,
): ReadField<TopicFields> {
  const key = topic && engine.protocol.key(topic)
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const subscribe = useCallback((listener: () => void) => subscribeTo(engine, topic, listener), [engine, key])
  return useTracked(subscribe, () => getFields(engine, topic), idle)
}

export function toTopicConnection(engine: Pick<Engine, 'reconnect'>, read: ReadField<TopicFields>): TopicConnection {
  return {
    get status() {
      return read('status')
    },
    get reason() {
      return read('reason')
    },
    get transport() {
      return read('transport')
    },
    get lastEventAt() {
      return read('lastEventAt')
    },
    reconnect: () => engine.reconnect(),
  }
}

function subscribeTo<T extends Topic, Data>(engine: Engine<T, Data>, topic: T | undefined, listener: () => void) {
  if (!topic) return () => {}
  const stops = [engine.onTopic(topic, ({ type }) => type === 'info' && listener()), engine.onConnection(listener)]
  return () => {
    for (const stop of stops) stop()
  }
}

function getFields<T extends Topic, Data>(engine: Engine<T, Data>, topic: T | undefined): TopicFields {
  return topic ? { ...idle, ...engine.getConnection(), ...engine.getTopic(topic) } : idle
}
