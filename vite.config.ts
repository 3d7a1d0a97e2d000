import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { BrowserContextOptions } from 'playwright'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { defineConfig } from 'vitest/config'
import type { BrowserConfigOptions } from 'vitest/node'
import { library } from './build/library.js'
import { partNames } from './build/partNames.js'
import { plainPage } from './build/plainPage.js'
import { serverComponents } from './build/serverComponents.js'
import { styles } from './build/styles.js'
import { browserArgs, findBrowser } from './test/support/browser.mjs'
import { sheetOptions } from './test/support/browserFloor.mjs'
import { propertySettings } from './test/support/propertySettings.mjs'
import { keepRecord, recordPlugin, servedPlugin } from './test/support/secrets/recordPlugin.js'

const here = (path: string) => resolve(import.meta.dirname, path)

/** Tests and stories draw with the style sheet itself, or with one as it is packed (`npm run test:sheets`). */
const packedSheet = process.env['ONWIRE_SHEET']
const sheet = packedSheet ? here(`dist/${packedSheet}`) : here('src/components/styles.css')

/** The package under its own name, from source: nothing needs `dist/` while developing. The same list stands in tsconfig.json. */
export const alias = [
  { find: /^onwire\/styles\.css$/, replacement: sheet },
  { find: /^onwire\/themes\/(.+)$/, replacement: here('src/components/themes/$1') },
  { find: /^onwire\/(protocol|server|testing|locales)\/([A-Za-z-]+)$/, replacement: here('src/exports/$1-$2.ts') },
  { find: /^onwire\/([a-z-]+)$/, replacement: here('src/exports/$1.ts') },
  { find: /^onwire$/, replacement: here('src/exports/index.ts') },
]

const react18 = here('test/support/react-18/node_modules')
const alias18 = [
  { find: /^(react|react-dom)(\/.*)?$/, replacement: `${react18}/$1$2` },
  // Its CommonJS main would `require` React past the alias.
  {
    find: /^@testing-library\/react$/,
    replacement: here('node_modules/@testing-library/react/dist/@testing-library/react.esm.js'),
  },
  ...alias,
]

/** A fresh object for each project: Vitest writes into it. */
const inChromium = (contextOptions: BrowserContextOptions = {}): BrowserConfigOptions => {
  const executablePath = findBrowser()?.path
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: { args: browserArgs, ...(executablePath ? { executablePath } : {}) },
      contextOptions: {
        ...contextOptions,
        // `npm run test:a11y`
        ...(process.env['ONWIRE_FORCED_COLORS'] ? { forcedColors: 'active' as const } : {}),
      },
    }),
    instances: [{ browser: 'chromium' }],
    // A backstop, too: a busy machine takes minutes to open a page.
    connectTimeout: 600_000,
    commands: { keepRecord },
  }
}

/** In `npm test` whatever is said and shown is written down, for the search for secrets. */
const recording = (...names: readonly string[]): string[] =>
  process.env['ONWIRE_RECORDED'] ? names.map((name) => here(`test/support/secrets/${name}.ts`)) : []

/** Named here, or the optimizer finds them in mid-run and reloads the page. */
const optimizeDeps = {
  include: [
    'react',
    'react-dom',
    'react-dom/client',
    'react/jsx-runtime',
    'react/jsx-dev-runtime',
    '@tanstack/react-query',
    '@tanstack/react-virtual',
    '@tanstack/react-virtual',
    '@stomp/stompjs',
    'socket.io-client',
    'vitest-browser-react',
  ],
}

const never = ['**/node_modules/**', '**/dist/**', '**/*.browser.test.*', 'test/e2e/**']
/** What has a project of its own: real sockets (`*.wire.test`), brokers (`*.broker.test`), and the benchmarks' own tests. */
const apart = ['**/*.{wire,broker}.test.*', 'test/bench/**']

