// @ts-check
/**
 * Where the page's services are. All but Relay are simulated always: Fusion has no public address, and the others want secrets,
 * which belong on a server.
 *
 * @typedef {{ mode: 'simulator', wsUrl: string, apiUrl: string } | { mode: 'live', requestId?: string }} RelayConfig
 * @typedef {{ relay: RelayConfig, fusion: { url: string }, covalent: { socketUrl: string, apiUrl: string, url: string }, webhookRelay: { url: string } }} DemoConfig
 */

/**
 * @param {object} servers
 * @param {{ socketUrl: string, apiUrl: string } | undefined} servers.relay Undefined for Relay's own servers.
 * @param {{ url: string }} servers.fusion
 * @param {{ url: string, socketUrl: string, apiUrl: string }} servers.covalent
 * @param {{ url: string }} servers.webhookRelay For its switches alone: the page's webhooks come through the bridge.
 * @param {string} [requestId] What to show of Relay's own servers.
 * @returns {DemoConfig}
 */
export function toConfig({ covalent, fusion, relay, webhookRelay }, requestId) {
  return {
    relay: relay
      ? { mode: 'simulator', wsUrl: relay.socketUrl, apiUrl: relay.apiUrl }
      : { mode: 'live', ...(requestId !== undefined && { requestId }) },
    fusion: { url: fusion.url },
    covalent: { socketUrl: covalent.socketUrl, apiUrl: covalent.apiUrl, url: covalent.url },
    webhookRelay: { url: webhookRelay.url },
  }
}
