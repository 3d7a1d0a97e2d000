import { createLog } from '../../kit/log.js'
import { createRandom, hexDigits } from '../../kit/random.js'
import type { SocketServer } from '../../kit/server.js'
import { createServiceTime } from '../../kit/serviceTime.js'
import type { SimulatorCore, SimulatorCoreOptions } from '../../kit/simulatorCore.js'
import { createStoryTime, type StoryBeginning, type StoryTime } from '../../kit/storyTime.js'
import type { EvmLog, EvmLogDraft } from './evmBlock.js'
import { createEvmChain, type EvmChain, type EvmView } from './evmChain.js'
import { createEvmCounters, type EvmCounters } from './evmCounters.js'
import { createEvmFaults, type EvmFaults } from './evmFaults.js'
import { createEvmRest } from './evmRest.js'
import type { EvmScenario, EvmStep } from './evmScenario.js'
import { type EvmScenarioName, getEvmScenario } from './evmScenarios.js'
import { createEvmSockets } from './evmSockets.js'
import { drawTransaction, type EvmTransactionEvent } from './evmTransactions.js'

export interface EvmSimulatorCoreOptions extends SimulatorCoreOptions {
  /** Default 1. */
  readonly chainId?: number | undefined
}

export interface EvmStartOptions {
  /** 2 plays the scenario twice as fast. Default 1. */
  readonly speed?: number | undefined
  /** Default `at-once`. */
  readonly begins?: StoryBeginning | undefined
}

/** A scenario that is played by one contract. */
export interface EvmStory {
  readonly chainId: number
  /** The contract, in lower case. */
  readonly address: string
  /** The event of all its logs. */
  readonly topic: string
  readonly scenario: EvmScenario
  /** The hash of its transaction: sent where the scenario says so. */
  readonly transactionHash: string
  /** Its logs as the chain stands now, in order. */
  truth(): readonly EvmLog[]
  /** A block comes at once, with so many of its logs. */
  burst(logs: number): void
  /** Settles with the scenario's last step. */
  readonly done: Promise<void>
}

/** A node without a carrier: what the in-memory pipe and the Node server both adapt. */
export interface EvmSimulatorCore extends SimulatorCore {
  readonly chainId: number
  readonly sockets: SocketServer
  readonly faults: EvmFaults
  readonly counters: Readonly<EvmCounters>
  readonly chain: EvmChain
  stories(): readonly EvmStory[]
  /** One contract plays it. Another one begins beside it, on the same chain. */
  start(scenario: EvmScenario | EvmScenarioName, options?: EvmStartOptions): EvmStory
  /** The newest blocks are replaced, and one more comes. */
  reorganise(depth: number): void
}

export function createEvmSimulatorCore(options: EvmSimulatorCoreOptions = {}): EvmSimulatorCore {
  const { chainId = 1, logLimit = 1000, seed = 1 } = options
  const { clock, serviceNow } = createServiceTime(options)
  const random = createRandom(seed)
  const log = createLog(serviceNow, logLimit)
  const counters = createEvmCounters()
  const stories: EvmStory[] = []
  const times: StoryTime[] = []
  const drawers = new Set<() => readonly EvmLogDraft[]>()
  const drawAll = () => [...drawers].flatMap((draw) => draw())
  let requests = 0

  const chain = createEvmChain({
    seed,
    clock,
    serviceNow,
    news(news) {
      const logs = news.came.reduce((sum, block) => sum + block.logs.length, 0)
      const event = news.left.length > 0 ? 'reorg' : 'block'
      log.add({ type: 'chain', event, chainId, height: chain.head().height, logs })
      sockets.publish(news)
    },
  })
  const faults = createEvmFaults({
    terminateAll: () => sockets.terminateAll(),
    closeAll: (code, reason) => sockets.closeAll(code, reason),
    forgetSubscriptions: () => sockets.forgetSubscriptions(),
    note: (fault) => log.add({ type: 'fault', fault }),
  })
  const asked = () => times.forEach((time) => time.begin())
  const context = { random, log, counters, chainId, faults: faults.state, view: (): EvmView => chain, asked }
  const sockets = createEvmSockets(context)
  const rest = createEvmRest({
    ...context,
    nextView() {
      requests += 1
      const { node } = faults.state()
      if (node === 'behind') return chain.sibling(3, 0)
      return node === 'pair' && requests % 2 === 0 ? chain.sibling(2, 1) : chain
    },
  })

  function start(chosen: EvmScenario | EvmScenarioName, { begins, speed = 1 }: EvmStartOptions = {}): EvmStory {
    const scenario = typeof chosen === 'string' ? getEvmScenario(chosen) : chosen
    const [address, topic] = [`0x${random.text(40, hexDigits)}`, `0x${random.text(64, hexDigits)}`]
    const time = createStoryTime({ clock, speed, begins })
    let perBlock = 0
    const draw = (count: number): readonly EvmLogDraft[] =>
      Array.from({ length: count }, () => ({ address, topics: [topic], data: `0x${random.text(64, hexDigits)}` }))
    drawers.add(() => draw(perBlock))
    const salt = seed + stories.length
    const own = drawTransaction(salt, 'sent')
    const befall = (event: EvmTransactionEvent): void => {
      if (event === 'sent') return chain.send(own)
      if (event === 'forgotten') return chain.forget(own.hash)
      chain.mine(drawAll(), [{ transaction: drawTransaction(salt, event), hasReverted: event === 'reverted' }])
    }
    const runStep = (step: EvmStep): void => {
      if ('fault' in step) return faults.apply(step.fault)
      const { blocks = 0, blockMs, burst, history, laterMs = 0, logsPerBlock = perBlock, reorg, transaction } = step
      perBlock = logsPerBlock
      chain.dateLater(laterMs)
      if (transaction) befall(transaction)
      if (history)
        chain.addHistory(history.blocks, (nth) => {
          const upTo = (count: number) => Math.floor((count * history.logs) / history.blocks)
          return draw(upTo(nth + 1) - upTo(nth))
        })
      if (blockMs !== undefined) chain.run(blockMs / speed, drawAll)
      if (burst !== undefined) chain.mine(draw(burst))
      for (let nth = 0; nth < blocks; nth += 1) chain.mine(drawAll())
      if (reorg !== undefined) chain.reorganise(reorg, drawAll)
    }
    for (const step of scenario.steps) time.after(step.at, () => runStep(step))
    time.planned()
    times.push(time)
    const story: EvmStory = {
      chainId,
      address,
      topic,
      transactionHash: own.hash,
      scenario,
      truth: () => chain.logs().filter((each) => each.address === address),
      burst: (logs) => chain.mine(draw(logs)),
      done: time.done,
    }
    stories.push(story)
    return story
  }

  return {
    chainId,
    clock,
    random,
    sockets,
    rest,
    faults,
    log,
    counters,
    chain,
    stories: () => stories,
    start,
    reorganise: (depth) => chain.reorganise(depth, drawAll),
    watch: (listener) => log.watch(listener),
    requestsLastMinute: () => counters.restRequests,
    stop() {
      for (const time of times) time.stop()
      chain.stop()
      sockets.terminateAll()
    },
  }
}
