import { OnwireError } from '../../core/contract/errors.js'
import type { Protocol } from '../../core/contract/protocol.js'

/** The number of bridges for which the global `WebSocket` is that of `ws`, in whichever copy of this module. */
const users = Symbol.for('onwire.bridge.webSocket')

interface Globals {
  WebSocket?: unknown
  [users]?: number | undefined
}

/**
 * Gives Node 20, which has no `WebSocket`, that of the package `ws`: protocols look the global one up at each attempt.
 * Returns its release, after whose last one the global is as it was. Protocols with a `WebSocket` of their own need
 * none.
 * Throws `NO_WEBSOCKET` where one of them can never open a socket, since there is no `ws` either: nobody would notice.
 */
export function provideWebSocket(protocols: Iterable<Protocol>): () => void {
  const globals: Globals = globalThis
  const isOfWs = globals[users] !== undefined
  if (globals.WebSocket !== undefined && !isOfWs) return () => {}
  const answers = [...protocols].flatMap(({ live }) => (live ? [live.transport.canOpen?.()] : []))
  if (!isOfWs && answers.every(Boolean)) return () => {}
  globals.WebSocket ??= loadWs()
  if (globals.WebSocket === undefined && answers.includes(false)) throw noWebSocket()
  globals[users] = (globals[users] ?? 0) + 1
  let isReleased = false
  return () => {
    if (isReleased) return
    isReleased = true
    const left = (globals[users] ?? 1) - 1
    if (left > 0) globals[users] = left
    else {
      delete globals.WebSocket
      delete globals[users]
    }
  }
}

/** Hidden from bundlers, as Node's modules are. */
function loadWs(): unknown {
  try {
    const { createRequire } = globalThis.process.getBuiltinModule('node:module')
    // Jest's transform knows no `import.meta`. `ws` is looked for beside onwire, wherever the app has that.
    const ofApp = createRequire(`${globalThis.process.cwd()}/`)
    const loaded: unknown = createRequire(ofApp.resolve('onwire/package.json'))('ws')
    if (typeof loaded === 'function' && 'WebSocket' in loaded) return loaded.WebSocket
  } catch {
    // It isn't Node, or `ws` isn't installed beside onwire.
  }
  return undefined
}

function noWebSocket(): OnwireError {
  return new OnwireError({
    code: 'NO_WEBSOCKET',
    what: 'This runtime has no `WebSocket`, and the package `ws` can not be loaded.',
    why: 'No socket to a service could ever be opened.',
    remedy: 'Run Node 22 or later, or pass each protocol the `WebSocket` of the package `ws`.',
  })
}
