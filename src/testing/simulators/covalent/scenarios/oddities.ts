import type { CovalentScenario } from '../covalentScenario.js'

/** The way works, but what comes along it is doubled, broken or poor. */
export const oddityScenarios = {
  junk: {
    name: 'junk',
    title: 'Junk',
    description: 'Between the messages come broken JSON, logs without an identity, and frames that nobody knows.',
    steps: [
      { at: 0, blockMs: 1000, logsPerBlock: 1 },
      { at: 1500, fault: 'junk' },
      { at: 3500, fault: 'junk' },
      { at: 5500, fault: 'junk' },
    ],
    expect: { socketAlone: 'complete' },
  },
  duplicates: {
    name: 'duplicates',
    title: 'Duplicates',
    description: 'Every log comes three times.',
    steps: [{ at: 0, blockMs: 1000, logsPerBlock: 2, pushTimes: 3 }],
    expect: { socketAlone: 'complete' },
  },
  'decoded-missing': {
    name: 'decoded-missing',
    title: 'Nothing decoded',
    description: 'The service decodes no log: decoded is null here, and left out there.',
    steps: [{ at: 0, history: { logs: 12, blocks: 30 }, blockMs: 1000, logsPerBlock: 2, decoded: 'missing' }],
    expect: { socketAlone: 'complete' },
  },
} as const satisfies Record<string, CovalentScenario>
