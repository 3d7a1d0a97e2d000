import { ConnectionSummary } from './ConnectionSummary.js'
import { LookSwitch } from './LookSwitch.js'
import { Tabs } from './Tabs.js'
import { useDemo } from '../model/DemoContext.js'
import type { Direction, Theme } from '../model/look.js'
import type { ServiceId } from '../model/service.js'

export interface HeaderProps {
  readonly open: ServiceId
  readonly theme: Theme
  readonly direction: Direction
}

export function Header({ direction, open, theme }: HeaderProps) {
  const { services } = useDemo()
  return (
    <header className="header">
      <div className="header-inner">
        <a className="brand" href="/">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" />
            <path d="M7 17h5l3-8 4 14 3-6h3" />
          </svg>
          onwire
        </a>
        <Tabs open={open} />
        <ConnectionSummary key={open} service={services[open]} />
        <LookSwitch theme={theme} direction={direction} />
      </div>
    </header>
  )
}
