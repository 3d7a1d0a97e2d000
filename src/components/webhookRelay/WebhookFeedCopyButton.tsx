'use client'

import { forwardRef, type ReactElement, useContext } from 'react'
import { hiddenSecret } from '../../protocols/webhookRelay/secrets.js'
import { CopyButton, type CopyButtonProps } from '../feed/CopyButton.js'
import { usePartContext } from '../part/PartContext.js'
import { toCurl } from './toCurl.js'
import { useWebhook, WebhookViewContext } from './WebhookContext.js'
import { toWebhookFeedMessages } from './webhookFeedMessages.js'

export type WebhookFeedCopyButtonProps = Partial<CopyButtonProps>

/** Copies a curl command that sends the webhook again, without its secrets; or another text. */
export const WebhookFeedCopyButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, WebhookFeedCopyButtonProps>(
  function WebhookFeedCopyButton(props, ref): ReactElement {
    const webhook = useWebhook('WebhookFeed.CopyButton')
    const { getUrl, revealsSecrets } = useContext(WebhookViewContext)
    const { curl, partialCurl, redacted } = toWebhookFeedMessages(usePartContext(props).messages)
    const text = toCurl(webhook, { url: getUrl(webhook), revealsSecrets, redacted })
    return <CopyButton text={text} what={text.includes(hiddenSecret) ? partialCurl : curl} {...props} ref={ref} />
  },
)
