'use client'

import { useState, useSyncExternalStore } from 'react'

const hydrating = -1

/** Reads one field, and renders again only when a field that was read has changed. */
export type ReadField<Value> = <Field extends keyof Value>(field: Field) => Value[Field]

/**
 * A store's value by its fields.
 *
 * @param initial What a server renders, and the first render in the browser with it.
 */
export function useTracked<Value extends object>(
  subscribe: (listener: () => void) => () => void,
  getValue: () => Value,
  initial: Value,
): ReadField<Value> {
  const [tracker] = useState(() => createTracker<Value>())
  const version = useSyncExternalStore(
    subscribe,
    () => tracker.getVersion(getValue()),
    () => hydrating,
  )
  return (field) => (version === hydrating ? initial[field] : tracker.read(getValue(), field))
}

function createTracker<Value extends object>() {
  const seen = new Map<keyof Value, unknown>()
  let version = 0
  return {
    read<Field extends keyof Value>(value: Value, field: Field): Value[Field] {
      seen.set(field, value[field])
      return value[field]
    },
    getVersion(value: Value): number {
      for (const [field, last] of seen) {
        if (Object.is(value[field], last)) continue
        seen.set(field, value[field])
        version += 1
      }
      return version
    },
  }
}

/**
 * Adds a getter for each field. Taking one apart reads no other. A rest, a spread and `JSON.stringify` read all of
 * them, as they do with a result of TanStack Query.
 */
export function toTracked<Tracked extends object, Name extends keyof Tracked & string>(
  own: Partial<NoInfer<Tracked>>,
  names: readonly Name[],
  read: (name: Name) => unknown,
): Tracked {
  const getters: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(own)
  for (const name of names) getters[name] = { get: () => read(name), enumerable: true }
  return Object.create(Object.prototype, getters)
}
