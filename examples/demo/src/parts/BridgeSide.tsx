import { useId, useState } from 'react'
import { RelayStatusTimeline, useRelayStatus } from 'onwire/relay'
import { FrameLog } from './FrameLog.js'
import { TopicFacts } from './TopicFacts.js'
import { ValueLog } from './ValueLog.js'
import { ServiceContext } from '../model/DemoContext.js'
import type { Service } from '../model/service.js'
import { createStatusAdder, type Value } from '../model/values.js'

export interface BridgeSideProps {
  readonly name: 'socket' | 'bridge'
  readonly title: string
  readonly requestId: string
  readonly service: Service
}

/** One of the two ways to a request: its timeline and its connection, and beneath them what came. */
export function BridgeSide({ name, requestId, service, title }: BridgeSideProps) {
  const { facts, wire } = service
  const [values, setValues] = useState<readonly Value[]>([])
  const titleId = useId()
  const followed = { requestId, protocolId: facts.protocol }
  const { connection } = useRelayStatus({
    ...followed,
    onUpdate({ status }) {
      const news = { subject: requestId, text: status, told: status, transport: connection.transport, pushed: name }
      setValues(createStatusAdder(news, wire))
    },
  })
  return (
    <ServiceContext.Provider value={service}>
      <section className="side-of" aria-labelledby={titleId} data-side={name}>
        <h3 id={titleId}>{title}</h3>
        <RelayStatusTimeline {...followed} className="card-inner" />
        <TopicFacts connection={connection} />
        <ValueLog values={values} />
        <FrameLog subject={requestId} />
      </section>
    </ServiceContext.Provider>
  )
}
