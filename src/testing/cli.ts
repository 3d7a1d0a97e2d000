#!/usr/bin/env node
import * as commands from '../exports/internal/simulatorCommands.js'
import { runCli } from './cli/runCli.js'
import { untilStopped } from './cli/untilStopped.js'

const stopped = untilStopped()
process.exitCode = await runCli(Object.values(commands), process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  untilStopped: () => stopped,
})
