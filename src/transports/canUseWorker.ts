/** A worker that says nothing for so long isn't waited for, in ms: the socket is. */
const patienceMs = 2_000

/**
 * Tells if a worker made of a blob runs here: a content security policy may forbid it, which only an event tells.
 * Undefined where this runtime has no workers.
 */
export async function canUseWorker(): Promise<boolean | undefined> {
  if (!globalThis.Worker) return undefined
  let end = () => {}
  const answer = await new Promise<boolean>((resolve) => {
    const url = URL.createObjectURL(new Blob(['postMessage(0)']))
    const worker = new Worker(url)
    const timer = setTimeout(resolve, patienceMs, false)
    end = () => {
      clearTimeout(timer)
      worker.terminate()
      URL.revokeObjectURL(url)
    }
    worker.onmessage = () => resolve(true)
    worker.onerror = () => resolve(false)
  }).catch(() => false)
  end()
  return answer
}
