export type Bytes = Uint8Array<ArrayBuffer>

/** Converts a received body to bytes: a text as UTF-8, bytes as they are. Undefined for others, such as an object. */
export function toBytes(value: unknown): Bytes | undefined {
  if (typeof value === 'string') return new TextEncoder().encode(value)
  // Copied: a Buffer is a window into memory that may be used again.
  if (ArrayBuffer.isView(value)) return join([new Uint8Array(value.buffer, value.byteOffset, value.byteLength)])
  return isArrayBuffer(value) ? new Uint8Array(value) : undefined
}

/** Recognizes those of another realm too, as in tests and in some edge runtimes. */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

export function join(parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.byteLength
  }
  return joined
}

/** Reads hexadecimal digits, two a byte. */
export function fromHex(digits: string): Bytes {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
