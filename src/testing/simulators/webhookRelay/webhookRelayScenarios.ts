import { findScenario } from '../../kit/findScenario.js'
import type { WebhookRelayScenario } from './webhookRelayScenario.js'

const past = { at: 0, webhooks: 5, past: true } as const

const all = {
  steady: {
    name: 'steady',
    title: 'Steady',
    description: 'A webhook every two seconds, after a short past.',
    steps: [past, { at: 500, webhooks: 10, everyMs: 2000 }],
    expect: { socketAlone: 'complete' },
  },
  burst: {
    name: 'burst',
    title: 'Burst',
    description: 'Five hundred webhooks at once: more than one page of the log.',
    steps: [past, { at: 1000, webhooks: 500 }],
    expect: { socketAlone: 'complete' },
  },
  'drop-midway': {
    name: 'drop-midway',
    title: 'Drop midway',
    description: 'Every socket is cut and none is admitted for ten seconds; webhooks go on, and only the log has them.',
    steps: [
      past,
      { at: 500, webhooks: 10, everyMs: 2000 },
      { at: 2750, fault: 'drop' },
      { at: 12_750, fault: 'restore' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
  frozen: {
    name: 'frozen',
    title: 'Frozen socket',
    description: 'The socket stays open and says nothing more; only the log knows what goes on.',
    steps: [
      past,
      { at: 500, webhooks: 20, everyMs: 2000 },
      { at: 3000, fault: 'freeze' },
      { at: 45_000, fault: 'restore' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
  'no-ping': {
    name: 'no-ping',
    title: 'No ping',
    description: 'The service pings no more and has nothing to tell: after ninety seconds the link counts as dead.',
    steps: [past, { at: 0, fault: 'no-ping' }, { at: 100_000, fault: 'restore' }, { at: 101_000, webhooks: 1 }],
    expect: { socketAlone: 'complete' },
  },
  unauthorized: {
    name: 'unauthorized',
    title: 'Unauthorized',
    description: 'The credentials are not taken, neither by the socket nor by REST, and that stays so.',
    steps: [past, { at: 0, fault: 'unauthorized' }, { at: 1000, webhooks: 2, everyMs: 1000 }],
    expect: { socketAlone: 'nothing' },
  },
  'public-outputs': {
    name: 'public-outputs',
    title: 'Public outputs only',
    description: 'The bucket has public outputs only: no socket hears of its webhooks, and only the log has them.',
    outputs: 'public',
    steps: [{ at: 1000, webhooks: 5, everyMs: 2000 }],
    expect: { socketAlone: 'nothing' },
  },
  'several-outputs': {
    name: 'several-outputs',
    title: 'Several outputs',
    description: 'Each webhook comes as two messages, one for each internal output.',
    outputs: 'several',
    steps: [past, { at: 500, webhooks: 6, everyMs: 1500 }],
    expect: { socketAlone: 'complete' },
  },
  'many-buckets': {
    name: 'many-buckets',
    title: 'Many buckets',
    description: 'Webhooks come to twelve buckets in turns.',
    buckets: 12,
    steps: [past, { at: 500, webhooks: 24, everyMs: 500 }],
    expect: { socketAlone: 'complete' },
  },
  duplicates: {
    name: 'duplicates',
    title: 'Duplicates',
    description: 'Every message comes three times.',
    steps: [past, { at: 500, webhooks: 6, everyMs: 1500, times: 3 }],
    expect: { socketAlone: 'complete' },
  },
  'without-ids': {
    name: 'without-ids',
    title: 'Without ids',
    description: 'No message tells the log’s id, as on the vendor’s page, and some webhooks say the same.',
    steps: [
      past,
      { at: 500, webhooks: 6, everyMs: 1500, hasId: false },
      { at: 10_000, webhooks: 3, everyMs: 1500, hasId: false, samples: ['empty'] },
    ],
    expect: { socketAlone: 'complete' },
  },
  'large-bodies': {
    name: 'large-bodies',
    title: 'Large bodies',
    description: 'Bodies of some forty thousand characters.',
    steps: [past, { at: 500, webhooks: 4, everyMs: 2000, samples: ['large'] }],
    expect: { socketAlone: 'complete' },
  },
  'odd-contents': {
    name: 'odd-contents',
    title: 'Odd contents',
    description: 'Forms, text, bytes, JSON that is cut short, content types that nobody knows, and nothing at all.',
    steps: [past, { at: 500, webhooks: 12, everyMs: 800, samples: ['form', 'text', 'binary', 'odd', 'empty', 'json'] }],
    expect: { socketAlone: 'complete' },
  },
  junk: {
    name: 'junk',
    title: 'Junk',
    description: 'Between the messages come broken JSON, webhooks without a bucket, and statuses that nobody knows.',
    steps: [past, { at: 500, webhooks: 5, everyMs: 2000 }, { at: 1500, fault: 'junk' }, { at: 5500, fault: 'junk' }],
    expect: { socketAlone: 'complete' },
  },
  'rate-limited': {
    name: 'rate-limited',
    title: 'Rate limited',
    description: 'The socket is cut, and REST answers 429, then 503.',
    steps: [
      past,
      { at: 500, webhooks: 8, everyMs: 2000 },
      { at: 2750, fault: 'drop' },
      { at: 2750, fault: 'rate-limited' },
      { at: 9000, fault: 'rest-error' },
      { at: 14_000, fault: 'restore-rest' },
      { at: 20_000, fault: 'restore' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
} as const satisfies Record<string, WebhookRelayScenario>

export type WebhookRelayScenarioName = keyof typeof all

/** Every scenario by its name. */
export const webhookRelayScenarios: Readonly<Record<WebhookRelayScenarioName, WebhookRelayScenario>> = all

export function getWebhookRelayScenario(name: string): WebhookRelayScenario {
  return findScenario('Webhook Relay', webhookRelayScenarios, name)
}
