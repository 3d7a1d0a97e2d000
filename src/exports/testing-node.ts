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
