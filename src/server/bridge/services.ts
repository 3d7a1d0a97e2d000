import type { ReportBridge } from './bridgeDiagnostic.js'
import type { AuthorizeRequest } from './requests/authorize.js'
import type { Readers } from './readers/readers.js'
import type { Upstream } from './upstream/upstream.js'
import type { Limits } from './limits.js'
import type { Protocols } from './requests/readTopics.js'

/** The parts of a bridge that answer requests. */
export interface BridgeServices {
  readonly authorize: AuthorizeRequest
  readonly limits: Limits
  readonly protocols: Protocols
  readonly readers: Readers
  readonly report: ReportBridge
  readonly upstreams: ReadonlyMap<string, Upstream>
}
