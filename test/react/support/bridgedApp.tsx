import { act } from '@testing-library/react'
import { createOnwire, type Protocol } from 'onwire'
import { bridge } from 'onwire/bridge'
import type { Bridge } from 'onwire/server'
import { onTestFinished } from 'vitest'
import type { Via } from '../../../src/core/contract/protocol.js'
import type { TestEnvironment } from '../../support/environment.js'
import { createProviders } from './createProviders.js'

/** How far time moves at once, in ms: short enough that no render is skipped. */
const stepMs = 50

/** A page, and its app's server, which `start` makes and which may be stopped, on one clock. */
export function createBridgedApp(
  { clock, environment }: Pick<TestEnvironment, 'clock' | 'environment'>,
  start: () => Bridge,
  toProtocol: (via: Via) => Protocol,
) {
  let server: Bridge | undefined = start()
  /** The paths that were asked for. */
  const requests: string[] = []
  const via = bridge('https://app.example/api/onwire', {
    async fetch(input, init) {
      const request = new Request(input, init)
      requests.push(new URL(request.url).pathname)
      if (!server) throw new TypeError('fetch failed')
      return server.fetch(request)
    },
  })
  const onwire = createOnwire({ protocols: [toProtocol(via)], environment })
  onTestFinished(() => {
    onwire.close()
    void server?.close()
  })
  return {
    requests,
    wrapper: createProviders(onwire),
    getServer: () => server,
    stopServer() {
      void server?.close()
      server = undefined
    },
    startServer() {
      server = start()
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= stepMs)
        await act(async () => {
          await clock.advanceAsync(stepMs)
          // Streams take turns of their own.
          for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
        })
    },
  }
}
