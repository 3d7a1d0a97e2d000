import { useConnectionStatus } from 'onwire'
import { FaultButtons } from './FaultButtons.js'
import { useBridgeControl } from '../model/bridgeControl.js'
import { bridgeFaults, webhookFaults } from '../model/bridgeFacts.js'
import { useService } from '../model/DemoContext.js'

/** The switches of what only the bridge has: webhooks on their way, and its own process. */
export function BridgeTrouble({ hasWebhooks, isOpen }: { readonly isOpen: boolean; readonly hasWebhooks: boolean }) {
  const { facts } = useService()
  const { reconnect } = useConnectionStatus({ protocolId: facts.protocol })
  const { fault, state } = useBridgeControl({ isWatching: isOpen })
  return (
    <>
      {hasWebhooks && <FaultButtons title="Webhooks" faults={webhookFaults} state={state} onApply={fault} />}
      <FaultButtons title="Bridge" faults={bridgeFaults} state={state} onApply={fault}>
        <button type="button" className="button" onClick={reconnect}>
          Reconnect
        </button>
      </FaultButtons>
    </>
  )
}
