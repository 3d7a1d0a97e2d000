import { type Bridge, createBridge, relay } from 'onwire/server'

const kept: typeof globalThis & { onwireBridge?: Bridge } = globalThis

// A development server loads this file again at each edit. The bridge of before ends with its link to the service, and its
// readers come to the new one.
void kept.onwireBridge?.close()

/** All is read from the environment of the process that runs: a build has neither keys nor addresses. */
export const bridge = createBridge({
  protocols: [
    relay({
      apiKey: process.env['RELAY_API_KEY'],
      url: process.env['RELAY_SOCKET_URL'],
      apiUrl: process.env['RELAY_API_URL'],
    }),
  ],
  // Whoever knows a request's id may follow it. Ask your session here where that isn't so.
  authorize: () => true,
  webhooks: { relay: { apiKey: () => process.env['RELAY_API_KEY'] ?? '' } },
  health: true,
})

kept.onwireBridge = bridge
