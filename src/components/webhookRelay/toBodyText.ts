/** A body as people read it. */
export interface BodyText {
  readonly kind: 'json' | 'form' | 'text' | 'empty'
  readonly text: string
  /** Counts the characters of the body that aren't shown, about. */
  readonly more: number
}

const shownCharacters = 10_000
const longestParsed = 200_000

/**
 * Writes a body within bounds, and without characters that nobody sees or that turn the text around. Numbers and names
 * stay as they were sent.
 */
export function toBodyText(body: string, contentType: string): BodyText {
  if (body === '') return { kind: 'empty', text: '', more: 0 }
  const type = contentType.toLowerCase()
  if (/[/+]json\b/.test(type) && body.length <= longestParsed && isJson(body))
    return cut('json', indent(body), body.length)
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const fields = [...new URLSearchParams(body.slice(0, shownCharacters))].map(([name, value]) => `${name} = ${value}`)
    return { ...cut('form', fields.join('\n'), 0), more: Math.max(0, body.length - shownCharacters) }
  }
  return cut('text', body.slice(0, shownCharacters), body.length)
}

function cut(kind: BodyText['kind'], text: string, length: number): BodyText {
  const shown = text.slice(0, shownCharacters)
  const isWhole = shown === text && (kind !== 'text' || text.length === length)
  return { kind, text: escape(shown), more: isWhole ? 0 : Math.max(1, length - shown.length) }
}

/** Escapes controls, and marks that change the direction of the text after them, as `\u202e`. */
function escape(text: string): string {
  return text.replace(
    /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Only the space between the tokens is changed: parsing would round large numbers, and drop names that come twice. */
function indent(json: string): string {
  let text = ''
  let depth = 0
  let before = ''
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const isEnd = token === '}' || token === ']'
    if (isEnd) depth -= 1
    const isOpen = before === '{' || before === '['
    if (isEnd ? !isOpen : isOpen || before === ',') text += `\n${'  '.repeat(Math.min(depth, 40))}`
    else if (before === ':') text += ' '
    text += token
    if (token === '{' || token === '[') depth += 1
    before = token
    if (text.length > shownCharacters) return text
  }
  return text
}
