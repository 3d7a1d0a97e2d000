// @ts-check
/**
 * The entry points as a server component finds them: hooks and components are references, all else runs. It stands in for a bundler of
 * server components: React's own server build, and a file that says 'use client' gives nothing but references.
 */
import { spawnSync } from 'node:child_process'

const hooks = `
  import { readFileSync } from 'node:fs'
  export async function load(url, context, next) {
    if (!url.startsWith('file:')) return next(url, context)
    const code = readFileSync(new URL(url), 'utf8')
    if (!/^['"]use client['"]/.test(code)) return next(url, context)
    const names = code.match(/export \\{([^}]*)\\}/)?.[1].split(',').map((name) => name.trim().split(' ').at(-1)) ?? []
    const source = names.map((name) => \`export const \${name} = { reference: '\${name}' }\`).join('\\n')
    return { format: 'module', source, shortCircuit: true }
  }`

/**
 * @param {string} root
 * @param {readonly string[]} entries As they are imported.
 * @returns {Record<string, Record<string, string>>} By entry and name: `reference`, or the type of what is there.
 */
export function importOnServer(root, entries) {
  const script = `
    import { register } from 'node:module'
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}))
    const found = {}
    for (const entry of ${JSON.stringify(entries)}) {
      const all = Object.entries(await import(entry))
      found[entry] = Object.fromEntries(all.map(([name, value]) => [name, value?.reference ? 'reference' : typeof value]))
    }
    console.log(JSON.stringify(found))`
  const node = spawnSync(process.execPath, ['--conditions=react-server', '--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  })
  if (node.status !== 0) throw new Error(`Server components can't import it: ${node.stderr}`)
  return JSON.parse(node.stdout)
}
