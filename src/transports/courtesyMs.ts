export interface CourtesyOptions {
  /**
   * How long a socket that nobody wants any more may go on connecting, in ms: 3 000 by default. Closed sooner, browsers
   * write an error to the console; and while a handshake hangs, they begin no other one to that server.
   */
  readonly courtesyMs?: number | undefined
}
