import type { TopicConnection } from 'onwire'
import { formatTime } from '../model/formatTime.js'

/** How a topic is kept up to date right now, as its hook tells it. */
export function TopicFacts({ connection }: { readonly connection: TopicConnection }) {
  const { isPollable, isStale, lastEventAt, latencyMs, transport } = connection
  return (
    <dl className="facts" data-transport={transport} data-stale={isStale}>
      <div>
        <dt>transport</dt>
        <dd>{isPollable ? transport : `${transport}, can’t be polled`}</dd>
      </div>
      <div>
        <dt>isStale</dt>
        <dd data-warn={isStale || undefined}>{String(isStale)}</dd>
      </div>
      {latencyMs !== undefined && (
        <div>
          <dt>latencyMs</dt>
          <dd>{Math.round(latencyMs)}</dd>
        </div>
      )}
      {lastEventAt !== undefined && (
        <div>
          <dt>last heard</dt>
          <dd>
            <time dateTime={new Date(lastEventAt).toISOString()}>{formatTime(lastEventAt)}</time>
          </dd>
        </div>
      )}
    </dl>
  )
}
