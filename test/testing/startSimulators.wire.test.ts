import { expect, test } from 'vitest'
import type { SimulatorCommand } from '../../src/testing/cli/command.js'
import { readFlags } from '../../src/testing/cli/flags.js'
import { startSimulators } from '../../src/testing/cli/startSimulators.js'
import { SimulatorError } from '../../src/testing/kit/simulatorError.js'

const make = (name: string, start: SimulatorCommand['start']): SimulatorCommand => ({
  name,
  title: `The ${name}`,
  port: 4500,
  subject: 'id',
  scenario: 'steady',
  start,
})
const fine = (name: string) => make(name, async () => ({ banner: name, close: async () => {} }))
const fail = (code: string) =>
  make('failing', () =>
    Promise.reject(new SimulatorError({ code, what: 'It is not there.', why: 'So.', remedy: 'Install it.' })),
  )
const startAll = (...commands: SimulatorCommand[]) => startSimulators(readFlags(['simulate', 'all'], commands))

test('A service whose optional package is missing is left out, and said; the others are served', async () => {
  const { banner } = await startAll(fine('one'), fail('NO_SOCKET_IO'), fine('two'))
  expect(banner).toMatch(/^one\n\ntwo\n\nThe failing is left out\. .*Install it\.$/s)
})

test('A service whose optional package is missing is not left out where it is the only one', async () => {
  await expect(startAll(fail('NO_SOCKET_IO'))).rejects.toMatchObject({ code: 'NO_SOCKET_IO' })
})

test('Any other failure to start ends all services', async () => {
  await expect(startAll(fine('one'), fail('PORT_TAKEN'))).rejects.toMatchObject({ code: 'PORT_TAKEN' })
})
