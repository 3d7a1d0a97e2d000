import fc from 'fast-check'
import { type Bus, type BusEntry, type BusEvents, createBridge } from 'onwire/server'
import { expect, test } from 'vitest'
import { createTestEnvironment } from '../../support/environment.js'
import { checkProperty } from '../../support/property.js'
import { apiKey, settle, toWebhook } from './support/bridgeSetup.js'
import { createQuietRelay } from './support/quietRelay.js'

const requestId = `0x${'ab'.repeat(32)}`
const statuses = ['waiting', 'depositing', 'pending', 'submitted', 'success'] as const

/** One log that each member reads at its own pace: `read` hands one entry to a member. */
function createPacedBus() {
  const log: BusEntry[] = []
  const members: { readonly on: BusEvents; next: number }[] = []
  const bus: Bus = {
    join(_instance, on) {
      members.push({ on, next: 0 })
      return {
        async publish(news) {
          log.push({ ...structuredClone(news), id: `${log.length + 1}` })
        },
        getCursor: async () => `${log.length}`,
        replay: async (topics) => topics.map(() => 'expired'),
        compare: (a, b) => Number(a) - Number(b),
        want() {},
        lease() {},
        leave() {},
      }
    },
  }
  const read = (index: number): boolean => {
    const member = members[index % members.length]
    const entry = member && log[member.next]
    if (!entry) return false
    member.next += 1
    member.on.entry(entry)
    return true
  }
  return { bus, log, read }
}

type Step =
  | { readonly type: 'webhook'; readonly event: number; readonly member: number }
  | { readonly type: 'read'; readonly member: number }

const count = fc.nat({ max: 2 })
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('webhook' as const), event: fc.nat({ max: statuses.length - 1 }), member: count }),
    fc.record({ type: fc.constant('read' as const), member: count }),
  ),
  { minLength: 1, maxLength: 16 },
)

test('Whatever interleaving of webhooks over three members, a reader that only believes ends at the newest', async () => {
  const story = async (script: readonly Step[]) => {
    const { environment } = createTestEnvironment()
    const { bus, log, read } = createPacedBus()
    const start = () =>
      createBridge({
        protocols: [createQuietRelay()],
        authorize: () => true,
        webhooks: { relay: { apiKey, now: () => environment.clock.unixNow(), onDiagnostic: () => {} } },
        bus,
        environment,
        onDiagnostic: () => {},
      })
    const bridges = [start(), start(), start()]
    const began = environment.clock.unixNow()
    let newest = -1
    for (const step of script) {
      if (step.type === 'read') read(step.member)
      else {
        const { event, member } = step
        const answer = await bridges[member]?.fetch(toWebhook(requestId, statuses[event]!, began + event, began))
        expect(answer?.status).toBe(200)
        newest = Math.max(newest, event)
      }
    }
    for (let isMore = true; isMore;) isMore = [read(0), read(1), read(2)].some(Boolean)
    await settle()
    for (let isMore = true; isMore;) isMore = [read(0), read(1), read(2)].some(Boolean)
    await Promise.all(bridges.map((bridge) => bridge.close()))
    const believed = log.at(-1)?.data as { readonly status: string } | undefined
    expect(believed?.status).toBe(newest < 0 ? undefined : statuses[newest])
  }
  const late: readonly Step[] = [
    { type: 'webhook', event: 4, member: 0 },
    { type: 'webhook', event: 2, member: 1 },
  ]
  /** The third member hears `depositing` from the log, takes in the same news itself, and then older ones. */
  const repeated: readonly Step[] = [
    { type: 'webhook', event: 0, member: 1 },
    { type: 'webhook', event: 1, member: 0 },
    { type: 'read', member: 0 },
    { type: 'webhook', event: 1, member: 1 },
    { type: 'read', member: 0 },
    { type: 'webhook', event: 2, member: 1 },
    { type: 'webhook', event: 0, member: 0 },
  ]
  await checkProperty(fc.asyncProperty(steps, story), { examples: [[late], [repeated]] })
})
