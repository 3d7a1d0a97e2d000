'use client'

import { forwardRef, type ReactElement } from 'react'
import { FeedEmpty, type FeedEmptyProps } from '../feed/FeedEmpty.js'
import { usePartContext } from '../part/PartContext.js'
import { toWebhookFeedMessages } from './webhookFeedMessages.js'

export interface WebhookFeedEmptyProps extends FeedEmptyProps {}

/** Draws a sentence where nothing has come, and why that may be so. */
export const WebhookFeedEmpty = /* @__PURE__ */ forwardRef<HTMLParagraphElement, WebhookFeedEmptyProps>(
  function WebhookFeedEmpty(props, ref): ReactElement {
    const { empty } = toWebhookFeedMessages(usePartContext({}).messages)
    return (
      <FeedEmpty {...props} ref={ref}>
        {props.children ?? empty}
      </FeedEmpty>
    )
  },
)
