'use client'

import { forwardRef, type ReactElement } from 'react'
import { hiddenSecret } from '../../protocols/webhookRelay/secrets.js'
import { CopyButton, type CopyButtonProps } from '../feed/CopyButton.js'
import { usePartContext } from '../part/PartContext.js'
import { toCurl } from './toCurl.js'
import { useWebhookItem } from './useWebhookItem.js'

export interface WebhookFeedCopyButtonProps extends Partial<CopyButtonProps> {}

/** Copies a curl command that sends the webhook again, without its secrets; or another text. */
export const WebhookFeedCopyButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, WebhookFeedCopyButtonProps>(
  function WebhookFeedCopyButton(props, ref): ReactElement {
    const { getUrl, revealsSecrets, webhook, words } = useWebhookItem('WebhookFeed.CopyButton', usePartContext(props))
    const text = toCurl(webhook, { url: getUrl(webhook), revealsSecrets, redacted: words.redacted })
    const what = text.includes(hiddenSecret) ? words.partialCurl : words.curl
    return <CopyButton text={text} what={what} {...props} ref={ref} />
  },
)
