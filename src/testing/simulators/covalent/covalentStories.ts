import { assertSpeed } from '../../kit/assertSpeed.js'
import type { SimulatorClock } from '../../kit/clock.js'
import { createRandom, hexDigits, type Random } from '../../kit/random.js'
import type { StoryBeginning } from '../../kit/storyTime.js'
import { SimulatorError } from '../../kit/simulatorError.js'
import type { RunningChain } from './covalentChain.js'
import { covalentChains } from './covalentChains.js'
import type { CovalentFaultName } from './covalentFaults.js'
import { type CovalentFilter, toAddressFilter, toTopicFilter } from './covalentFilter.js'
import type { CovalentScenario } from './covalentScenario.js'
import { getCovalentScenario } from './covalentScenarios.js'
import { createCovalentStory, type CovalentStory } from './covalentStory.js'

export interface CovalentStartOptions {
  /** Default 1, Ethereum. */
  readonly chainId?: number | undefined
  /** The contract: 0x and 40 hexadecimal digits. Default: drawn from the seed. */
  readonly address?: string | undefined
  /** All logs of the story have this topic first: 0x and 64 hexadecimal digits. Default: events of every kind. */
  readonly topic?: string | undefined
  /** 2 plays the scenario twice as fast. Default 1. */
  readonly speed?: number | undefined
  /** When its time begins. Steps at 0 are taken at once in any case. Default `at-once`. */
  readonly begins?: StoryBeginning | undefined
}

export interface CovalentStoriesContext {
  readonly clock: SimulatorClock
  readonly random: Random
  readonly seed: number
  /** Contracts and topics that nobody started play this one from the moment somebody asks for them. */
  readonly defaultScenario: CovalentScenario | undefined
  /** Undefined where the service doesn't know the chain. */
  chain(chainId: number): RunningChain | undefined
  fault(name: CovalentFaultName): void
}

export interface CovalentStories {
  start(scenario: CovalentScenario | string, options?: CovalentStartOptions): CovalentStory
  /** Somebody asks for this, whatever they are answered: what waits for that begins. */
  asked(chainId: number, filter: CovalentFilter): void
  /** Somebody is told of this: where nothing that was started answers, the default scenario begins. */
  adopt(chainId: number, filter: CovalentFilter): void
  all(): readonly CovalentStory[]
}

export function createCovalentStories(context: CovalentStoriesContext): CovalentStories {
  const stories: CovalentStory[] = []

  const begin = (
    scenario: CovalentScenario,
    chain: RunningChain,
    contract: { readonly address: string; readonly topic: string | undefined },
    { speed = 1, begins }: CovalentStartOptions = {},
  ): CovalentStory => {
    const story = createCovalentStory({
      chain,
      scenario,
      speed,
      begins,
      ...contract,
      clock: context.clock,
      // Its own stream: a contract's logs don't depend on what else is asked for meanwhile.
      random: createRandom(Number.parseInt(contract.address.slice(2, 10), 16) ^ context.seed),
      fault: (name) => context.fault(name),
    })
    stories.push(story)
    return story
  }
  const find = (chainId: number, address: string) =>
    stories.find((story) => story.chainId === chainId && story.address === address)

  return {
    start(scenario, options = {}) {
      const { chainId = 1, speed = 1, topic } = options
      const address = (options.address ?? `0x${context.random.text(40, hexDigits)}`).toLowerCase()
      const chain = context.chain(chainId)
      if (chain === undefined) throw toNoSuchChain(chainId)
      if (toAddressFilter(address) === undefined) throw toBadHex('address', address, 40)
      if (topic !== undefined && toTopicFilter(topic) === undefined) throw toBadHex('topic', topic, 64)
      if (find(chainId, address) !== undefined) throw toStoryExists(chainId, address)
      assertSpeed(speed)
      const story = typeof scenario === 'string' ? getCovalentScenario(scenario) : scenario
      return begin(story, chain, { address, topic: topic?.toLowerCase() }, options)
    },
    asked(chainId, filter) {
      for (const story of stories) if (story.chainId === chainId && isAbout(story, filter)) story.begin()
    },
    adopt(chainId, filter) {
      const chain = context.chain(chainId)
      if (chain === undefined || context.defaultScenario === undefined) return
      if (filter.kind === 'address') {
        if (find(chainId, filter.address) !== undefined) return
        begin(context.defaultScenario, chain, { address: filter.address, topic: undefined })
      } else if (!stories.some((story) => story.chainId === chainId && story.topic === filter.topic)) {
        // The contract follows from its topic, so that it doesn't depend on who asked before.
        const address = `0x${filter.topic.slice(26)}`
        if (find(chainId, address) !== undefined) return
        begin(context.defaultScenario, chain, { address, topic: filter.topic })
      }
    },
    all: () => [...stories],
  }
}

/** Where every kind of event is emitted, one with that topic may be among them. */
function isAbout({ address, topic = '' }: CovalentStory, filter: CovalentFilter): boolean {
  return filter.kind === 'address' ? address === filter.address : topic === '' || topic === filter.topic
}

function toNoSuchChain(chainId: number): SimulatorError {
  return new SimulatorError({
    code: 'NO_SUCH_CHAIN',
    what: `There is no simulated chain with the id ${chainId}.`,
    why: 'The scenario has nowhere to play.',
    remedy: `Choose one of: ${covalentChains.map(({ id, name }) => `${id} (${name})`).join(', ')}.`,
  })
}

function toBadHex(what: string, text: string, digits: number): SimulatorError {
  return new SimulatorError({
    code: `BAD_${what.toUpperCase()}`,
    what: `'${text}' is no ${what}.`,
    why: 'No log could have it.',
    remedy: `Pass 0x and ${digits} hexadecimal digits, or leave it out.`,
  })
}

function toStoryExists(chainId: number, address: string): SimulatorError {
  return new SimulatorError({
    code: 'STORY_EXISTS',
    what: `The contract ${address} plays a scenario on chain ${chainId} already.`,
    why: 'One contract cannot play two.',
    remedy: 'Pass another address, or none to have one drawn.',
  })
}
