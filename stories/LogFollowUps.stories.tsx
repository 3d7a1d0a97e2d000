import type { Meta, StoryObj } from '@storybook/react-vite'
import { type LogEvent, toLogEventId, useLogFollowUps } from 'onwire/covalent'
import type { CovalentScenario } from 'onwire/testing'
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
}

/** The app's own server, which has the key and asks the service's `nft_metadata`. */
function fetchMetadata(event: LogEvent, answers: Answers): Promise<Metadata> {
  if (answers === 'none') return new Promise(() => {})
  return Promise.resolve({ name: `Token ${toLogEventId(event).slice(2, 8)}` })
}

type Answers = 'all' | 'none'
type World = Pick<SimulatedCovalentSetup, 'address' | 'chain'>

interface TokensProps extends World {
  readonly answers: Answers
  readonly confirmations: number
}

function Tokens({ address, answers, chain, confirmations }: TokensProps) {
  const tokens = useLogFollowUps({
    chain,
    address,
    confirmations,
    toKey: (event) => `nft/${toLogEventId(event)}`,
    call: (event) => fetchMetadata(event, answers),
  })
  return (
    <ul aria-label="Tokens">
      {tokens.map(({ data, event, status }) => (
        <li key={toLogEventId(event)} data-status={status}>
          {data ? data.name : status === 'waiting' ? 'Waiting for more blocks' : 'Asking for its name'}
        </li>
      ))}
    </ul>
  )
}

function Page(props: TokensProps) {
  const [isShown, setShown] = useState(true)
  return (
    <div style={{ maxInlineSize: 440 }}>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {isShown && <Tokens {...props} />}
    </div>
  )
}

interface Args {
  readonly answers: Answers
  readonly confirmations: number
}

/** A minted NFT appears with its name: one call follows each log, through the app's own server. */
const meta = {
  title: 'Covalent/Follow-up calls',
  args: { answers: 'all', confirmations: 1 },
  argTypes: { answers: { control: 'select', options: ['all', 'none'] } },
  render: ({ answers, confirmations }) => (
    <SimulatedCovalentProvider scenario={minting} speed={speed} clock={clock}>
      {({ address, chain }) => <Page address={address} chain={chain} answers={answers} confirmations={confirmations} />}
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

/** Each token has its name, the new one too. Whoever hides and shows them asks for nothing again. */
export const Named: Story = {
  play: async ({ canvas, canvasElement }) => {
    await seeStatuses(canvasElement, 'success', 'success', 'success', 'success')
    await expect(canvas.getAllByText(/^Token /)).toHaveLength(4)
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
