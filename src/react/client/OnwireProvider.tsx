'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, type ReactNode } from 'react'
import { toMistake } from '../../core/contract/errors.js'
import type { OnwireClient } from './createOnwire.js'
import { getRuntime } from './onwireRuntime.js'

/** Holds the client of the nearest provider; undefined where there is none. */
export const OnwireContext = /* @__PURE__ */ createContext<OnwireClient | undefined>(undefined)

export interface OnwireProviderProps {
  /** Made once, outside React, by `createOnwire`. */
  readonly client: OnwireClient
  readonly children?: ReactNode
}

/** Goes inside `QueryClientProvider`: the app's own cache is used. */
export function OnwireProvider({ client, children }: OnwireProviderProps) {
  const queryClient = useQueryClient()
  useEffect(() => getRuntime(client).attach(queryClient), [client, queryClient])
  return <OnwireContext.Provider value={client}>{children}</OnwireContext.Provider>
}

export interface UseOnwireReturnType extends OnwireClient {}

/** The client of the nearest `OnwireProvider`. Throws `NO_PROVIDER` where there is none. */
export function useOnwire(): UseOnwireReturnType {
  const client = useContext(OnwireContext)
  if (client) return client
  throw toMistake(
    'NO_PROVIDER',
    process.env.NODE_ENV !== 'production' && {
      what: 'An onwire hook or component stands outside OnwireProvider.',
      why: 'Nothing can be followed there.',
      remedy: 'Wrap the app: <OnwireProvider client={createOnwire(…)}>, inside QueryClientProvider.',
    },
  )
}
