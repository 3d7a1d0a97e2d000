import { ConnectionSummary } from './ConnectionSummary.js'
import { LookSwitch } from './LookSwitch.js'
import type { Direction, Theme } from '../model/look.js'

export function Header(look: { readonly theme: Theme; readonly direction: Direction }) {
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
        <ConnectionSummary />
        <LookSwitch {...look} />
      </div>
    </header>
  )
}
