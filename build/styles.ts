import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { minifySheet } from '../test/support/browserFloor.mjs'
import { unlayer } from '../test/support/unlayer.mjs'

const themes = resolve(import.meta.dirname, '../src/components/themes')

/** The second style sheet is made from the first, themes stay files; the script that a style sheet's entry leaves behind is dropped. */
export const styles = (): Plugin => ({
  name: 'onwire-styles',
  generateBundle(_options, bundle) {
    for (const theme of readdirSync(themes)) {
      const source = minifySheet(readFileSync(`${themes}/${theme}`, 'utf8'))
      this.emitFile({ type: 'asset', fileName: `themes/${theme}`, source })
    }
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type === 'chunk' && file.facadeModuleId?.endsWith('.css')) delete bundle[name]
      if (file.type !== 'asset' || name !== 'styles.css') continue
      const source = unlayer(String(file.source))
      this.emitFile({ type: 'asset', fileName: 'styles.unlayered.css', source })
    }
  },
})
