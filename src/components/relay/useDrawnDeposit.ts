'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Timeline } from '../../core/contract/timeline.js'
import type { RelayStatus } from '../../protocols/relay/index.js'
import { type DepositTx, useDepositTx } from '../../react/relay/useDepositTx.js'
import type { PartContext } from '../part/PartContext.js'
import type { DrawDeposit } from '../transaction/drawDeposit.js'

/** Draws the deposit's own transaction, as long as Relay hasn't seen it. Whatever that needs is loaded then. */
export function useDrawnDeposit(
  timeline: Timeline,
  data: RelayStatus | undefined,
  depositTx: DepositTx | undefined,
  words: PartContext,
): Timeline {
  const isAwaited = timeline.phase === 'waiting' || timeline.phase === 'unknown'
  const deposit = useDepositTx(isAwaited ? depositTx : undefined)
  const [draw, setDraw] = useState<{ readonly by: DrawDeposit }>()
  const isNeeded = Boolean(deposit)
  const load = words.messages.transactions?.load
  useEffect(() => {
    if (isNeeded)
      import('../transaction/drawDeposit.js')
        .then(({ loadDrawing }) => loadDrawing(load))
        .then(
          (by) => setDraw({ by }),
          () => {},
        )
  }, [isNeeded, load])
  const chainId = data?.originChainId
  return useMemo(
    () => (draw && deposit ? draw.by(timeline, chainId, deposit, words) : timeline),
    [chainId, deposit, draw, timeline, words],
  )
}
