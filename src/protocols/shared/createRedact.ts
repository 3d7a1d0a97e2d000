import { hideSecrets } from '../../transports/hideSecrets.js'

/**
 * Takes out of a text the app's key, and what may be one: queries and passwords in addresses, long words with digits
 * that are no hashes.
 */
export function createRedact(apiKey: string | undefined): (text: string) => string {
  // It looks ahead a little way only: a long word of dashes would be read to its end from each of them otherwise.
  return (text) => hideSecrets(text, apiKey).replace(/\b(?!0x)(?=[\w-]{0,99}\d)[\w-]{20,}/g, '…')
}
