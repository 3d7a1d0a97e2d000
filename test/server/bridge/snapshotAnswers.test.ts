import { expect, test } from 'vitest'
import type { Engine } from '../../../src/core/engine/engine.js'
import { createSnapshotAnswers } from '../../../src/server/bridge/upstream/snapshotAnswers.js'
import type { FollowedTopics } from '../../../src/server/bridge/upstream/followedTopics.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createQuietRelay } from './support/quietRelay.js'

const requestId = `0x${'ab'.repeat(32)}`
const wanted = { protocol: 'relay', key: requestId, topic: { kind: 'status', requestId } }

/** The answers of an instance that holds the lease, and that polled its only topic two minutes ago. */
function createAnswers({ isPushed, isStale }: { readonly isPushed: boolean; readonly isStale: boolean }) {
  const { environment } = createTestEnvironment()
  const info = { transport: 'polling', isStale, lastEventAt: environment.clock.unixNow() - 120_000 }
  const handle = {
    getData: () => 'from memory',
    getShown: () => ({ info }),
    isFinal: () => false,
    snapshot: async () => 'from the service',
  }
  const engine = { environment, protocol: createQuietRelay(), topic: () => handle } as unknown as Engine
  return createSnapshotAnswers({
    engine,
    followed: { has: () => true, raiseLimit: () => {} } as unknown as FollowedTopics,
    limits: { snapshots: 1, snapshotsPerCaller: 1, itemsPerTopic: 1_000 },
    isHeld: () => true,
    isDegraded: () => false,
    isPushed: () => isPushed,
  })
}

test.each([
  ['is answered from memory, where webhooks keep it live', true, false, 'from memory'],
  ['asks the service, where webhooks came but the service is out of reach', true, true, 'from the service'],
  ['asks the service, where only polls bring its news', false, false, 'from the service'],
])('A snapshot of what was last polled two minutes ago %s', async (_title, isPushed, isStale, expected) => {
  expect(await createAnswers({ isPushed, isStale }).answer(wanted, {})).toBe(expected)
})
