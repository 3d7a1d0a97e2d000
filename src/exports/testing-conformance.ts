export { carryInMemory, type CarriedInMemory, type MemoryOptions } from '../testing/memory/carryInMemory.js'
export type { Latency } from '../testing/memory/latency.js'
export { type Chance, type Draw, drawList, drawOne, drawShuffled, drawSome } from '../testing/conformance/chance.js'
export { createChance } from '../testing/conformance/createChance.js'
export { createCheck } from '../testing/conformance/createCheck.js'
export { createManualEnvironment } from '../testing/conformance/createManualEnvironment.js'
export { type AnswersCase, describeAnswers } from '../testing/conformance/describeAnswers.js'
export { describeFeed, type FeedCase } from '../testing/conformance/describeFeed.js'
export { describeProtocol, type ProtocolCase, type WireCase } from '../testing/conformance/describeProtocol.js'
export { describeState, type StateCase } from '../testing/conformance/describeState.js'
export type { Check, Framework } from '../testing/conformance/framework.js'
export { createSystemClock, type SimulatorClock } from '../testing/kit/clock.js'
export { createSwitches, type ServiceFaults, type ServiceFaultState, type Switches } from '../testing/kit/faults.js'
export { findScenario } from '../testing/kit/findScenario.js'
export {
  createLog,
  type SimulatorLog,
  type SimulatorLogEntry,
  type SimulatorLogEvent,
  type WritableLog,
} from '../testing/kit/log.js'
export { createManualClock, type ManualClock } from '../testing/kit/manualClock.js'
export { base36Digits, base58Digits, createRandom, hexDigits, type Random } from '../testing/kit/random.js'
export { createRestLimit, type RestLimit } from '../testing/kit/restLimit.js'
export type {
  Admission,
  Frame,
  Peer,
  RestAnswer,
  RestReply,
  RestRequest,
  RestServer,
  Session,
  SocketServer,
} from '../testing/kit/server.js'
export { createServiceTime, type ServiceTimeOptions } from '../testing/kit/serviceTime.js'
export { SimulatorError } from '../testing/kit/simulatorError.js'
export {
  createStoryTime,
  type StoryBeginning,
  type StoryTime,
  type StoryTimeOptions,
} from '../testing/kit/storyTime.js'
