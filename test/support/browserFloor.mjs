// @ts-check
import { Features, transform } from 'lightningcss'

/** The oldest browsers that are meant. The page of the hooks says them, under "What we ask of a runtime". */
export const browserFloor = [
  { name: 'chrome', version: '111' },
  { name: 'firefox', version: '113' },
  { name: 'safari', version: '16.4' },
]

const targets = Object.fromEntries(
  browserFloor.map(({ name, version }) => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return [name, (major << 16) | (minor << 8)]
  }),
)

/** Prefixes what the oldest browsers want prefixed. `color-scheme` needs no help: no sheet of ours has `light-dark()`. */
export const sheetOptions = { targets, exclude: Features.LightDark }

/** @param {string} css */
export function minifySheet(css) {
  return transform({ ...sheetOptions, filename: 'sheet.css', code: Buffer.from(css), minify: true }).code.toString()
}
