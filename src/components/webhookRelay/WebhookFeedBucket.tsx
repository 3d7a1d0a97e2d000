'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'

export type WebhookFeedBucketProps = PartProps<'span', WebhookState>

/** The bucket that it came to, and the outputs that it went to from there. */
export const WebhookFeedBucket = /* @__PURE__ */ createWebhookPart<'span', WebhookFeedBucketProps>(
  'Bucket',
  'span',
  (props, { bucketId, bucketName = bucketId, inputName, outputs }) => ({
    title: inputName,
    children: <bdi>{[bucketName, outputs.join(', ')].filter(Boolean).join(' → ')}</bdi>,
    ...props,
  }),
)
