// @ts-check
import { parseArgs } from 'node:util'

export const helpText = `Usage: npm start -- [options]

Starts the demo with its bridge and simulators of Relay's, Fusion's, Covalent's and Webhook Relay's services, and
prints the demo's URL.

  --port N           Where to begin looking for a free port; 5173 by default.
  --live             Relay's own servers, without account or key. Fusion has no public address, Covalent and
                     Webhook Relay want secrets: these are simulated even so.
  --request 0x...    With --live: the request to show.
  --help             This text.`

/** A mistake on the command line: its message is for the person who typed it. */
export class UsageError extends Error {}

/** @typedef {{ help: boolean, live: boolean, port: number, request: string | undefined }} Flags */

/**
 * @param {readonly string[]} args
 * @returns {Flags}
 */
export function readFlags(args) {
  const { help = false, live = false, port = '5173', request } = parse(args)
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new UsageError(`--port is "${port}", which is no port. Pass a whole number from 1 to 65535.`)
  }
  if (request !== undefined && !live) {
    throw new UsageError(
      "--request names a request of Relay's own servers. Add --live, or start a scenario in the demo.",
    )
  }
  if (request !== undefined && !/^0x[\da-f]+$/i.test(request)) {
    throw new UsageError(
      `--request is "${request.slice(0, 80)}", which is no Relay request id. Pass the id that Relay's quote gave: 0x and hexadecimal digits.`,
    )
  }
  return { help, live, port: Number(port), request }
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        live: { type: 'boolean' },
        port: { type: 'string' },
        request: { type: 'string' },
      },
    })
    return values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
