import type { OnwireError } from '../../core/contract/errors.js'

/**
 * Why something could not be had: an `OnwireError`, with its `code` and `remedy`.
 * What the app's own `select` throws, or a protocol of its own, is handed over as it is, and may have none.
 */
export type LiveError = Error & Partial<Pick<OnwireError, 'code' | 'remedy' | 'protocol'>>
