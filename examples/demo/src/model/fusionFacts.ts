import { type FusionFaultName, fusionScenarios } from 'onwire/testing'
import {
  drop,
  type FaultButtonSet,
  freeze,
  kick,
  rateLimited,
  refuseUpgrade,
  restDown,
  restHang,
  restore,
  restoreRest,
} from './faults.js'
import { groupScenarios } from './groupScenarios.js'
import type { ServiceFacts } from './service.js'

export const fusionFacts: ServiceFacts = {
  id: 'fusion',
  protocol: 'fusion',
  title: 'Fusion',
  linkLabel: 'Fusion’s socket',
  heading: 'Follow intents and the whole mempool, live',
  intro:
    'Start a busy mempool and watch intents go from their proofs to their end, one on a card and all of them in the list.',
  noun: 'intent',
  scenarios: fusionScenarios,
  groups: groupScenarios(fusionScenarios, [
    'happy-path',
    'busy-mempool',
    'replaced-id',
    'failed',
    'failed-with-refund',
    'proof-failure',
    'cancelled',
    'removed',
    'not-found',
    'late-arrival',
    'slow-proofs',
  ]),
  favourites: ['happy-path', 'replaced-id', 'busy-mempool'],
  socketFaults: {
    buttons: [
      drop,
      freeze,
      {
        fault: 'disconnect',
        label: 'Disconnect',
        hint: 'The server’s own disconnect: the library stays away by itself',
      },
      kick,
      {
        fault: 'refuse-connect',
        label: 'Refuse',
        hint: 'Connections open, and the namespace refuses them',
        isOn: ({ admission }) => admission === 'refuse-connect',
      },
      refuseUpgrade,
      {
        fault: 'silence',
        label: 'Silence',
        hint: 'Subscriptions and pings are not answered',
        isOn: ({ silent }) => silent === true,
      },
      { fault: 'junk', label: 'Junk', hint: 'Sends every socket one of each kind of nonsense' },
    ],
    restore,
  } satisfies FaultButtonSet<FusionFaultName>,
  restFaults: {
    buttons: [
      restDown,
      rateLimited,
      restHang,
      {
        fault: 'rest-html',
        label: 'HTML',
        hint: 'A proxy answers with a page',
        isOn: ({ rest }) => rest === 'html',
      },
    ],
    restore: restoreRest,
  } satisfies FaultButtonSet<FusionFaultName>,
  starts: 'intents',
  toId: ({ intentId }) => String(intentId),
  checkId: (id) =>
    /^(?!\.+$)[!-~]{1,200}$/.test(id)
      ? undefined
      : `“${id.slice(0, 80)}” is no intent id. One is 1 to 200 characters without spaces.`,
  readWire(text, about) {
    const subject = /0x[\da-f]{64}/i.exec(about || text)?.[0] ?? /"(mempool:stats|ping|pong)"/.exec(text)?.[1]
    const gone = /"intent:(not_found|removed)"/.exec(text)?.[1] ?? (text.startsWith('404') ? 'not_found' : undefined)
    return { subject, told: gone ?? /"status":"(\w+)"/.exec(text)?.[1] }
  },
}
