/** All that a person could ever have seen of one request, in order. */
export interface Seen {
  /** The news that came over the line: their place on the bus, and where the request stood then: `1-0 pending 1760000000000`. */
  readonly events: string[]
  /** What `onUpdate` was told: `pending 1760000000000`. */
  readonly updates: string[]
  /** The timeline: its phase and outcome, and the state of each step. */
  readonly timelines: string[]
  /** Rows of the history that came (`+ pending 1760000000000`) and went (`- …`). */
  readonly rows: string[]
  /** How it was kept up to date. */
  readonly transports: string[]
  /** How the connection was called. */
  readonly connections: string[]
}

declare global {
  interface Window {
    /** By request id. */
    readonly seen: Readonly<Record<string, Seen>>
  }
}

/** Writes down every change of the document, each once. */
export function recordSeen(requestIds: readonly string[]): Readonly<Record<string, Seen>> {
  const seen = Object.fromEntries(
    requestIds.map((id): [string, Seen] => [
      id,
      { events: [], updates: [], timelines: [], rows: [], transports: [], connections: [] },
    ]),
  )

  function look() {
    for (const [id, { connections, timelines, transports }] of Object.entries(seen)) {
      const root = document.querySelector<HTMLElement>(`[data-request="${id}"] [data-slot="ow-timeline"]`)
      if (!root) continue
      const { connection = '-', outcome = '-', phase, transport = '-' } = root.dataset
      const steps = [...root.querySelectorAll<HTMLElement>('[data-slot="ow-item"]')]
      addChange(timelines, [phase, outcome, ...steps.map(({ dataset }) => dataset['state'])].join(' '))
      addChange(transports, transport)
      addChange(connections, connection)
    }
  }

  function noteRows(nodes: NodeList, eventName: '+' | '-', place: Node) {
    const id = place instanceof Element ? place.closest<HTMLElement>('[data-request]')?.dataset['request'] : undefined
    for (const node of nodes) {
      if (!(node instanceof HTMLElement)) continue
      for (const row of [node, ...node.querySelectorAll<HTMLElement>('[data-row]')]) {
        const { row: text } = row.dataset
        const request = id ?? row.closest<HTMLElement>('[data-request]')?.dataset['request']
        if (text && request) seen[request]?.rows.push(`${eventName} ${text}`)
      }
    }
  }

  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes, target } of changes) {
      noteRows(removedNodes, '-', target)
      noteRows(addedNodes, '+', target)
    }
    look()
  }).observe(document.body, { attributes: true, childList: true, subtree: true })
  return seen
}

function addChange(list: string[], value: string) {
  if (list.at(-1) !== value) list.push(value)
}
