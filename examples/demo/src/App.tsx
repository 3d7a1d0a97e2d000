import { type ReactNode, useEffect, useState } from 'react'
import { BridgeCard } from './parts/BridgeCard.js'
import { BridgeTrouble } from './parts/BridgeTrouble.js'
import { BucketCard } from './parts/BucketCard.js'
import { ContractCard } from './parts/ContractCard.js'
import { FollowedCards } from './parts/FollowedCards.js'
import { Glance } from './parts/Glance.js'
import { Header } from './parts/Header.js'
import { IntentCard } from './parts/IntentCard.js'
import { Mempool } from './parts/Mempool.js'
import { RequestCard } from './parts/RequestCard.js'
import { ServiceSection } from './parts/ServiceSection.js'
import { useDemo } from './model/DemoContext.js'
import type { Direction, Theme } from './model/look.js'
import { type ServiceId, serviceIds } from './model/service.js'
import { useRoute } from './model/useRoute.js'

const contents: Readonly<Record<ServiceId, ReactNode>> = {
  relay: (
    <>
      <FollowedCards label="Transfers">{(item) => <RequestCard item={item} />}</FollowedCards>
      <Glance />
    </>
  ),
  bridge: (
    <FollowedCards label="Transfers" isWide>
      {(item) => <BridgeCard item={item} />}
    </FollowedCards>
  ),
  fusion: (
    <>
      <FollowedCards label="Intents">{(item) => <IntentCard item={item} />}</FollowedCards>
      <Mempool />
    </>
  ),
  covalent: (
    <FollowedCards label="Contracts" isWide>
      {(item) => <ContractCard item={item} />}
    </FollowedCards>
  ),
  'webhook-relay': (
    <FollowedCards label="Buckets" isWide>
      {(item) => <BucketCard item={item} />}
    </FollowedCards>
  ),
}

/** Those that come through the bridge. */
const bridged: readonly ServiceId[] = ['bridge', 'webhook-relay']

export function App({ direction, theme }: { readonly theme: Theme; readonly direction: Direction }) {
  const { services } = useDemo()
  const open = useRoute()
  const [visited, setVisited] = useState<readonly ServiceId[]>([open])
  // A service that nobody has looked at isn't followed; one that somebody has, stays as it is.
  if (!visited.includes(open)) setVisited([...visited, open])
  useEffect(() => {
    document.title = `${services[open].facts.title} · onwire demo`
  }, [open, services])
  return (
    <>
      <Header open={open} theme={theme} direction={direction} />
      <main className="page">
        {serviceIds
          .filter((id) => visited.includes(id))
          .map((id) => (
            <ServiceSection
              key={id}
              service={services[id]}
              isOpen={id === open}
              trouble={
                bridged.includes(id) && (
                  <BridgeTrouble hasWebhooks={id === 'bridge' && !!services[id].simulator} isOpen={id === open} />
                )
              }
            >
              {contents[id]}
            </ServiceSection>
          ))}
      </main>
    </>
  )
}
