import type { CovalentLogEvent } from './covalentLogEvent.js'

/** How what is published is put on the wire. */
export interface CovalentWire {
  /**
   * A MESSAGE's body. `object`: one log event, as the vendor's page says. The others hold all that one block
   * brings a subscription: `items` as `{items}`, `data` as `{data:{items}}`, `array` as they are. Default `object`.
   */
  readonly body: 'object' | 'items' | 'data' | 'array'
  /** Default `text`. */
  readonly frames: 'text' | 'binary'
  /**
   * `one`: each STOMP frame is a WebSocket message. `joined`: what belongs together comes in one. `split`: each frame
   * comes in three pieces. Default `one`; old clients understand no `split`.
   */
  readonly packing: 'one' | 'joined' | 'split'
}

export const defaultWire: CovalentWire = { body: 'object', frames: 'text', packing: 'one' }

/** The bodies that tell these logs. */
export function toBodies(logs: readonly CovalentLogEvent[], shape: CovalentWire['body']): readonly string[] {
  if (shape === 'object') return logs.map((log) => JSON.stringify(log))
  if (logs.length === 0) return []
  if (shape === 'array') return [JSON.stringify(logs)]
  return [JSON.stringify(shape === 'items' ? { items: logs } : { data: { items: logs } })]
}

/** STOMP frames as WebSocket messages. A piece never ends inside a character: only ASCII is cut. */
export function pack(frames: readonly string[], packing: CovalentWire['packing']): readonly string[] {
  if (packing === 'one' || frames.length === 0) return frames
  if (packing === 'joined') return [frames.join('')]
  return frames.flatMap((frame) => {
    const head = frame.indexOf('\n') + 3
    return [frame.slice(0, head), frame.slice(head, -1), frame.slice(-1)]
  })
}

/** Bodies that no client should trip over: none of them is a log that could be told from others. */
export const junkBodies: readonly string[] = [
  '',
  'hello',
  '{"block_height":21414186,"tx_hash":',
  'null',
  '[]',
  '42',
  '{}',
  '{"items":null}',
  '{"data":null}',
  '{"items":[null,7,"log"]}',
  '{"block_height":21414186,"log_offset":1,"tx_hash":null}',
  '{"block_height":"soon","log_offset":{},"tx_hash":["0x00"]}',
  '{"__proto__":{"tx_hash":"0x00"}}',
  `"${'x'.repeat(20_000)}"`,
]

/** Whole frames, so that what comes after them can still be read; no client knows what to do with them. */
export const junkFrames: readonly string[] = [
  '\n',
  'NEWS\nheadline:a command that nobody knows\n\n\0',
  'RECEIPT\nreceipt-id:nobody-asked\n\n\0',
  'MESSAGE\nsubscription:nobody-asked\nmessage-id:junk\ndestination:/nowhere\n\n{}\0',
]
