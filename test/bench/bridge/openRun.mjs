// @ts-check
import { setTimeout } from 'node:timers/promises'
import { getQuantile } from '../support/statistics.mjs'
import { startChild } from './child.mjs'
import { now } from './now.mjs'
import { createSender } from './sender.mjs'
import { getUsage } from './usage.mjs'

/** @typedef {'onwire' | 'floor' | 'socket.io'} Variant */
/** @typedef {{ variant: Variant, bundle: string, readers: number, ids: number, padding: number }} Setting */
/** @typedef {{ perSecond: number, seconds: number }} Load */
/** @typedef {Awaited<ReturnType<typeof openRun>>} Run */
/** @typedef {Awaited<ReturnType<Run['load']>>} Figures */
/** @typedef {{ cpu: number, loop: number }} Share */

/** How long frames may take to come after the last answer until they count as lost, in ms. */
const drainMs = 30_000

/**
 * One server in a process, its readers in another, and the sender in this one.
 * @param {Setting} setting
 */
export async function openRun({ bundle, ids, padding, readers, variant }) {
  /** @type {import('./child.mjs').Child<import('./server.mjs').ServerAnswers>} */
  const server = await startChild(new URL('server.mjs', import.meta.url), [variant, bundle])
  const port = await server.ask('getPort')
  /** @type {import('./child.mjs').Child<import('./readers.mjs').ReadersAnswers>} */
  const crowd = await startChild(new URL('readers.mjs', import.meta.url), [variant, `${port}`])
  const sender = createSender({ port, ids, padding })
  const memory = { before: await server.ask('getMemory') }
  const close = async () => {
    sender.close()
    await Promise.all([crowd.close(), server.close()])
  }
  try {
    await crowd.ask('open', { readers, ids })
  } catch (error) {
    await close()
    throw error
  }

  async function untilWhole() {
    const endsAt = now() + drainMs
    for (;;) {
      const progress = await crowd.ask('getProgress', sender.sent)
      if (progress.behind === 0 || now() > endsAt) return progress
      await setTimeout(10)
    }
  }

  return {
    server,
    crowd,
    sender,
    close,
    memory: { ...memory, idle: await server.ask('getMemory') },
    /**
     * Sends so much, and waits until every reader has it all.
     * @param {Load} load
     */
    async load(load) {
      const before = await Promise.all([server.ask('getUsage'), crowd.ask('getUsage')])
      const own = getUsage()
      await crowd.ask('take')
      const startedAt = now()
      const { events, first, perSecond } = await sender.send(load)
      const progress = await untilWhole()
      const ms = now() - startedAt
      const after = await Promise.all([server.ask('getUsage'), crowd.ask('getUsage')])
      const { bytes, messages, times } = await crowd.ask('take')
      const frameMs = Array.from(
        messages,
        (message, index) => (times[index] ?? NaN) - (sender.times.in[message] ?? NaN),
      )
      const ackMs = sender.times.ack.slice(first).map((at, index) => at - (sender.times.in[first + index] ?? NaN))
      const toShare = (/** @type {number} */ of) => getShare(before[of], after[of], ms)
      return {
        events,
        frames: frameMs.length,
        perSecond,
        isKept: perSecond >= load.perSecond * 0.95,
        progress,
        failure: sender.failure,
        frameMs,
        ackMs,
        p50Ms: getQuantile(frameMs, 0.5),
        p99Ms: getQuantile(frameMs, 0.99),
        maxMs: getQuantile(frameMs, 1),
        ackP50Ms: getQuantile(ackMs, 0.5),
        ackP99Ms: getQuantile(ackMs, 0.99),
        frameBytes: bytes / frameMs.length,
        cpuMicrosecondsPerEvent: (((after[0]?.cpuMs ?? NaN) - (before[0]?.cpuMs ?? NaN)) * 1000) / events,
        shares: { server: toShare(0), readers: toShare(1), sender: getShare(own, getUsage(), ms) },
      }
    },
  }
}

/**
 * Throws unless every reader was told every message of its id once, and in order.
 * @param {Figures} figures
 * @param {string} what
 */
export function assertWhole({ failure, progress }, what) {
  const { behind, closed, doubled, lost, strange } = progress
  if (failure !== undefined) throw new Error(`${what}: an event was not taken in: ${failure}`)
  if (behind + closed + doubled + lost + strange > 0)
    throw new Error(
      `${what}: ${behind} readers lack the last state, ${closed} were closed, ${lost} frames were lost, ${doubled} doubled, ${strange} strange.`,
    )
}

/**
 * Of one CPU, and of the time that there was; 1 is all of it.
 * @param {ReturnType<typeof getUsage> | undefined} before
 * @param {ReturnType<typeof getUsage> | undefined} after
 * @param {number} ms
 * @returns {Share}
 */
function getShare(before, after, ms) {
  const share = (/** @type {'cpuMs' | 'loopMs'} */ name) =>
    Number((((after?.[name] ?? NaN) - (before?.[name] ?? NaN)) / ms).toFixed(3))
  return { cpu: share('cpuMs'), loop: share('loopMs') }
}
