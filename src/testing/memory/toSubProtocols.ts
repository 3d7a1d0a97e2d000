/** Reads the sub-protocols that a socket offers as browsers do: one or many, each a name, each once. */
export function toSubProtocols(protocols: string | readonly string[]): readonly string[] {
  const offered = typeof protocols === 'string' ? [protocols] : [...protocols]
  const isGood = offered.every((name) => /^[!#-'*+\-.0-9A-Z^-z|~]+$/.test(name))
  if (isGood && new Set(offered).size === offered.length) return offered
  throw new DOMException(`The sub-protocols '${offered.join(', ')}' are not names, each once.`, 'SyntaxError')
}
