import { expect, onTestFinished, test, vi } from 'vitest'

test('In a worker, which has neither window nor document, a topic is live', async () => {
  const worker = new Worker(new URL('./followInWorker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  const seen: unknown[] = []
  worker.addEventListener('message', ({ data }) => seen.push(data))
  worker.addEventListener('error', ({ message }) => seen.push(message))
  await vi.waitFor(
    () => expect(seen.at(-1)).toEqual({ status: expect.any(String), transport: 'socket', isServer: false }),
    { timeout: 30_000 },
  )
}, 600_000)
