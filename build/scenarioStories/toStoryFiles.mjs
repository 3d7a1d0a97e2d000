// @ts-check
/** @typedef {{ readonly name: string, readonly description: string }} Scenario */

/**
 * Components that live on a service, and how they are drawn there: each gets a story of each of its service's scenarios.
 * `RelayStatusTimeline`, `IntentTimeline`, `LogFeed` and `WebhookFeed` have files of their own, with what their ends have to be.
 */
const rows = /** @type {const} */ ([
  {
    component: 'RelayStatusList',
    family: 'relay',
    drawn: '<RelayStatusList requestIds={[requestId]} />',
    slot: 'ow-request-list',
  },
  {
    component: 'RelayStatusCompact',
    family: 'relay',
    drawn: '<RelayStatusCompact requestId={requestId} />',
    slot: 'ow-timeline',
  },
  {
    component: 'RelayStatusTimeline',
    family: 'bridge',
    drawn: '<RelayStatusTimeline requestId={requestId} />',
    slot: 'ow-timeline',
  },
  {
    component: 'RelayStatusList',
    family: 'bridge',
    drawn: '<RelayStatusList requestIds={[requestId]} />',
    slot: 'ow-request-list',
  },
  { component: 'IntentList', family: 'fusion', drawn: '<IntentList />', slot: 'ow-feed' },
  { component: 'IntentCompact', family: 'fusion', drawn: '<IntentCompact intentId={intentId} />', slot: 'ow-timeline' },
  { component: 'MempoolStats', family: 'fusion', drawn: '<MempoolStats />', slot: 'ow-stats' },
])

const families = {
  relay: {
    section: 'Relay',
    entry: 'relay',
    provider: 'Relay',
    id: 'requestId',
    stories: 'simulator.requests.all()',
    type: 'RelayScenarioName',
  },
  bridge: {
    section: 'Bridge',
    entry: 'relay',
    provider: 'Bridge',
    id: 'requestId',
    stories: 'simulator.requests.all()',
    type: 'RelayScenarioName',
  },
  fusion: {
    section: 'Fusion',
    entry: 'fusion',
    provider: 'Fusion',
    id: 'intentId',
    stories: 'simulator.intents.all()',
    type: 'FusionScenarioName',
  },
}

/**
 * Writes a story file for each component, of all the scenarios of its service.
 * @param {Readonly<Record<keyof typeof families, readonly Scenario[]>>} scenarios
 * @returns {ReadonlyMap<string, string>} The text of each file, by its name.
 */
export function toStoryFiles(scenarios) {
  return new Map(
    rows.map((row) => {
      const { provider } = families[row.family]
      return [`${provider}${row.component}.stories.tsx`, toText(row, scenarios[row.family])]
    }),
  )
}

/** @param {(typeof rows)[number]} row @param {readonly Scenario[]} scenarios */
function toText({ component, drawn, family, slot }, scenarios) {
  const { entry, id, provider, section, stories, type } = families[family]
  const taken = drawn.includes(id) ? `${id}, simulator` : 'simulator'
  return `// Written by \`npm run docs:scenarios\`.
import type { Meta, StoryObj } from '@storybook/react-vite'
import { ${component} } from 'onwire/${entry}'
import type { ${type} } from 'onwire/testing'
import { Simulated${provider}Provider } from 'onwire/testing/${family}'
import { Played, seeEnd } from '../../support/played.js'
import { clock, topSpeed } from '../../support/speed.js'

interface Scenario {
  readonly scenario: ${type}
  readonly speed: number
}

/** ${component} through each scenario of the simulated ${section === 'Bridge' ? 'Relay, over the bridge' : section}, from its start to its end. */
const meta = {
  title: '${section}/${component}/Scenarios',
  tags: ['!test', 'scenarios'],
  args: { scenario: '${scenarios[0]?.name}', speed: topSpeed },
  parameters: { docs: { source: { code: '${drawn}', language: 'tsx' } } },
  render: ({ scenario, speed }) => (
    <Simulated${provider}Provider scenario={scenario} speed={speed} clock={clock}>
      {({ ${taken} }) => (
        <Played getStories={() => ${stories}}>
          ${drawn}
        </Played>
      )}
    </Simulated${provider}Provider>
  ),
  play: seeEnd('${slot}'),
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>
${scenarios.map(toStory).join('')}`
}

/** @param {Scenario} scenario */
function toStory({ description, name }) {
  const title = name.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())
  return `
/** ${description.replaceAll('*/', '* /')} */
export const ${title}: Story = { args: { scenario: '${name}' } }
`
}
