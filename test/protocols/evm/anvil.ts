import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../support/freePort.mjs'

const command = fileURLToPath(new URL('../../../node_modules/.bin/anvil', import.meta.url))

/** Foundry's node, where its package could be installed. */
export const hasAnvil = existsSync(command)

export interface Anvil {
  readonly rpcUrl: string
  readonly url: string
  /** Asks for one thing. Rejects with the node's own words. */
  ask<Answer = unknown>(method: string, ...params: readonly unknown[]): Promise<Answer>
  stop(): Promise<void>
}

/** Starts a node with a chain of its own, in which blocks come only when they are asked for. */
export async function startAnvil(wantedPort?: number): Promise<Anvil> {
  const port = wantedPort ?? (await freePort())
  const node = spawn(command, ['--port', `${port}`, '--no-mining', '--silent'], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => node.on('exit', () => resolve()))
  const rpcUrl = `http://127.0.0.1:${port}`
  const ask = async <Answer>(method: string, ...params: readonly unknown[]): Promise<Answer> => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const response = await fetch(rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const { error, result } = (await response.json()) as { error?: { message: string }; result: Answer }
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }
  for (let left = 300; ; left -= 1) {
    const isUp = await ask('eth_chainId').then(
      () => true,
      () => false,
    )
    if (isUp) break
    if (left === 0) throw new Error('anvil did not start.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    rpcUrl,
    url: `ws://127.0.0.1:${port}`,
    ask,
    async stop() {
      node.kill('SIGTERM')
      await ended
    },
  }
}
