/** Set-up of the tests that run in a browser: as `recordNode`, by way of Vitest. */
import { afterAll, afterEach } from 'vitest'
import { commands } from 'vitest/browser'
import { installDevtools } from './readComponents.js'
import { readStrings } from './readStrings.js'
import { recordConsole } from './recordConsole.js'
import { flush, record, recordShown, startRecorder } from './recorder.js'
import { recordErrors } from './recordErrors.js'
import { recordQueries } from './recordQueries.js'
import { recordSignatures } from './recordSignatures.js'

declare module 'vitest/browser' {
  interface BrowserCommands {
    keepRecord: (kind: string, text: string) => Promise<void>
  }
}

startRecorder((kind, text) => commands.keepRecord(kind, text))
recordConsole((args) => {
  const texts: string[] = []
  readStrings(args, (_path, text) => texts.push(text))
  return texts.join(' ')
})
recordErrors()
const readQueries = recordQueries()
recordSignatures()
const devtools = installDevtools(recordShown('components'))

afterEach(readQueries)
afterAll(async () => {
  devtools.readAll()
  record('pages', document.documentElement.outerHTML)
  await flush()
})
