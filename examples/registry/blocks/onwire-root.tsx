'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createOnwire, type OnwireClient, OnwireProvider } from 'onwire'
import { relay } from 'onwire/relay'
import type { ReactNode } from 'react'
import 'onwire/styles.css'
import 'onwire/themes/shadcn.css'

const queryClient = new QueryClient()
const relayClient = createOnwire({ protocols: [relay()] })

export interface OnwireRootProps {
  readonly children: ReactNode
  /** By default one that follows Relay without a key. */
  readonly client?: OnwireClient
}

/** Stands once around the app: all that is followed inside shares one socket a service. */
export function OnwireRoot({ children, client = relayClient }: OnwireRootProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <OnwireProvider client={client}>{children}</OnwireProvider>
    </QueryClientProvider>
  )
}
