import type { Direction, Theme } from './look.js'

/** What the page's address asks for. */
export interface Wishes {
  /** `?scenario=NAME`: starts it. */
  readonly scenario: string | undefined
  /** `?request=0x…`, as often as one likes: shows them. */
  readonly requestIds: readonly string[]
  /** `?theme=dark` or `light`. */
  readonly theme: Theme | undefined
  /** `?dir=rtl`. */
  readonly direction: Direction
}

export function readLocation(search: string): Wishes {
  const query = new URLSearchParams(search)
  const theme = query.get('theme')
  return {
    scenario: query.get('scenario') ?? undefined,
    requestIds: query.getAll('request'),
    theme: theme === 'dark' || theme === 'light' ? theme : undefined,
    direction: query.get('dir') === 'rtl' ? 'rtl' : 'ltr',
  }
}
