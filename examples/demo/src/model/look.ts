export type Theme = 'light' | 'dark' | 'system'
export type Direction = 'ltr' | 'rtl'

const themeKey = 'onwire-demo-theme'

/** What was chosen last time. A browser may refuse to remember. */
export function readTheme(): Theme {
  try {
    const theme = localStorage.getItem(themeKey)
    return theme === 'dark' || theme === 'light' ? theme : 'system'
  } catch {
    return 'system'
  }
}

/** onwire's styles and the page's own both follow `data-theme`; without it, the system. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
}

export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(themeKey, theme)
  } catch {
    // It is asked for again next time.
  }
}

export function applyDirection(direction: Direction): void {
  document.documentElement.dir = direction
}
