import { type ReactNode, useEffect, useRef } from 'react'
import type { Followed } from '../model/createFollowedList.js'
import { useStore } from '../model/createStore.js'
import { useService } from '../model/DemoContext.js'

export interface FollowedCardsProps {
  /** The list's accessible name. */
  readonly label: string
  /** For cards that need the whole width. */
  readonly isWide?: boolean
  readonly children: (item: Followed) => ReactNode
}

/** A card for whatever is followed, the newest first; three to begin with where there is nothing. */
export function FollowedCards({ children, isWide = false, label }: FollowedCardsProps) {
  const { facts, followed, simulator } = useService()
  const items = useStore(followed.items)
  const list = useRef<HTMLUListElement>(null)
  const newest = items[0]?.key
  const seen = useRef(newest)
  // On a narrow page a new card may stand far below the button that made it.
  useEffect(() => {
    if (newest !== seen.current && newest !== undefined) showTop(list.current?.firstElementChild)
    seen.current = newest
  }, [newest])
  if (items.length > 0) {
    return (
      <ul ref={list} className={isWide ? 'cards wide' : 'cards'} aria-label={label}>
        {items.map((item) => (
          <li key={item.key}>{children(item)}</li>
        ))}
      </ul>
    )
  }
  return (
    <section className="empty" aria-labelledby={`${facts.id}-empty`}>
      <h2 id={`${facts.id}-empty`}>{`No ${facts.noun} yet`}</h2>
      <p className="hint">
        {simulator ? 'Start one, and watch it go through:' : 'Paste the id that a quote of Relay gave.'}
      </p>
      {simulator && (
        <div className="favourites">
          {facts.favourites
            .flatMap((name) => facts.scenarios[name] ?? [])
            .map(({ description, name, title }) => (
              <button key={name} type="button" className="favourite" onClick={() => void followed.start(name)}>
                <strong>{title}</strong>
                <span>{description}</span>
              </button>
            ))}
        </div>
      )}
    </section>
  )
}

/** Scrolls only where an element's beginning is out of view. */
function showTop(element: Element | null | undefined): void {
  const top = element?.getBoundingClientRect().top ?? 0
  if (top < 0 || top > 0.75 * window.innerHeight) element?.scrollIntoView()
}
