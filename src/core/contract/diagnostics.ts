/** Trouble that the screen doesn't tell, or not in full, for logs and devtools. */
export interface Diagnostic {
  /**
   * - `MALFORMED_FRAME`: junk from the wire, without effect.
   * - `TOPIC_UNCONFIRMED`: the service didn't acknowledge a subscription, refused it, or ended the link for it
   *   (`LINK_ENDED`); the topic is polled.
   * - `CONNECTION_FAILED`: a link ended before it could be used, or there was none; the message says what is known.
   * - `CONNECTION_REFUSED`: the service, or the bridge, refused this client.
   * - `HELLO_FAILED`: the app's credentials could not be had, or not in time; they are asked for again.
   * - `RATE_LIMITED`: the service asked for a pause.
   * - `BEATS_THROTTLED`: the transport's heart-beats are late in a hidden tab, and the service may hang up then.
   * - `SOCKET_SILENT`: a poll brought what the socket should have pushed.
   * - `INVALID_TOPIC`: the app asks for what can't exist, such as a wrong id. Nothing is asked of the service.
   */
  readonly code:
    | 'MALFORMED_FRAME'
    | 'TOPIC_UNCONFIRMED'
    | 'CONNECTION_FAILED'
    | 'CONNECTION_REFUSED'
    | 'HELLO_FAILED'
    | 'RATE_LIMITED'
    | 'BEATS_THROTTLED'
    | 'SOCKET_SILENT'
    | 'INVALID_TOPIC'
  readonly protocol: string
  readonly message: string
  /** How many of this code there have been, this one included. */
  readonly count: number
  /** The id that the service gave to the link that is up. Relay gives one "for debugging purposes". */
  readonly connectionId?: string | undefined
  /** The frame's beginning, at most 200 characters, without what may be a key. */
  readonly frame?: string
}

export type Report = (code: Diagnostic['code'], message: string, frame?: unknown) => void
