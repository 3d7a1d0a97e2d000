import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { expect, onTestFinished, test } from 'vitest'
import { observeBridge } from '../../../examples/servers/openTelemetry.js'
import { apiKey, base, createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

function createSdk() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 })
  const provider = new MeterProvider({ readers: [reader] })
  onTestFinished(() => provider.shutdown())

  /** The newest value of each series, by its name and attributes. */
  async function collect(): Promise<ReadonlyMap<string, unknown>> {
    exporter.reset()
    await provider.forceFlush()
    const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics))
    return new Map(
      metrics.flatMap(({ dataPoints, descriptor }) =>
        dataPoints.map(({ attributes, value }): [string, unknown] => [
          [descriptor.name, ...Object.values(attributes)].join(' '),
          value,
        ]),
      ),
    )
  }
  return { collect, meter: provider.getMeter('onwire') }
}

test("OpenTelemetry's SDK reads a bridge's figures when it collects, and no more once that was ended", async () => {
  const { bridge, clock, simulator } = createBridgeSetup()
  const { collect, meter } = createSdk()
  let asked = 0
  const getMetrics = () => {
    asked += 1
    return bridge.getMetrics()
  }
  const stop = observeBridge(meter, { getMetrics })
  const { requestId } = simulator.start('gasless')
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  await bridge.fetch(new Request(`${base}/elsewhere`))
  await clock.advanceAsync(5_000)
  await settle()
  const series = await collect()
  const { frames, services } = bridge.getMetrics()
  expect(Object.fromEntries(series)).toMatchObject({
    'onwire.readers': 1,
    'onwire.topics': 1,
    'onwire.bus.up': 1,
    'onwire.service.up relay': 1,
    'onwire.service.lease relay': 1,
    'onwire.frames': frames,
    'onwire.answers /events 200': 1,
    'onwire.answers other 404': 1,
    'onwire.diagnostics NOT_FOUND': 1,
    'onwire.service.requests relay': services['relay']?.requests,
    'onwire.lag relay inf': services['relay']?.lagMs.count,
  })
  expect(frames).toBeGreaterThan(0)
  expect(services['relay']?.lagMs.count).toBeGreaterThan(0)
  const names = [...series.keys()].join('\n')
  for (const secret of [apiKey, requestId]) expect(names).not.toContain(secret)

  await reader.stop()
  await settle()
  expect((await collect()).get('onwire.readers')).toBe(0)
  expect(asked).toBe(2)
  stop()
  await collect()
  expect(asked).toBe(2)
})
