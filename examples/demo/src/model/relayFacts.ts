import { type RelayFaultName, relayScenarios } from 'onwire/testing'
import {
  drop,
  type FaultButtonSet,
  freeze,
  kick,
  rateLimited,
  refuseKey,
  refuseUpgrade,
  restDown,
  restHang,
  restore,
  restoreRest,
} from './faults.js'
import { groupScenarios } from './groupScenarios.js'
import type { ServiceFacts } from './service.js'

export const relayFacts: ServiceFacts = {
  id: 'relay',
  protocol: 'relay',
  title: 'Relay',
  linkLabel: 'Relay’s socket',
  heading: 'Follow transfers across chains, live',
  intro: 'Start a transfer and cut the socket: the card goes on by polling, says so, and is live again by itself.',
  noun: 'transfer',
  scenarios: relayScenarios,
  groups: groupScenarios(relayScenarios, [
    'happy-path',
    'same-chain',
    'gasless',
    'solana-origin',
    'abandoned-quote',
    'failure',
    'refund-after-failure',
    'late-refund',
    'never-refunded',
    'manual-refund',
    'refund-after-nine-minutes',
  ]),
  favourites: ['happy-path', 'drop-midway', 'refund-after-failure'],
  socketFaults: {
    buttons: [drop, freeze, refuseKey, refuseUpgrade, kick],
    restore,
  } satisfies FaultButtonSet<RelayFaultName>,
  restFaults: {
    buttons: [restDown, rateLimited, restHang],
    restore: restoreRest,
  } satisfies FaultButtonSet<RelayFaultName>,
  starts: 'requests',
  toId: ({ requestId }) => String(requestId),
  checkId: (id) =>
    /^0x[\da-f]+$/i.test(id)
      ? undefined
      : `“${id.slice(0, 80)}” is no Relay request id. One is 0x and hexadecimal digits.`,
  readWire: (text, about) => ({
    // Hashes of transactions may come before it.
    subject: /requestId(?:=|":")(0x[\da-f]+)/i.exec(about || text)?.[1] ?? /0x[\da-f]{64}/i.exec(about || text)?.[0],
    // Updates carry it in `data`, answers of REST at the top. Acknowledgements have a status too, but no request's.
    told: /"type":"(subscribe|unsubscribe|connection)"/.test(text) ? undefined : /"status":"(\w+)"/.exec(text)?.[1],
  }),
}
