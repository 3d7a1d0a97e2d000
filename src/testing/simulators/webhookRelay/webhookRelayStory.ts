import type { SimulatorClock } from '../../kit/clock.js'
import { createRandom } from '../../kit/random.js'
import type { WebhookRelayFaultName } from './webhookRelayFaults.js'
import { drawSample } from './webhookRelaySamples.js'
import type { WebhookRelayDeliveryStep, WebhookRelayScenario } from './webhookRelayScenario.js'
import type { WebhookRelayBucket, WebhookRelayRequest } from './webhookRelayWebhook.js'

/** A scenario that some buckets play. */
export interface WebhookRelayStory {
  readonly scenario: WebhookRelayScenario
  readonly buckets: readonly WebhookRelayBucket[]
  /** Settles with the scenario's last step and last webhook. */
  readonly done: Promise<void>
  stop(): void
}

export interface WebhookRelayStoryContext {
  readonly clock: SimulatorClock
  readonly scenario: WebhookRelayScenario
  readonly buckets: readonly WebhookRelayBucket[]
  readonly seed: number
  /** 2 plays it twice as fast. */
  readonly speed: number
  deliver(bucket: WebhookRelayBucket, request: WebhookRelayRequest, step: WebhookRelayDeliveryStep, agoMs: number): void
  fault(name: WebhookRelayFaultName): void
}

/** How far apart the webhooks of the past are. */
const pastMs = 7000

/** Plays one scenario. Steps at 0 are taken before it returns. */
export function createWebhookRelayStory(context: WebhookRelayStoryContext): WebhookRelayStory {
  const { buckets, clock, scenario, speed } = context
  const random = createRandom(context.seed)
  const timers = new Set<unknown>()
  let count = 0
  let finish: (() => void) | undefined
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })

  function plan(at: number, run: () => void): void {
    if (at <= 0) return run()
    const timer = clock.setTimeout(() => {
      timers.delete(timer)
      run()
      if (timers.size === 0) finish?.()
    }, at / speed)
    timers.add(timer)
  }

  function deliver(step: WebhookRelayDeliveryStep, nth: number): void {
    const bucket = buckets[count % buckets.length]
    const kinds = step.samples ?? ['json']
    count += 1
    const request = drawSample(kinds[nth % kinds.length] ?? 'json', count, random)
    const agoMs = step.past ? (step.webhooks - nth) * pastMs : 0
    if (bucket) context.deliver(bucket, request, step, agoMs)
  }

  for (const step of scenario.steps) {
    if ('fault' in step) plan(step.at, () => context.fault(step.fault))
    else
      for (let nth = 0; nth < step.webhooks; nth += 1)
        plan(step.at + nth * (step.everyMs ?? 0), () => deliver(step, nth))
  }
  if (timers.size === 0) finish?.()

  return {
    scenario,
    buckets,
    done,
    stop() {
      for (const timer of timers) clock.clearTimeout(timer)
      timers.clear()
    },
  }
}
