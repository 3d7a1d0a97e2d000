import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import * as commands from '../../src/exports/internal/simulatorCommands.js'
import { type CliHost, runCli } from '../../src/testing/cli/runCli.js'

/** A terminal that stops the command as soon as `whileRunning` is through with it. */
async function run(args: readonly string[], whileRunning: (printed: string) => Promise<void> = async () => {}) {
  const printed: string[] = []
  const errors: string[] = []
  const host: CliHost = {
    print: (text) => printed.push(text),
    printError: (text) => errors.push(text),
    untilStopped: () => whileRunning(printed.join('\n')),
  }
  const code = await runCli(Object.values(commands), args, host)
  return { code, printed: printed.join('\n'), errors: errors.join('\n') }
}

/** Below those that systems give away: its neighbours are most likely free. */
const drawPort = (): number => 20_000 + Math.floor(Math.random() * 10_000)

describe('The command `onwire simulate`', () => {
  it('prints its URLs and how to point onwire to them, serves, and stops', async () => {
    let answer: unknown
    let url = ''
    const { code, printed, errors } = await run(['simulate', '--port', '0', '--seed', '5'], async (banner) => {
      url = /REST +(http:\S+)/.exec(banner)?.[1] ?? ''
      answer = await (await fetch(`${url}/intents/status/v3?requestId=0x${'0'.repeat(64)}`)).json()
    })
    expect(answer).toMatchObject({ status: 'waiting' })
    expect(printed).toContain(`relay({ url: '${url.replace('http', 'ws')}', apiUrl: '${url}' })`)
    expect(printed).toContain('/__simulator')
    expect(printed).toMatch(/The simulator has stopped\.$/)
    expect([code, errors]).toEqual([0, ''])
    await expect(fetch(url)).rejects.toThrow(TypeError)
  })

  it('with --scenario none knows only what is started by hand', async () => {
    let answer: unknown
    await run(['simulate', 'relay', '-p', '0', '--scenario', 'none'], async (banner) => {
      const url = /REST +(http:\S+)/.exec(banner)?.[1]
      answer = await (await fetch(`${url}/intents/status/v3?requestId=0x1`)).json()
    })
    expect(answer).toEqual({ status: 'unknown' })
  })

  it("posts Relay's webhooks, signed with the key that it is told", async () => {
    const posted: { headers: IncomingHttpHeaders; body: string }[] = []
    const receiver = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        posted.push({ headers: request.headers, body })
        response.end()
      })
    })
    await once(receiver.listen(0, '127.0.0.1'), 'listening')
    const address = receiver.address()
    const webhookUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/webhooks`
    const flags = ['--webhook-url', webhookUrl, '--webhook-key', 'hushhush-1f2e']
    const { printed } = await run(['simulate', 'relay', '-p', '0', ...flags], async (banner) => {
      const url = /REST +(http:\S+)/.exec(banner)?.[1]
      await fetch(`${url}/intents/status/v3?requestId=0x${'1'.repeat(64)}`)
      await vi.waitFor(() => expect(posted).toHaveLength(1))
    })
    receiver.close()
    const [{ headers, body } = { headers: {}, body: '' }] = posted
    const signed = createHmac('sha256', 'hushhush-1f2e')
      .update(`${String(headers['x-signature-timestamp'])}.${body}`)
      .digest('hex')
    expect([JSON.parse(body), headers['x-signature-sha256']]).toMatchObject([{ data: { status: 'waiting' } }, signed])
    expect(printed).toContain(`to ${webhookUrl}, signed with your key`)
  })

  it.each([[['--help']], [['-h']], [['simulate', '--help']], [[]]])('with %j prints the help', async (args) => {
    const { code, printed } = await run(args)
    expect(code).toBe(0)
    expect(printed).toMatch(/^Usage: onwire simulate/)
  })

  it('lists its services in the order of their ports, each with what it plays', async () => {
    const { printed } = await run(['--help'])
    expect(printed).toContain('[relay|fusion|covalent|webhook-relay|evm|all]')
    expect(printed.split('\n').filter((line) => line.includes('; any '))).toEqual([
      '  relay          port 4510; any request id plays happy-path',
      '  fusion         port 4520; any intent id plays happy-path',
      '  covalent       port 4530; any contract or topic plays steady',
      '  webhook-relay  port 4540; any bucket plays steady',
      '  evm            port 4550; any contract plays happy',
    ])
  })

  it.each([
    [['simulte'], "There is no command 'simulte'."],
    [['simulate', 'bitcoin'], "There is no simulator of 'bitcoin'."],
    [['simulate', 'relay', 'now'], "'now' is one word too many."],
    [['simulate', '--prot', '1'], "Unknown option '--prot'."],
    [['simulate', '--port'], "Option '-p, --port <value>' argument missing."],
    [['simulate', '--port', 'http'], "--port is 'http'."],
    [['simulate', '--port', '65536'], "--port is '65536'."],
    [['simulate', '--seed', '1e3'], "--seed is '1e3'."],
    [['simulate', '--webhook-url', 'app.example/x'], "--webhook-url is 'app.example/x'."],
    [['--port', '1'], 'No command was given.'],
    [['simulate', '--scenario', 'sunny'], "There is no Relay scenario named 'sunny'."],
  ])('refuses %j with exit code 2 and a sentence', async (args, sentence) => {
    const { code, printed, errors } = await run(args)
    expect([code, printed]).toEqual([2, ''])
    expect(errors).toContain(`onwire: ${sentence}`)
    expect(errors).toMatch(/\.$/)
  })

  it('serves Fusion by its name, and says how to point onwire to it', async () => {
    let answer: unknown
    let url = ''
    const { code, printed } = await run(['simulate', 'fusion', '--port', '0'], async (banner) => {
      url = /Socket\.IO +(http:\S+)/.exec(banner)?.[1] ?? ''
      answer = await (await fetch(`${url}/api/intents/0x1`)).json()
    })
    expect(answer).toMatchObject({ intentId: '0x1', status: 'proofs_pending' })
    expect(printed).toContain(`fusion({ url: '${url}' })`)
    expect(code).toBe(0)
  })

  it('serves Webhook Relay by its name, and says how to point onwire to it', async () => {
    let answer: unknown
    const { code, printed } = await run(['simulate', 'webhook-relay', '--port', '0'], async (banner) => {
      const url = /REST +(http:\S+)/.exec(banner)?.[1]
      const headers = { authorization: 'Bearer sk-hushhush' }
      answer = await (await fetch(`${url}/v1/logs?bucket=my-bucket`, { headers })).json()
    })
    expect(answer).toMatchObject({ total: 5 })
    expect(printed).toMatch(/webhookRelay\(\{ credentials, url: 'ws:.*\/v1\/socket', apiUrl: 'http:/)
    expect(code).toBe(0)
  })

  it('serves every one with all, and with --port on successive ports', async () => {
    const port = drawPort()
    const answers: unknown[] = []
    const { printed } = await run(['simulate', 'all', '--port', String(port)], async () => {
      for (const [index, path] of ['/chains', '/api/chains'].entries()) {
        answers.push(await (await fetch(`http://127.0.0.1:${port + index}${path}`)).json())
      }
    })
    expect(answers).toMatchObject([{ chains: expect.any(Array) }, { chains: expect.any(Array) }])
    for (const name of ['relay(', 'fusion(', 'covalent(', 'webhookRelay(']) expect(printed).toContain(name)
    await expect(fetch(`http://127.0.0.1:${port + 1}/api/health`)).rejects.toThrow(TypeError)
  })

  it('stops those that it has started where one of all cannot start', async () => {
    const taken = drawPort() + 1
    const other = createServer().listen(taken, '127.0.0.1')
    await once(other, 'listening')
    const { code } = await run(['simulate', 'all', '--port', String(taken - 1)])
    other.close()
    expect(code).toBe(1)
    await expect(fetch(`http://127.0.0.1:${taken - 1}/chains`)).rejects.toThrow(TypeError)
  })

  it('takes a port that was asked for and is taken for an error, with exit code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, errors } = await run(['simulate', '--port', String(port)])
    other.close()
    expect([code, errors]).toEqual([1, expect.stringContaining(`Port ${port} on 127.0.0.1 is taken.`)])
  })
})
