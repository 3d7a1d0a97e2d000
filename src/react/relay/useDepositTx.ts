'use client'

import { useEffect, useRef, useState } from 'react'
import type { TransactionReader } from '../../protocols/shared/transaction/transactionReader.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import { startLater } from '../../core/utils/startLater.js'
import { useOnwire } from '../client/OnwireProvider.js'

/** The origin transaction of a deposit, and how its chain is asked about it. */
export interface DepositTx {
  /** `0x` and 64 hexadecimal digits, of a chain of Ethereum's kind. */
  readonly hash: string
  /** viem's `PublicClient` of the origin chain, or any object with these four members. It may be written inline. */
  readonly reader: TransactionReader
}

/**
 * Follows a deposit's own transaction, of which Relay sees nothing yet: it may be replaced, sped up,
 * cancelled, dropped or reverted, and Relay then waits for ever. Read every 4 s, until 12 blocks have confirmed it, and
 * not while the page is hidden. Undefined without a transaction, and until it was read; errors of the reader change
 * nothing. Its code is loaded once there is a transaction.
 */
export function useDepositTx(depositTx: DepositTx | undefined): TransactionStatus | undefined {
  const { environment } = useOnwire()
  const latest = useRef(depositTx)
  const [status, setStatus] = useState<TransactionStatus>()
  const hash = depositTx?.hash.toLowerCase()
  useEffect(() => {
    latest.current = depositTx
  })
  useEffect(() => {
    if (!hash) return
    const getReader = () => latest.current?.reader
    return startLater(import('../../protocols/shared/transaction/watchTransaction.js'), ({ watchTransaction }) =>
      watchTransaction({ hash, getReader, environment }, setStatus),
    )
  }, [environment, hash])
  return status?.hash === hash ? status : undefined
}
