import type { Meta, StoryObj } from '@storybook/react-vite'
import { type Intent, IntentList } from 'onwire/fusion'
import type { FusionScenario, FusionScenarioName } from 'onwire/testing'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { expect, fn, userEvent, within } from 'storybook/test'
import { busyThenLost, busyWithGap, getChainName, quiet } from './support/fusion.js'
import { clock, speed, until } from './support/speed.js'

const on = (scenario: FusionScenario | FusionScenarioName) => ({ parameters: { scenario } })

/**
 * All intents of a coordinator, live, from the moment that somebody looks. Nobody can be asked for them: while the
 * socket is down, the list says so.
 */
const meta = {
  title: 'Fusion/IntentList',
  component: IntentList,
  args: { locale: 'en', getChainName, style: { maxInlineSize: 560 } },
  decorators: [
    (Story, { parameters }) => (
      <SimulatedFusionProvider scenario={parameters['scenario']} speed={speed} clock={clock}>
        <Story />
      </SimulatedFusionProvider>
    ),
  ],
  parameters: { scenario: 'busy-mempool' },
} satisfies Meta<typeof IntentList>

export default meta
type Story = StoryObj<typeof meta>

const hasRows: Story['play'] = async ({ canvasElement }) => {
  await until(() => expect(within(canvasElement).getAllByRole('listitem').length).toBeGreaterThan(4))
}

export const Live: Story = { play: hasRows }

/** Each id is a button. */
export const Selectable: Story = {
  args: { onSelect: fn() },
  play: async ({ args, canvasElement }) => {
    const [first] = await until(() => within(canvasElement).getAllByRole('button', { name: /^0x/ }))
    await userEvent.click(first!)
    await expect(args.onSelect).toHaveBeenCalledOnce()
  },
}

/** What comes is counted, and one press away. */
export const Paused: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getAllByRole('listitem').length).toBeGreaterThan(0))
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }))
    await until(() => expect(canvas.getByRole('button', { name: /\d new/ })).toBeVisible())
  },
}

/** The connection is lost: what was known stays, and the list says of when it is. */
export const NotLive: Story = {
  ...on(busyThenLost),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const text = /^Not live, and can’t be polled: this is what was known at/
    await until(() => expect(canvas.getByText(text, { selector: '[data-slot=ow-notice] *' })).toBeVisible())
    await expect(canvas.getAllByRole('listitem').length).toBeGreaterThan(4)
  },
}

/** It came back: what was told meanwhile is gone, and a row says so. */
export const Gap: Story = {
  ...on(busyWithGap),
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getByText(/may be missing here/)).toBeVisible())
  },
}

export const Empty: Story = {
  ...on(quiet),
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getByText(/New intents show up here/)).toBeVisible())
  },
}

/** Before the first answer: as high as it will be. */
export const Loading: Story = { args: { enabled: false } }

const toEther = ({ amount = '0' }: Intent, locale?: string) =>
  `${(Number(amount) / 1e18).toLocaleString(locale, { maximumFractionDigits: 4 })} ETH`

/** Who knows the token writes amounts as people read them. */
export const Amounts: Story = { args: { formatAmount: toEther }, play: hasRows }

/** The same parts, otherwise put together. */
export const OwnRows: Story = {
  args: {
    renderRow: (row) =>
      row.type === 'gap' ? (
        <IntentList.Gap gap={row.gap} />
      ) : (
        <IntentList.Item intent={row.item}>
          <IntentList.Status /> <IntentList.Id /> <IntentList.Age />
        </IntentList.Item>
      ),
  },
  play: hasRows,
}

export const Narrow: Story = { globals: { width: 'narrow' }, play: hasRows }
export const Dark: Story = { ...on(busyThenLost), globals: { theme: 'dark' }, play: hasRows }
export const RightToLeft: Story = { args: { locale: 'ar' }, globals: { direction: 'rtl' }, play: hasRows }
