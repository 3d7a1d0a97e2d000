import type { CovalentFaultState } from './covalentFaults.js'
import type { StompFrame, StompVersion } from './stompFrame.js'

/** The best first. */
export const stompVersions: readonly StompVersion[] = ['1.2', '1.1', '1.0']
export const stompProtocols: readonly string[] = ['v12.stomp', 'v11.stomp', 'v10.stomp']

/** The service's answer to a CONNECT frame that it refuses; undefined where it accepts. */
export function toRefusal(
  url: URL,
  frame: StompFrame,
  faults: CovalentFaultState,
): { readonly message: string; readonly code: number } | 'swallow' | undefined {
  if (faults.silence === 'connected') return 'swallow'
  if (faults.admission === 'off-frame') return { message: 'WebSocket connections are no longer available', code: 1002 }
  if (faults.admission !== 'refuse-key') return undefined
  const keys = [url.searchParams.get('key'), toBearer(frame.headers.get('Authorization')), frame.headers.get('login')]
  if (keys.some((key) => key !== undefined && key !== null && faults.acceptedKeys.includes(key))) return undefined
  return { message: 'Invalid API key', code: 1008 }
}

/** The key of an `Authorization` header. */
export function toBearer(header: string | null | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(header ?? '')?.[1]
}

export function withoutKey(url: URL): string {
  const shown = new URL(url)
  if (shown.searchParams.has('key')) shown.searchParams.set('key', 'hidden')
  return shown.href
}

/** A frame's text for the log. */
export function withoutSecrets(text: string): string {
  return text.replace(/^(authorization|login|passcode):.*$/gim, '$1:hidden')
}
