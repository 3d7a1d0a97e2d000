'use client'

import { useConnectionStatus } from 'onwire'
import { useRelayStatus } from 'onwire/relay'
import { toast, Toaster } from 'sonner'

export interface TransferToastsProps {
  readonly requestIds: readonly string[]
}

/** Says how each transfer ended, once, and when the connection is gone for 5 s or back. */
export function TransferToasts({ requestIds }: TransferToastsProps) {
  useConnectionStatus({
    protocolId: 'relay',
    onOutage(event) {
      if (event === 'restored') toast.success('Live again', { id: 'connection' })
      else toast.warning('The connection is gone. Transfers go on, and are asked for instead.', { id: 'connection' })
    },
  })
  return (
    <>
      {requestIds.map((requestId) => (
        <Follower key={requestId} requestId={requestId} />
      ))}
      <Toaster />
    </>
  )
}

function Follower({ requestId }: { readonly requestId: string }) {
  useRelayStatus({
    requestId,
    onSettled({ status }) {
      if (status === 'success') toast.success('Your transfer has arrived', { id: requestId })
      else if (status === 'refund') toast.info('Your transfer was refunded', { id: requestId })
      else toast.error('Your transfer has failed', { id: requestId })
    },
  })
  return null
}
