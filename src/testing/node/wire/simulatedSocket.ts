import { WebSocket } from 'ws'

/** A server's socket that can hang: `ws` answers pings and closing handshakes by itself, a frozen service doesn't. */
export class SimulatedSocket extends WebSocket {
  isHanging: () => boolean = () => false

  override close(code?: number, reason?: string | Buffer): void {
    if (!this.isHanging()) super.close(code, reason)
  }

  override pong(...args: Parameters<WebSocket['pong']>): void {
    if (!this.isHanging()) super.pong(...args)
  }
}
