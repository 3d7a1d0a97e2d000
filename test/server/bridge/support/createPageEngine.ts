import { onTestFinished } from 'vitest'
import { createEngine } from '../../../../src/core/engine/engine.js'
import type { Environment } from '../../../../src/core/contract/environment.js'
import type { Protocol } from '../../../../src/core/contract/protocol.js'
import type { Topic } from '../../../../src/core/contract/topic.js'

/** The engine of a page, as `createOnwire` makes it. It ends with the test, or when `onEnd`'s callback is called. */
export function createPageEngine<T extends Topic, Data>(
  protocol: Protocol<T, Data>,
  environment: Environment,
  onEnd: (end: () => Promise<void> | void) => void = onTestFinished,
) {
  const engine = createEngine<T, Data>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic() {},
    batch: (write) => write(),
  })
  onEnd(() => engine.close())
  return engine
}
