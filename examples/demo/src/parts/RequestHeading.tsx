import { type RelayStatus, useRelayChains } from 'onwire/relay'
import { getRelayScenario } from 'onwire/testing'

export interface RequestHeadingProps {
  readonly requestId: string
  readonly scenario: string | undefined
  readonly status: RelayStatus | undefined
  readonly onRemove: () => void
}

/** From which chain to which, what it plays, and its id. */
export function RequestHeading({ onRemove, requestId, scenario, status }: RequestHeadingProps) {
  const story = scenario === undefined ? undefined : getRelayScenario(scenario)
  const { data: chains } = useRelayChains()
  const toName = (id: number) => chains?.find((chain) => chain.id === id)?.displayName ?? `Chain ${id}`
  const origin = status?.originChainId ?? story?.origin
  const destination = status?.destinationChainId ?? story?.destination
  return (
    <header className="card-heading">
      <div>
        {origin === undefined || destination === undefined ? (
          <h2>Request</h2>
        ) : (
          <h2>
            <bdi>{toName(origin)}</bdi> <span className="arrow" aria-label="to" role="img" />{' '}
            <bdi>{toName(destination)}</bdi>
          </h2>
        )}
        <p className="hint">
          {story && <span className="story">{story.title}</span>}
          <code dir="ltr" title={requestId}>
            {requestId.slice(0, 10)}…{requestId.slice(-6)}
          </code>
        </p>
      </div>
      <button
        type="button"
        className="button quiet"
        aria-label={`Remove ${story?.title ?? 'this transfer'}`}
        onClick={onRemove}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m4 4 8 8M12 4l-8 8" />
        </svg>
      </button>
    </header>
  )
}
