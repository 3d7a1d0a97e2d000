import type { Frame } from '../../kit/server.js'
import { statusEvent } from './relayFrames.js'

/** A client's frame, parsed. With a `violation` it is the client's mistake, and asks for nothing. */
export type RelayCommand =
  | { readonly type: 'subscribe'; readonly id: string; readonly filters: unknown; readonly violation?: undefined }
  | { readonly type: 'unsubscribe'; readonly id: string | undefined; readonly violation?: undefined }
  | { readonly type?: string; readonly violation: string }

/** Only what the vendor's page documents is understood. */
export function parseCommand(frame: Frame): RelayCommand {
  if (typeof frame !== 'string') return { violation: 'It is binary, and the service reads text.' }
  let message: unknown
  try {
    message = JSON.parse(frame)
  } catch {
    return { violation: 'It is not JSON.' }
  }
  const type = getField(message, 'type')
  if (type !== 'subscribe' && type !== 'unsubscribe') {
    return { violation: 'Its type is neither subscribe nor unsubscribe.' }
  }
  if (getField(message, 'event') !== statusEvent) return { type, violation: `Its event is not ${statusEvent}.` }
  const filters = getField(message, 'filters')
  const id = getField(filters, 'id')
  // Without a filter everything goes.
  if (type === 'unsubscribe' && filters === undefined) return { type, id: undefined }
  if (typeof id !== 'string' || id === '') return { type, violation: 'Its filters have no id.' }
  return type === 'subscribe' ? { type, id, filters } : { type, id }
}

function getField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
