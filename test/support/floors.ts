import { posix } from 'node:path'

/**
 * The folders inside each layer, and the others of the same layer that each may import. Imports of types count too.
 * `*` stands for one folder's name; two such folders may not import each other.
 * A key may also name a file that stands on another floor than its folder.
 * `server/.` stands for files directly in `src/server`.
 */
const floors: Readonly<Record<string, readonly string[]>> = {
  'core/contract': [],
  'core/utils': ['core/contract'],
  'core/connection': ['core/contract', 'core/utils'],
  'core/feed': ['core/contract', 'core/utils'],
  'core/topic': ['core/contract', 'core/utils', 'core/connection'],
  'core/engine': ['core/contract', 'core/utils', 'core/connection', 'core/feed', 'core/topic'],

  'protocols/shared': [],
  'protocols/shared/logs': ['protocols/shared'],
  'protocols/shared/transaction': ['protocols/shared'],
  'protocols/*': ['protocols/shared', 'protocols/shared/logs', 'protocols/shared/transaction'],

  'react/client': [],
  'react/live': ['react/client'],
  'react/logs': ['react/client', 'react/live'],
  'react/*': ['react/client', 'react/live', 'react/logs'],

  'components/messages': [],
  'components/part': ['components/messages'],
  'components/text': ['components/part'],
  'components/status': ['components/messages', 'components/part', 'components/text'],
  'components/timeline': ['components/messages', 'components/part', 'components/text', 'components/status'],
  'components/feed': ['components/messages', 'components/part', 'components/text', 'components/status'],
  'components/transaction': ['components/messages', 'components/part', 'components/text', 'components/timeline'],
  // A language has the words of every family.
  'components/locales': ['components/messages', 'components/feed', 'components/transaction', 'components/*'],
  'components/*': [
    'components/messages',
    'components/part',
    'components/text',
    'components/status',
    'components/timeline',
    'components/feed',
    'components/transaction',
  ],

  'server/.': [],
  'server/http': ['server/.'],
  'server/relay': [],
  'server/webhooks': ['server/.', 'server/http'],
  'server/bus': ['server/.'],
  'server/redis': ['server/.', 'server/bus', 'server/webhooks'],
  'server/node': ['server/.', 'server/http'],
  // From below: options and diagnostics, news from services, sessions of readers, answers to requests, the bridge.
  'server/bridge/metrics': [],
  'server/bridge': ['server/.', 'server/http', 'server/webhooks', 'server/bus', 'server/bridge/metrics'],
  'server/bridge/upstream': [
    'server/.',
    'server/http',
    'server/bus',
    'server/relay',
    'server/bridge/metrics',
    'server/bridge',
  ],
  'server/bridge/readers': ['server/.', 'server/http', 'server/bus', 'server/bridge/metrics', 'server/bridge'],
  'server/bridge/services': ['server/bridge', 'server/bridge/upstream', 'server/bridge/readers'],
  'server/bridge/requests': [
    'server/.',
    'server/http',
    'server/webhooks',
    'server/bus',
    'server/bridge/metrics',
    'server/bridge',
    'server/bridge/upstream',
    'server/bridge/readers',
    'server/bridge/services',
  ],
  'server/bridge/createBridge': [
    'server/.',
    'server/http',
    'server/webhooks',
    'server/bus',
    'server/bridge/metrics',
    'server/bridge',
    'server/bridge/upstream',
    'server/bridge/readers',
    'server/bridge/services',
    'server/bridge/requests',
  ],

  'testing/kit': [],
  'testing/memory': ['testing/kit'],
  'testing/socketIo': ['testing/kit'],
  'testing/simulators/*': ['testing/kit', 'testing/memory', 'testing/socketIo'],
  // From below: the control API, carriers of frames and answers, a simulator on its port, the services.
  'testing/node/control': ['testing/kit'],
  'testing/node/wire': ['testing/kit', 'testing/memory'],
  'testing/node/socketIo': ['testing/kit', 'testing/memory', 'testing/socketIo', 'testing/node/wire'],
  'testing/node': ['testing/kit', 'testing/memory', 'testing/node/control', 'testing/node/wire'],
  'testing/node/*': [
    'testing/kit',
    'testing/simulators/*',
    'testing/node',
    'testing/node/control',
    'testing/node/wire',
    'testing/node/socketIo',
  ],
  'testing/cli': ['testing/kit', 'testing/node/control', 'testing/node/*', 'testing/simulators/*'],
  'testing/.': ['testing/cli'],
  'testing/bridge': ['testing/kit'],
  'testing/conformance': ['testing/kit'],
  'testing/react': ['testing/kit', 'testing/bridge', 'testing/simulators/*'],
}

interface Floor {
  /** As it stands in the table. */
  readonly name: string
  /** With the folder's own name in place of `*`. */
  readonly folder: string
}

/** The floor that a file stands on, by its path without ending; nothing where the table doesn't know it. */
function floorOf(stem: string): Floor | undefined {
  const [layer = '', ...rest] = stem.split('/')
  for (let depth = rest.length; depth > 0; depth--) {
    const folder = [layer, ...rest.slice(0, depth)].join('/')
    // One folder down is where a layer's files may lie directly.
    const any = `${posix.dirname(folder)}/*`
    if (floors[folder]) return { name: folder, folder }
    if (floors[any] && depth < rest.length) return { name: any, folder }
  }
  return rest.length === 1 && floors[`${layer}/.`] ? { name: `${layer}/.`, folder: layer } : undefined
}

/** How an import inside one layer breaks the order of its folders, as a sentence; both paths are without endings. */
export function climb(from: string, to: string): string | undefined {
  if (from.split('/')[0] !== to.split('/')[0]) return undefined
  const [here, there] = [floorOf(from), floorOf(to)]
  if (here && there) {
    const isAllowed = here.folder === there.folder || floors[here.name]?.includes(there.name)
    return isAllowed ? undefined : `imports ${to}: ${here.folder} may not import ${there.folder}`
  }
  const isSameFolder = posix.dirname(from) === posix.dirname(to)
  return isSameFolder ? undefined : `imports ${to}: no row of floors.ts is for ${posix.dirname(here ? to : from)}`
}
