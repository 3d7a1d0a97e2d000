import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusBadge, StatusTimeline, type StatusTimelineProps } from 'onwire'
import { expect, within } from 'storybook/test'
import { getTransactionHref, timelines } from './support/timelines.js'
import './support/theming.css'

/**
 * Three ways to make it yours: set `--ow-*` tokens on any ancestor, have shadcn's variables, or put class names on the
 * parts. Our rules have no specificity and stand in a layer, so that yours always win.
 *
 * | token | else shadcn's | what it is |
 * |---|---|---|
 * | `--ow-background` | `--card`, `--background` | the card |
 * | `--ow-foreground` | `--card-foreground`, `--foreground` | titles |
 * | `--ow-muted-foreground` | `--muted-foreground` | what is said besides |
 * | `--ow-border` | `--border` | lines and rings |
 * | `--ow-primary` | `--primary` | what is going on |
 * | `--ow-success`, `--ow-warning` | `--success`, `--warning` | what went well, what may not |
 * | `--ow-destructive` | `--destructive` | what failed |
 * | `--ow-ring` | `--ring` | focus |
 * | `--ow-radius`, `--ow-padding` | `--radius` | shape |
 * | `--ow-font-mono` | | hashes |
 *
 * Dark: a `.dark` class or `data-theme="dark"` around it, or the system's wish unless `.light` or `data-theme="light"` is.
 */
const meta = {
  title: 'Components/Theming',
  component: StatusTimeline,
  args: { timeline: timelines.processing, getTransactionHref, locale: 'en', style: { maxInlineSize: 440 } },
} satisfies Meta<typeof StatusTimeline>

export default meta
type Story = StoryObj<typeof meta>

const withTokens = (tokens: Record<`--${string}`, string>) => (props: StatusTimelineProps) => (
  <div style={tokens}>
    <StatusTimeline {...props} />
  </div>
)

/** Tokens of our own, on an ancestor. */
export const Tokens: Story = {
  render: withTokens({
    '--ow-primary': '#0f766e',
    '--ow-success': '#0f766e',
    '--ow-background': '#f0fdfa',
    '--ow-radius': '0',
    '--ow-padding': '2rem',
  }),
}

/** shadcn's variables are taken as they are, in light and dark. */
export const Shadcn: Story = {
  render: withTokens({
    '--background': 'oklch(1 0 0)',
    '--foreground': 'oklch(0.145 0 0)',
    '--muted-foreground': 'oklch(0.5 0 0)',
    '--border': 'oklch(0.922 0 0)',
    '--primary': 'oklch(0.205 0 0)',
    '--destructive': 'oklch(0.52 0.2 27.325)',
    '--ring': 'oklch(0.708 0 0)',
    '--radius': '0.625rem',
  }),
}

/** Class names from state, other elements, other signs: a design of one's own, on the same parts. */
export const OwnParts: Story = {
  render: ({ timeline }) => (
    <StatusTimeline.Root timeline={timeline} className="my-timeline">
      <StatusTimeline.Header render={<header />}>
        <h3>Your transfer</h3>
        <StatusBadge className={({ outcome }) => `my-badge is-${outcome ?? 'open'}`} />
      </StatusTimeline.Header>
      <StatusTimeline.List className="my-list">
        {(step, index) => (
          <StatusTimeline.Item key={step.id} step={step} className={({ state }) => `my-step is-${state}`}>
            <StatusTimeline.Indicator className="my-number">{index + 1}</StatusTimeline.Indicator>
            <StatusTimeline.Title render={<strong />} />
          </StatusTimeline.Item>
        )}
      </StatusTimeline.List>
    </StatusTimeline.Root>
  ),
  play: async ({ canvasElement }) => {
    const [first, second] = within(canvasElement).getAllByRole('listitem')
    await expect(first).toHaveClass('my-step', 'is-complete')
    await expect(second).toHaveAttribute('aria-current', 'step')
    await expect(getComputedStyle(second!).display).toBe('flex')
  },
}
