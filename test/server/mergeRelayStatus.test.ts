import { mergeRelayStatus, OnwireError, RateLimitedError, toNodeHandler, verifyRelayWebhook } from 'onwire/server'
import * as page from 'onwire'
import type { RelayStatus } from 'onwire/server'
import { expect, test, vi } from 'vitest'
import { apiKey, sentAt, toBody, toWebhookRequest } from './support/webhooks.js'

async function tell(status: string, updatedAt: number): Promise<RelayStatus> {
  const result = await verifyRelayWebhook(toWebhookRequest(toBody(status, updatedAt)), { apiKey, now: () => sentAt })
  if (!result.ok) throw new Error(result.message)
  return result.event.data
}

test('The news of webhooks adds up to the same status, in whatever order they come', async () => {
  const received = await Promise.all([
    tell('waiting', sentAt),
    tell('pending', sentAt + 1_000),
    tell('success', sentAt + 2_000),
  ])
  const saved = received.reduce<RelayStatus | undefined>(mergeRelayStatus, undefined)
  expect(saved).toMatchObject({ status: 'success', updatedAt: sentAt + 2_000 })
  expect(received.reduceRight<RelayStatus | undefined>(mergeRelayStatus, undefined)).toEqual(saved)
  for (const again of received) expect(mergeRelayStatus(saved, again)).toBe(saved)
})

test('The errors of a server are those of a page', () => {
  expect([OnwireError, RateLimitedError]).toEqual([page.OnwireError, page.RateLimitedError])
})

test('An error that a server throws is an OnwireError of its own entry', () => {
  const onError = vi.fn<(error: unknown) => void>()
  const headers = { 'content-length': '3' }
  const response = Object.assign(Object.create(null), {
    writableEnded: false,
    once() {},
    writeHead() {},
    end() {},
  })
  toNodeHandler(() => new Response(), { onError })({ method: 'POST', headers, body: {} }, response)
  expect(onError).toHaveBeenCalledWith(expect.any(OnwireError))
})
