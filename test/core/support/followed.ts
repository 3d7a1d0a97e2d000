import { createEngine } from '../../../src/core/engine/engine.js'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import type { Liveness } from '../../../src/core/contract/protocol.js'
import type { Watcher } from '../../../src/core/topic/liveTopicContract.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createScriptedService, toTopic, type Note, type NoteTopic } from './scriptedService.js'

export interface FollowOptions {
  readonly random?: () => number
  readonly isServer?: boolean
  readonly liveness?: Liveness
  readonly requestsPerMinute?: number
}

/** An engine over a scripted service, and watchers that ask as a cache does. */
export function follow(options: FollowOptions = {}) {
  const setup = createTestEnvironment(options)
  const service = createScriptedService(options)
  const diagnostics: Diagnostic[] = []
  const writeListeners = new Set<(names: readonly string[]) => void>()
  const heard = new Set<string>()
  let written: string[] = []
  const engine = createEngine<NoteTopic, Note>({
    protocol: service.protocol,
    environment: setup.environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    batch(write) {
      written = []
      write()
      for (const listener of writeListeners) listener(written)
    },
  })
  const startedAt = setup.clock.now()

  const watch = (name: string, watcher: Partial<Watcher> = {}, seen?: Note) => {
    if (!heard.has(name)) engine.topic(toTopic(name)).on(({ type }) => type === 'write' && written.push(name))
    heard.add(name)
    return engine
      .topic(toTopic(name))
      .watch({ refetch: () => engine.topic(toTopic(name)).snapshot(), ...watcher }, seen)
  }

  return {
    ...setup,
    engine,
    service,
    diagnostics,
    watch,
    /** Told of each round of writes, with the names of its topics. */
    onWrites: (listener: (names: readonly string[]) => void) => writeListeners.add(listener),
    /** Ms since the beginning. */
    elapsed: () => setup.clock.now() - startedAt,
    /** The link that is up says `ready` and acknowledges everything. */
    greet(...names: string[]) {
      service.last().open()
      service.last().say('ready', ...names.map((name) => `ack ${name}`))
    },
    transport: (name: string) => engine.topic(toTopic(name)).getShown().info.transport,
    word: (name: string) => engine.topic(toTopic(name)).getData()?.word,
    /** How often the topic was asked for. */
    asked: (name: string) => service.requests.filter(({ key }) => key === name).length,
    wait: (ms: number) => setup.clock.advanceAsync(ms),
  }
}

/** A topic that is subscribed, acknowledged, asked for and idle. */
export async function followUp(names: readonly string[] = ['a'], options: FollowOptions = {}) {
  const setup = follow(options)
  setup.service.answer = () => ({ at: 1, word: 'one' })
  const stops = names.map((name) => setup.watch(name))
  await setup.wait(0)
  setup.greet(...names)
  await setup.wait(5_000)
  return { ...setup, stops }
}
