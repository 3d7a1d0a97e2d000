export {
  type AddressLogsTopic,
  type ChainIds,
  covalent,
  type CovalentOptions,
  type CovalentProtocol,
  type LogEvent,
  type LogsTopic,
  type EventLogsTopic,
} from '../protocols/covalent/index.js'
