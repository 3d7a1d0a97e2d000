import type { ReportBridge } from './bridgeDiagnostic.js'
import type { BridgeLimits, BridgeOptions } from './bridgeOptions.js'
import type { BusTopic } from './bus.js'
import type { Readers } from './createReaders.js'
import type { Upstream } from './createUpstream.js'
import type { Protocols } from './readTopics.js'

/** What answers are made with. */
export interface BridgeServices {
  readonly authorize: BridgeOptions['authorize']
  readonly limits: Required<BridgeLimits>
  readonly protocols: Protocols
  readonly readers: Readers
  readonly report: ReportBridge
  readonly upstreams: ReadonlyMap<string, Upstream>
}

/** Whoever `authorize` throws at may not. */
export async function isAllowed(
  { authorize, report }: Pick<BridgeServices, 'authorize' | 'report'>,
  request: Request,
  topic: BusTopic,
): Promise<boolean> {
  try {
    return await authorize(request, topic)
  } catch (cause) {
    const message = '`authorize` threw, which counts as a no. See the cause.'
    report({ code: 'AUTHORIZE_FAILED', level: 'error', message, protocol: topic.protocol, cause })
    return false
  }
}
