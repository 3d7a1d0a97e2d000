/** A frame as text: at once where it can be, later for a Blob. What is no text is handed on as it is, for the protocol to call junk. */
export function toText(data: unknown): unknown {
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return new TextDecoder().decode(data)
  // Not `instanceof Blob`: there is more than one such class where jsdom or a worker is about.
  if (typeof data === 'object' && data !== null && 'text' in data && typeof data.text === 'function') return data.text()
  return data
}
