// @ts-check
import { toTable } from '../support/table.mjs'

/** @typedef {{ median: number, min: number, max: number }} Summary */

/** @param {Summary} summary */
const range = ({ max, min }) => `${min}..${max}`
/** @param {number} bytes */
const toKb = (bytes) => (bytes / 1000).toFixed(1)
/** @param {number} bytes */
const toMb = (bytes) => (bytes / 1e6).toFixed(1)

/**
 * @param {string} title
 * @param {Awaited<ReturnType<typeof import('./parts/compare.mjs').compare>>} results
 */
export function showComparison(title, results) {
  const latencies = results.map(({ ackP50Ms, ackP99Ms, isKept, p50Ms, p99Ms, ratio, variant }) => [
    isKept ? variant : `${variant} (rate not kept)`,
    ...[p50Ms, p99Ms].flatMap((summary) => [`${summary.median}`, range(summary)]),
    `${ratio.p99.median}`,
    `${ackP50Ms.median}`,
    `${ackP99Ms.median}`,
  ])
  const costs = results.map((result) => [
    result.variant,
    `${result.cpuMicrosecondsPerEvent.median}`,
    `${result.ratio.cpu.median}`,
    `${result.serverCpu.median}`,
    `${Math.round(result.framesPerSecond.median)}`,
    `${Math.round(result.frameBytes.median)}`,
    toKb(result.heapPerReader.median),
    toKb(result.heapPerReaderAfterLoad.median),
    toKb(result.rssPerReader.median),
    toKb(result.rssPerReaderAfterLoad.median),
  ])
  return [
    toTable([
      [title, 'p50 ms', 'from..to', 'p99 ms', 'from..to', 'ratio p99', 'ack p50 ms', 'ack p99 ms'],
      ...latencies,
    ]),
    toTable([
      ['', 'CPU µs/event', 'ratio', 'CPUs', 'frames/s', 'bytes', 'heap kB/reader', 'loaded', 'rss kB/reader', 'loaded'],
      ...costs,
    ]),
  ].join('\n')
}

/** @param {Awaited<ReturnType<typeof import('./parts/slow.mjs').measureSlow>>} results */
export function showSlow(results) {
  const rows = results.map(({ cutAfterSeconds, heapAfter, p50Ms, p99Ms, peakHeap, peakRss, ratio, stalled }) => [
    `${stalled}`,
    `${p50Ms.median}`,
    `${ratio.p50.median}`,
    `${p99Ms.median}`,
    `${ratio.p99.median}`,
    cutAfterSeconds ? `${cutAfterSeconds.median}` : '',
    toMb(peakRss.median),
    toMb(peakHeap.median),
    toMb(heapAfter.median),
  ])
  const head = [
    'never read',
    'p50 ms',
    'ratio',
    'p99 ms',
    'ratio',
    'cut after s',
    'peak rss MB',
    'peak heap MB',
    'after',
  ]
  return toTable([head, ...rows])
}

/** @param {Awaited<ReturnType<typeof import('./parts/limits.mjs').findRateLimit>>} limit */
export function showLimit({ lastGood, steps }) {
  const rows = steps.map(({ because, framesPerSecond, p50Ms, p99Ms, perSecond, rate, readers, shares }) => [
    `${readers} readers`,
    `${rate}`,
    perSecond.toFixed(0),
    framesPerSecond.toFixed(0),
    `${p50Ms}`,
    `${p99Ms}`,
    ...[shares.server, shares.readers, shares.sender].map(({ cpu }) => cpu.toFixed(2)),
    because ? 'broken' : 'good',
  ])
  const head = ['', 'events/s', 'kept', 'frames/s', 'p50 ms', 'p99 ms', 'CPUs: server', 'readers', 'sender', '']
  const good = lastGood ? `${lastGood.rate} events/s to ${lastGood.readers} readers` : 'none'
  return `${toTable([head, ...rows])}\nlast good: ${good}; ${steps.at(-1)?.because ?? 'nothing broke'}`
}
