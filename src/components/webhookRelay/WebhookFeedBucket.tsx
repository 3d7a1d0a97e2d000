'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'

export type WebhookFeedBucketProps = PartProps<'span', WebhookState>

/** The bucket that it came to, and the outputs that it went to from there. */
export const WebhookFeedBucket = /* @__PURE__ */ createWebhookPart<'span', WebhookFeedBucketProps>(
  'Bucket',
  'span',
  (props, { bucketId, inputName, outputs }, { getBucketName }) => {
    const text = [getBucketName(bucketId), outputs.join(', ')].filter(Boolean).join(' → ')
    return { title: [text, inputName].filter(Boolean).join(' · '), children: <bdi>{text}</bdi>, ...props }
  },
)
