/** Node 20 has no global `CloseEvent`; this has its shape everywhere. */
export class MemoryCloseEvent extends Event implements CloseEvent {
  readonly code: number
  readonly reason: string
  readonly wasClean: boolean

  constructor(close: { code: number; reason: string; wasClean: boolean }) {
    super('close')
    this.code = close.code
    this.reason = close.reason
    this.wasClean = close.wasClean
  }
}
