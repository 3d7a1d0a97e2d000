import { getLastMessage, toRequestId, toRequestIds, toStatus, toText } from '../stream.mjs'
import { startRecording, takeLatencies } from './latency.js'
import { takeLongestTask } from './longestTask.js'
import type { Variant } from './variant.js'

export interface BenchPage {
  /** How often React has committed. */
  commits: number
  /** When the variant began to mount, in unix ms. */
  startedAt: number
  /** Whether each id's last of so many messages is what is shown for it. */
  isShown(messages: number): boolean
  takeLatencies(): number[]
  /** The longest task since it was asked last, in ms; 0 where none was longer than 50. */
  takeLongestTask(): number
}

declare global {
  interface Window {
    bench?: BenchPage
  }
}

const variants: Readonly<Record<string, () => Promise<Variant>>> = {
  floor: () => import('./variants/floor.js'),
  'store-at-once': () => import('./variants/storeAtOnce.js'),
  'store-per-frame': () => import('./variants/storePerFrame.js'),
  engine: () => import('./variants/engine.js'),
  onwire: () => import('./variants/onwire.js'),
  batched: () => import('./variants/batched.js'),
  setQueryData: () => import('./variants/setQueryData.js'),
  'react-use-websocket': () => import('./variants/reactUseWebSocket.js'),
}

const { host, origin, searchParams } = new URL(location.href)
const stream = { ids: Number(searchParams.get('ids')), isSteady: searchParams.has('steady') }

const bench: BenchPage = {
  commits: 0,
  startedAt: 0,
  isShown: () => false,
  takeLatencies,
  takeLongestTask,
}

// The hook of the developer tools is the one way to count commits that a production build leaves open.
Object.assign(globalThis, {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: () => (bench.commits += 1),
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
  },
})

if (searchParams.has('recording')) startRecording()
const variant = await variants[searchParams.get('variant') ?? '']?.()
if (!variant) throw new Error(`No such variant; there are: ${Object.keys(variants).join(', ')}`)
bench.startedAt = performance.timeOrigin + performance.now()
const read = variant.start(toRequestIds(stream.ids), { url: `ws://${host}`, apiUrl: origin })

bench.isShown = (messages) => {
  // The last id first: it is the last one to be sent, and mostly tells at once.
  for (let index = stream.ids - 1; index >= 0; index -= 1) {
    const wanted = toText(toStatus(getLastMessage(index, stream, messages), stream))
    if (read(toRequestId(index)) !== wanted) return false
  }
  return true
}
window.bench = bench
