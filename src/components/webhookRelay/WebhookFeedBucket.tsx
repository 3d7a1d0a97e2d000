'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { hideInAddress } from './hideSecrets.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedBucketProps extends PartProps<'span', WebhookState> {}

/** Names the bucket that the webhook came to, and the outputs and addresses that it went to from there. */
export const WebhookFeedBucket = /* @__PURE__ */ createPart(
  'WebhookFeed.Bucket',
  'ow-webhook-bucket',
  'span',
  useWebhookItem,
  (props: WebhookFeedBucketProps, { getBucketName, revealsSecrets, webhook, words }) => {
    const { bucketId, destinations = [], inputName, outputs } = webhook
    const shown = destinations.map((address) => hideInAddress(address, revealsSecrets, words))
    const text = [getBucketName(bucketId), outputs.join(', '), shown.join(', ')].filter(Boolean).join(' → ')
    const title = [text, inputName].filter(Boolean).join(' · ')
    return { title, dir: 'auto', children: text, ...props }
  },
)
