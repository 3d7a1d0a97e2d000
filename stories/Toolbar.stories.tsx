import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusTimeline } from 'onwire'
import { expect, within } from 'storybook/test'
import { timelines } from './support/timelines.js'

/** Each switch of the toolbar, thrown. */
const meta = {
  title: 'Start here/Toolbar',
  component: StatusTimeline,
  args: { timeline: timelines.processing, locale: 'en', style: { maxInlineSize: 440 } },
} satisfies Meta<typeof StatusTimeline>

export default meta
type Story = StoryObj<typeof meta>

const rootOf = (canvas: HTMLElement) => canvas.querySelector<HTMLElement>('[data-slot=ow-timeline]')!
const styleOf = (canvas: HTMLElement) => getComputedStyle(rootOf(canvas))
const tokenOf = (canvas: HTMLElement, name: string) => styleOf(canvas).getPropertyValue(name).trim()

/** Texts are twice as large, as a browser's own setting makes them. */
export const TextSize: Story = {
  globals: { textSize: '200' },
  play: async ({ canvasElement }) => {
    await expect(styleOf(canvasElement).fontSize).toBe('28px')
  },
}

/** Nothing moves. */
export const ReducedMotion: Story = {
  globals: { motion: 'reduce' },
  play: async ({ canvasElement }) => {
    const indicator = canvasElement.querySelector('[data-slot=ow-item][data-state=current] [data-slot=ow-indicator]')!
    await expect(getComputedStyle(indicator, '::before').animationName).toBe('none')
  },
}

/** And here it moves: the switch before left nothing behind. */
export const Motion: Story = {
  play: async ({ canvasElement }) => {
    const indicator = canvasElement.querySelector('[data-slot=ow-item][data-state=current] [data-slot=ow-indicator]')!
    await expect(getComputedStyle(indicator, '::before').animationName).not.toBe('none')
    await expect(styleOf(canvasElement).fontSize).toBe('14px')
  },
}

/** Lines and texts that are said besides are as strong as the others. */
export const MoreContrast: Story = {
  globals: { contrast: 'more' },
  play: async ({ canvasElement }) => {
    await expect(tokenOf(canvasElement, '--_muted')).toBe(tokenOf(canvasElement, '--_foreground'))
  },
}

/** A theme file gives the tokens other defaults. */
export const ThemeFile: Story = {
  globals: { themeFile: 'high-contrast' },
  play: async ({ canvasElement }) => {
    await expect(document.getElementById('onwire-theme')).not.toBeEmptyDOMElement()
    await expect(rootOf(canvasElement)).toBeVisible()
  },
}

/** The sheet for hosts whose resets are in no layer. */
export const Unlayered: Story = {
  globals: { sheet: 'unlayered' },
  play: async ({ canvasElement }) => {
    const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    await expect(sheets.some((rule) => rule instanceof CSSLayerBlockRule && rule.name === 'onwire')).toBe(false)
    await expect(styleOf(canvasElement).fontSize).toBe('14px')
  },
}

/** No sheet at all: it is a list that can be read. */
export const NoSheet: Story = {
  globals: { sheet: 'none' },
  // Without the sheet the host answers for sizes and colours.
  parameters: { a11y: { config: { rules: [{ id: 'target-size', enabled: false }] } } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('list', { name: 'Progress' })).toBeVisible()
    await expect(styleOf(canvasElement).borderTopWidth).toBe('0px')
  },
}

/** A story of one moment with another connection than its own. */
export const Refused: Story = {
  globals: { connection: 'refused' },
  play: async ({ canvasElement }) => {
    await expect(rootOf(canvasElement).dataset).toMatchObject({ connection: 'disconnected', reason: 'refused' })
    await expect(within(canvasElement).getByText(/Connection refused/)).toBeVisible()
  },
}

/** Dark, where the system is. */
export const AsTheSystem: Story = {
  globals: { theme: 'system' },
  play: async ({ canvasElement }) => {
    await expect(styleOf(canvasElement).colorScheme).toBe('light dark')
  },
}
