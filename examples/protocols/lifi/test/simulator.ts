import type { StatusResponse } from '@lifi/sdk'
import { carryInMemory, createRandom, hexDigits, type SimulatorClock } from 'onwire/testing/conformance'

/** One answer, from that time of the story on, in ms. */
export interface Step {
  readonly at: number
  readonly status: StatusResponse['status']
  readonly substatus?: NonNullable<StatusResponse['substatus']>
}

export const scenarios = {
  'happy-path': [
    { at: 0, status: 'NOT_FOUND' },
    { at: 4_000, status: 'PENDING', substatus: 'WAIT_SOURCE_CONFIRMATIONS' },
    { at: 12_000, status: 'PENDING', substatus: 'WAIT_DESTINATION_TRANSACTION' },
    { at: 40_000, status: 'DONE', substatus: 'COMPLETED' },
  ],
  'other-token': [
    { at: 0, status: 'PENDING', substatus: 'WAIT_DESTINATION_TRANSACTION' },
    { at: 30_000, status: 'DONE', substatus: 'PARTIAL' },
  ],
  'no-third-party': [
    { at: 0, status: 'PENDING', substatus: 'BRIDGE_NOT_AVAILABLE' },
    { at: 20_000, status: 'INVALID' },
    { at: 60_000, status: 'DONE', substatus: 'COMPLETED' },
  ],
  'refund-after-failure': [
    { at: 0, status: 'PENDING', substatus: 'WAIT_DESTINATION_TRANSACTION' },
    { at: 30_000, status: 'FAILED', substatus: 'REFUND_IN_PROGRESS' },
    { at: 240_000, status: 'DONE', substatus: 'REFUNDED' },
  ],
  'refund-that-never-comes': [{ at: 0, status: 'FAILED', substatus: 'REFUND_IN_PROGRESS' }],
  'plain-failure': [
    { at: 0, status: 'PENDING', substatus: 'WAIT_SOURCE_CONFIRMATIONS' },
    { at: 10_000, status: 'FAILED', substatus: 'SLIPPAGE_EXCEEDED' },
  ],
} as const satisfies Readonly<Record<string, readonly Step[]>>

export type ScenarioName = keyof typeof scenarios

const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  kind: 'answer' as const,
  status,
  headers,
  body,
})

/** LI.FI's `GET /status`, in memory: the shapes are those of `@lifi/types`. It imports nothing of the protocol. */
export function createLifiSimulator({ clock, seed = 1 }: { clock: SimulatorClock; seed?: number }) {
  const random = createRandom(seed)
  const transfers = new Map<string, { readonly startedAt: number; readonly steps: readonly Step[] }>()
  let refusals = 0
  let requests = 0

  const toBody = (txHash: string, { status, substatus }: Step) => ({
    status,
    ...(substatus && { substatus, substatusMessage: `In words: ${substatus}` }),
    tool: 'across',
    sending: { txHash, chainId: 10, txLink: `https://explorer.example/tx/${txHash}` },
    receiving: { chainId: 8453, ...(status === 'DONE' && { txHash: `0x${'b'.repeat(64)}` }) },
  })

  const { fetch } = carryInMemory(
    {
      clock,
      rest: {
        handle({ url }) {
          requests += 1
          if (refusals > 0) {
            refusals -= 1
            return answer(429, { message: 'Too many requests', code: 1005 }, { 'retry-after': '20' })
          }
          const txHash = url.searchParams.get('txHash')
          if (!url.pathname.endsWith('/status') || !txHash) return answer(400, { message: 'Bad request', code: 1011 })
          const transfer = transfers.get(txHash.toLowerCase())
          const step = transfer?.steps.findLast(({ at }) => clock.now() >= transfer.startedAt + at)
          return answer(200, step ? toBody(txHash, step) : { status: 'NOT_FOUND' })
        },
      },
    },
    {},
  )

  return {
    fetch,
    apiUrl: 'https://lifi.example/v1',
    /** Begins a transfer, and gives its hash. */
    start(name: ScenarioName) {
      const txHash = `0x${random.text(64, hexDigits)}`
      transfers.set(txHash, { startedAt: clock.now(), steps: scenarios[name] })
      return txHash
    },
    /** Refuses so many requests with HTTP 429. */
    refuse: (count: number) => (refusals = count),
    countRequests: () => requests,
  }
}
