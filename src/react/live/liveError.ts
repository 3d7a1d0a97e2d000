import type { OnwireError } from '../../core/contract/errors.js'

/**
 * Why something could not be had: an `OnwireError`, with its `code` and `remedy`; `isMistake` where trying again can't
 * help.
 * Errors of the app's own `select`, or of a protocol of its own, are handed over as they are, and may have none.
 */
export type LiveError = Error & Partial<Pick<OnwireError, 'code' | 'remedy' | 'protocol' | 'isMistake'>>
