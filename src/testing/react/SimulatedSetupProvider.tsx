'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { OnwireProvider } from '../../react/client/OnwireProvider.js'
import type { SimulatedSetup } from './simulatedSetup.js'

interface SimulatedSetupProviderProps<Setup> {
  /** Equal ones are one world: it is played again from the start when this changes. */
  readonly moment: string
  readonly create: () => Setup
  readonly children: ReactNode | ((setup: Setup) => ReactNode)
}

interface Shown<Setup> {
  readonly setup: Setup
  readonly number: number
}

/** Makes a world at mount, and gives it to what is inside. Nothing is left at unmount; a server renders nothing. */
export function SimulatedSetupProvider<Setup extends SimulatedSetup<unknown>>(
  props: SimulatedSetupProviderProps<Setup>,
) {
  const { moment, ...rest } = props
  return <OneSetup key={moment} {...rest} />
}

function OneSetup<Setup extends SimulatedSetup<unknown>>(props: Omit<SimulatedSetupProviderProps<Setup>, 'moment'>) {
  const { children, create } = props
  const [shown, setShown] = useState<Shown<Setup>>()
  const first = useRef(create)

  // Made in an effect, not in a state: StrictMode ends what it has begun, and what has ended can't begin again.
  useEffect(() => {
    const setup = first.current()
    setShown((before) => ({ setup, number: (before?.number ?? 0) + 1 }))
    return () => setup.end()
  }, [])

  if (!shown) return null
  const { number, setup } = shown
  return (
    <QueryClientProvider client={setup.queryClient} key={number}>
      <OnwireProvider client={setup.onwire}>
        {typeof children === 'function' ? children(setup) : children}
      </OnwireProvider>
    </QueryClientProvider>
  )
}
