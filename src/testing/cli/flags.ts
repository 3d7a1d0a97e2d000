import { parseArgs } from 'node:util'
import { SimulatorError } from '../kit/simulatorError.js'
import type { Flags, SimulatorCommand } from './command.js'

/** Reads `simulate [service] [flags]`. Throws a `BAD_USAGE` that names the remedy for anything else. */
export function readFlags(args: readonly string[], commands: readonly SimulatorCommand[]): Flags {
  const { values, positionals } = parse(args)
  const [command, service = 'relay', ...rest] = positionals
  const help = values.help === true || (args.length === 0 && command === undefined)
  if (!help && command !== 'simulate') {
    throw toUsageError(
      command === undefined ? 'No command was given.' : `There is no command '${command}'.`,
      'The command is: onwire simulate.',
    )
  }
  const simulators = service === 'all' ? commands : commands.filter(({ name }) => name === service)
  if (simulators.length === 0) {
    const names = commands.map(({ name }) => name)
    throw toUsageError(`There is no simulator of '${service}'.`, `Choose one of: ${names.join(', ')}, all.`)
  }
  if (rest.length > 0) throw toUsageError(`'${rest.join(' ')}' is one word too many.`, 'Leave it out.')
  return {
    help,
    simulators,
    port: readInteger('port', values.port, 65_535),
    host: values.host ?? '127.0.0.1',
    seed: readInteger('seed', values.seed, 0xffff_ffff) ?? 1,
    scenario: values.scenario,
    readyDelayMs: readInteger('ready-delay', values['ready-delay'], 600_000) ?? 0,
    webhookUrl: readUrl('webhook-url', values['webhook-url']),
    webhookKey: values['webhook-key'],
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string', short: 'p' },
        host: { type: 'string' },
        seed: { type: 'string' },
        scenario: { type: 'string' },
        'ready-delay': { type: 'string' },
        'webhook-url': { type: 'string' },
        'webhook-key': { type: 'string' },
      },
    })
  } catch (cause) {
    // Node's own sentence names the flag; its advice after it is for paths that begin with a dash.
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ')
    throw toUsageError(`${sentence.replace(/\.$/, '')}.`, 'See: onwire --help.', cause)
  }
}

function readInteger(flag: string, text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value <= max) return value
  throw toUsageError(`--${flag} is '${text}'.`, `Pass a whole number from 0 to ${max}.`)
}

function readUrl(flag: string, text: string | undefined): string | undefined {
  if (text === undefined || (/^https?:/.test(text) && URL.canParse(text))) return text
  throw toUsageError(`--${flag} is '${text}'.`, 'Pass an address that begins with http:// or https://.')
}

function toUsageError(what: string, remedy: string, cause?: unknown): SimulatorError {
  return new SimulatorError({ code: 'BAD_USAGE', what, why: 'Nothing was started.', remedy, cause })
}
