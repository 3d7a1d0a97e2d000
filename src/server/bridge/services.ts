import type { ReportBridge } from './bridgeDiagnostic.js'
import type { Admit } from './createAuthorize.js'
import type { Readers } from './createReaders.js'
import type { Upstream } from './createUpstream.js'
import type { Limits } from './limits.js'
import type { Protocols } from './readTopics.js'

/** What answers are made with. */
export interface BridgeServices {
  readonly admit: Admit
  readonly limits: Limits
  readonly protocols: Protocols
  readonly readers: Readers
  readonly report: ReportBridge
  readonly upstreams: ReadonlyMap<string, Upstream>
}
