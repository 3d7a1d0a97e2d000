/** Names of headers and of queries' fields whose values let others pass for somebody. More than need be, rather than fewer. */
const secretName =
  /authori[sz]ation|cookie|signature|hmac|token|secret|passw|api-?_?key|credential|(^|[-_])(auth|key|sig)([-_]|$)/i

export function isSecretName(name: string): boolean {
  return secretName.test(name)
}

/** Takes out of a query what is secret by its name; all else stays as it was sent. */
export function redactQuery(query: string, redacted: string): string {
  return query.replace(/([^&=]+)=([^&]*)/g, (field: string, name: string) =>
    isSecretName(decode(name)) ? `${name}=${redacted}` : field,
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
