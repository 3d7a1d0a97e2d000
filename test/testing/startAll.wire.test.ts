import { expect, test } from 'vitest'
import { readFlags } from '../../src/testing/cli/flags.js'
import { startAll } from '../../src/testing/cli/startAll.js'
import { simulators } from '../../src/testing/cli/simulators.js'
import { SimulatorError } from '../../src/testing/kit/simulatorError.js'

const flags = readFlags(['simulate', 'all'], simulators)
const fine = (name: string) => ({ start: async () => ({ banner: name, close: async () => {} }) })
const fail = (code: string) => ({
  start: () =>
    Promise.reject(new SimulatorError({ code, what: 'It is not there.', why: 'So.', remedy: 'Install it.' })),
})

test('A service whose optional package is missing is left out, and said; the others are served', async () => {
  const { banner } = await startAll([fine('one'), fail('NO_SOCKET_IO'), fine('two')], flags)
  expect(banner).toMatch(/^one\n\ntwo\n\nFusion is left out\. .*Install it\.$/s)
})

test('Any other failure to start ends all services', async () => {
  await expect(startAll([fine('one'), fail('PORT_TAKEN')], flags)).rejects.toMatchObject({ code: 'PORT_TAKEN' })
})
