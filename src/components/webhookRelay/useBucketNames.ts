'use client'

import { useState } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'

export type BucketNames = ReadonlyMap<string, string>

/**
 * Returns, by id, the names that any webhook of a feed has told: the socket names buckets, and the log doesn't. A name
 * stays known when the webhook that told it is let go of. The map stays the same, as long as nothing is learnt.
 */
export function useBucketNames(webhooks: readonly Webhook[]): BucketNames {
  const [known, setKnown] = useState<BucketNames>(new Map())
  const names = learnNames(known, webhooks)
  if (names !== known) setKnown(names)
  return names
}

function learnNames(known: BucketNames, webhooks: readonly Webhook[]): BucketNames {
  const told = new Map<string, string>()
  for (const { bucketId, bucketName } of webhooks) {
    if (bucketName && !known.has(bucketId) && !told.has(bucketId)) told.set(bucketId, bucketName)
  }
  return told.size > 0 ? new Map([...known, ...told]) : known
}
