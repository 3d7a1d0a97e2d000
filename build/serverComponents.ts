import { basename } from 'node:path'
import type { ESTree, Plugin } from 'vite'
import { clientChunk } from './chunks.js'

/**
 * For each entry point with hooks or components a second one, which React's server finds by the condition `react-server`:
 * hooks and components through one file with `'use client'`, the rest as it is, so that a server component may prefetch.
 *
 * The directive stands in no file that other bundlers see: they drop it, and warn of each file that has it.
 */
export const serverComponents = (): Plugin => ({
  name: 'onwire-server-components',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || !file.fileName.startsWith('exports/')) continue
      const origins = [...findOrigins(this.parse(file.code))]
      const ofClient = origins.filter(([, { from }]) => clientChunk.test(from)).map(([name]) => name)
      if (ofClient.length === 0) continue
      const name = basename(file.fileName, '.js')
      const rest = origins.filter(([, { from }]) => !clientChunk.test(from))
      const emit = (fileName: string, lines: readonly string[]) =>
        this.emitFile({ type: 'asset', fileName: `react-server/${fileName}`, source: `${lines.join('\n')}\n` })
      emit(`${name}.client.js`, ["'use client'", `export { ${ofClient.join(', ')} } from '../${file.fileName}'`])
      emit(`${name}.js`, [
        `export { ${ofClient.join(', ')} } from './${name}.client.js'`,
        ...rest.map(([as, { from, imported }]) => `export { ${imported} as ${as} } from '${from}'`),
      ])
    }
  },
})

interface Origin {
  readonly imported: string
  readonly from: string
}

/** Where each name comes from that an entry point exports. */
function findOrigins({ body }: ESTree.Program): ReadonlyMap<string, Origin> {
  const imports = new Map<string, Origin>()
  const exports = new Map<string, Origin>()
  for (const node of body) {
    if (node.type === 'ImportDeclaration') {
      for (const specifier of node.specifiers) {
        if (specifier.type !== 'ImportSpecifier') continue
        imports.set(specifier.local.name, { imported: toName(specifier.imported), from: node.source.value })
      }
    }
  }
  for (const node of body) {
    if (node.type !== 'ExportNamedDeclaration') continue
    for (const { exported, local } of node.specifiers) {
      const origin = node.source ? { imported: toName(local), from: node.source.value } : imports.get(toName(local))
      if (!origin) throw new Error(`The entry point defines ${toName(local)} itself, which belongs in a chunk.`)
      exports.set(toName(exported), origin)
    }
  }
  return exports
}

const toName = (name: ESTree.ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name)
