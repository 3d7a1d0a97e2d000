import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusBadge, StatusTimeline, type StatusTimelineProps } from 'onwire'
import highContrast from 'onwire/themes/high-contrast.css?inline'
import shadcn from 'onwire/themes/shadcn.css?inline'
import { expect, within } from 'storybook/test'
import { getTransactionHref, timelines } from './support/timelines.js'
import './support/theming.css'

/**
 * Three ways to make it yours: set `--ow-*` tokens on any ancestor, import a theme file after the style sheet, or put class names on
 * the parts. Our rules have no specificity and stand in a layer, so that yours always win.
 *
 * | token | what it is |
 * |---|---|
 * | `--ow-background`, `--ow-foreground` | the card and its titles: a pair |
 * | `--ow-primary`, `--ow-primary-foreground` | what is going on, and what stands on it: a pair |
 * | `--ow-muted-foreground` | what is said besides |
 * | `--ow-border` | lines and rings |
 * | `--ow-success`, `--ow-warning` | what went well, what may not |
 * | `--ow-destructive` | what failed |
 * | `--ow-ring` | focus |
 * | `--ow-radius`, `--ow-padding` | shape |
 * | `--ow-size`, `--ow-width` | how large it all is, and how wide a card grows |
 * | `--ow-indicator`, `--ow-connector`, `--ow-gap`, `--ow-font-size` | the same, one by one |
 * | `--ow-font-mono` | hashes |
 *
 * Dark follows the page's `color-scheme`, or the nearest `.dark`, `data-theme`, `data-bs-theme` or `data-mui-color-scheme`.
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

const withTheme = (theme: string, tokens: Record<`--${string}`, string>) => (props: StatusTimelineProps) => (
  <div style={tokens}>
    <style>{theme}</style>
    <StatusTimeline {...props} />
  </div>
)

/** `themes/shadcn.css` takes shadcn's variables: whole colours, as with Tailwind 4. */
export const Shadcn: Story = {
  render: withTheme(shadcn, {
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

/** `themes/shadcn.css` with the numbers of `hsl()`, as with Tailwind 3. */
export const ShadcnOnTailwind3: Story = {
  render: withTheme(shadcn, {
    '--background': '0 0% 100%',
    '--foreground': '222 84% 5%',
    '--muted-foreground': '215 16% 40%',
    '--border': '214 32% 91%',
    '--primary': '222 47% 11%',
    '--destructive': '0 84% 60%',
    '--ring': '222 84% 5%',
    '--radius': '0.5rem',
  }),
}

/** `themes/high-contrast.css`. */
export const HighContrast: Story = { render: withTheme(highContrast, {}) }

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