/** A backstop: no test's result may depend on how fast the machine is. */
const patience = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 60_000 } } }
/** Vitest leaves one core free by default, which is half of two. */
const maxWorkers = availableParallelism()
/** Files whose set-up calls `shareWorker`: to load everything anew for each of them took longer than the tests did. */
const shared = { isolate: false, maxWorkers }
/** Projects whose tests mostly wait for a wire keep more files under way. They need a group of their own for that. */
const waiting = { maxWorkers: 2 * maxWorkers, sequence: { groupOrder: 1 } }

/** The plugin of the stories alone: Storybook takes seconds to load, which every other run of Vitest would wait for. */
async function loadStorybook() {
  const asked = process.argv.flatMap((word, index, all) =>
    word === '--project' ? [all[index + 1]] : word.startsWith('--project=') ? [word.slice('--project='.length)] : [],
  )
  // A pattern may mean them too.
  if (asked.length > 0 && asked.every((name) => name !== 'stories' && /^[\w-]+$/.test(name ?? ''))) return []
  const { storybookTest } = await import('@storybook/addon-vitest/vitest-plugin')
  const { ONWIRE_STORIES: tag, ONWIRE_GLOBALS: globals } = process.env
  const initialGlobals: Record<string, unknown> = JSON.parse(globals ?? '{}')
  return storybookTest({
    configDir: here('.storybook'),
    // `npm run test:scenarios` plays the stories that are too many for each run.
    ...(tag ? { tags: { include: [tag] } } : {}),
    // `npm run test:a11y` draws all of them in dark, from right to left, and so on.
    initialGlobals,
  })
}

