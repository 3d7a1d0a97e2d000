export { type FusionServer, type FusionServerOptions, startFusionServer } from '../testing/node/startFusionServer.js'
export {
  type CovalentServer,
  type CovalentServerOptions,
  startCovalentServer,
} from '../testing/node/startCovalentServer.js'
export { type RelayServer, type RelayServerOptions, startRelayServer } from '../testing/node/startRelayServer.js'
export {
  startWebhookRelayServer,
  type WebhookRelayServer,
  type WebhookRelayServerOptions,
} from '../testing/node/startWebhookRelayServer.js'
