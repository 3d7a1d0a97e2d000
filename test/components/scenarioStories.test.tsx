import { expect, test } from 'vitest'
import * as covalentStories from '../../stories/CovalentScenarios.stories.js'
import * as fusionStories from '../../stories/FusionScenarios.stories.js'
import * as relayStories from '../../stories/RelayScenarios.stories.js'
import * as webhookRelayStories from '../../stories/WebhookRelayScenarios.stories.js'
import { covalentScenarios, fusionScenarios, relayScenarios, webhookRelayScenarios } from '../../src/exports/testing.js'

test.each([
  ['Relay', relayStories, relayScenarios],
  ['Fusion', fusionStories, fusionScenarios],
  ['Covalent', covalentStories, covalentScenarios],
  ['Webhook Relay', webhookRelayStories, webhookRelayScenarios],
])("Each scenario of %s' simulator is a story", (_service, stories, scenarios) => {
  const played = Object.values(stories).flatMap((story) => ('render' in story ? [] : [story.args?.scenario]))
  expect(new Set(played)).toEqual(new Set(Object.keys(scenarios)))
})
