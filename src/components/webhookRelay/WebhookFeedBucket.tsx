'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedBucketProps extends PartProps<'span', WebhookState> {}

/** Names the bucket that the webhook came to, and the outputs that it went to from there. */
export const WebhookFeedBucket = /* @__PURE__ */ createPart({
  name: 'WebhookFeed.Bucket',
  slot: 'ow-webhook-bucket',
  tag: 'span',
  useParent: useWebhookItem,
  useDrawing: (props: WebhookFeedBucketProps, { getBucketName, webhook: { bucketId, inputName, outputs } }) => {
    const text = [getBucketName(bucketId), outputs.join(', ')].filter(Boolean).join(' → ')
    const title = [text, inputName].filter(Boolean).join(' · ')
    return { attributes: { title, children: <bdi>{text}</bdi>, ...props } }
  },
})
