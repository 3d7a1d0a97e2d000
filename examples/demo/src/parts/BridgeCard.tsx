import { useRelayChains, useRelayStatus } from 'onwire/relay'
import { getRelayScenario } from 'onwire/testing'
import { ArrivalLog } from './ArrivalLog.js'
import { BridgeSide } from './BridgeSide.js'
import { CardHeading } from './CardHeading.js'
import { Route } from './Route.js'
import type { Followed } from '../model/createFollowedList.js'
import { useDemo, useService } from '../model/DemoContext.js'

/** One request twice: by the browser's own socket, and by the bridge. */
export function BridgeCard({ item }: { readonly item: Followed }) {
  const { services } = useDemo()
  const { facts } = useService()
  const { data } = useRelayStatus({ requestId: item.id, protocolId: facts.protocol })
  const { data: chains } = useRelayChains({ protocolId: facts.protocol })
  const story = item.scenario === undefined ? undefined : getRelayScenario(item.scenario)
  const toName = (id: number | undefined) =>
    id === undefined ? undefined : (chains?.find((chain) => chain.id === id)?.displayName ?? `Chain ${id}`)
  return (
    <article className="card" data-request={item.id} data-scenario={item.scenario}>
      <CardHeading
        item={item}
        title={
          <Route
            from={toName(data?.originChainId ?? story?.origin)}
            to={toName(data?.destinationChainId ?? story?.destination)}
            otherwise="Request"
          />
        }
      />
      <div className="sides">
        <BridgeSide service={services.relay} requestId={item.id} title="The browser’s own socket" name="socket" />
        <BridgeSide service={services.bridge} requestId={item.id} title="The webhook bridge" name="bridge" />
      </div>
      <ArrivalLog subject={item.id} />
    </article>
  )
}
