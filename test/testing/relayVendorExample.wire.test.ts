import { createManualClock, createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readRelayFixture } from './support/relayFixture.js'

/** What the example at the end of the vendor's page does, line by line; it prints into `printed`. */
it("The vendor's own example of Relay is subscribed, and prints its messages", async () => {
  const subscribe = readRelayFixture('subscribe')
  const requestId = subscribe.filters?.id ?? ''
  // The story moves by a millisecond a look until it is subscribed: on a slow machine no status goes by before.
  const clock = createManualClock()
  const simulator = createRelaySimulator({ clock })
  const server = await startRelayServer({ simulator })
  simulator.start('happy-path', { requestId })

  const printed: string[] = []
  const socket = new WebSocket(`${server.socketUrl}?apiKey=`)
  socket.on('open', () => {
    printed.push('Connected to Relay')
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      printed.push(`Message received:  ${JSON.stringify(JSON.parse(text))}`)
      if (JSON.parse(text).status === 'ready') {
        printed.push('Subscribing')
        socket.send(JSON.stringify(subscribe))
      }
    })
  })

  const untilPrinted = async (count: number) => {
    await expect
      .poll(() => {
        clock.advance(1)
        return printed.length
      })
      .toBe(count)
  }
  await untilPrinted(4)
  clock.advance(60_000)
  await untilPrinted(7)
  expect(printed).toEqual([
    'Connected to Relay',
    expect.stringMatching(
      /^Message received: {2}\{"type":"connection","status":"ready","data":\{"id":"[0-9a-z]{11}"\}\}$/,
    ),
    'Subscribing',
    `Message received:  ${JSON.stringify(readRelayFixture('subscribe-response'))}`,
    expect.stringContaining('"status":"pending"'),
    expect.stringContaining('"status":"submitted"'),
    expect.stringContaining('"status":"success"'),
  ])
  await server.close()
})
