import { hiddenSecret, isSecretName, redactAddress, redactQuery } from '../../protocols/webhookRelay/secrets.js'

export interface HidingOptions {
  readonly revealsSecrets: boolean
  /** Replaces a secret that this page hides. */
  readonly redacted: string
  /** Replaces a secret that the server has hidden, whatever `revealsSecrets` says: nobody here can show it. */
  readonly hidden: string
}

export function hideInHeader(name: string, value: string, options: HidingOptions): string {
  const isHere = value !== hiddenSecret && isSecretName(name)
  return isHere && !options.revealsSecrets ? options.redacted : hideInQuery(value, options)
}

/** Hides the secrets of a query, or of a text that may hold one. */
export function hideInQuery(query: string, { hidden, redacted, revealsSecrets }: HidingOptions): string {
  const fields = query.split('&').map((field) => {
    // A field that redacting doesn't change was hidden by the server, or holds nothing to hide.
    const isHere = redactQuery(field, hiddenSecret) !== field
    return isHere && !revealsSecrets ? redactQuery(field, redacted) : showHidden(field, hidden)
  })
  return fields.join('&')
}

export function showHidden(text: string, hidden: string): string {
  return text.replaceAll(hiddenSecret, hidden)
}

/** Hides the name and the password of an address, and its query's secrets. */
export function hideInAddress(address: string, revealsSecrets: boolean, words: Omit<HidingOptions, 'revealsSecrets'>) {
  const isHere = redactAddress(address, hiddenSecret) !== address
  return isHere && !revealsSecrets ? redactAddress(address, words.redacted) : showHidden(address, words.hidden)
}
