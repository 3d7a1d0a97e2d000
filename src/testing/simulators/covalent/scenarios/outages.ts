import type { CovalentScenario } from '../covalentScenario.js'

const running = { at: 0, history: { logs: 12, blocks: 30 }, blockMs: 1000, logsPerBlock: 1 } as const

/** The chain keeps going, but the way to the service does not. Each outage ends by itself. */
export const outageScenarios = {
  'drop-midway': {
    name: 'drop-midway',
    title: 'Drop midway',
    description: 'Every socket is cut and none is admitted for ten seconds; REST goes on.',
    steps: [running, { at: 2500, fault: 'drop' }, { at: 12_500, fault: 'restore' }],
    expect: { socketAlone: 'incomplete' },
  },
  'gap-500-blocks': {
    name: 'gap-500-blocks',
    title: 'Gap of five hundred blocks',
    description: 'While every socket is cut, five hundred blocks pass, each with a log: more than one page can tell.',
    steps: [
      running,
      { at: 2500, fault: 'drop' },
      { at: 2500, blockMs: 20 },
      { at: 12_510, blockMs: 1000 },
      { at: 12_600, fault: 'restore' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
  restart: {
    name: 'restart',
    title: 'Restart',
    description: 'The service is deployed: every socket is closed once, and new ones are welcome.',
    steps: [running, { at: 2950, fault: 'kick' }],
    expect: { socketAlone: 'incomplete' },
  },
  freeze: {
    name: 'freeze',
    title: 'Frozen socket',
    description: 'The socket stays open and says nothing more; only REST knows what goes on.',
    steps: [running, { at: 2500, fault: 'freeze' }, { at: 45_000, fault: 'restore' }],
    expect: { socketAlone: 'incomplete' },
  },
  'silent-socket': {
    name: 'silent-socket',
    title: 'Silent socket',
    description: 'Sockets connect and take subscriptions, but for a minute not one message comes.',
    steps: [running, { at: 0, fault: 'silence-messages' }, { at: 60_000, fault: 'restore' }],
    expect: { socketAlone: 'incomplete' },
  },
  'socket-off': {
    name: 'socket-off',
    title: 'Socket off',
    description: 'The beta is over: the upgrade is answered with 404 for two minutes, and REST is all there is.',
    steps: [running, { at: 0, fault: 'socket-off' }, { at: 120_000, fault: 'restore' }],
    expect: { socketAlone: 'incomplete' },
  },
  'wrong-key': {
    name: 'wrong-key',
    title: 'Wrong key',
    description: 'The service takes nobody’s key for half a minute: REST answers 401, and the socket an ERROR frame.',
    steps: [
      running,
      { at: 0, fault: 'refuse-key' },
      { at: 0, fault: 'wrong-key' },
      { at: 30_000, fault: 'restore' },
      { at: 30_000, fault: 'restore-rest' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
  'late-index': {
    name: 'late-index',
    title: 'Late index',
    description: 'REST knows the newest block, and the logs of 45 seconds ago, while sockets are cut for a minute.',
    steps: [
      running,
      { at: 0, fault: 'index-lag' },
      { at: 2500, fault: 'drop' },
      { at: 62_500, fault: 'restore' },
      { at: 90_000, fault: 'restore-rest' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
  'credits-spent': {
    name: 'credits-spent',
    title: 'Credits spent',
    description: 'REST answers 402 for half a minute, while the socket is cut for some seconds.',
    steps: [
      running,
      { at: 2500, fault: 'credits-spent' },
      { at: 4500, fault: 'drop' },
      { at: 9500, fault: 'restore' },
      { at: 30_000, fault: 'restore-rest' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
  'rate-limited': {
    name: 'rate-limited',
    title: 'Rate limited',
    description: 'The socket is cut, and REST answers 429, first with Retry-After and then without.',
    steps: [
      running,
      { at: 2500, fault: 'drop' },
      { at: 2500, fault: 'rate-limited' },
      { at: 9000, fault: 'rate-limited-bare' },
      { at: 14_000, fault: 'restore-rest' },
      { at: 25_000, fault: 'restore' },
    ],
    expect: { socketAlone: 'incomplete' },
  },
} as const satisfies Record<string, CovalentScenario>
