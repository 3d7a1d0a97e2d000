// @ts-check
/**
 * `npm run test:visual`: what is drawn, compared with pictures, pixel by pixel: each component in each state and a timeline at each of its
 * ends, in light, dark, from right to left, at 320 px, in forced colours and with texts of 200 %.
 *
 * A pixel counts as another one beyond a hundredth of the way from black to white, and none may be another. Letters are of a font that comes
 * along. Browsers draw them differently from version to version: the pictures lie in a folder with Chromium's, and another version says
 * so and compares nothing. `--update` takes the pictures anew; those that differ are left in `test/.output/visual`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ensureBrowser } from './support/browser.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const { values } = parseArgs({ options: { update: { type: 'boolean' } } })
const { path } = await ensureBrowser()
const major = /\d+/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout)?.[0]
const folder = `test/visual/pictures/chromium-${major}`

/** The most that the pictures may be, and weigh. */
const mostPictures = 300
const mostBytes = 15_000_000

if (!existsSync(folder) && !values.update)
  console.log(
    `Skipped: there are no pictures of Chromium ${major}, and those of another version differ in their letters.`,
  )
else {
  if (values.update) rmSync(folder, { recursive: true, force: true })
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', 'visual', ...(values.update ? ['--update'] : [])],
    {
      stdio: 'inherit',
      env: { ...process.env, ONWIRE_BROWSER: path, ONWIRE_PICTURES: folder },
    },
  )
  const pictures = readdirSync(folder)
  const bytes = pictures.reduce((sum, name) => sum + statSync(`${folder}/${name}`).size, 0)
  console.log(`${pictures.length} pictures of ${(bytes / 1e6).toFixed(1)} MB, of Chromium ${major}.`)
  process.exitCode = status || (pictures.length > mostPictures || bytes > mostBytes ? 1 : 0)
}
