'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { OnwireProvider } from '../../react/client/OnwireProvider.js'
import type { SimulatedSetup } from './simulatedSetup.js'

interface SimulatedSetupProviderProps<World> {
  /** Equal ones are one world: it is played again from the start when this changes. */
  readonly moment: string
  readonly create: () => World
  readonly children: ReactNode | ((world: World) => ReactNode)
}

interface Shown<World> {
  readonly world: World
  readonly number: number
}

/** Makes a world at mount, and gives it to what is inside. Nothing is left at unmount; a server renders nothing. */
export function SimulatedSetupProvider<World extends SimulatedSetup<unknown>>(
  props: SimulatedSetupProviderProps<World>,
) {
  const { moment, ...rest } = props
  return <OneWorld key={moment} {...rest} />
}

function OneWorld<World extends SimulatedSetup<unknown>>(props: Omit<SimulatedSetupProviderProps<World>, 'moment'>) {
  const { children, create } = props
  const [shown, setShown] = useState<Shown<World>>()
  const first = useRef(create)

  // Made in an effect, not in a state: StrictMode ends what it has begun, and what has ended can't begin again.
  useEffect(() => {
    const world = first.current()
    setShown((before) => ({ world, number: (before?.number ?? 0) + 1 }))
    return () => world.end()
  }, [])

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
