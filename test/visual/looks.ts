import { cdp, page } from 'vitest/browser'

/** How a picture is taken: the surface's attributes, the window's width in px, the size of texts, and what the system asks for. */
export interface Look {
  readonly theme?: 'light' | 'dark'
  readonly direction?: 'ltr' | 'rtl'
  readonly width?: number
  readonly textSize?: string
  readonly forcedColors?: boolean
}

export const looks = {
  light: {},
  dark: { theme: 'dark' },
  rtl: { direction: 'rtl' },
  narrow: { width: 320 },
  'forced-colors': { forcedColors: true },
  'text-200': { textSize: '200%' },
} satisfies Readonly<Record<string, Look>>

/** Makes the page draw in a look from now on. */
export async function setLook({ forcedColors = false, textSize = '', width = 960 }: Look): Promise<void> {
  await page.viewport(width, 800)
  document.documentElement.style.fontSize = textSize
  const value = forcedColors ? 'active' : 'none'
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] })
}
