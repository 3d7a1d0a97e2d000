import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

// A change of the public surface is a visible diff: accept it with `npx vitest run --project node test/exports -u`.
const folder = new URL('../src/exports/', import.meta.url)
const entries = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))

test.each(entries)('The public keys of %s are those of the snapshot', async (entry) => {
  const module: Record<string, unknown> = await import(new URL(`${entry}.ts`, folder).href)
  expect(Object.keys(module).sort()).toMatchSnapshot()
})
