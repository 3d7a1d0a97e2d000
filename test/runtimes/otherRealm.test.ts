import { readdirSync, readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { webSocket } from '../../src/transports/webSocket.js'
import type { WebSocketLike } from '../../src/transports/webSocketLike.js'
import { type Node, readSource } from '../support/source.js'

const nothing = () => {}

/** What a link tells of one message, whose socket belongs to whoever. */
async function receive(message: unknown): Promise<unknown> {
  const sockets: WebSocketLike[] = []
  class Socket {
    readonly url = ''
    readonly readyState = 1
    binaryType = 'blob'
    onopen: (() => void) | null = null
    onmessage: ((event: { readonly data: unknown }) => void) | null = null
    onerror: (() => void) | null = null
    onclose: (() => void) | null = null
    constructor() {
      sockets.push(this)
    }
    send() {}
    close() {}
  }
  const frames: unknown[] = []
  webSocket(() => 'wss://ws.example', Socket).open({
    open: nothing,
    alive: nothing,
    close: nothing,
    frame: (frame) => frames.push(frame),
  })
  await new Promise((resolve) => setImmediate(resolve))
  sockets[0]?.onopen?.({})
  sockets[0]?.onmessage?.({ data: message })
  return frames
}

const realm = createContext({ bytes: [...new TextEncoder().encode('{"type":"ready"}')] })

test.each([
  ['An ArrayBuffer', 'new Uint8Array(bytes).buffer'],
  ['A typed array', 'new Uint8Array(bytes)'],
])('%s of another realm is text, as this one’s is', async (_what, code) => {
  expect(await receive(runInContext(code, realm))).toEqual(['{"type":"ready"}'])
})

test.each([['text'], [{}], [undefined], [null]])('%j is handed on as it is', async (message) => {
  expect(await receive(message)).toEqual([message])
})

/** Each of them asks in another way, too, or is about what this realm has thrown itself. */
const lookedAt = [
  'protocols/shared/askJson.ts ReferenceError',
  'protocols/shared/transaction/orNothing.ts Error',
  'server/bridge/bridgeDiagnostic.ts Error',
  'server/http/readHeader.ts Headers',
  'server/redis/streamReader.ts Error',
]

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** The platform's classes that a source asks for by `instanceof`. */
function findPlatformClasses(path: string, text: string): readonly string[] {
  const { globals, statements } = readSource(path, text)
  const toName = ({ end, start }: Node) => text.slice(Number(start), Number(end))
  const visit = (node: Node): readonly string[] => {
    const { operator, right } = node
    const asked = operator === 'instanceof' && isNode(right) ? [toName(right)] : []
    const classes = asked.filter((name) => globals.has(name) || name.includes('.'))
    return [
      ...classes.map((name) => `${path} ${name}`),
      ...Object.values(node).flatMap((child) => [child].flat().filter(isNode).flatMap(visit)),
    ]
  }
  return statements.flatMap(visit)
}

test('No source but the simulators asks for a class of the platform by `instanceof`, which another realm’s values fail', () => {
  const root = new URL('../../src/', import.meta.url)
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('testing/'))
  const found = paths.flatMap((path) => findPlatformClasses(path, readFileSync(new URL(path, root), 'utf8')))
  expect(found.sort()).toEqual(lookedAt)
})

test.each([
  ['a instanceof ArrayBuffer', ['x.ts ArrayBuffer']],
  ['f(() => a instanceof globalThis.Blob)', ['x.ts globalThis.Blob']],
  ["import { Refusal } from './refusal.js'; a instanceof Refusal", []],
  ['const { HTMLElement } = a.ownerDocument.defaultView; a instanceof HTMLElement', []],
])('In `%s` the finder finds %j', (source, classes) => {
  expect(findPlatformClasses('x.ts', source)).toEqual(classes)
})
