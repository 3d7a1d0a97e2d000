/**
 * Close codes after which trying again with the same credential is useless. Relay documents none: these are the
 * standard's and the customary ones.
 *
 * - 1008 policy violation: what servers use for a key they don't accept.
 * - 3000 unauthorized, 3003 forbidden: registered with IANA.
 * - 4001, 4401, 4403: the customary twins of HTTP 401 and 403.
 *
 * Left out, because they pass: 1000 and 1001 (going away), 1005 and 1006 (no word: the network, or an upgrade that a
 * browser can't tell from an unreachable server), 1011 (server error), 1012 and 1013 (the rolling restart, try again
 * later), 4429 (too many requests). Left out, because they are about a frame, and not about us: 1002, 1003, 1007, 1009.
 */
export const relayRefusals: readonly number[] = [1008, 3000, 3003, 4001, 4401, 4403]
