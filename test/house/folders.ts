import { posix } from 'node:path'
import type { SourceFile } from './readProject.js'

/**
 * Folders of `src` whose files are all of one kind: one row of the layout each. `*` stands for one folder's name.
 * A folder that isn't named here counts as mixed, also a new one.
 */
const ofOneKind: readonly string[] = [
  'core/contract',
  'core/connection',
  'core/topic',
  'core/feed',
  'core/engine',
  'core/utils',
  'react/client',
  'react/live',
  // A protocol's hooks, its query options, and how both find their engine.
  'react/*',
  // A protocol; `shared` holds what protocols read and write with.
  'protocols/*',
  // A family of components, or what families stand on.
  'components/*',
  'server/bridge/metrics',
  'server/bridge/readers',
  'server/bridge/requests',
  'server/bridge/upstream',
  'server/bus',
  'server/http',
  'server/node',
  'server/redis',
  'server/webhooks',
  'testing/kit',
  'testing/memory',
  'testing/bridge',
  'testing/conformance',
  'testing/cli',
  // How a simulator is carried over real ports, and one service on its port.
  'testing/node/*',
  'testing/socketIo',
  // The simulator of one protocol, and its stories.
  'testing/simulators/*',
  'testing/simulators/*/scenarios',
  'transports',
  'exports',
]

const patterns = ofOneKind.map((folder) => new RegExp(`^${folder.replaceAll('*', '[^/]+')}$`))

/** How many files lie in each folder that holds several kinds, largest first. */
export function mixedFolders(files: readonly SourceFile[]): [folder: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { path } of files) {
    const folder = posix.dirname(path)
    if (!patterns.some((pattern) => pattern.test(folder))) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}
