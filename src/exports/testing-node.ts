export {
  type FusionServer,
  type FusionServerStartOptions,
  startFusionServer,
} from '../testing/node/startFusionServer.js'
export {
  type CovalentServer,
  type CovalentServerStartOptions,
  startCovalentServer,
} from '../testing/node/startCovalentServer.js'
export {
  type SimulatorServer,
  type SimulatorServerOptions,
  startSimulatorServer,
} from '../testing/node/startSimulatorServer.js'
export {
  startWebhookRelayServer,
  type WebhookRelayServer,
  type WebhookRelayServerStartOptions,
} from '../testing/node/startWebhookRelayServer.js'
