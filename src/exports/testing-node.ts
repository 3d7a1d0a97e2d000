export {
  type SimulatorServer,
  type SimulatorServerOptions,
  startSimulatorServer,
} from '../testing/node/startSimulatorServer.js'
