import { readStrings } from './readStrings.js'

/** What of React's tree is read: as React's own devtools do. */
interface Fiber {
  readonly type: unknown
  readonly memoizedProps: unknown
  readonly memoizedState: unknown
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
}

interface Root {
  readonly current: Fiber
}

interface Hook {
  onCommitFiberRoot(id: number, root: Root, ...rest: readonly unknown[]): void
  readonly [member: string]: unknown
}

type Tell = (path: string, text: string) => void

/**
 * Stands where React's devtools would: React hands it each tree that it commits. A tree's props and hooks are read once, when it is taken
 * away or when `readAll` asks, and TanStack Query's caches with them. Must be there before React DOM is.
 */
export function installDevtools(tell: Tell): { readAll(): void } {
  const roots = new Set<Root>()
  const holder = globalThis as { __REACT_DEVTOOLS_GLOBAL_HOOK__?: Hook }
  const before = holder.__REACT_DEVTOOLS_GLOBAL_HOOK__
  let renderers = 0
  const nothing = () => {}
  holder.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    renderers: new Map(),
    supportsFiber: true,
    checkDCE: nothing,
    inject: () => (renderers += 1),
    onScheduleFiberRoot: nothing,
    onCommitFiberUnmount: nothing,
    onPostCommitFiberRoot: nothing,
    // Such as the one of fast refresh.
    ...before,
    onCommitFiberRoot(id, root, ...rest) {
      before?.onCommitFiberRoot(id, root, ...rest)
      if (root.current.child) return void roots.add(root)
      roots.delete(root)
      // What was there until now is still whole: React takes it apart later.
      readTree(root.current.alternate?.child, tell)
    },
  }
  return {
    readAll() {
      for (const root of roots) readTree(root.current.child, tell)
    },
  }
}

function readTree(first: Fiber | null | undefined, tell: Tell): void {
  const waiting = [first]
  for (let fiber = waiting.pop(); fiber !== undefined || waiting.length > 0; fiber = waiting.pop()) {
    if (!fiber) continue
    waiting.push(fiber.sibling, fiber.child)
    const name = toName(fiber.type)
    const say: Tell = (path, text) => tell(`${name}${path}`, text)
    readStrings(fiber.memoizedProps, say)
    if (typeof fiber.type !== 'string') readStrings(fiber.memoizedState, say)
    readCaches(fiber.memoizedProps, say)
  }
}

/** TanStack Query's devtools ask the client that a provider has. */
function readCaches(props: unknown, say: Tell): void {
  if (typeof props !== 'object' || props === null || !('client' in props)) return
  const { client } = props as { client?: { getQueryCache?: () => { getAll(): readonly Query[] } } }
  for (const query of client?.getQueryCache?.().getAll() ?? []) readQuery(query, say)
}

export interface Query {
  readonly queryKey: unknown
  readonly queryHash: string
  readonly state: unknown
  readonly meta?: unknown
  readonly options?: unknown
  readonly observers?: readonly { readonly options: unknown }[]
}

/** What TanStack Query's devtools show of a query, and what `dehydrate` sends of it. */
export function readQuery(query: Query, say: Tell): void {
  const { queryKey, queryHash, state, meta, options, observers = [] } = query
  readStrings({ queryKey, queryHash, state, meta, options, observers: observers.map((one) => one.options) }, say)
}

function toName(type: unknown): string {
  if (typeof type === 'string') return `<${type}>`
  const { displayName, name, type: inner } = Object(type) as { displayName?: string; name?: string; type?: unknown }
  return displayName ?? name ?? (inner ? toName(inner) : '?')
}
