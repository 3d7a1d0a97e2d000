export type Props = Readonly<Record<string, unknown>>

/** `theirs` win, except that class names are joined, styles merged, and event handlers both called: theirs first, ours unless it was prevented. */
export function mergeProps(ours: Props, theirs: object): Props {
  const merged: Record<string, unknown> = { ...ours }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(theirs)
  for (const [key, value] of entries) {
    if (value !== undefined) merged[key] = mergeProp(key, ours[key], value)
  }
  return merged
}

function mergeProp(key: string, ours: unknown, theirs: unknown): unknown {
  if (key === 'className' && typeof ours === 'string' && typeof theirs === 'string') return `${ours} ${theirs}`
  if (key === 'style' && isObject(ours) && isObject(theirs)) return { ...ours, ...theirs }
  if (/^on[A-Z]/.test(key) && typeof ours === 'function' && typeof theirs === 'function') {
    return (...args: readonly unknown[]) => {
      const result: unknown = theirs(...args)
      const event = args[0]
      if (!(isObject(event) && 'defaultPrevented' in event && event.defaultPrevented)) ours(...args)
      return result
    }
  }
  return theirs
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
