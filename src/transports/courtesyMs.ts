/**
 * How long a socket that nobody wants any more may go on connecting, in ms. Closed sooner, browsers write an error to
 * the console; and while a handshake hangs, they begin no other one to that server.
 */
export const courtesyMs = 3_000
