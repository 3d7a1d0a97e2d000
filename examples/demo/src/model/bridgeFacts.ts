import type { BridgeFaultName } from 'onwire/testing/bridge'
import type { BridgeState } from './bridgeControl.js'
import type { FaultButtonSet } from './faults.js'
import { relayFacts } from './relayFacts.js'
import type { ServiceFacts } from './service.js'

/** Relay's, over the demo's own server. */
export const bridgeFacts: ServiceFacts = {
  ...relayFacts,
  id: 'bridge',
  protocol: 'relay-bridge',
  title: 'Bridge',
  linkLabel: 'The bridge’s stream',
  heading: 'The same transfer, by socket and by webhook bridge',
  intro:
    'Start a transfer and drop the sockets: the left side falls back to polling, and the right one stays live, because webhooks still come.',
  readWire: (text, about) => ({
    // Which topics a stream is opened for concerns all of them.
    subject: text.startsWith('POST') ? undefined : /(?:requestId|key)":"(0x[\da-f]+)/i.exec(about || text)?.[1],
    told: /"status":"(\w+)"/.exec(text)?.[1],
  }),
}

export const webhookFaults: FaultButtonSet<string, BridgeState> = {
  buttons: [
    {
      fault: 'repeat',
      label: 'Send thrice',
      hint: 'Relay posts each webhook three times at once',
      isOn: ({ webhooks }) => webhooks.repeated,
    },
    {
      fault: 'hold',
      label: 'Hold back',
      hint: 'Webhooks wait until they are released',
      isOn: ({ webhooks }) => webhooks.held,
    },
    { fault: 'release', label: 'Release, newest first', hint: 'What was held back comes in the wrong order' },
    {
      fault: 'lose',
      label: 'Lose',
      hint: 'Webhooks are never posted',
      isOn: ({ webhooks }) => webhooks.lost,
    },
  ],
  restore: {
    fault: 'restore-webhooks',
    label: 'Restore webhooks',
    hint: 'Each is posted once, as it happens',
    isOn: ({ webhooks }) => webhooks.held || webhooks.lost || webhooks.repeated,
  },
}

export const bridgeFaults: FaultButtonSet<BridgeFaultName, BridgeState> = {
  buttons: [
    { fault: 'restart', label: 'Restart', hint: 'Its process ends, and another begins that knows nothing' },
    {
      fault: 'away',
      label: 'Stop',
      hint: 'Nobody answers, neither pages nor webhooks',
      isOn: ({ bridge }) => bridge.away,
    },
    {
      fault: 'bus-away',
      label: 'Bus away',
      hint: 'It can’t reach what its instances share: readers are told so, and webhooks are to come again',
      isOn: ({ bridge }) => bridge.busAway,
    },
    {
      fault: 'sign-out',
      label: 'Sign out',
      hint: 'The server answers this page with 401',
      isOn: ({ bridge }) => bridge.signedOut,
    },
    {
      fault: 'forbid',
      label: 'Forbid',
      hint: 'authorize() lets nobody see anything',
      isOn: ({ bridge }) => bridge.forbidden,
    },
  ],
  restore: {
    fault: 'restore',
    label: 'Restore bridge',
    hint: 'Ends every fault of the bridge',
    isOn: ({ bridge }) => bridge.away || bridge.busAway || bridge.signedOut || bridge.forbidden,
  },
}
