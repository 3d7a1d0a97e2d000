import type { Protocol } from '../../core/contract/protocol.js'
import { createAskJson } from '../shared/askJson.js'
import { checkOptions } from '../shared/checkOptions.js'
import { createRedact } from '../shared/createRedact.js'
import { toMistake } from '../shared/toError.js'
import type { RelayDeposits } from './deposits.js'
import type { RelayDepositsOptions } from './depositsOptions.js'
import { createDepositsState } from './depositsState.js'
import { fromDepositsKey, isDepositAddress, type RelayDepositsTopic, toDepositsKey } from './depositsTopic.js'

/** Relay's list of a deposit address's requests. */
export interface RelayDepositsProtocol extends Protocol<RelayDepositsTopic, RelayDeposits> {
  readonly name: 'relayDeposits'
}

/**
 * The requests of Relay's deposit addresses, by `GET /requests/v3`, which needs a key: on a page it goes
 * `via: bridge(…)`, and on the bridge it has the key. Nothing pushes them: they are polled.
 */
export function relayDeposits(options: RelayDepositsOptions = {}): RelayDepositsProtocol {
  const isTestnet = options.network === 'testnet'
  const {
    apiKey,
    apiUrl = `https://api.${isTestnet ? 'testnets.relay.link' : 'relay.link'}`,
    id = isTestnet ? 'relay-deposits-testnet' : 'relay-deposits',
    refundGraceMs = 600_000,
    requestsPerMinute = options.via ? 180 : 20,
  } = options
  checkOptions(options, 'relayDeposits', id)
  const ask = createAskJson(id, apiUrl, apiKey ? { 'x-api-key': apiKey } : {}, options)
  const protocol: RelayDepositsProtocol = {
    id,
    name: 'relayDeposits',
    requestsPerMinute,
    key: toDepositsKey,
    fromKey: fromDepositsKey,
    check({ depositAddress }) {
      if (isDepositAddress(depositAddress)) return undefined
      return toMistake(
        'INVALID_DEPOSIT_ADDRESS',
        process.env.NODE_ENV !== 'production' && {
          what: `"${depositAddress}" is no deposit address.`,
          remedy: "Pass a quote's `depositAddress`, or undefined.",
        },
        id,
      )
    },
    redact: createRedact(apiKey),
    stateOf: (topic) => createDepositsState(topic, ask, id, refundGraceMs),
  }
  return { ...protocol, ...options.via?.(protocol) }
}
