import { commands } from 'vitest/browser'
import { installDevtools } from './readComponents.js'
import { readStrings } from './readStrings.js'
import { recordConsole } from './recordConsole.js'
import { recordShown, startRecorder } from './recorder.js'
import { recordErrors } from './recordErrors.js'
import { recordQueries } from './recordQueries.js'
import { recordSignatures } from './recordSignatures.js'

declare module 'vitest/browser' {
  interface BrowserCommands {
    keepRecord: (kind: string, text: string) => Promise<void>
  }
}

// Once a frame: the files of a project may share one, and set up each anew.
startRecorder((kind, text) => commands.keepRecord(kind, text))
recordConsole((args) => {
  const texts: string[] = []
  readStrings(args, (_path, text) => texts.push(text))
  return texts.join(' ')
})
recordErrors()
recordSignatures()

export const readQueries = recordQueries()
export const devtools = installDevtools(recordShown('components'))
