import type { WebhookRelayOutput, WebhookRelayWebhook } from './webhookRelayWebhook.js'

/** A frame about the connection itself. */
export function statusFrame(status: string, message: string): string {
  return JSON.stringify({ type: 'status', status, message })
}

/** As on the vendor's page: the bucket's id is misspelt, and there is no time. The page's sample lacks the log's id. */
export function webhookFrame(
  { body, bucket, headers, id, method, query }: WebhookRelayWebhook,
  output: WebhookRelayOutput | undefined,
  hasId: boolean,
): string {
  return JSON.stringify({
    type: 'webhook',
    meta: {
      ...(hasId && { id }),
      bucked_id: bucket.id,
      bucket_name: bucket.name,
      input_id: bucket.inputId,
      input_name: bucket.inputName,
      ...(output && { output_name: output.name, output_destination: output.destination }),
    },
    headers,
    query,
    body,
    method,
  })
}

/** Frames that no client should trip over: none of them is a webhook that could be shown. */
export const junkFrames: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  '',
  'ping',
  'null',
  '[]',
  '42',
  '{"type":"webhook","meta":',
  '{"type":"news"}',
  '{"type":"status"}',
  '{"type":"status","status":7}',
  '{"type":"status","status":"maintenance","message":"back in a minute"}',
  '{"type":"webhook"}',
  '{"type":"webhook","meta":{},"headers":{"Authorization":["Bearer junk-secret"]},"method":"POST"}',
  '{"type":"webhook","meta":{"bucked_id":7},"body":{},"method":1}',
  `"${'x'.repeat(20_000)}"`,
  new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
]
