import { type CovalentServer, startCovalentServer } from 'onwire/testing/node'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { covalentCommand } from '../../src/testing/cli/covalentCommand.js'
import { type CliHost, runCli } from '../../src/testing/cli/runCli.js'

const address = '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b'

describe('Covalent’s simulator on a port', () => {
  let server: CovalentServer
  const start = async (): Promise<CovalentServer> => (server = await startCovalentServer())
  afterEach(() => server.close())

  const control = async (path: string, body?: unknown) => {
    const response = await fetch(`${server.url}/__simulator${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  it('serves STOMP and REST on one port, under the service’s path', async () => {
    const { port, socketUrl, apiUrl } = await start()
    expect([socketUrl, apiUrl]).toEqual([`ws://127.0.0.1:${port}/v1/`, `http://127.0.0.1:${port}/v1`])
  })

  it('answers an upgrade with 404 where the beta is over, and elsewhere than under its path', async () => {
    const { socketUrl, simulator } = await start()
    const statusOf = (url: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url, ['v12.stomp'])
        socket.on('error', () => undefined)
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
        socket.on('open', () => resolve('open'))
      })
    expect([await statusOf(new URL('/', socketUrl).href), await statusOf(socketUrl)]).toEqual([404, 'open'])
    simulator.faults.socketOff('upgrade')
    expect(await statusOf(socketUrl)).toBe(404)
  })

  it('moves a story’s chain on by its control API, replaces its blocks, and tells the truth', async () => {
    const { simulator } = await start()
    // So slow that the chain doesn't go on by itself.
    await control('/stories', { scenario: 'steady', address, speed: 0.001 })
    const head = () => simulator.chain(1)?.head().height ?? 0
    const before = head()
    expect(await control('/blocks', { chainId: 1, address, blocks: 500 })).toEqual({ status: 200, body: {} })
    expect(head() - before).toBe(500)
    await control('/burst', { address, logs: 40 })
    const [story] = simulator.stories()
    const newest = story?.truth().at(-1)
    expect(story?.truth().filter(({ block_height }) => block_height === head())).toHaveLength(42)
    await control('/reorg', { address, depth: 6 })
    expect((await control('/truth', { address })).body.logs).toEqual(
      story?.truth().map(({ block_height, log_offset, tx_hash }) => ({ block_height, log_offset, tx_hash })),
    )
    expect(story?.truth()).not.toContainEqual(newest)
    expect(await control('/reorg', { address: `0x${'1'.repeat(40)}` })).toMatchObject({
      status: 400,
      body: { errorCode: 'NO_SUCH_STORY' },
    })
    expect(await control('/blocks', { address, blocks: 0 })).toMatchObject({ body: { errorCode: 'BAD_FIELD' } })
  })

  it('starts stories, throws switches, and tells the state and the log by its control API', async () => {
    const { simulator } = await start()
    expect((await control('/scenarios')).body.scenarios).toContainEqual({
      name: 'reorg-6',
      title: expect.any(String),
      description: expect.any(String),
      expect: { socketAlone: 'complete' },
    })
    const started = await control('/stories', { scenario: 'page-limits', address, speed: 0.001 })
    expect(started.body).toEqual({ chainId: 1, address, destination: `/v1/1/events/address/${address}/` })
    expect(await control('/stories', { scenario: 'quiet', address })).toMatchObject({
      status: 409,
      body: { errorCode: 'STORY_EXISTS' },
    })
    expect((await control('/faults', { fault: 'rate-limited', retryAfterS: 9 })).body).toMatchObject({
      faults: { rest: 'rate-limited', retryAfterS: 9 },
    })
    await control('/faults', { fault: 'refuse-key', accept: ['good'] })
    await control('/faults', { fault: 'wrong-key', accept: ['good'] })
    expect((await control('/state')).body).toMatchObject({
      faults: { admission: 'refuse-key', rest: 'wrong-key', acceptedKeys: ['good'] },
      stories: [{ chainId: 1, address, scenario: 'page-limits', logs: 1050, head: expect.any(Number) }],
      requestsLastMinute: 0,
    })
    expect((await control('/log')).body.entries).toHaveLength(simulator.log.entries().length)
  })

  it.each([
    ['/stories', { scenario: 'unhappy' }, 'NO_SUCH_SCENARIO'],
    ['/stories', { scenario: 'steady', address: '0x' }, 'BAD_ADDRESS'],
    ['/stories', { scenario: 'steady', chainId: 424242 }, 'NO_SUCH_CHAIN'],
    ['/faults', { fault: 'earthquake' }, 'NO_SUCH_FAULT'],
  ])('at %s answers %j with 400 and %s', async (path, body, errorCode) => {
    await start()
    expect(await control(path, body)).toEqual({
      status: 400,
      body: { message: expect.stringMatching(/\.$/), errorCode },
    })
  })

  it('as `onwire simulate covalent` prints its URLs and how to point onwire to them, serves, and stops', async () => {
    await start()
    const printed: string[] = []
    let answer: unknown
    const host: CliHost = {
      print: (text) => printed.push(text),
      printError: (text) => printed.push(text),
      async untilStopped() {
        const apiUrl = /REST +(http:\S+)/.exec(printed.join('\n'))?.[1]
        answer = await (await fetch(`${apiUrl}/1/events/address/${address}/`)).json()
      },
    }
    expect(
      await runCli([covalentCommand], ['simulate', 'covalent', '--port', '0', '--scenario', 'page-limits'], host),
    ).toBe(0)
    expect(answer).toMatchObject({ data: { pagination: { has_more: true } } })
    const banner = printed.join('\n')
    expect(banner).toMatch(
      /covalent\(\{ url: 'ws:\/\/127\.0\.0\.1:\d+\/v1\/', apiUrl: 'http:\/\/127\.0\.0\.1:\d+\/v1' \}\)/,
    )
    expect(banner).toContain('plays page-limits')
    expect(banner).toMatch(/The simulator has stopped\.$/)
  })
})
