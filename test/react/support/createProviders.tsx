import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OnwireProvider, type OnwireClient } from 'onwire'
import type { ReactNode } from 'react'

/** Both providers, around a cache of their own by default. */
export function createProviders(onwire: OnwireClient, queryClient: QueryClient = new QueryClient()) {
  return ({ children }: { readonly children?: ReactNode }) => (
    <QueryClientProvider client={queryClient}>
      <OnwireProvider client={onwire}>{children}</OnwireProvider>
    </QueryClientProvider>
  )
}
