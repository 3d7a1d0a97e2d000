import { createFollowedList } from './createFollowedList.js'
import type { SimulatorControl } from './createSimulatorControl.js'
import { createStore } from './createStore.js'
import { createWireLog } from './createWireLog.js'
import type { Service, ServiceFacts } from './service.js'

export function createService(facts: ServiceFacts, simulator: SimulatorControl | undefined): Service {
  return {
    facts,
    wire: createWireLog((text, about) => facts.readWire(text, about)),
    followed: createFollowedList(facts, simulator),
    keysAsked: createStore(0),
    simulator,
  }
}
