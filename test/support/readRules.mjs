// @ts-check
import { chromium } from 'playwright-core'
import { browserArgs, ensureBrowser } from './browser.mjs'

/**
 * All rules of each style sheet, as Chromium reads them: at-rules, and selectors with their declarations. Without its layers, and
 * without the weight that `unlayer` adds, one sheet reads as the other.
 * @param {readonly string[]} sheets
 * @returns {Promise<readonly (readonly string[])[]>}
 */
export async function readRules(sheets) {
  const { path } = await ensureBrowser()
  const browser = await chromium.launch({ executablePath: path, args: browserArgs })
  try {
    const page = await browser.newPage()
    return await page.evaluate((all) => {
      /** @param {CSSRule} rule @returns {string[]} */
      const read = (rule) => {
        if (rule instanceof CSSLayerStatementRule) return []
        if (rule instanceof CSSLayerBlockRule) return [...rule.cssRules].flatMap(read)
        if (rule instanceof CSSStyleRule || rule instanceof CSSKeyframesRule)
          return [rule.cssText.replaceAll(':not(.ow-unlayered)', '')]
        if (rule instanceof CSSGroupingRule)
          return [rule.cssText.slice(0, rule.cssText.indexOf('{')), ...[...rule.cssRules].flatMap(read)]
        return [rule.cssText]
      }
      return all.map((text) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        return [...sheet.cssRules].flatMap(read)
      })
    }, sheets)
  } finally {
    await browser.close()
  }
}
