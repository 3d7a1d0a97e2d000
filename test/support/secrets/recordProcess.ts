import { ChildProcess } from 'node:child_process'
import crypto from 'node:crypto'
import type { Readable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { record } from './recorder.js'

interface Own {
  spawn(this: ChildProcess, ...args: unknown[]): unknown
}

/** Writes down what commands print that a test starts: the demo, Redis, the broker. */
export function recordOutput(): void {
  const own = ChildProcess.prototype as unknown as Own
  const { spawn } = own
  own.spawn = function (...args) {
    const result = spawn.apply(this, args)
    for (const stream of [this.stdout, this.stderr]) watch(stream)
    return result
  }
}

function watch(stream: Readable | null): void {
  stream?.on('data', (chunk: unknown) => {
    for (const line of stripVTControlCharacters(String(chunk)).split('\n')) record('output', line)
  })
}

interface Hmac {
  digest(encoding?: 'base64' | 'hex'): Buffer | string
}

/** Writes down each signature that is made by Node's own means. */
export function recordHmacs(): void {
  // The class has no type, as nobody is to call its constructor.
  const { prototype } = (crypto as unknown as { Hmac: { prototype: Hmac } }).Hmac
  const { digest } = prototype
  prototype.digest = function (encoding) {
    const bytes = Buffer.from(digest.call(this))
    record('signatures', bytes.toString('hex'))
    return encoding ? bytes.toString(encoding) : bytes
  }
}
