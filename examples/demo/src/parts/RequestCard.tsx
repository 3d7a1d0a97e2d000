import { useState } from 'react'
import { RelayStatusTimeline, useRelayChains, useRelayStatus } from 'onwire/relay'
import { getRelayScenario } from 'onwire/testing'
import { CardHeading } from './CardHeading.js'
import { FrameLog } from './FrameLog.js'
import { Route } from './Route.js'
import { TopicFacts } from './TopicFacts.js'
import { ValueLog } from './ValueLog.js'
import { toQuote } from '../model/toQuote.js'
import type { Followed } from '../model/createFollowedList.js'
import { useService } from '../model/DemoContext.js'
import { createStatusAdder, type Value } from '../model/values.js'

/** One request: its timeline, and beneath it what came, when, and by which way. */
export function RequestCard({ item }: { readonly item: Followed }) {
  const { wire } = useService()
  const [values, setValues] = useState<readonly Value[]>([])
  const requestId = item.id
  const { connection, data } = useRelayStatus({
    requestId,
    onUpdate({ status }) {
      const news = { subject: requestId, text: status, told: status, transport: connection.transport }
      setValues(createStatusAdder(news, wire))
    },
  })
  const story = item.scenario === undefined ? undefined : getRelayScenario(item.scenario)
  const { data: chains } = useRelayChains()
  const toName = (id: number | undefined) =>
    id === undefined ? undefined : (chains?.find((chain) => chain.id === id)?.displayName ?? `Chain ${id}`)
  return (
    <article className="card" data-request={requestId} data-scenario={item.scenario}>
      <CardHeading
        item={item}
        title={
          <Route
            from={toName(data?.originChainId ?? story?.origin)}
            to={toName(data?.destinationChainId ?? story?.destination)}
            otherwise="Request"
          />
        }
      />
      <RelayStatusTimeline requestId={requestId} {...toQuote(item)} className="card-inner" />
      <TopicFacts connection={connection} />
      <ValueLog values={values} />
      <FrameLog subject={requestId} />
    </article>
  )
}
