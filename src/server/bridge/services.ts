import type { ReportBridge } from './bridgeDiagnostic.js'
import type { Protocol } from '../../core/contract/protocol.js'
import type { AuthorizeRequest } from './access.js'
import type { Readers } from './readers/readers.js'
import type { Upstream } from './upstream/upstream.js'
import type { Clock } from '../../core/contract/environment.js'
import type { ReaderRequest } from './readers/readerSession.js'
import type { Limits } from './limits.js'

/** The parts of a bridge that answer requests. */
export interface BridgeServices {
  readonly authorize: AuthorizeRequest
  readonly limits: Limits
  /** Returns the event that says how a service keeps a topic up to date, where a reader would think otherwise. */
  readonly getInfoEvent: ReaderRequest['getInfoEvent']
  readonly clock: Clock
  readonly countRefusedTopic: (code: string) => void
  readonly protocols: ReadonlyMap<string, Protocol>
  readonly readers: Readers
  readonly report: ReportBridge
  readonly upstreams: ReadonlyMap<string, Upstream>
}
