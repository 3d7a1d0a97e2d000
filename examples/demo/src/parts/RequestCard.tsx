import { useState } from 'react'
import { RelayStatusTimeline, useRelayStatus } from 'onwire/relay'
import { FrameLog } from './FrameLog.js'
import { RequestHeading } from './RequestHeading.js'
import { ValueLog } from './ValueLog.js'
import type { ListedRequest } from '../model/createRequestList.js'
import { useDemo } from '../model/DemoContext.js'
import { createAdder, type Value } from '../model/values.js'

/** One request: its timeline, and beneath it what came, when, and by which way. */
export function RequestCard({ requestId, scenario }: ListedRequest) {
  const { requests, wire } = useDemo()
  const [values, setValues] = useState<readonly Value[]>([])
  const { connection, data } = useRelayStatus({
    requestId,
    onUpdate(update) {
      const add = createAdder(update, wire, connection.transport)
      setValues(add)
    },
  })
  return (
    <article className="card" data-request={requestId} data-scenario={scenario}>
      <RequestHeading
        requestId={requestId}
        scenario={scenario}
        status={data}
        onRemove={() => requests.remove(requestId)}
      />
      <RelayStatusTimeline requestId={requestId} className="card-timeline" />
      <ValueLog values={values} />
      <FrameLog requestId={requestId} />
    </article>
  )
}
