import { useState } from 'react'
import type { FeedChanges } from 'onwire'
import { useWebhooks, type Webhook, WebhookFeed } from 'onwire/webhook-relay'
import { BucketTools } from './BucketTools.js'
import { CardHeading } from './CardHeading.js'
import { FrameLog } from './FrameLog.js'
import { TopicFacts } from './TopicFacts.js'
import { ValueLog } from './ValueLog.js'
import type { Followed } from '../model/createFollowedList.js'
import { useService } from '../model/DemoContext.js'
import { createChangeAdder, type Value } from '../model/values.js'
import { splitBuckets } from '../model/webhookRelayFacts.js'

/** The webhooks of a bucket, or of several, and beneath them what came, when, and by which way. */
export function BucketCard({ item }: { readonly item: Followed }) {
  const { facts, simulator, wire } = useService()
  const [values, setValues] = useState<readonly Value[]>([])
  const buckets = splitBuckets(item.id)
  const feed = useWebhooks({ buckets, protocolId: facts.protocol, limit: 1_000, onEvents: note })
  const { connection } = feed

  function note({ added, removed, replaced }: FeedChanges<Webhook>) {
    const text = Object.entries({ added, replaced, removed })
      .filter(([, webhooks]) => webhooks.length > 0)
      .map(([word, webhooks]) => `${webhooks.length} ${word}`)
      .join(', ')
    const told = [...removed, ...replaced, ...added].at(-1)?.id ?? ''
    const news = { subject: item.id, text, told, transport: connection.transport, pushed: 'bridge' } as const
    setValues(createChangeAdder(news, wire))
  }
  return (
    <article className="card" data-buckets={item.id} data-scenario={item.scenario}>
      <CardHeading item={item} id={null} title={<bdi>{buckets[0]}</bdi>}>
        {buckets.length > 1 ? `and ${buckets.length - 1} more` : 'one bucket'}
      </CardHeading>
      {simulator && buckets[0] !== undefined && <BucketTools bucket={buckets[0]} simulator={simulator} />}
      <WebhookFeed.View feed={feed} className="card-inner" />
      <TopicFacts connection={connection} />
      <ValueLog values={values} isLong />
      <FrameLog subject={item.id} />
    </article>
  )
}
