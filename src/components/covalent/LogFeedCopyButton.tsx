'use client'

import { forwardRef, type ReactElement } from 'react'
import { CopyButton, type CopyButtonProps } from '../feed/CopyButton.js'
import { usePartContext } from '../part/PartContext.js'
import { useLog } from './LogContext.js'
import { toLogFeedMessages } from './logFeedMessages.js'

export type LogFeedCopyButtonProps = Partial<CopyButtonProps>

/** Copies the event's transaction hash, or another text. */
export const LogFeedCopyButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, LogFeedCopyButtonProps>(
  function LogFeedCopyButton(props, ref): ReactElement {
    const { tx_hash } = useLog('LogFeed.CopyButton')
    const { transactionHash } = toLogFeedMessages(usePartContext(props).messages)
    return <CopyButton text={tx_hash} what={transactionHash} {...props} ref={ref} />
  },
)
