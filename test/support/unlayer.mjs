// @ts-check
/**
 * Derives `styles.unlayered.css` from `styles.css`, for hosts whose own resets aren't in a layer and would win against any layer.
 *
 * `@layer` goes, and each selector, all of which weigh nothing (`:where()`), gains exactly one class of weight. As all gain the
 * same, they keep their order among themselves, and a host's own class that comes later still wins.
 */
const weight = ':not(.ow-unlayered)'

/** @param {string} css */
export function unlayer(css) {
  return rewrite(css.replaceAll(/\/\*[^]*?\*\//g, ''))
}

/**
 * @param {string} css
 * @returns {string}
 */
function rewrite(css) {
  let out = ''
  let rest = css
  for (;;) {
    const end = rest.search(/[;{]/)
    if (end === -1) return out + rest.trim()
    const head = rest.slice(0, end).trim()
    if (rest[end] === ';') {
      if (!head.startsWith('@layer')) out += `${head};\n`
      rest = rest.slice(end + 1)
      continue
    }
    const close = closing(rest, end)
    const body = rest.slice(end + 1, close)
    out += block(head, body)
    rest = rest.slice(close + 1)
  }
}

/**
 * @param {string} head
 * @param {string} body
 */
function block(head, body) {
  if (head.startsWith('@layer')) return rewrite(body)
  if (/^@(media|supports|container|scope|starting-style)/.test(head)) return `${head} {\n${rewrite(body)}}\n`
  if (head.startsWith('@')) return `${head} {${body}}\n`
  return `${selectors(head).map(weigh).join(', ')} {${body}}\n`
}

/**
 * Before the pseudo-element, where there is one.
 * @param {string} selector
 */
function weigh(selector) {
  const pseudo = selector.indexOf('::')
  const at = pseudo === -1 ? selector.length : pseudo
  return selector.slice(0, at) + weight + selector.slice(at)
}

/**
 * Splits at the commas outside parentheses.
 * @param {string} list
 */
function selectors(list) {
  /** @type {string[]} */
  const found = []
  let depth = 0
  let from = 0
  for (let index = 0; index < list.length; index += 1) {
    const character = list[index]
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character === ',' && depth === 0) {
      found.push(list.slice(from, index).trim())
      from = index + 1
    }
  }
  return [...found, list.slice(from).trim()]
}

/**
 * @param {string} css
 * @param {number} open
 */
function closing(css, open) {
  let depth = 0
  for (let index = open; index < css.length; index += 1) {
    if (css[index] === '{') depth += 1
    if (css[index] === '}') depth -= 1
    if (depth === 0) return index
  }
  throw new Error(
    `styles.css has a "{" that nothing closes, so no unlayered copy can be made: ${css.slice(open - 40, open + 40)}`,
  )
}
