'use client'

import { forwardRef, type ReactElement } from 'react'
import { CopyButton, type CopyButtonProps } from '../feed/CopyButton.js'
import { usePartContext } from '../part/PartContext.js'
import { useLogItem } from './useLogItem.js'

export interface LogFeedCopyButtonProps extends Partial<CopyButtonProps> {}

/** Copies the event's transaction hash, or another text. */
export const LogFeedCopyButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, LogFeedCopyButtonProps>(
  function LogFeedCopyButton(props, ref): ReactElement {
    const { event, words } = useLogItem('LogFeed.CopyButton', usePartContext(props))
    return <CopyButton text={event.tx_hash} what={words.transactionHash} {...props} ref={ref} />
  },
)
