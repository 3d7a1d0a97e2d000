import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusBadge } from 'onwire'
import { timelines } from './support/timelines.js'

/** Where a timeline stands, in one word. Inside a `StatusTimeline.Root` it takes the root's timeline. */
const meta = {
  title: 'Components/StatusBadge',
  component: StatusBadge,
  args: { timeline: timelines.processing },
} satisfies Meta<typeof StatusBadge>

export default meta
type Story = StoryObj<typeof meta>

export const Unknown: Story = { args: { timeline: timelines.unknown } }
export const Waiting: Story = { args: { timeline: timelines.waiting } }
export const Processing: Story = { args: { timeline: timelines.processing } }
export const Provisional: Story = { args: { timeline: timelines.provisional } }
export const Success: Story = { args: { timeline: timelines.success } }
export const Failure: Story = { args: { timeline: timelines.failure } }
export const Refund: Story = { args: { timeline: timelines.refund } }
export const Cancelled: Story = { args: { timeline: timelines.cancelled } }

const all = (
  <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
    {Object.entries(timelines).map(([name, timeline]) => (
      <StatusBadge key={name} timeline={timeline} />
    ))}
  </div>
)

export const All: Story = { render: () => all }
export const AllDark: Story = { render: () => all, globals: { theme: 'dark' } }
