import { defaultLogFeedMessages } from '../logs/logFeedMessages.js'
import { defaultFeedMessages } from '../feed/feedMessages.js'
import { defaultFusionMessages } from '../fusion/fusionMessages.js'
import { intentTitles } from '../fusion/toIntentMessages.js'
import { defaultMessages } from '../messages/defaultMessages.js'
import { defaultRelayListMessages } from '../relay/relayListMessages.js'
import { defaultSummaryMessages } from '../messages/summaryMessages.js'
import { defaultWebhookFeedMessages } from '../webhookRelay/webhookFeedMessages.js'
import type { Locale } from './locale.js'

/** English: what components say without a locale, for a part of a page that speaks another language around it. */
export const en: Locale = {
  locale: 'en',
  messages: {
    ...defaultMessages,
    titles: { ...defaultMessages.titles, ...intentTitles },
    summary: defaultSummaryMessages,
    feed: defaultFeedMessages,
    logFeed: defaultLogFeedMessages,
    webhookFeed: defaultWebhookFeedMessages,
    fusion: defaultFusionMessages,
    relayList: defaultRelayListMessages,
    relay: { loadReasons: () => import('../relay/relayReasons.js') },
    transactions: { load: () => import('../transaction/transactionMessages.js') },
  },
}
