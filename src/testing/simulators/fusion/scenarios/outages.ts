import type { FusionScenario, FusionStep } from '../fusionScenario.js'

const base = 8453
const optimism = 10

const locked = { htlcState: 'source_locked', txs: ['sourceLock', 'destinationLock'] } as const
const claimed = { htlcState: 'claimed', txs: ['claim'] } as const

/** An ordinary life of eight seconds, with these troubles in it. */
function withTrouble(...trouble: readonly FusionStep[]): readonly FusionStep[] {
  return [
    { at: 0, status: 'proofs_pending' },
    { at: 1500, status: 'proofs_verified' },
    { at: 3500, status: 'matched' },
    { at: 5500, status: 'executing', ...locked },
    { at: 8000, status: 'completed', ...claimed },
    ...trouble,
  ]
}

/** The service keeps working, but the way to it does not. Each outage ends by itself. */
export const outageScenarios = {
  'drop-midway': {
    name: 'drop-midway',
    title: 'Drop midway',
    description: 'Every connection is cut and none is admitted for ten seconds; REST goes on.',
    fromChain: optimism,
    toChain: base,
    steps: withTrouble({ at: 2500, fault: 'drop' }, { at: 12_500, fault: 'restore' }),
    expect: { outcome: 'completed' },
  },
  'freeze-midway': {
    name: 'freeze-midway',
    title: 'Freeze midway',
    description: 'The connection stays open and says nothing more, not even a ping; only REST knows the end.',
    fromChain: base,
    toChain: optimism,
    steps: withTrouble({ at: 2500, fault: 'freeze' }, { at: 90_000, fault: 'restore' }),
    expect: { outcome: 'completed' },
  },
  'server-side-disconnect': {
    name: 'server-side-disconnect',
    title: 'Disconnected by the server',
    description: 'The server disconnects every socket: the client library does not come back by itself.',
    fromChain: base,
    toChain: optimism,
    steps: withTrouble({ at: 2500, fault: 'disconnect' }),
    expect: { outcome: 'completed' },
  },
  'server-restart': {
    name: 'server-restart',
    title: 'Server restart',
    description: 'The service is deployed: connections close, nothing answers for two seconds, and all rooms are lost.',
    fromChain: optimism,
    toChain: base,
    steps: withTrouble(
      { at: 2900, fault: 'kick' },
      { at: 2900, fault: 'drop' },
      { at: 2900, fault: 'rest-down' },
      { at: 4900, fault: 'restore-rest' },
      { at: 4900, fault: 'restore' },
    ),
    expect: { outcome: 'completed' },
  },
  'lost-rooms': {
    name: 'lost-rooms',
    title: 'Lost rooms',
    description:
      'Connections close once and may come back at once: whoever does not subscribe again hears nothing more.',
    fromChain: base,
    toChain: optimism,
    steps: withTrouble({ at: 2500, fault: 'kick' }, { at: 4500, fault: 'kick' }),
    expect: { outcome: 'completed' },
  },
  'refused-upgrade': {
    name: 'refused-upgrade',
    title: 'Refused upgrade',
    description: 'Connections are refused before they open: a browser only sees that they never did.',
    fromChain: base,
    toChain: optimism,
    steps: withTrouble({ at: 0, fault: 'refuse-upgrade' }, { at: 30_000, fault: 'restore' }),
    expect: { outcome: 'completed' },
  },
  'refused-connect': {
    name: 'refused-connect',
    title: 'Refused connect',
    description: 'Connections open, but the namespace refuses every socket.',
    fromChain: base,
    toChain: optimism,
    steps: withTrouble({ at: 0, fault: 'refuse-connect' }, { at: 30_000, fault: 'restore' }),
    expect: { outcome: 'completed' },
  },
  silence: {
    name: 'silence',
    title: 'Silence',
    description: 'Subscriptions are swallowed: neither a status nor a word that there is none.',
    fromChain: optimism,
    toChain: base,
    steps: withTrouble({ at: 0, fault: 'silence' }, { at: 0, fault: 'kick' }, { at: 30_000, fault: 'restore' }),
    expect: { outcome: 'completed' },
  },
  'rate-limited': {
    name: 'rate-limited',
    title: 'Rate limited',
    description: 'Connections are cut, and REST answers 429 with Retry-After for a while.',
    fromChain: optimism,
    toChain: base,
    steps: withTrouble(
      { at: 2500, fault: 'drop' },
      { at: 2500, fault: 'rate-limited' },
      { at: 10_000, fault: 'restore-rest' },
      { at: 25_000, fault: 'restore' },
    ),
    expect: { outcome: 'completed' },
  },
  'rest-down': {
    name: 'rest-down',
    title: 'REST down',
    description: 'The socket works, and every REST request breaks.',
    fromChain: optimism,
    toChain: base,
    steps: withTrouble({ at: 500, fault: 'rest-down' }, { at: 20_000, fault: 'restore-rest' }),
    expect: { outcome: 'completed' },
  },
  'rest-html': {
    name: 'rest-html',
    title: 'A page instead of REST',
    description: 'Connections are cut, and a proxy answers REST with a page, with status 200.',
    fromChain: base,
    toChain: optimism,
    steps: withTrouble(
      { at: 2500, fault: 'drop' },
      { at: 2500, fault: 'rest-html' },
      { at: 10_000, fault: 'restore-rest' },
      { at: 25_000, fault: 'restore' },
    ),
    expect: { outcome: 'completed' },
  },
} as const satisfies Record<string, FusionScenario>
