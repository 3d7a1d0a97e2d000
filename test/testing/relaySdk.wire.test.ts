import { createClient, type Execute, type ProgressData } from '@relayprotocol/relay-sdk'
import { createRelaySimulator } from 'onwire/testing'
import { type RelayServer, startRelayServer } from 'onwire/testing/node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'

/*
 * Relay's published client, which we did not write. It looks for a browser before it opens a socket, and it
 * subscribes as soon as the socket is open, without waiting for ready; the real service takes that, since it
 * says ready at once. `readyDelayMs: 0` does the same.
 */
describe("Relay's own SDK, with its websocket enabled,", () => {
  let server: RelayServer
  beforeEach(async () => {
    vi.stubGlobal('WebSocket', NodeWebSocket)
    vi.stubGlobal('window', { WebSocket: NodeWebSocket })
    server = await startRelayServer({ simulator: createRelaySimulator({ readyDelayMs: 0 }) })
  })
  afterEach(async () => {
    vi.unstubAllGlobals()
    await server.close()
  })

  const follow = async (requestId: string): Promise<readonly ProgressData[]> => {
    const client = createClient({
      baseApiUrl: server.url,
      source: 'onwire.test',
      pollingInterval: 50,
      websocket: { enabled: true, url: server.socketUrl },
    })
    const progress: ProgressData[] = []
    await client.actions.execute({
      quote: toQuote(requestId),
      wallet: idleWallet,
      onProgress: (step) => progress.push(structuredClone(step)),
    })
    return progress
  }

  it('follows a happy path to its end by its socket alone', async () => {
    const { requestId, truth } = server.simulator.start('happy-path', { speed: 5, begins: 'when-asked' })
    const progress = await follow(requestId)
    const seen = progress.map(({ currentStepItem }) => currentStepItem?.checkStatus).filter(Boolean)
    const item = progress.at(-1)?.steps[0]?.items[0]
    expect([...new Set(seen)]).toEqual(['pending', 'submitted'])
    expect(item).toMatchObject({
      status: 'complete',
      checkStatus: 'success',
      internalTxHashes: [{ txHash: truth().inTxHashes[0], chainId: 42161 }],
      txHashes: [{ txHash: truth().txHashes[0], chainId: 8453 }],
    })
    expect(server.simulator.counters).toMatchObject({ restRequests: 0, violations: 0, subscribes: { [requestId]: 1 } })
  })

  it('ends the same by REST when its socket is dropped', async () => {
    const { requestId } = server.simulator.start('drop-midway', { speed: 10 })
    const progress = await follow(requestId)
    expect(progress.at(-1)?.steps[0]?.items[0]).toMatchObject({ status: 'complete', checkStatus: 'success' })
    expect(server.simulator.counters.statusRequests[requestId]).toBeGreaterThan(0)
  })

  it('sees a refund after a failure', async () => {
    const { requestId } = server.simulator.start('refund-after-failure', { speed: 10 })
    await expect(follow(requestId)).rejects.toThrow('Refunded')
  })
})

/** A quote with one step that asks for no signature: what is left to do is to watch. */
function toQuote(requestId: string): Execute {
  return {
    details: { currencyIn: { currency: { chainId: 1 } } },
    steps: [
      {
        id: 'swap',
        action: 'Confirm',
        description: 'Nothing to sign',
        kind: 'signature',
        requestId,
        items: [
          {
            status: 'incomplete',
            data: {},
            check: { endpoint: `/intents/status?requestId=${requestId}`, method: 'GET' },
          },
        ],
      },
    ],
  }
}

const unexpected = async (): Promise<never> => {
  throw new Error('This quote asks nothing of a wallet.')
}
const idleWallet = {
  vmType: 'evm',
  getChainId: async () => 1,
  address: async () => '0x0000000000000000000000000000000000000001',
  handleSignMessageStep: unexpected,
  handleSendTransactionStep: unexpected,
  handleConfirmTransactionStep: unexpected,
  switchChain: unexpected,
} as const
