export {
  type FusionServer,
  type FusionServerOptions,
  startFusionServer,
} from '../testing/node/fusion/startFusionServer.js'
export {
  type CovalentServer,
  type CovalentServerOptions,
  startCovalentServer,
} from '../testing/node/covalent/startCovalentServer.js'
export { type RelayServer, type RelayServerOptions, startRelayServer } from '../testing/node/relay/startRelayServer.js'
export {
  startWebhookRelayServer,
  type WebhookRelayServer,
  type WebhookRelayServerOptions,
} from '../testing/node/webhookRelay/startWebhookRelayServer.js'
export { type EvmServer, type EvmServerOptions, startEvmServer } from '../testing/node/evm/startEvmServer.js'
