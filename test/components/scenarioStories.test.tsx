import { expect, test } from 'vitest'
import * as stories from '../../stories/RelayScenarios.stories.js'
import { relayScenarios } from '../../src/exports/testing.js'

test('each scenario of the Relay simulator is a story', () => {
  const told = Object.values(stories).flatMap((story) => ('render' in story ? [] : [story.args?.scenario]))
  expect(new Set(told)).toEqual(new Set(Object.keys(relayScenarios)))
})
