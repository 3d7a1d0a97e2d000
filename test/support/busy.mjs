// @ts-check
/**
 * `node test/support/busy.mjs [--cores 2] [--times 1] [--nice 5] -- npm test`: runs a command while another process keeps each core
 * busy, several times in a row if asked, and prints the seconds of each run. Ends badly if one of them does. `--nice` starves it: the
 * others come first. `--cores 0` measures an idle machine.
 */
import { spawn } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  options: { cores: { type: 'string' }, nice: { type: 'string' }, times: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const cores = Number(values.cores ?? availableParallelism())
const [command, ...args] = values.nice ? ['nice', '-n', values.nice, ...positionals] : positionals
if (positionals.length === 0 || !command)
  throw new Error('Name a command after `--`, such as `node test/support/busy.mjs -- npm run check`.')

const busy = Array.from({ length: cores }, () =>
  spawn(process.execPath, ['-e', 'for (let x = 0; ; x += 1) Math.sqrt(x)'], { stdio: 'ignore' }),
)
process.on('exit', () => busy.forEach((child) => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

/** @type {{ seconds: number, code: number }[]} */
const runs = []
for (let time = 1; time <= Number(values.times); time += 1) {
  const start = performance.now()
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('close', (exit) => resolve(exit ?? 1))
  })
  runs.push({ seconds: Math.round((performance.now() - start) / 100) / 10, code })
}

const name = [command, ...args].join(' ')
console.log(JSON.stringify({ command: name, busyCores: cores, load: loadavg().map(Math.round), runs }))
process.exit(runs.every(({ code }) => code === 0) ? 0 : 1)
