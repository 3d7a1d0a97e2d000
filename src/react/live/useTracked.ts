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
    () => tracker.getVersion(getValue),
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
    getVersion(getValue: () => Value): number {
      // A reader of no field pays for none: a page may have thousands of them.
      if (seen.size === 0) return version
      const value = getValue()
      for (const [field, last] of seen) {
        if (Object.is(value[field], last)) continue
        seen.set(field, value[field])
        version += 1
      }
      return version
    },
  }
}

/** The names of fields, as keys. */
export type FieldNames<Name extends string> = Readonly<Record<Name, undefined>>

/**
 * Adds fields that are read one by one. Taking one apart reads no other. A rest, a spread and `JSON.stringify` read all
 * of them, as they do with a result of TanStack Query.
 *
 * @param own Becomes the result's target, with the fields that aren't tracked.
 * @param fields The others, by their names.
 */
export function toTracked<Tracked extends object, Name extends keyof Tracked & string>(
  own: Partial<NoInfer<Tracked>>,
  fields: FieldNames<Name>,
  read: (name: Name) => unknown,
): Tracked
export function toTracked(own: object, fields: object, read: (name: string) => unknown): object {
  return new Proxy(Object.assign(own, fields), {
    get: (target, name) => (Object.hasOwn(fields, name) ? read(String(name)) : Reflect.get(target, name)),
  })
}
