import { OnwireError } from '../../core/errors.js'
import type { Protocol } from '../../core/protocol.js'
import type { ReportBridge } from './bridgeDiagnostic.js'
import type { BusTopic } from './bus.js'

/** Whether a request may see a topic, which is just what it has asked for. */
export type Authorize = (request: Request, topic: BusTopic) => boolean | Promise<boolean>

/** One for all, or one for each protocol by its id. */
export type AuthorizeOption = Authorize | Readonly<Record<string, Authorize>>

/**
 * - A protocol without an entry of its own is refused, and a private one isn't covered by one function for all.
 * - Whoever it throws at may not.
 */
export function createAuthorize(
  option: AuthorizeOption,
  protocols: ReadonlyMap<string, Protocol>,
  report: ReportBridge,
): (request: Request, topic: BusTopic) => Promise<boolean> {
  checkOption(option)
  const own = new Map(Object.entries(typeof option === 'function' ? {} : option))
  const general = typeof option === 'function' ? option : undefined
  const find = ({ id, isPrivate }: Protocol) => own.get(id) ?? (isPrivate ? undefined : general)

  for (const protocol of protocols.values())
    if (!find(protocol))
      report({ code: 'NO_AUTHORIZE', level: 'warn', protocol: protocol.id, message: toWarning(protocol) })

  return async (request, topic) => {
    const protocol = protocols.get(topic.protocol)
    try {
      return (protocol && (await find(protocol)?.(request, topic))) ?? false
    } catch (cause) {
      const message = '`authorize` threw, which counts as a no. See the cause.'
      report({ code: 'AUTHORIZE_FAILED', level: 'error', message, protocol: topic.protocol, cause })
      return false
    }
  }
}

function toWarning({ id, isPrivate }: Protocol): string {
  const why = isPrivate ? ', and one function for all does not cover what was said to others' : ''
  return `All topics are refused: \`authorize\` has no entry for this protocol${why}. Pass \`authorize: { '${id}': (request, topic) => … }\`, with an entry for each protocol.`
}

/** Also what JavaScript passes. */
function checkOption(option: unknown): void {
  const all = typeof option === 'object' && option !== null ? Object.values(option) : [option]
  if (all.every((each) => typeof each === 'function')) return
  throw new OnwireError({
    code: 'NO_AUTHORIZE',
    what: 'createBridge() got no `authorize`, or one that is no function.',
    why: 'Whoever reaches the route would see everything that its keys can see.',
    remedy:
      'Pass a function that says who may see a topic, or one for each protocol by its id. `() => true` where anybody may.',
  })
}
