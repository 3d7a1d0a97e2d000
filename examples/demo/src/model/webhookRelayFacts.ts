import { type WebhookRelayFaultName, webhookRelayScenarios } from 'onwire/testing'
import { type FaultButtonSet, freeze, kick, rateLimited, restDown, restHang, restore, restoreRest } from './faults.js'
import { groupScenarios } from './groupScenarios.js'
import type { ServiceFacts } from './service.js'

export const webhookRelayFacts: ServiceFacts = {
  id: 'webhook-relay',
  protocol: 'webhook-relay',
  title: 'Webhook Relay',
  linkLabel: 'The bridge’s stream',
  heading: 'Watch buckets of webhooks, through the bridge',
  intro:
    'Send a webhook and watch it come through the bridge, without the keys and signatures that only the server may see.',
  noun: 'bucket',
  scenarios: webhookRelayScenarios,
  groups: groupScenarios(webhookRelayScenarios, [
    'steady',
    'burst',
    'odd-contents',
    'large-bodies',
    'many-buckets',
    'public-outputs',
  ]),
  favourites: ['steady', 'odd-contents', 'public-outputs'],
  follow: { title: 'Watch a bucket', label: 'Name', placeholder: 'my-bucket' },
  socketFaults: {
    buttons: [
      {
        fault: 'drop',
        label: 'Drop',
        hint: 'Cuts the bridge’s socket, and admits no new one',
        isOn: ({ unreachable }) => unreachable === true,
      },
      freeze,
      {
        fault: 'unauthorized',
        label: 'Unauthorized',
        hint: 'The credentials are taken neither by the socket nor by REST',
        isOn: ({ unauthorized }) => unauthorized === true,
      },
      kick,
      { fault: 'junk', label: 'Junk', hint: 'Sends one of each kind of nonsense' },
    ],
    restore,
  } satisfies FaultButtonSet<WebhookRelayFaultName>,
  restFaults: {
    buttons: [restDown, rateLimited, restHang],
    restore: restoreRest,
  } satisfies FaultButtonSet<WebhookRelayFaultName>,
  starts: 'stories',
  toId: ({ buckets }) =>
    Array.isArray(buckets) ? toBucketsId(buckets.map(({ name }: { readonly name: string }) => name)) : '',
  checkId: (id) =>
    id.split(',').every((name) => name.trim() !== '') ? undefined : `“${id.slice(0, 80)}” names no bucket.`,
  readWire: (text, about) => ({
    // Which topics a stream is opened for concerns all of them.
    subject: text.startsWith('POST') ? undefined : readBuckets(about || text),
    told: /"id":"([\w-]+)"/.exec(text)?.[1],
  }),
}

/** The buckets that are followed together, as one id. */
export function toBucketsId(names: readonly string[]): string {
  return [...names].sort().join(',')
}

export function splitBuckets(id: string): readonly string[] {
  return id.split(',').map((name) => name.trim())
}

/** An event names its topic by its key, which is a list in a text; a snapshot is asked for by its topic. */
function readBuckets(text: string): string | undefined {
  const key = /"key":"\[((?:\\"|[^"])*)\]"/.exec(text)?.[1]
  const list = key?.replaceAll('\\"', '"') ?? /"buckets":\[([^\]]*)\]/.exec(text)?.[1]
  return list?.replaceAll('"', '')
}
