// @ts-check
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'

/** What this process has used since it began: the time of its CPUs, and how long its event loop was at work, in ms. */
export function getUsage() {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, loopMs: performance.eventLoopUtilization().active }
}

/** What it needs once the garbage is out, in bytes. `heap` is that of JavaScript, with what hangs from it outside. */
export async function getMemory() {
  globalThis.gc?.()
  await setTimeout(100)
  globalThis.gc?.()
  return readMemory()
}

export function readMemory() {
  const { external, heapUsed, rss } = process.memoryUsage()
  return { rss, heap: heapUsed + external }
}
