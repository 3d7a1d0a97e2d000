import { readdirSync, readFileSync } from 'node:fs'
import { expect, describe, test } from 'vitest'
import { reach, violations } from './support/architecture.js'
import { readSource } from './support/source.js'

const root = new URL('../src/', import.meta.url)
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
const sources = paths.map((path) => readSource(path, readFileSync(new URL(path, root), 'utf8')))
const byStem = new Map(sources.map((source) => [source.path.replace(/\.tsx?$/, ''), source]))

test('src keeps the arrows and the habits', () => {
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.flatMap(violations)).toEqual([])
})

/** The package has them in two chunks, of which one waits for the other: in a circle it would find words undefined. */
test('Files for server components reach no file that is only for browsers, but by types', () => {
  const isBrowsers = (file: string) => Boolean(byStem.get(file)?.isClient)
  const shared = sources.filter(({ isClient, path }) => /^(react|components)\//.test(path) && !isClient)
  const reached = shared.flatMap(({ path }) => {
    const found = reach(path.replace(/\.tsx?$/, ''), byStem).files.filter(isBrowsers)
    return found.map((file) => `${path} reaches ${file}`)
  })
  expect(shared.length).toBeGreaterThan(50)
  expect(reached).toEqual([])
})

describe('The entry point', () => {
  test.each(['index', 'relay', 'protocol', 'server', 'testing'])(
    '%s needs nothing of Node and no optional peer',
    (entry) => {
      const foreign = /^(ws|node:.*|socket\.io-client|@stomp\/stompjs)$/
      expect(reach(`exports/${entry}`, byStem).packages.filter((name) => foreign.test(name))).toEqual([])
    },
  )

  test('server needs neither React, nor a browser, nor a simulator', () => {
    const { files, packages } = reach('exports/server', byStem)
    expect(packages).toEqual([])
    expect(
      files.filter(
        (file) => !/^(exports\/(server|internal\/topicReaders)$|server\/|core\/|transports\/|protocols\/)/.test(file),
      ),
    ).toEqual([])
  })

  test.each([
    ['server-covalent', ['@stomp/stompjs']],
    ['server-evm', []],
    ['server-fusion', ['socket.io-client']],
  ])('%s needs its own peer alone, if it has one', (entry, peers) => {
    const { files, packages } = reach(`exports/${entry}`, byStem)
    expect(packages).toEqual(peers)
    expect(files.filter((file) => /^(react|components|testing)\//.test(file))).toEqual([])
  })

  test('protocol needs neither React nor a simulator', () => {
    const { files, packages } = reach('exports/protocol', byStem)
    expect(packages).toEqual([])
    expect(files.filter((file) => /^(react|components|server|testing)\//.test(file))).toEqual([])
  })

  test.each(['index', 'relay'])('%s stays away from the simulators', (entry) => {
    expect(reach(`exports/${entry}`, byStem).files.filter((file) => file.startsWith('testing/'))).toEqual([])
  })

  test('testing-conformance needs no test library, nor anything of Node or of React', () => {
    expect(reach('exports/testing-conformance', byStem).packages).toEqual([])
  })

  test('testing leaves the bridge to an entry of its own, which needs nothing of Node', () => {
    const isServer = (file: string) => /^(server|testing\/bridge)\//.test(file)
    expect(reach('exports/testing', byStem).files.filter(isServer)).toEqual([])
    const { files, packages } = reach('exports/testing-bridge', byStem)
    expect(files).toContain('server/bridge/createBridge')
    expect(packages.filter((name) => !/^(react|@tanstack\/react-query)(\/|$)/.test(name))).toEqual([])
  })

  test('is followed through the imports of other files, and not through those of types', () => {
    const made = [
      readSource('exports/index.ts', "export { a } from '../core/a.js'"),
      readSource('core/a.ts', "import { b } from './b.js'\nimport type { C } from 'c'"),
      readSource('core/b.ts', "import 'node:fs'"),
    ]
    const all = new Map(made.map((source) => [source.path.replace('.ts', ''), source]))
    expect(reach('exports/index', all)).toEqual({
      files: ['exports/index', 'core/a', 'core/b'],
      packages: ['node:fs'],
    })
  })
})

describe('The checker finds', () => {
  const found = (path: string, text: string) => violations(readSource(path, text)).join('\n')

  test.each([
    ['core/a.ts', "import { b } from '../react/b.js'", 'core may not import react'],
    ['core/a.ts', "export { b } from '../protocols/relay/b.js'", 'core may not import protocols'],
    ['core/a.ts', "import type { B } from '../protocols/relay/b.js'", 'core may not import protocols'],
    ['core/a.ts', "const b = () => import('../transports/b.js')", 'core may not import transports'],
    ['core/a.ts', "import { useState } from 'react'", 'imports "react"'],
    ['core/a.ts', "import { object } from 'valibot'", 'the core needs no package'],
    ['core/a.ts', 'export const a = () => window.location', 'uses window'],
    ['core/a.ts', "export const a = () => document.addEventListener('x', b)", 'uses document'],
    ['core/a.ts', "export const a = () => fetch('/')", 'uses fetch'],
    ['core/a.ts', 'export const a = () => localStorage', 'uses localStorage'],
    ['core/a.ts', 'export const a = () => setTimeout(b, 1)', 'uses setTimeout'],
    ['core/a.ts', 'export const a = () => Date.now()', 'uses Date.now'],
    ['core/a.ts', 'export const a = () => Math.random()', 'uses Math.random'],
    ['core/contract/a.ts', "import type { B } from '../topic/b.js'", 'core/contract may not import core/topic'],
    ['core/feed/a.ts', "export type { B } from '../topic/b.js'", 'core/feed may not import core/topic'],
    ['core/topic/a.ts', "import { b } from '../feed/b.js'", 'core/topic may not import core/feed'],
    ['core/a.ts', "import { b } from './topic/b.js'", 'no row of floors.ts is for core'],
    ['core/news/a.ts', "import { b } from '../topic/b.js'", 'no row of floors.ts is for core/news'],
    ['protocols/shared/a.ts', "import { b } from '../relay/b.js'", 'protocols/shared may not import protocols/relay'],
    ['react/live/a.ts', "import { b } from '../relay/b.js'", 'react/live may not import react/relay'],
    ['react/relay/a.ts', "import { b } from '../fusion/b.js'", 'react/relay may not import react/fusion'],
    ['components/part/a.ts', "import { b } from '../feed/b.js'", 'components/part may not import components/feed'],
    ['server/bus/a.ts', "import { b } from '../redis/b.js'", 'server/bus may not import server/redis'],
    ['server/bridge/a.ts', "import { b } from './readers/b.js'", 'server/bridge may not import server/bridge/readers'],
    ['testing/kit/a.ts', "import { b } from '../memory/b.js'", 'testing/kit may not import testing/memory'],
    [
      'testing/simulators/relay/scenarios/a.ts',
      "import { b } from '../../fusion/b.js'",
      'testing/simulators/relay may not import testing/simulators/fusion',
    ],
    [
      'testing/node/wire/a.ts',
      "import { b } from '../relay/b.js'",
      'testing/node/wire may not import testing/node/relay',
    ],
    ['transports/a.ts', "import { b } from '../protocols/relay/b.js'", 'transports may not import protocols'],
    ['protocols/relay/a.ts', "import { b } from '../fusion/b.js'", 'protocols know nothing of each other'],
    ['protocols/relay/a.ts', "import { b } from '../../react/b.js'", 'protocols may not import react'],
    ['protocols/relay/a.ts', "import { b } from 'react'", 'only react, components, testing/react may'],
    ['protocols/relay/a.ts', "import { io } from 'socket.io-client'", 'optional peers are for transports'],
    ['react/a.ts', "'use client'\nimport { b } from '../components/b.js'\nexport function useA() {}", 'may not import'],
    ['components/a.tsx', "'use client'\nimport { b } from '../testing/b.js'", 'components may not import testing'],
    ['server/a.ts', "import { b } from '../react/b.js'", 'server may not import react'],
    ['server/a.ts', "import { b } from '../testing/b.js'", 'server may not import testing'],
    ['server/a.ts', "import { b } from '@tanstack/react-query'", 'only react, components, testing/react may'],
    ['react/a.ts', "import { b } from '../server/b.js'", 'react may not import server'],
    ['testing/a.ts', "import { b } from '../server/b.js'", 'testing may not import server'],
    ['testing/a.ts', "import { b } from '../protocols/relay/wire.js'", 'testing may not import protocols'],
    ['testing/a.ts', "import { b } from '../core/b.js'", 'only types may come from there'],
    ['testing/a.ts', "import { b } from './react/b.js'", 'testing may not import testing/react'],
    ['testing/a.ts', "import { b } from './conformance/b.js'", 'testing may not import testing/conformance'],
    ['testing/conformance/a.ts', "import { b } from '../../react/b.js'", 'testing/conformance may not import react'],
    ['testing/a.ts', "import { b } from './bridge/b.js'", 'testing may not import testing/bridge'],
    ['testing/react/a.ts', "import { b } from '../../server/b.js'", 'testing/react may not import server'],
    ['testing/a.ts', "import { WebSocketServer } from 'ws'", 'that is for testing/node'],
    ['testing/react/a.ts', "import { b } from '../../protocols/relay/wire.js'", 'is its own'],
    ['testing/cli/a.ts', "import { b } from '../../exports/internal/b.js'", 'testing may not import exports/internal'],
    ['core/a.ts', "import { b } from '../exports/internal/b.js'", 'core may not import exports/internal'],
    ['server/a.ts', "import { b } from '../exports/b.js'", 'server may not import exports'],
    ['exports/internal/a.ts', 'export const a = 1', 'something else than named re-exports'],
    ['exports/internal/a.ts', "export { b } from '../../react/b.js'", 'exports/internal may not import react'],
    ['exports/index.ts', 'export const a = 1', 'something else than named re-exports'],
    ['exports/index.ts', "export * from '../core/a.js'", 'something else than named re-exports'],
    ['exports/index.ts', "import '../core/a.js'", 'something else than named re-exports'],
    ['exports/index.ts', "export { useQuery } from '@tanstack/react-query'", 're-exports the package'],
    ['elsewhere/a.ts', '', 'no layer'],
    ['core/a.ts', "import { b } from './b'", 'without the ending .js'],
    ['core/a.ts', 'export default 1', 'default export'],
    ['core/a.ts', 'let count = 0', 'state in the module: count'],
    ['core/a.ts', 'export let count = 0', 'state in the module: count'],
    ['core/a.ts', 'const cache = new Map<string, string>()', 'state in the module: cache'],
    ['core/a.ts', 'const list: string[] = []', 'state in the module: list'],
    ['core/a.ts', 'start()', 'does work when it is imported'],
    ['core/a.ts', '\n'.repeat(300) + 'export const a = 1', 'the most is 250'],
    ['react/useA.ts', "import { useState } from 'react'", "doesn't start with 'use client'"],
    ['react/useA.ts', 'export function useA() {}', "doesn't start with 'use client'"],
    ['react/a.ts', "'use client'\nexport const a = 1", "starts with 'use client'"],
  ])('%s: %s', (path, text, sentence) => {
    expect(found(path, text)).toContain(sentence)
  })

  test.each([
    ['core/a.ts', "import type { QueryClient } from '@tanstack/react-query'\nimport { b } from './b.js'"],
    ['core/a.ts', 'export const a = (env: { fetch(): void; window: number }) => [env.fetch(), env.window]'],
    ['core/a.ts', 'export const a = (fetch: () => void) => fetch()'],
    ['core/a.ts', 'export type A = typeof fetch\nexport interface B { readonly document: Document }'],
    ['core/a.ts', "const final = new Set(['success'])\nexport const b = [1] as const"],
    ['core/a.ts', '// window, let, export default\nexport const text = "document"'],
    ['protocols/relay/a.ts', "import { b } from '../shared/b.js'\nimport { c } from './c.js'"],
    ['core/engine/a.ts', "import { b } from '../topic/b.js'\nimport type { C } from '../contract/c.js'"],
    ['server/bridge/createBridge.ts', "import { b } from './readers/b.js'\nimport { c } from '../environment.js'"],
    ['testing/simulators/relay/a.ts', "import { b } from './scenarios/b.js'\nimport { c } from '../../kit/c.js'"],
    ['testing/a.ts', "import type { B } from '../core/b.js'"],
    ['testing/node/a.ts', "import { WebSocketServer } from 'ws'\nimport { createServer } from 'node:http'"],
    ['testing/cli.ts', "#!/usr/bin/env node\nimport * as b from '../exports/internal/b.js'\nmain(b)"],
    ['server/bridge/requests/a.ts', "import * as b from '../../../exports/internal/b.js'"],
    ['exports/index.ts', "export { a } from '../core/a.js'\nexport type { B } from '../core/b.js'"],
    ['react/useA.ts', "'use client'\nimport { useState } from 'react'\nexport function useA() { return useState() }"],
  ])('nothing in %s: %s', (path, text) => {
    expect(found(path, text)).toBe('')
  })
})
