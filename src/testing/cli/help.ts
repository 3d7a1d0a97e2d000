import type { SimulatorCommand } from './command.js'

export function toHelpText(commands: readonly SimulatorCommand[]): string {
  const names = [...commands.map(({ name }) => name), 'all']
  const width = Math.max(...names.map((name) => name.length))
  const lines = commands.map(
    ({ name, port, scenario, subject }) => `  ${name.padEnd(width)}  port ${port}; any ${subject} plays ${scenario}`,
  )
  return `Usage: onwire simulate [${names.join('|')}] [options]

Starts a simulator of the service on this machine, WebSocket and REST on one port,
and prints its URLs. No account, no key.

Services:
${lines.join('\n')}
  ${'all'.padEnd(width)}  every one, on successive ports

Options:
  -p, --port N         port; 0 takes any free one (default: the service's own, or the
                       next free one)
      --host ADDRESS   address to listen on (default: 127.0.0.1, this machine only)
      --seed N         equal seeds give equal ids and hashes (default: 1)
      --scenario NAME  what plays that nobody started; none for nothing
                       (default: the service's own)
      --ready-delay N  milliseconds before a socket is told that it is ready; what a
                       client sends before is ignored (relay only; default: 0)
      --webhook-url URL  posts every status there, as Relay's webhooks (relay only)
      --webhook-key KEY  the API key that signs them (default: simulated-key)
  -h, --help           this text

Scenarios and switches while it runs: GET /__simulator/scenarios`
}
