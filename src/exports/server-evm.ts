export { evm } from '../protocols/evm/index.js'
export type {
  BlockHead,
  EvmData,
  EvmFinality,
  EvmOptions,
  EvmProtocol,
  EvmTopic,
  HeadTopic,
  TransactionTopic,
} from '../protocols/evm/index.js'
export type { LogEvent } from '../protocols/shared/logs/logEvent.js'
export type { AddressLogsTopic, EventLogsTopic, LogsTopic, TopicFilter } from '../protocols/shared/logs/logsTopic.js'
export type { TransactionStatus } from '../protocols/shared/transaction/transactionStatus.js'
