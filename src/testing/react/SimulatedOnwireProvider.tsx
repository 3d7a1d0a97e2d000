'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { OnwireProvider } from '../../react/OnwireProvider.js'
import { createSimulatedWorld, type SimulatedWorld, type SimulatedWorldOptions } from './simulatedWorld.js'
import { useByValue } from './useByValue.js'

export interface SimulatedOnwireProviderProps extends SimulatedWorldOptions {
  /** What is to be shown, or a function that is given the request's id, and the simulator for its switches and log. */
  readonly children?: ReactNode | ((world: Pick<SimulatedWorld, 'requestId' | 'simulator'>) => ReactNode)
}

interface Shown {
  readonly world: SimulatedWorld
  readonly number: number
}

/**
 * Everything that onwire's hooks and components need, without a backend: for Storybook, tests and design.
 *
 * - Each provider is a world of its own: several play side by side on one page, and share nothing.
 * - It plays from mount on, and again from the start when `scenario`, `speed`, `seed` or `requestId` changes.
 * - Nothing is left at unmount; a server renders nothing.
 */
export function SimulatedOnwireProvider({ children, ...options }: SimulatedOnwireProviderProps) {
  const { requestId, seed, speed } = options
  const [shown, setShown] = useState<Shown>()
  const scenario = useByValue(options.scenario)
  const latest = useRef(options)

  useEffect(() => {
    latest.current = options
  })

  // Made in an effect, not in a state: StrictMode ends what it has begun, and what has ended can't begin again.
  useEffect(() => {
    const world = createSimulatedWorld({ ...latest.current, requestId, scenario, seed, speed })
    setShown((before) => ({ world, number: (before?.number ?? 0) + 1 }))
    return () => world.end()
  }, [requestId, scenario, seed, speed])

  if (!shown) return null
  const { number, world } = shown
  return (
    <QueryClientProvider client={world.queryClient} key={number}>
      <OnwireProvider client={world.onwire}>
        {typeof children === 'function' ? children(world) : children}
      </OnwireProvider>
    </QueryClientProvider>
  )
}
