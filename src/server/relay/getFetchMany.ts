import type { Protocol, State } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { identifyTopic } from '../../core/topic/identifyTopic.js'
import type { RelayProtocol } from '../../protocols/relay/index.js'
import { createFetchRequests } from './fetchRequests.js'

type FetchMany = NonNullable<State<Topic, unknown>['fetchMany']>

/** Relay's own ids have so many characters. Another is asked for alone: one that is refused would have all refused. */
const idLength = 66

/**
 * Makes the function that finds the request for many topics that a topic can be in: its state's own one, or the one of
 * `relay()`, which is none of that protocol's, since no page needs it.
 */
export function createGetFetchMany(protocol: Protocol): (topic: Topic) => FetchMany | undefined {
  const requests = isRelay(protocol) ? createFetchRequests(protocol) : undefined
  return (topic) => {
    const { fetchMany, toInfo } = protocol.stateOf(topic)
    // A topic that goes another way (`via`) isn't asked for at the service.
    const isOfRelay = !toInfo && identifyTopic(protocol, topic).key.length === idLength
    return fetchMany ?? (isOfRelay ? requests : undefined)
  }
}

function isRelay(protocol: Protocol): protocol is RelayProtocol & Protocol {
  return protocol.name === 'relay' && 'ask' in protocol
}
