import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toStoryFiles } from '../build/scenarioStories/toStoryFiles.mjs'
import { fusionScenarios, relayScenarios } from '../src/exports/testing.js'

const folder = join(import.meta.dirname, '../stories/generated/scenarios')
const relay = Object.values(relayScenarios)
const fusion = Object.values(fusionScenarios)

test('The stories of each component in each scenario are those that npm run docs:scenarios makes of the scenarios', () => {
  const files = toStoryFiles({ relay, bridge: relay, fusion })
  const written = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
  expect(new Map(written)).toEqual(files)
})

test('A scenario that is new makes a story of its own in each file of its service, and a stale one of none', () => {
  const another = { name: 'a-new-one', description: 'It is new.' }
  const files = toStoryFiles({ relay, bridge: relay, fusion: [another] })
  const story = "/** It is new. */\nexport const ANewOne: Story = { args: { scenario: 'a-new-one' } }\n"
  const ofFusion = [...files].filter(([name]) => name.startsWith('Fusion'))
  expect(ofFusion.map(([, text]) => text.endsWith(story) && !text.includes('happy-path'))).toEqual([true, true, true])
})
