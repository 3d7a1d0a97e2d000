// @ts-check
/**
 * `npm run test:hosts`: the parts on nine pages of others, each with both orders of imports and the sheets that our page names for it.
 * Everything stands within 2 px of where it stands on a page without a host, and not one computed style of the host is another.
 * Screenshots are left in test/.output/hosts. With `--short`, as in `npm test`, only the hosts that need no packages of their own.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserArgs, ensureBrowser } from './support/browser.mjs'
import { installConsumer } from './support/consumers.mjs'
import { findMoved, lookAt } from './support/hosts/comparePages.mjs'
import { hosts } from './support/hosts/hosts.mjs'
import { run } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const { values } = parseArgs({ options: { short: { type: 'boolean' } } })
if (!existsSync('dist/styles.css')) await run(['npm', 'run', 'build'])
const { renderParts } = await import('./support/hosts/renderParts.mjs')
const output = 'test/.output/hosts'
mkdirSync(output, { recursive: true })

const chosen = Object.entries(hosts).filter(([, { file }]) => !values.short || !file)
const folder = values.short ? '' : await installHosts()
const parts = renderParts()
const browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })
const read = (/** @type {string} */ file) => readFileSync(file, 'utf8')
const wanted = await lookAt(browser, parts, [read('dist/styles.css')])
let bad = 0

for (const [name, { css = '', file, layers = '', sheets }] of chosen) {
  const theirs = (file ? read(`${folder}/${file}.css`) : '') + css
  const plain = await lookAt(browser, parts, [layers, theirs])
  for (const sheet of sheets)
    for (const [order, list] of Object.entries({
      'ours first': [read(`dist/${sheet}`), theirs],
      'theirs first': [theirs, read(`dist/${sheet}`)],
    })) {
      const title = `${name}, ${sheet}, ${order}`
      const look = await lookAt(browser, parts, [layers, ...list], `${output}/${title.replaceAll(/\W+/g, '-')}.png`)
      const moved = findMoved(wanted, look)
      const changed = plain.host.filter((style, nth) => style !== look.host[nth])
      if (moved.length + changed.length > 0) bad += 1
      console.log(
        `${title}: ${look.boxes.length} boxes, ${moved.length} moved, ${changed.length} styles of the host changed`,
      )
      if (moved.length > 0) console.log(`  ${moved.slice(0, 10).join('; ')}`)
    }
}
await browser.close()
process.exitCode = bad > 0 ? 1 : 0

/** The hosts' own packages make their style sheets. */
async function installHosts() {
  const made = await installConsumer('hosts')
  if (!made) throw new Error("npm could not install the hosts' packages.")
  const { code, output: said } = await run(['node', `${made}/buildCss.mjs`])
  if (code !== 0) throw new Error(said)
  return made
}
