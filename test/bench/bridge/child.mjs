// @ts-check
import { fork } from 'node:child_process'
import { once } from 'node:events'

/** @typedef {Record<string, (argument: any) => unknown>} Answers */
/**
 * @template {Answers} Own
 * @typedef {{ ask<Name extends keyof Own>(name: Name, ...argument: Parameters<Own[Name]>): Promise<Awaited<ReturnType<Own[Name]>>>, close(): Promise<void> }} Child
 */

/**
 * A process of its own, so that what it needs is its own. It answers the questions that it told `answer` of, and ends with this one.
 * @template {Answers} Own
 * @param {URL} file
 * @param {readonly string[]} [args]
 * @returns {Promise<Child<Own>>}
 */
export async function startChild(file, args = []) {
  const child = fork(file, args, {
    execArgv: ['--expose-gc', ...process.execArgv],
    env: { ...process.env, NODE_ENV: 'production' },
    serialization: 'advanced',
    // What it says isn't what is measured.
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const asked = new Map()
  let count = 0
  child.on('message', (/** @type {any} */ { id, value, error }) => {
    const { resolve, reject } = asked.get(id) ?? {}
    asked.delete(id)
    if (error === undefined) resolve?.(value)
    else reject?.(new Error(error))
  })
  const isOver = new Promise((resolve) => child.once('exit', resolve))
  child.once('exit', (code) => {
    for (const { reject } of asked.values()) reject(new Error(`${file.pathname} ended with ${code}.`))
  })
  await once(child, 'message')
  return {
    ask: (name, ...[argument]) =>
      new Promise((resolve, reject) => {
        const id = (count += 1)
        asked.set(id, { resolve, reject })
        child.send({ id, name, argument })
      }),
    async close() {
      if (child.connected) child.disconnect()
      await isOver
    },
  }
}

/**
 * In the child: answers its parent.
 * @param {Answers} answers
 */
export function answer(answers) {
  const tell = async (/** @type {any} */ { id, name, argument }) => {
    try {
      process.send?.({ id, value: await answers[name]?.(argument) })
    } catch (error) {
      process.send?.({ id, error: String(error) })
    }
  }
  process.on('message', (message) => void tell(message))
  process.once('disconnect', () => process.exit())
  process.send?.({ id: 0 })
}
