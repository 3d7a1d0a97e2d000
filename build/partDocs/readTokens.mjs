// @ts-check
import postcss from 'postcss'

/** @typedef {{ readonly name: string, readonly value: string }} Token */

/**
 * Reads a style sheet, and returns which tokens (`--ow-*`) its rules read for a slot, with what counts where a token is unset.
 * Values of the sheet's own (`--_*`) are followed to the tokens that they read.
 * @param {string} css
 * @returns {(slot: string) => readonly Token[]}
 */
export function readTokens(css) {
  const root = postcss.parse(css)
  /** @type {Map<string, Set<string>>} */
  const own = new Map()
  /** @type {Map<string, string>} */
  const defaults = new Map()
  /** How each of the sheet's own values is first declared: as the token that it stands for, where it does. */
  /** @type {Map<string, string>} */
  const firsts = new Map()
  root.walkDecls((decl) => {
    for (const [name, value] of readVars(decl.value)) if (name.startsWith('--ow-') && value) defaults.set(name, value)
    if (!decl.prop.startsWith('--_')) return
    const token = readVars(decl.value)[0]?.[0] ?? ''
    if (!firsts.has(decl.prop)) firsts.set(decl.prop, token.startsWith('--ow-') ? `var(${token})` : decl.value)
    const read = own.get(decl.prop) ?? new Set()
    for (const [name] of readVars(decl.value)) read.add(name)
    own.set(decl.prop, read)
  })

  /** @param {string} name @param {ReadonlySet<string>} seen @returns {readonly string[]} */
  function follow(name, seen = new Set()) {
    if (name.startsWith('--ow-')) return [name]
    if (seen.has(name)) return []
    return [...(own.get(name) ?? [])].flatMap((next) => follow(next, new Set([...seen, name])))
  }

  /**
   * A theme's value, and that of a pair's other colour, come before the sheet's own, which stands at the end.
   * @param {string} value
   * @returns {string}
   */
  function toReadable(value) {
    const [, inner] = /^var\(--_(?:under|over|theme)[\w-]*, (.*)\)$/s.exec(value) ?? []
    if (inner) return toReadable(inner)
    return value.replaceAll(/var\((--_[\w-]+)\)/g, (_, name) => firsts.get(name) ?? '')
  }

  return (slot) => {
    /** @type {Set<string>} */
    const tokens = new Set()
    root.walkRules((rule) => {
      if (!rule.selectors.some((selector) => isAbout(selector, slot))) return
      rule.each((node) => {
        // What the sheet keeps for itself is read by the rules that draw.
        if (node.type !== 'decl' || node.prop.startsWith('--_')) return
        for (const [name] of readVars(node.value)) for (const token of follow(name)) tokens.add(token)
      })
    })
    return [...tokens].sort().map((name) => ({ name, value: toReadable(defaults.get(name) ?? '') }))
  }
}

/**
 * A selector is about the elements at its end: of `:where([a] > [b])::before` those are `[b]`.
 * @param {string} selector
 * @param {string} slot
 */
function isAbout(selector, slot) {
  const inner = /^:where\((.*)\)[^()]*$/s.exec(selector)?.[1] ?? selector
  return splitAt(inner, ',').some((each) => {
    const last = splitAt(each.trim(), ' ').at(-1) ?? ''
    const conditions = [...last.matchAll(/\[data-slot([$^]?)='([^']*)'\]/g)]
    return conditions.some(([, operator, value = '']) =>
      operator === '^' ? slot.startsWith(value) : operator === '$' ? slot.endsWith(value) : slot === value,
    )
  })
}

/** @param {string} text @param {string} mark */
function splitAt(text, mark) {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (depth === 0 && letter === mark) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}

/**
 * All variables that a value reads, each with its fallback.
 * @param {string} value
 * @returns {readonly (readonly [name: string, fallback: string])[]}
 */
function readVars(value) {
  const found = /var\(\s*(--[\w-]+)\s*(,?)/.exec(value)
  if (!found) return []
  const [whole, name = '', comma] = found
  const rest = value.slice(found.index + whole.length)
  let depth = 0
  const end = rest.split('').findIndex((letter) => {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    return depth < 0
  })
  const fallback = comma ? rest.slice(0, end).trim() : ''
  const after = readVars(rest.slice(end))
  // A token's default isn't read where the token is set.
  return [[name, fallback], ...(name.startsWith('--ow-') ? [] : readVars(fallback)), ...after]
}
