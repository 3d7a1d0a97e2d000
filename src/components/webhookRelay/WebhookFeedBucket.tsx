'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedBucketProps extends PartProps<'span', WebhookState> {}

/** Names the bucket that the webhook came to, and the outputs that it went to from there. */
export const WebhookFeedBucket = /* @__PURE__ */ createPart(
  'WebhookFeed.Bucket',
  'ow-webhook-bucket',
  'span',
  useWebhookItem,
  (props: WebhookFeedBucketProps, { getBucketName, webhook: { bucketId, inputName, outputs } }) => {
    const text = [getBucketName(bucketId), outputs.join(', ')].filter(Boolean).join(' → ')
    const title = [text, inputName].filter(Boolean).join(' · ')
    return { title, children: <bdi>{text}</bdi>, ...props }
  },
)
