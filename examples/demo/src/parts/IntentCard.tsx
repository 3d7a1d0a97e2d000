import { useState } from 'react'
import { IntentTimeline, useIntent } from 'onwire/fusion'
import { getFusionScenario } from 'onwire/testing'
import { CardHeading } from './CardHeading.js'
import { FrameLog } from './FrameLog.js'
import { Route } from './Route.js'
import { TopicFacts } from './TopicFacts.js'
import { ValueLog } from './ValueLog.js'
import type { Followed } from '../model/createFollowedList.js'
import { useService } from '../model/DemoContext.js'
import { toAmount } from '../model/toAmount.js'
import { toChainName } from '../model/toChainName.js'
import { createStatusAdder, type Value } from '../model/values.js'

/** One intent: its timeline, and beneath it what came, when, and by which way. */
export function IntentCard({ item }: { readonly item: Followed }) {
  const { followed, simulator, wire } = useService()
  const [values, setValues] = useState<readonly Value[]>([])
  const intentId = item.id
  const { connection, data } = useIntent({
    intentId,
    onUpdate({ status }) {
      const news = { subject: intentId, text: status, told: status, transport: connection.transport }
      setValues(createStatusAdder(news, wire))
      if (status === 'removed' || status === 'not_found') void findNewId()
    },
  })
  /** A dApp learns from its own transaction that the contract gave the intent another id; this page asks the simulator. */
  const findNewId = async () => {
    const intents = (await simulator?.getState().catch(() => undefined))?.intents
    const next = intents?.find(({ formerIds }) => formerIds.includes(intentId))
    if (next) followed.rename(item.key, next.intentId)
  }
  const story = item.scenario === undefined ? undefined : getFusionScenario(item.scenario)
  return (
    <article className="card" data-intent={intentId} data-scenario={item.scenario}>
      <CardHeading
        item={item}
        title={
          <Route
            from={toName(data?.fromChain ?? story?.fromChain)}
            to={toName(data?.toChain ?? story?.toChain)}
            otherwise="Intent"
          />
        }
      >
        {item.id !== item.key && (
          <span data-testid="former-id">
            was{' '}
            <code dir="ltr" title={item.key}>
              {item.key.slice(0, 10)}…
            </code>
          </span>
        )}
      </CardHeading>
      <IntentTimeline intentId={intentId} getChainName={toChainName} formatAmount={toAmount} className="card-inner" />
      <TopicFacts connection={connection} />
      <ValueLog values={values} />
      <FrameLog subject={intentId} />
    </article>
  )
}

function toName(chain: string | number | undefined): string | undefined {
  return chain === undefined ? undefined : (toChainName(chain) ?? `Chain ${chain}`)
}
