import { existsSync, readFileSync } from 'node:fs'

/** Files of one meaning make one file of `dist/chunks`: the first that fits is taken. None imports another in a circle. */
const areas: readonly (readonly [files: RegExp, name: string])[] = [
  // The server reads topics of every protocol, and needs none of the libraries of their transports.
  [/^protocols\/\w+\/topic\.|^protocols\/shared\/logs\/(chainIds|logsTopic)\./, 'topics'],
  [/^protocols\/shared\/logs\//, 'logs'],
  // Loaded when a transaction is followed.
  [/^protocols\/shared\/transaction\/(?!transaction(Status|Timeline)\.)/, 'transaction'],
  [/^protocols\/evm\/reader\./, 'evmReader'],
  // Loaded by whoever has a key.
  [/^protocols\/relay\/(fetchDeposits|readRequest)\./, 'relayRequests'],
  [/^transports\/(socketIo|stomp|webSocket)\.ts$/, '$1'],
  [/^transports\/sse/, 'sse'],
  [/^(core\/(contract|utils)|protocols\/shared|transports)\//, 'shared'],
  [/^core\/feed\//, 'feed'],
  [/^core\//, 'engine'],
  [/^protocols\/(\w+)\//, '$1'],
  // Loaded once a root stands.
  [/^components\/part\/(attendance|createVoice|keepFocus)\./, 'voice'],
  [/^(react\/(client|live)|components\/(part|text|status|timeline|messages))\//, 'react'],
  [/^components\/feed\//, 'feedComponents'],
  // Loaded when a transaction is followed.
  [/^components\/transaction\//, 'transactionPage'],
  // Loaded when a request has failed.
  [/^components\/relay\/(relayReasons|toRelayReasons)\./, '$1'],
  [/^components\/locales\/(plural|loadLocale)\./, '$1'],
  [/^components\/locales\/transactions\/([\w-]+)\./, 'transactions.$1'],
  [/^components\/locales\/reasons\/([\w-]+)\./, 'reasons.$1'],
  [/^components\/locales\/([\w-]+)\./, 'locale.$1'],
  // Apart from the words, which need none of a service's own code.
  [/^react\/(\w+)\/watch/, '$1Watch'],
  [/^(?:react|components)\/(\w+)\//, '$1Page'],
  [/^server\/notForBrowsers\./, 'notForBrowsers'],
  [/^(server\/|exports\/internal\/topicReaders\.)/, 'server'],
  [/^testing\/(kit|memory|socketIo)\//, 'simulators'],
  [/^testing\/simulators\/(\w+)\//, '$1Simulator'],
  [/^testing\/conformance\//, 'conformance'],
  [/^testing\/bridge\//, 'simulatedBridge'],
  [/^testing\/node\//, 'simulatorServers'],
  [/^testing\/react\/(?:evm\/)?[sS]imulated(Relay|Fusion|Covalent|Evm|WebhookRelay|Bridge)/, 'simulated$1Provider'],
  [/^testing\/react\//, 'simulatedProviders'],
  [/^(testing\/cli\/|exports\/internal\/simulatorCommands\.)/, 'simulatorCommands'],
]

/** Chunks of hooks and components: React's server knows them by reference only, and runs all others. */
export const clientChunk = /\.client\.js$/

const isClientFile = (id: string) => existsSync(id) && readFileSync(id, 'utf8').startsWith("'use client'")

/** @returns Null for entry points: nothing but re-exports is left for them. */
export function toChunkName(id: string, source: string): string | null {
  const path = id.startsWith(`${source}/`) ? id.slice(source.length + 1) : ''
  for (const [files, name] of areas) {
    const match = files.exec(path)
    if (match) return `${name.replace('$1', match[1] ?? '')}${isClientFile(id) ? '.client' : ''}`
  }
  return null
}
