import type { ReactNode } from 'react'
import type { Followed } from '../model/createFollowedList.js'
import { useService } from '../model/DemoContext.js'

export interface CardHeadingProps {
  readonly item: Followed
  readonly title: ReactNode
  /** The id as people know it; the item's own by default, and none where the title says it. */
  readonly id?: string | null
  /** What else there is to say of it. */
  readonly children?: ReactNode
}

/** What it is, what it plays, and its id. */
export function CardHeading({ children, item, title, ...props }: CardHeadingProps) {
  const { facts, followed } = useService()
  const story = item.scenario === undefined ? undefined : facts.scenarios[item.scenario]
  const id = props.id === undefined ? item.id : props.id
  return (
    <header className="card-heading">
      <div>
        <h2>{title}</h2>
        <p className="hint">
          {story && <span className="story">{story.title}</span>}
          {id && (
            <code dir="ltr" title={id}>
              {id.length > 20 ? `${id.slice(0, 10)}…${id.slice(-6)}` : id}
            </code>
          )}
          {children}
        </p>
      </div>
      <button
        type="button"
        className="button quiet"
        aria-label={`Remove ${story?.title ?? `this ${facts.noun}`}`}
        onClick={() => followed.remove(item.key)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m4 4 8 8M12 4l-8 8" />
        </svg>
      </button>
    </header>
  )
}
