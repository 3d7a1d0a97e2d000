import type { Meta, StoryObj } from '@storybook/react-vite'
import { TransactionLink } from 'onwire'
import { expect, within } from 'storybook/test'

/** A hash, short in its middle; a link only where a safe address is known. */
const meta = {
  title: 'Components/TransactionLink',
  component: TransactionLink,
  args: { hash: '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0' },
} satisfies Meta<typeof TransactionLink>

export default meta
type Story = StoryObj<typeof meta>

export const Linked: Story = { args: { href: 'https://basescan.org/tx/0xae08' } }

export const UnknownChain: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('link')).toBeNull()
  },
}

/** Addresses are made of data: what isn't http(s) is no link. */
export const UnsafeAddress: Story = {
  args: { href: 'javascript:alert(1)' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('link')).toBeNull()
  },
}

export const Solana: Story = {
  args: {
    hash: '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW',
    href: 'https://solscan.io/tx/5VERv8NM',
  },
}

/** A hash reads from left to right, whatever the language around it. */
export const Rtl: Story = { args: { href: 'https://basescan.org/tx/0xae08' }, globals: { direction: 'rtl' } }
