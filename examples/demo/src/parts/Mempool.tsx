import { IntentList, MempoolStats, useIntents, useMempoolStats } from 'onwire/fusion'
import { FrameLog } from './FrameLog.js'
import { TopicFacts } from './TopicFacts.js'
import { useService } from '../model/DemoContext.js'
import { toAmount } from '../model/toAmount.js'
import { toChainName } from '../model/toChainName.js'

/** All of the coordinator's intents, and how many there are. Nobody can be asked for them while the socket is down. */
export function Mempool() {
  const { followed } = useService()
  const feed = useIntents({ limit: 200 })
  const { connection, data } = useMempoolStats()
  return (
    <article className="card mempool" aria-labelledby="mempool-title">
      <header className="card-heading">
        <div>
          <h2 id="mempool-title">All intents</h2>
          <p className="hint">
            What the coordinator tells everyone, from the moment that somebody looks. Choose one to follow it.
          </p>
        </div>
      </header>
      <MempoolStats.View stats={data} connection={connection} showConnection={false} className="card-inner" />
      <IntentList.View
        feed={feed}
        getChainName={toChainName}
        formatAmount={toAmount}
        onSelect={({ intentId }) => followed.show(intentId)}
        className="card-inner"
      />
      <TopicFacts connection={feed.connection} />
      <FrameLog subject="mempool:stats" />
    </article>
  )
}
