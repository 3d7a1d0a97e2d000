export type { EvmFinality, EvmOptions } from './options.js'
export { toEvmLogId } from './model.js'
export { evm, type EvmData, type EvmProtocol } from './protocol.js'
export type { EvmTopic, TransactionTopic } from './topic.js'
