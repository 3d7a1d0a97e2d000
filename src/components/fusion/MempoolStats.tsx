'use client'

import { forwardRef, type ReactElement } from 'react'
import { useMempoolStats, type UseMempoolStatsParameters } from '../../react/fusion/useMempoolStats.js'
import { MempoolStatsItem } from './MempoolStatsItem.js'
import { MempoolStatsView, type MempoolStatsViewProps } from './MempoolStatsView.js'

export interface MempoolStatsProps
  extends
    Pick<UseMempoolStatsParameters, 'protocolId' | 'enabled' | 'onUpdate'>,
    Omit<MempoolStatsViewProps, 'stats' | 'connection' | 'isPending'> {}

const Composition = /* @__PURE__ */ forwardRef<HTMLDivElement, MempoolStatsProps>(
  function MempoolStats(props, ref): ReactElement {
    const { enabled, onUpdate, protocolId, ...rest } = props
    const { connection, data } = useMempoolStats({ enabled, onUpdate, protocolId })
    // A hook that is not enabled awaits nothing.
    const isPending = !data && enabled !== false
    return <MempoolStatsView {...rest} ref={ref} stats={data} isPending={isPending} connection={connection} />
  },
)

/** Counts the intents that a Fusion coordinator has, live: the hook and the public parts, which hang from it. */
export const MempoolStats = /* @__PURE__ */ Object.assign(Composition, {
  View: MempoolStatsView,
  Item: MempoolStatsItem,
})
