import { type Bytes, join } from '../http/bytes.js'

const hmac = { name: 'HMAC', hash: 'SHA-256' } as const
/** Made when it is needed: jsdom as Jest sets it up has none. */
const encode = (text: string) => new TextEncoder().encode(text)

/**
 * True if one of the keys made this signature of `timestamp.body`. Compares in constant time, and tries every key.
 *
 * Node signs at once, where Web Crypto hands each key and each signature to another thread, and back. Runtimes without
 * `node:crypto` use Web Crypto.
 */
export async function isSigned(
  keys: readonly string[],
  timestamp: string,
  body: Bytes,
  signature: Bytes,
): Promise<boolean> {
  const node = findNodeCrypto()
  if (node) {
    const isSignedWith = (key: string) => {
      const digest = node.createHmac('sha256', key).update(`${timestamp}.`).update(body).digest()
      return digest.byteLength === signature.byteLength && node.timingSafeEqual(digest, signature)
    }
    return keys.map(isSignedWith).includes(true)
  }
  const message = join([encode(`${timestamp}.`), body])
  const answers = await Promise.all(
    keys.map(async (key) => crypto.subtle.verify('HMAC', await toKey(encode(key)), signature, message)),
  )
  return answers.includes(true)
}

/**
 * True if a header has one of the expected values. Takes constant time whatever their lengths:
 * it compares signatures of the texts under a key that nobody knows, not the texts.
 */
export async function isSameSecret(given: string, expected: readonly string[]): Promise<boolean> {
  const key = await toKey(crypto.getRandomValues(new Uint8Array(32)))
  const answers = await Promise.all(
    expected.map(async (text) => {
      const signature = await crypto.subtle.sign('HMAC', key, encode(text))
      return crypto.subtle.verify('HMAC', key, signature, encode(given))
    }),
  )
  return answers.includes(true)
}

/** Hidden from bundlers, as Node's modules are. Undefined on other runtimes. */
function findNodeCrypto() {
  try {
    return globalThis.process.getBuiltinModule('node:crypto')
  } catch {
    return undefined
  }
}

function toKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, hmac, false, ['sign', 'verify'])
}