const projects = (): TestProjectInlineConfiguration[] => [
  {
    plugins: [recordPlugin()],
    resolve: { alias },
    test: {
      ...patience,
      ...shared,
      name: 'node',
      environment: 'node',
      include: ['test/**/*.test.ts'],
      exclude: [...never, ...apart],
      // Property tests are here, and draw as many stories as they are told.
      testTimeout: propertySettings.timeoutMs,
      setupFiles: [...recording('recordNode'), 'test/support/setup-node.ts'],
    },
  },
  {
    plugins: [recordPlugin(), react()],
    resolve: { alias },
    test: {
      ...patience,
      ...shared,
      name: 'dom',
      environment: 'jsdom',
      include: ['test/**/*.test.tsx'],
      exclude: [...never, ...apart],
      setupFiles: [...recording('recordNode'), 'test/support/setup-dom.ts'],
      env: { REACT_MAJOR: '19' },
    },
  },
  {
    // The hooks, and one file of each family of components.
    plugins: [recordPlugin(), react()],
    resolve: { alias: alias18 },
    test: {
      ...patience,
      ...shared,
      name: 'react18',
      environment: 'jsdom',
      include: [
        'test/react/**/*.test.tsx',
        'test/components/{statusTimeline,relayStatusTimeline,intentTimeline,logFeed,webhookFeed}.test.tsx',
      ],
      exclude: [...never, ...apart],
      setupFiles: [...recording('recordNode'), 'test/support/setup-dom.ts'],
      env: { REACT_MAJOR: '18' },
      // Whatever imports React goes through the alias, not through Node's own resolution, which would find React 19.
      server: { deps: { inline: [/@testing-library\/react/, /@tanstack\/react-/] } },
    },
  },
  {
    // Where the wire itself is the subject: real sockets, and the real clock.
    plugins: [recordPlugin()],
    resolve: { alias },
    test: {
      ...patience,
      ...waiting,
      name: 'wire',
      environment: 'node',
      include: ['test/**/*.wire.test.ts'],
      exclude: never,
      testTimeout: propertySettings.timeoutMs,
      setupFiles: [...recording('recordNode'), 'test/support/setup-wire.ts'],
    },
  },
  {
    // RabbitMQ and Redis. Skipped where they can't be had.
    plugins: [recordPlugin(), react()],
    resolve: { alias },
    test: {
      ...patience,
      ...waiting,
      name: 'brokers',
      environment: 'node',
      include: ['test/**/*.broker.test.{ts,tsx}'],
      exclude: never,
      setupFiles: [...recording('recordNode'), 'test/support/setup-dom.ts'],
    },
  },
  {
    resolve: { alias },
    test: {
      ...patience,
      name: 'bench',
      environment: 'node',
      include: ['test/bench/**/*.test.ts'],
      maxWorkers,
      setupFiles: [...recording('recordNode'), 'test/support/setup-wire.ts'],
    },
  },
  {
    plugins: [recordPlugin(), servedPlugin(), react()],
    resolve: { alias },
    optimizeDeps,
    test: {
      ...patience,
      name: 'browser',
      include: ['test/**/*.browser.test.{ts,tsx}'],
      browser: inChromium(),
      setupFiles: recording('recordBrowser'),
    },
  },
  // `npm run test:visual` alone: pictures are of one version of Chromium.
  ...(process.env['ONWIRE_PICTURES']
    ? [
        {
          plugins: [react()],
          resolve: { alias },
          optimizeDeps,
          test: {
            ...patience,
            name: 'visual',
            include: ['test/visual/*.visual.tsx'],
            browser: {
              ...inChromium({ locale: 'en-US', timezoneId: 'UTC', viewport: { width: 1280, height: 4000 } }),
              expect: {
                toMatchScreenshot: {
                  comparatorName: 'pixelmatch' as const,
                  comparatorOptions: { threshold: 0.01, allowedMismatchedPixels: 0 },
                  resolveScreenshotPath: ({ arg, ext }: { readonly arg: string; readonly ext: string }) =>
                    here(`${process.env['ONWIRE_PICTURES']}/${arg}${ext}`),
                  resolveDiffPath: ({ arg, ext }: { readonly arg: string; readonly ext: string }) =>
                    here(`test/.output/visual/${arg}${ext}`),
                },
              },
            },
          },
        },
      ]
    : []),
  {
    resolve: { alias },
    optimizeDeps,
    plugins: [recordPlugin(), servedPlugin(), loadStorybook()],
    test: {
      ...patience,
      name: 'stories',
      // One frame for all files: to load every module anew for each of them took a quarter of the time.
      isolate: false,
      // Above the patience that stories have of their own.
      testTimeout: 900_000,
      browser: inChromium(),
      setupFiles: recording('recordBrowser'),
    },
  },
  {
    plugins: [recordPlugin()],
    resolve: { alias },
    test: {
      name: 'e2e',
      environment: 'node',
      include: ['test/e2e/**/*.e2e.ts'],
      testTimeout: 600_000,
      hookTimeout: 600_000,
      // The demo's fills the cores, and the others mostly wait.
      maxWorkers: 2,
      setupFiles: recording('recordNode', 'recordPages'),
    },
  },
  {
    // An app of another package's, which `npm run test:deploy` has installed before.
    resolve: { alias },
    test: {
      ...patience,
      name: 'deploy',
      environment: 'node',
      include: ['test/**/*.deploy.ts'],
      setupFiles: ['test/support/setup-wire.ts'],
    },
  },
  {
    // A page in Chromium, behind proxies that break its lines: all cells at once, since they mostly wait.
    plugins: [recordPlugin()],
    resolve: { alias },
    test: {
      name: 'faults',
      environment: 'node',
      include: ['test/faults/*.faults.ts'],
      maxConcurrency: 16,
      hookTimeout: 120_000,
    },
  },
]

/** Production's, whatever NODE_ENV is where it is built. */
const oxc = { jsx: { runtime: 'automatic', development: false } } as const

// Storybook reads this file too, so that building the library is a mode of its own.
export default defineConfig(({ mode }) => ({
  resolve: { alias },
  ...(mode === 'test' ? { test: { projects: projects() } } : {}),
  ...(mode === 'library'
    ? { build: library, oxc, css: { lightningcss: sheetOptions }, plugins: [partNames(), styles(), serverComponents()] }
    : {}),
  ...(mode === 'page'
    ? { build: plainPage, oxc, plugins: [partNames()], define: { 'process.env.NODE_ENV': '"production"' } }
    : {}),
}))
