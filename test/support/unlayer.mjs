// @ts-check
import { transform } from 'lightningcss'
import { parse } from 'postcss'
import { sheetOptions } from './browserFloor.mjs'

/** @typedef {import('lightningcss').Selector} Selector */

/**
 * `:not(.ow-unlayered)`: the weight of one class, and true of every element.
 * @type {Selector[number]}
 */
const weight = { type: 'pseudo-class', kind: 'not', selectors: [[{ type: 'class', name: 'ow-unlayered' }]] }

/**
 * Derives `styles.unlayered.css` from `styles.css`, for hosts whose own resets aren't in a layer and would win against any layer.
 *
 * `@layer` goes, and each selector, all of which weigh nothing (`:where()`), gains exactly one class of weight. As all gain the
 * same, they keep their order among themselves, and a host's own class that comes later still wins.
 *
 * @param {string} css
 */
export function unlayer(css) {
  const sheet = parse(css)
  sheet.walkAtRules('layer', (layer) => void layer.replaceWith(layer.nodes ?? []))
  const { code } = transform({
    ...sheetOptions,
    filename: 'styles.unlayered.css',
    code: Buffer.from(sheet.toString()),
    minify: true,
    // Called for the selectors of rules, not for those inside of `:where()` and its kin.
    visitor: { Selector: weigh },
  })
  return code.toString()
}

/**
 * Before the pseudo-element, where there is one: nothing but a state may follow it. The parser knows it in both spellings.
 * @param {Selector} selector
 * @returns {Selector}
 */
function weigh(selector) {
  const pseudo = selector.findIndex(({ type }) => type === 'pseudo-element')
  const at = pseudo === -1 ? selector.length : pseudo
  return [...selector.slice(0, at), weight, ...selector.slice(at)]
}
