import type { Frame } from '../../kit/server.js'

/** A client's frame, parsed. With a `violation` it is the client's mistake. */
export type WebhookRelayCommand =
  | { readonly action: 'auth'; readonly key: string; readonly secret: string }
  | { readonly action: 'subscribe'; readonly buckets: readonly string[] | undefined }
  | { readonly action: 'pong' }
  | { readonly action: undefined; readonly violation: string }

/** Only what the vendor's page documents is understood. */
export function parseCommand(frame: Frame): WebhookRelayCommand {
  if (typeof frame !== 'string') return toViolation('It is binary, and the service reads text.')
  let message: unknown
  try {
    message = JSON.parse(frame)
  } catch {
    return toViolation('It is not JSON.')
  }
  const get = (name: string): unknown =>
    typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined
  const action = get('action')
  if (action === 'pong') return { action }
  if (action === 'auth') {
    const [key, secret] = [get('key'), get('secret')]
    if (typeof key === 'string' && typeof secret === 'string') return { action, key, secret }
    return toViolation('It has no key and secret.')
  }
  if (action !== 'subscribe') return toViolation('Its action is none of auth, subscribe and pong.')
  const buckets = get('buckets')
  if (buckets === undefined) return { action, buckets }
  if (Array.isArray(buckets) && buckets.length > 0 && buckets.every((bucket) => typeof bucket === 'string'))
    return { action, buckets }
  return toViolation('Its buckets are no list of names or ids with something in it.')
}

function toViolation(violation: string): WebhookRelayCommand {
  return { action: undefined, violation }
}

/** For the log. */
export function withoutSecrets(text: string): string {
  return text.replace(/("(?:key|secret)"\s*:\s*)"[^"]*"/g, '$1"hidden"')
}
