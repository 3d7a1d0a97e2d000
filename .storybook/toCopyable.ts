import parts from '../stories/generated/parts/parts.json'

/**
 * Makes what *Show code* shows compile where it is pasted: with its imports, under the names that the package exports,
 * and with a name for each function, which the reader has to write.
 */
export function toCopyable(code: string): string {
  const named = code
    // A composition is a function inside of the package, and bears the name of what hangs from it outside.
    .replaceAll(/(\w+)=\{__function__\}/g, '$1={$1}')
    .replaceAll('{__function__}', '{children}')
  const used = parts.filter(({ name }) => new RegExp(`<${name}\\b(?!\\.)`).test(named))
  const spaces = parts.filter(({ name, title }) => name !== title && named.includes(`<${title}`))
  const imports = new Map<string, Set<string>>()
  for (const { entry, name } of used) imports.set(entry, (imports.get(entry) ?? new Set()).add(name))
  for (const { entry, title } of spaces)
    imports.set(entry, (imports.get(entry) ?? new Set()).add(title.split('.')[0] ?? title))
  const lines = [...imports].map(([entry, names]) => `import { ${[...names].sort().join(', ')} } from '${entry}'`)
  return lines.length > 0 && !code.startsWith('import ') ? `${lines.join('\n')}\n\n${named}` : named
}
