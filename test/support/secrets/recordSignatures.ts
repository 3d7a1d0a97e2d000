import { record } from './recorder.js'

/** Writes down each signature that is made by Web Crypto: those are what is searched for. */
export function recordSignatures(): void {
  const { sign } = SubtleCrypto.prototype
  SubtleCrypto.prototype.sign = async function (...args: Parameters<typeof sign>) {
    const signature = await sign.apply(this, args)
    record('signatures', toHex(new Uint8Array(signature)))
    return signature
  }
}

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
