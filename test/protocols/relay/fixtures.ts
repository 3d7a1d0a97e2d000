import { readFileSync } from 'node:fs'
import { parse } from 'jsonc-parser'

/** A sample of the vendor's page, word for word but for its comments. */
export function readSample(
  name: 'ready' | 'subscribe' | 'subscribe-response' | 'unsubscribe' | 'unsubscribe-response',
): unknown {
  return parse(readFileSync(new URL(`../../fixtures/relay-websockets/${name}.jsonc`, import.meta.url), 'utf8'))
}

/** An announcement, as it is seen on the wire. */
export const update = {
  event: 'request.status.updated',
  data: {
    status: 'pending',
    inTxHashes: ['5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'],
    txHashes: [],
    updatedAt: 1765989801294,
    originChainId: 792703809,
    destinationChainId: 8453,
    requestId: '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0',
  },
  publishedAt: 1765989801309,
}
