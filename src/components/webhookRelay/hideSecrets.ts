import { hiddenSecret, isSecretName, redactQuery } from '../../protocols/webhookRelay/secrets.js'

export interface HidingOptions {
  readonly revealsSecrets: boolean
  /** What stands in a secret's place that this page hides. */
  readonly redacted: string
  /** What stands in the place of what the server has hidden, whatever `revealsSecrets` says: nobody here can show it. */
  readonly hidden: string
}

export function hideInHeader(name: string, value: string, options: HidingOptions): string {
  const isHere = value !== hiddenSecret && isSecretName(name)
  return isHere && !options.revealsSecrets ? options.redacted : hideInQuery(value, options)
}

/** Of a query, or of a text that may hold one. */
export function hideInQuery(query: string, { hidden, redacted, revealsSecrets }: HidingOptions): string {
  const fields = query.split('&').map((field) => {
    // Where it changes nothing, the server has done it, or there is nothing to hide.
    const isHere = redactQuery(field, hiddenSecret) !== field
    return isHere && !revealsSecrets ? redactQuery(field, redacted) : showHidden(field, hidden)
  })
  return fields.join('&')
}

export function showHidden(text: string, hidden: string): string {
  return text.replaceAll(hiddenSecret, hidden)
}
