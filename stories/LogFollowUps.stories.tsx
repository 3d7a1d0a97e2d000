import type { Meta, StoryObj } from '@storybook/react-vite'
import { bridge, type BridgeVia } from 'onwire/bridge'
import { covalent, type LogEvent, toLogEventId, useLogFollowUps } from 'onwire/covalent'
import type { CovalentScenario } from 'onwire/testing'
import { createSimulatedBridge } from 'onwire/testing/bridge'
import { SimulatedCovalentProvider, type SimulatedCovalentSetup } from 'onwire/testing/covalent'
import { useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { clock, speed, until } from './support/speed.js'

/** A contract that has minted three tokens, and mints another one after a while. */
const minting: CovalentScenario = {
  name: 'minting',
  title: 'Minting',
  description: 'Three tokens are there, and one more is minted.',
  steps: [
    { at: 0, blockMs: 2_000, history: { logs: 3, blocks: 3 } },
    { at: 6_000, burst: 1 },
  ],
  expect: { socketAlone: 'complete' },
}

interface Metadata {
  readonly name: string
  readonly image: string
}

interface MetadataAnswer {
  readonly data: { readonly items: readonly { readonly nft_data: readonly { readonly external_data: Metadata }[] }[] }
}

type Answers = 'all' | 'none'
type World = Pick<SimulatedCovalentSetup, 'address' | 'chain' | 'simulator'>

const base = 'https://app.simulator.invalid/api/onwire'

/** The app's own server, which has the service's key, and the way to it. It makes the calls of its whitelist only. */
function createServer({ apiUrl, fetch }: World['simulator']): BridgeVia {
  const server = createSimulatedBridge({
    protocols: [covalent({ apiUrl, fetch, socket: false })],
    authorize: () => false,
    calls: { covalent: { paths: ['/{chain}/tokens/{contract}/nft_metadata/{id}/'], authorize: () => true } },
  })
  return bridge(base, { fetch: (input, init) => server.fetch(new Request(input, init)) })
}

interface TokensProps extends World {
  readonly answers: Answers
  readonly confirmations: number
  readonly hasPictures: boolean
  readonly server: BridgeVia
}

function Tokens({ address, answers, chain, confirmations, hasPictures, server }: TokensProps) {
  const toPath = ({ block_height, log_offset }: LogEvent) =>
    `/${chain}/tokens/${address}/nft_metadata/${block_height}${log_offset}/`
  const tokens = useLogFollowUps({
    chain,
    address,
    confirmations,
    toKey: toPath,
    async call(event, signal) {
      if (answers === 'none') return new Promise<never>(() => {})
      const answer = (await server.call('covalent', toPath(event), signal)) as MetadataAnswer
      return answer.data.items[0]?.nft_data[0]?.external_data
    },
  })
  return (
    <ul aria-label="Tokens">
      {tokens.map(({ data, error, event, status }) => (
        <li key={toLogEventId(event)} data-status={status}>
          {hasPictures && data && <img alt="" src={data.image} width={32} height={32} />}
          {data?.name ?? error?.message ?? (status === 'waiting' ? 'Waiting for more blocks' : 'Asking for its name')}
        </li>
      ))}
    </ul>
  )
}

function Page(props: Omit<TokensProps, 'hasPictures' | 'server'>) {
  const [isShown, setShown] = useState(true)
  const [hasPictures, setPictures] = useState(false)
  const [server] = useState(() => createServer(props.simulator))
  return (
    <div style={{ maxInlineSize: 440 }}>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      <label>
        <input type="checkbox" checked={hasPictures} onChange={() => setPictures(!hasPictures)} /> Pictures
      </label>
      {isShown && <Tokens {...props} hasPictures={hasPictures} server={server} />}
    </div>
  )
}

interface Args {
  readonly answers: Answers
  readonly confirmations: number
}

/**
 * A minted NFT appears with its name, and with its picture where somebody wants pictures: one call of `nft_metadata`
 * follows each log, over the bridge of the app's own server, which has the key.
 */
const meta = {
  title: 'Covalent/Follow-up calls',
  args: { answers: 'all', confirmations: 1 },
  argTypes: { answers: { control: 'select', options: ['all', 'none'] } },
  render: ({ answers, confirmations }) => (
    <SimulatedCovalentProvider scenario={minting} speed={speed} clock={clock}>
      {(world) => <Page {...world} answers={answers} confirmations={confirmations} />}
    </SimulatedCovalentProvider>
  ),
} satisfies Meta<Args>

export default meta
type Story = StoryObj<typeof meta>

const seeStatuses = (canvasElement: HTMLElement, ...statuses: readonly string[]) =>
  until(() => {
    const items = within(canvasElement).queryAllByRole('listitem')
    return expect(items.map(({ dataset }) => dataset['status'])).toEqual(statuses)
  })

const hasLoaded = ({ naturalWidth }: HTMLImageElement) => naturalWidth > 0

/** Each token has its name, the new one too. Whoever hides and shows them asks for nothing again. */
export const Named: Story = {
  play: async ({ canvas, canvasElement }) => {
    await seeStatuses(canvasElement, 'success', 'success', 'success', 'success')
    await expect(canvas.getAllByText(/^Token #/)).toHaveLength(4)
    await expect(canvasElement.querySelectorAll('img').length).toBe(0)
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Pictures' }))
    await until(() =>
      expect([...canvasElement.querySelectorAll('img')].map(hasLoaded)).toEqual([true, true, true, true]),
    )
    await userEvent.click(canvas.getByRole('button', { name: 'Hide' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Show' }))
    await seeStatuses(canvasElement, 'success', 'success', 'success', 'success')
  },
}

/** A token isn't asked for as long as its block may be replaced. */
export const Waiting: Story = {
  args: { confirmations: 10_000 },
  play: async ({ canvasElement }) => {
    await seeStatuses(canvasElement, 'waiting', 'waiting', 'waiting', 'waiting')
  },
}

/** The app's server doesn't answer: the logs are there, and their names are awaited. */
export const Pending: Story = {
  args: { answers: 'none' },
  play: async ({ canvasElement }) => {
    await until(() => expect(canvasElement.querySelectorAll('[data-status=pending]').length).toBe(4))
  },
}
