#!/usr/bin/env node
import * as commands from '../exports/internal/simulatorCommands.js'
import { runCli } from './cli/runCli.js'

process.exitCode = await runCli(Object.values(commands), process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  untilStopped: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve())
      process.once('SIGTERM', () => resolve())
    }),
})
