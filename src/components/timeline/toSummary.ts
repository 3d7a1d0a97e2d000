import type { Timeline, TimelineOutcome } from '../../core/contract/timeline.js'
import type { TimelineRoot } from '../part/PartContext.js'
import type { Messages } from '../messages/messages.js'
import { toSummaryMessages } from '../messages/summaryMessages.js'
import { toStepTitle } from './toStepTitle.js'

export interface SummaryTexts {
  /** Says what happened to the money, once anybody knows. */
  readonly ending: string | undefined
  /** `100 USDC → 99.87 USDC`, as far as amounts are known. */
  readonly amounts: string | undefined
  readonly route: string | undefined
}

/** Says what a timeline is about, in the words that are known to be true of it. */
export function toSummary(
  timeline: Timeline,
  messages: Messages,
  getChainName: TimelineRoot['getChainName'],
  formatNumber: (amount: string) => string,
): SummaryTexts {
  const { outcome, summary } = timeline
  const words = toSummaryMessages(messages)
  const [sent, received] = [summary?.from, summary?.to].map(
    (side) => side?.amount && `${formatNumber(side.amount)}\u00a0${side.symbol ?? ''}`,
  )
  const [from, to] = [summary?.from?.chain, summary?.to?.chain].map(
    // An app names chains, and not the lack of one.
    (chain = '') =>
      chain === '' ? '' : (getChainName?.(chain) ?? (/^\d+$/.test(`${chain}`) ? words.chain(`${chain}`) : `${chain}`)),
  )
  const isFailure = outcome === 'failure' || outcome === 'refund'
  const endings: Readonly<Record<TimelineOutcome, string | undefined>> = {
    success: words.arrived(received || words.funds, to),
    refund: words.returned,
    failure: `${words.undelivered} ${toRefundText(timeline, messages)}`.trim(),
    cancelled: undefined,
  }
  return {
    ending: outcome && endings[outcome],
    // Nothing was received of what has failed.
    amounts: join(sent, isFailure ? '' : received, (from, to) => `${from} → ${to}`),
    route: join(from, to, words.route),
  }
}

/** Says if the money comes back, as the step of the refund does. */
function toRefundText({ isFinal, reason }: Timeline, messages: Messages): string {
  const refund = reason?.refund ?? 'unknown'
  const isSure = refund === 'none' || refund === 'manual'
  // Once the wait for a refund is over, it is no longer spoken of.
  if (isFinal && !isSure) return toStepTitle({ id: 'refund', state: 'skipped', transactions: [] }, messages)
  return messages.refunds[refund] ?? (isSure ? '' : (messages.descriptions['refund'] ?? ''))
}

function join(from = '', to = '', both: (from: string, to: string) => string) {
  return from && to && from !== to ? both(from, to) : from || to || undefined
}
