import type { Direction, Theme } from './look.js'
import { type ServiceId, serviceIds } from './service.js'

/** What the page's address asks for. */
export interface Wishes {
  /** `#/fusion`: the service whose tab is open first. */
  readonly service: ServiceId
  /** `?scenario=NAME`: starts it, on that tab. */
  readonly scenario: string | undefined
  /** `?request=0x…`, `?intent=0x…`, `?contract=1:0x…`, `?bucket=NAME`, as often as one likes: shows them. */
  readonly followed: Readonly<Record<ServiceId, readonly string[]>>
  /** `?theme=dark` or `light`. */
  readonly theme: Theme | undefined
  /** `?dir=rtl`. */
  readonly direction: Direction
}

export function readLocation({ hash, search }: Pick<Location, 'hash' | 'search'>): Wishes {
  const query = new URLSearchParams(search)
  const theme = query.get('theme')
  return {
    service: readService(hash),
    scenario: query.get('scenario') ?? undefined,
    followed: {
      relay: query.getAll('request'),
      bridge: query.getAll('request'),
      fusion: query.getAll('intent'),
      covalent: query.getAll('contract'),
      'webhook-relay': query.getAll('bucket'),
    },
    theme: theme === 'dark' || theme === 'light' ? theme : undefined,
    direction: query.get('dir') === 'rtl' ? 'rtl' : 'ltr',
  }
}

/** Relay's, where it names none. */
export function readService(hash: string): ServiceId {
  return serviceIds.find((id) => hash === `#/${id}`) ?? 'relay'
}
