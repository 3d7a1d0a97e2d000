import { createRandom } from '../../kit/random.js'
import { createStoryTime, type StoryTimeOptions } from '../../kit/storyTime.js'
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
  /** Lets its time begin, where it waits for a client. */
  begin(): void
  stop(): void
}

export interface WebhookRelayStoryContext extends StoryTimeOptions {
  readonly scenario: WebhookRelayScenario
  readonly buckets: readonly WebhookRelayBucket[]
  readonly seed: number
  deliver(bucket: WebhookRelayBucket, request: WebhookRelayRequest, step: WebhookRelayDeliveryStep, agoMs: number): void
  fault(name: WebhookRelayFaultName): void
}

/** How far apart the webhooks of the past are. */
const pastMs = 7000

/** Plays one scenario. Steps at 0 are taken before it returns. */
export function createWebhookRelayStory(context: WebhookRelayStoryContext): WebhookRelayStory {
  const { buckets, scenario } = context
  const random = createRandom(context.seed)
  const time = createStoryTime(context)
  let count = 0

  function deliver(step: WebhookRelayDeliveryStep, nth: number): void {
    const bucket = buckets[count % buckets.length]
    const kinds = step.samples ?? ['json']
    count += 1
    const request = drawSample(kinds[nth % kinds.length] ?? 'json', count, random)
    const agoMs = step.past ? (step.webhooks - nth) * pastMs : 0
    if (bucket) context.deliver(bucket, request, step, agoMs)
  }

  for (const step of scenario.steps) {
    if ('fault' in step) time.after(step.at, () => context.fault(step.fault))
    else
      for (let nth = 0; nth < step.webhooks; nth += 1)
        time.after(step.at + nth * (step.everyMs ?? 0), () => deliver(step, nth))
  }
  time.planned()

  return {
    scenario,
    buckets,
    done: time.done,
    begin: () => time.begin(),
    stop: () => time.stop(),
  }
}
