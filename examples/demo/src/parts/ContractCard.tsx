import { useState } from 'react'
import { type LogEvent, LogFeed, useLogEvents } from 'onwire/covalent'
import type { FeedChanges, FeedOrder } from 'onwire'
import { covalentChains } from 'onwire/testing'
import { CardHeading } from './CardHeading.js'
import { ChainCheck } from './ChainCheck.js'
import { ContractTools } from './ContractTools.js'
import { FollowUpLog } from './FollowUpLog.js'
import { FrameLog } from './FrameLog.js'
import { TokenList } from './TokenList.js'
import { TopicFacts } from './TopicFacts.js'
import { ValueLog } from './ValueLog.js'
import { splitContract } from '../model/covalentFacts.js'
import type { Followed } from '../model/createFollowedList.js'
import { useService } from '../model/DemoContext.js'
import { addFollowUps, type FollowUps, noFollowUps } from '../model/followUps.js'
import { readShown } from '../model/compareLogs.js'
import { createChangeAdder, type Value } from '../model/values.js'

/** One contract: its logs, what was made of them, and beneath it what came, when, and by which way. */
export function ContractCard({ item }: { readonly item: Followed }) {
  const { wire } = useService()
  const { address, chainId } = splitContract(item.id)
  const [order, setOrder] = useState<FeedOrder>('newest-first')
  const [limit, setLimit] = useState(item.scenario === 'burst-10000' ? 20_000 : 1_000)
  const [values, setValues] = useState<readonly Value[]>([])
  const [followUps, setFollowUps] = useState<FollowUps>(noFollowUps)
  const feed = useLogEvents({ chain: chainId, address, order, limit, onEvents: note })
  const { connection } = feed

  function note(changes: FeedChanges<LogEvent>) {
    const newest = [...changes.removed, ...changes.replaced, ...changes.added].at(-1)
    const text = toText(changes)
    const news = { subject: item.id, text, told: newest?.tx_hash ?? '', transport: connection.transport }
    setValues(createChangeAdder(news, wire))
    setFollowUps((all) => addFollowUps(all, chainId, changes))
  }
  const chain = covalentChains.find(({ id }) => id === chainId)?.name ?? `Chain ${chainId}`
  return (
    <article className="card" data-contract={item.id} data-scenario={item.scenario}>
      <CardHeading item={item} id={address} title={<bdi>{chain}</bdi>} />
      <ContractTools
        contract={{ address, chainId }}
        limit={limit}
        order={order}
        onLimit={setLimit}
        onOrder={setOrder}
      />
      <LogFeed.View feed={feed} order={order} chain={chainId} className="card-inner" />
      <TopicFacts connection={connection} />
      <ChainCheck contract={{ address, chainId }} isPaused={feed.isPaused} getShown={() => readShown(feed.rows)} />
      <FollowUpLog followUps={followUps} />
      <TokenList address={address} chainId={chainId} />
      <ValueLog values={values} isLong />
      <FrameLog subject={item.id} />
    </article>
  )
}

function toText({ added, removed, replaced }: FeedChanges<LogEvent>): string {
  const parts = { added, replaced, removed }
  return Object.entries(parts)
    .filter(([, events]) => events.length > 0)
    .map(([word, events]) => `${events.length} ${word}`)
    .join(', ')
}
