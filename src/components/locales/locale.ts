import type { LogFeedMessages } from '../logs/logFeedMessages.js'
import type { FeedMessages } from '../feed/feedMessages.js'
import type { FusionMessages } from '../fusion/fusionMessages.js'
import type { Messages } from '../messages/messages.js'
import type { RelayListMessages } from '../relay/relayListMessages.js'
import type { RelayMessages } from '../relay/relayMessages.js'
import type { SummaryMessages } from '../messages/summaryMessages.js'
import type { TransactionWordsSource } from '../transaction/transactionMessages.js'
import type { WebhookFeedMessages } from '../webhookRelay/webhookFeedMessages.js'

type Families = 'summary' | 'feed' | 'logFeed' | 'webhookFeed' | 'fusion' | 'relayList' | 'relay' | 'transactions'

/** All words of all families: the compiler finds a group that a language leaves out. */
export interface LocaleMessages extends Required<Omit<Messages, Families | 'clock'>> {
  readonly summary: SummaryMessages
  readonly feed: FeedMessages
  readonly logFeed: LogFeedMessages
  readonly webhookFeed: WebhookFeedMessages
  readonly fusion: FusionMessages
  readonly relayList: RelayListMessages
  readonly relay: RelayMessages
  readonly transactions: TransactionWordsSource
}

/** A language, for `OnwireMessagesProvider`: `<OnwireMessagesProvider {...es}>`. */
export interface Locale {
  /** A BCP 47 tag: dates and numbers are written like that. */
  readonly locale: string
  readonly messages: LocaleMessages
}
