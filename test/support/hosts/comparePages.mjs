// @ts-check

/**
 * @typedef {object} Look What a page shows.
 * @property {readonly { readonly name: string, readonly box: readonly number[] }[]} boxes Left, top, width and height of each part.
 * @property {readonly string[]} host The computed styles of the host's own elements.
 */

const own = `<section id="host"><h1>Host</h1><p>Text <a href="#x">link</a> <span>s</span></p><ul><li>one</li></ul><ol><li>two</li></ol>
  <button>b</button><dl><dt>a</dt><dd>b</dd></dl><svg viewBox="0 0 8 8" width="8"><path d="M0 0h4"/></svg>
  <details><summary>s</summary>d</details><pre>p</pre></section>`

/**
 * Draws a page with these style sheets, in their order, and reads it. The host's font would make other lines: the parts have one of
 * their own.
 * @param {import('playwright-core').Browser} browser
 * @param {string} parts
 * @param {readonly string[]} sheets
 * @param {string} [screenshot]
 * @returns {Promise<Look>}
 */
export async function lookAt(browser, parts, sheets, screenshot) {
  const page = await browser.newPage({ viewport: { width: 700, height: 900 } })
  const styles = sheets.map((sheet) => `<style>${sheet}</style>`).join('')
  const root = `<div id="parts" style="margin: 0; padding: 0; width: 480px; color: #111; font: 16px/1.5 sans-serif">${parts}</div>`
  await page.setContent(`<!doctype html><meta charset="utf-8">${styles}<body>${own}${root}`)
  const look = await page.evaluate(() => {
    const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)]
    const from = document.querySelector('#parts')?.getBoundingClientRect() ?? new DOMRect()
    const drawn = all('#parts [data-slot], #parts [data-slot] *').filter(
      (part) => part.checkVisibility() && !part.closest('svg > *, [data-slot=ow-visually-hidden]'),
    )
    const boxes = drawn.map((part) => {
      const { height, left, top, width } = part.getBoundingClientRect()
      const name =
        part.getAttribute('data-slot') ?? `${part.parentElement?.getAttribute('data-slot')} > ${part.tagName}`
      return { name, box: [left - from.left, top - from.top, width, height] }
    })
    const host = all('#host, #host *').map((element) => {
      const style = getComputedStyle(element)
      const lines = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)
      return `${element.tagName} { ${lines.sort().join('; ')} }`
    })
    return { boxes, host }
  })
  if (screenshot) await page.screenshot({ path: screenshot, fullPage: true })
  await page.close()
  return look
}

/**
 * The parts that stand more than 2 px elsewhere, or are larger or smaller by that.
 * @param {Look} wanted
 * @param {Look} look
 */
export function findMoved(wanted, look) {
  return look.boxes.flatMap(({ box, name }, nth) => {
    const moved = box.map((length, at) => Math.round(length - (wanted.boxes[nth]?.box[at] ?? 0)))
    return moved.some((length) => Math.abs(length) > 2) ? [`${name} by ${moved.join(', ')} px`] : []
  })
}
