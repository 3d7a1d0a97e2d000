/** Set-up of the tests that run in Node, jsdom's among them: all that they say and show goes into `npm test`'s folder. */
import { appendFileSync, mkdirSync } from 'node:fs'
import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'
import { installDevtools } from './readComponents.js'
import { recordConsole } from './recordConsole.js'
import { flush, recordShown, startRecorder } from './recorder.js'
import { recordErrors } from './recordErrors.js'
import { recordHmacs, recordOutput } from './recordProcess.js'
import { recordQueries } from './recordQueries.js'
import { recordSignatures } from './recordSignatures.js'

const folder = process.env['ONWIRE_RECORDED'] ?? ''

const place = Symbol.for('onwire.recording')
const holder = globalThis as { [place]?: ReturnType<typeof startRecording> }

/** Runs for every file, but files may share a worker: what is changed for all of them is changed once. */
const { devtools, readQueries } = (holder[place] ??= startRecording())

afterEach(readQueries)
afterAll(async () => {
  devtools.readAll()
  await flush()
})

function startRecording() {
  startRecorder((kind, text) => {
    mkdirSync(`${folder}/${kind}`, { recursive: true })
    appendFileSync(`${folder}/${kind}/${process.pid}.log`, text)
  })
  recordConsole((args) => format(...args))
  recordErrors()
  recordSignatures()
  recordHmacs()
  recordOutput()
  // What comes later than the last test.
  process.once('exit', () => void flush())
  return { readQueries: recordQueries(), devtools: installDevtools(recordShown('components')) }
}
