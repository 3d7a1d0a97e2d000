import type { Random } from '../../kit/random.js'
import { createStoryTime, type StoryTimeOptions } from '../../kit/storyTime.js'
import type { RunningChain } from './covalentChain.js'
import { type CovalentFilter, toDestination } from './covalentFilter.js'
import type { CovalentFaultName } from './covalentFaults.js'
import type { CovalentLogEvent } from './covalentLogEvent.js'
import type { CovalentChainStep, CovalentScenario } from './covalentScenario.js'
import { createLogSource, type SourceSettings } from './logSource.js'

/** A scenario that is played by one contract on one chain. */
export interface CovalentStory {
  readonly chainId: number
  /** The contract, in lower case. */
  readonly address: string
  /** The one topic of all its logs; undefined where it emits every kind. */
  readonly topic: string | undefined
  /** Where its logs are heard: its topic's where it has one, else its address's. */
  readonly destination: string
  readonly scenario: CovalentScenario
  /** Its logs as the chain stands now, in order. */
  truth(): readonly CovalentLogEvent[]
  /** Settles with the scenario's last step. */
  readonly done: Promise<void>
  /** Lets its time begin, where it waits for a client. The chain's blocks don't wait. */
  begin(): void
  /** A block comes at once, with so many of its logs. */
  burst(logs: number): void
  /** No further step is taken and no further log emitted; those that stand go on standing. */
  stop(): void
}

export interface CovalentStoryContext extends StoryTimeOptions {
  readonly chain: RunningChain
  readonly address: string
  readonly topic: string | undefined
  readonly scenario: CovalentScenario
  readonly random: Random
  fault(name: CovalentFaultName): void
}

/** Plays one scenario. Steps at 0 are taken before it returns. */
export function createCovalentStory(context: CovalentStoryContext): CovalentStory {
  const { chain, address, topic, scenario, speed } = context
  const chainId = chain.facts.id
  const own: CovalentFilter = { kind: 'address', address }
  const time = createStoryTime(context)
  let settings: SourceSettings = { logsPerBlock: 0, pushTimes: 1, decoded: 'mostly' }
  const source = createLogSource({ address, topic }, context.random, () => settings)
  const removeSource = chain.addSource(source)

  const runStep = (step: CovalentChainStep): void => {
    const { logsPerBlock = settings.logsPerBlock, pushTimes = settings.pushTimes, decoded = settings.decoded } = step
    settings = { logsPerBlock, pushTimes, decoded }
    if (step.blockMs !== undefined) chain.setPace(step.blockMs / speed)
    if (step.history !== undefined) chain.addHistory(source, step.history.logs, step.history.blocks)
    if (step.burst !== undefined) chain.mine(1, source, step.burst)
    if (step.reorg !== undefined) chain.reorganise(step.reorg)
  }
  for (const step of scenario.steps) {
    time.after(step.at, () => ('fault' in step ? context.fault(step.fault) : runStep(step)))
  }
  time.planned()

  return {
    chainId,
    address,
    topic,
    destination: toDestination(chainId, topic === undefined ? own : { kind: 'topic', topic, secondaryTopics: [] }),
    scenario,
    truth: () => chain.logs(own),
    done: time.done,
    begin: () => time.begin(),
    burst: (logs) => chain.mine(1, source, logs),
    stop() {
      time.stop()
      removeSource()
    },
  }
}
