import type { Engine } from '../../../core/engine/engine.js'
import type { TopicInfo } from '../../../core/contract/status.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { Topic } from '../../../core/contract/topic.js'
import { idleInfo } from '../../../core/topic/topicInfo.js'
import type { BusTopic } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import type { FollowedTopics } from './followedTopics.js'
import { createServiceWatch } from './serviceWatch.js'
import type { TopicClaim } from '../topicClaim.js'
import { createTopicClaims } from './topicClaims.js'
import { createWebhookTrust } from './webhookTrust.js'

export interface UpstreamInfoOptions {
  readonly engine: Engine
  readonly clock: Clock
  readonly instance: string
  readonly getFollowed: () => Pick<FollowedTopics, 'getTopic' | 'has'>
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  readonly onInfo: (topic: BusTopic) => void
  readonly report: ReportBridge
}

/** Says how a service keeps its topics up to date, on every instance; reports a service that can't be reached. */
export interface UpstreamInfo {
  /** See `Upstream`. */
  getInfo(topic: BusTopic): TopicClaim | undefined
  receiveMessage(message: Readonly<Record<string, unknown>>): void
  /** The engine says something else of a topic. */
  update(key: string, info: TopicInfo): void
  /** A webhook has told something of a topic. */
  hearWebhook(key: string): void
  /** A poll, or the socket, has brought news of a topic that no webhook told before. */
  suspectWebhooks(key: string): void
  /** True for a topic whose news come by webhooks. */
  hasWebhooks(key: string): boolean
  /** Forgets all other topics. */
  keep(topics: readonly BusTopic[]): void
  setHeld(isHeld: boolean): void
  setDegraded(isDegraded: boolean): void
  close(): void
}

export function createUpstreamInfo(options: UpstreamInfoOptions): UpstreamInfo {
  const { clock, engine, getFollowed, instance, onInfo, report, send } = options
  const { id: protocol } = engine.protocol
  const watch = createServiceWatch(protocol, clock, engine.getConnection, report)
  const stopWatching = engine.onConnection(() => watch.update())
  const getEngineInfo = (topic: Topic) => engine.topic(topic).getShown().info
  const claims = createTopicClaims({
    clock,
    protocol,
    instance,
    send,
    getOwn(key) {
      const topic = getFollowed().getTopic(key)
      const { isStale, lastEventAt, transport } = topic ? getEngineInfo(topic) : idleInfo
      // Webhooks push as a socket does, and polls confirm it.
      const isPushed = transport === 'polling' && !isStale && webhooks.has(key)
      return { transport: isPushed ? 'socket' : transport, isStale, lastEventAt }
    },
    onClaim(key) {
      const topic = getFollowed().getTopic(key)
      if (topic) onInfo({ protocol, key, topic })
    },
  })
  const webhooks = createWebhookTrust(clock, claims.update)
  let isHeld = false
  let isDegraded = false

  return {
    getInfo({ key, topic }) {
      if (!getFollowed().has(key)) return undefined
      const { lastEventAt } = getEngineInfo(topic)
      // Whoever asks now is answered by the service itself, or with what is seconds old.
      if (isDegraded && !isHeld) return { transport: 'polling', isStale: false, lastEventAt }
      const claim = claims.get(key)
      return claim && { ...claim, lastEventAt: toLater(lastEventAt, claim.lastEventAt) }
    },
    receiveMessage: claims.receive,
    update(key, info) {
      if (isHeld) watch.update(info)
      claims.update(key)
    },
    hearWebhook(key) {
      if (getFollowed().has(key)) webhooks.hear(key)
    },
    suspectWebhooks: webhooks.suspect,
    hasWebhooks: webhooks.has,
    keep(topics) {
      const keys = new Set(topics.map(({ key }) => key))
      webhooks.keep(keys)
      claims.keep(keys)
    },
    setHeld(next) {
      isHeld = next
      claims.setHeld(next)
      if (!next) watch.stop()
    },
    setDegraded(next) {
      isDegraded = next
      if (!next) claims.repeat()
    },
    close() {
      claims.close()
      webhooks.close()
      watch.stop()
      stopWatching()
    },
  }
}

function toLater(a: number | undefined, b: number | undefined): number | undefined {
  return a !== undefined && b !== undefined ? Math.max(a, b) : (a ?? b)
}
