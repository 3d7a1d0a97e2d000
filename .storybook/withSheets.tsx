import type { Decorator } from '@storybook/react-vite'
import { type ReactNode, useLayoutEffect } from 'react'
import layered from 'onwire/styles.css?inline'
import unlayered from 'virtual:onwire-unlayered'
import highContrast from 'onwire/themes/high-contrast.css?inline'
import shadcn from 'onwire/themes/shadcn.css?inline'
import system from 'onwire/themes/system.css?inline'
import { emulateMedia } from './emulateMedia.js'

const sheets: Readonly<Record<string, string>> = { layered, unlayered, none: '' }
const themes: Readonly<Record<string, string>> = { none: '', shadcn, 'high-contrast': highContrast, system }

/** Holds one text in the page's head, whatever is drawn. */
function setStyle(name: string, text: string): void {
  const id = `onwire-${name}`
  const style = document.getElementById(id) ?? document.head.appendChild(document.createElement('style'))
  style.id = id
  if (style.textContent !== text) style.textContent = text
}

// A page without a story, such as a part's, has no decorator.
setStyle('sheet', layered)

interface SheetsProps {
  readonly globals: Readonly<Record<string, string>>
  readonly children: ReactNode
}

function Sheets({ children, globals }: SheetsProps) {
  const { contrast, motion, sheet = '', textSize, themeFile = '' } = globals
  setStyle('sheet', sheets[sheet] ?? layered)
  setStyle('theme', themes[themeFile] ?? '')
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = textSize === '100' ? '' : `${textSize}%`
    emulateMedia('prefers-reduced-motion', motion === 'reduce')
    emulateMedia('prefers-contrast', contrast === 'more')
  })
  return children
}

/**
 * Draws by the toolbar's sheet and theme file, at its text size, and as if the system asked for less motion or more
 * contrast.
 */
export const withSheets: Decorator = (Story, { globals }) => (
  <Sheets globals={globals}>
    <Story />
  </Sheets>
)
