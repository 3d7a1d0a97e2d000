import type { SimulatorClock } from '../kit/clock.js'
import type { Random } from '../kit/random.js'
import { SimulatorError } from '../kit/simulatorError.js'

/** One way, in milliseconds: a fixed value, or a range out of which each delivery draws its own. */
export type Latency = number | readonly [minMs: number, maxMs: number]

export function createLatency(latency: Latency, random: Random): () => number {
  const [minMs, maxMs] = typeof latency === 'number' ? [latency, latency] : latency
  if (!(minMs >= 0 && maxMs >= minMs && Number.isFinite(maxMs))) {
    throw new SimulatorError({
      code: 'BAD_LATENCY',
      what: `latencyMs is ${JSON.stringify(latency)}.`,
      why: 'Nothing can be delivered after such a time.',
      remedy: 'Pass a number of milliseconds from 0 up, or a range [min, max] of them.',
    })
  }
  return maxMs === minMs ? () => minMs : () => minMs + random.next() * (maxMs - minMs)
}

/** One direction of a line: everything put in comes out later, in order, as on TCP. */
export function createLine<Item extends object>(
  clock: SimulatorClock,
  latency: () => number,
  deliver: (item: Item) => void,
): (item: Item) => void {
  const onItsWay: Item[] = []
  return (item) => {
    onItsWay.push(item)
    clock.setTimeout(() => {
      const next = onItsWay.shift()
      if (next !== undefined) deliver(next)
    }, latency())
  }
}
