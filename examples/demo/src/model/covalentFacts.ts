import { type CovalentFaultName, covalentScenarios } from 'onwire/testing'
import {
  drop,
  type FaultButtonSet,
  freeze,
  kick,
  rateLimited,
  refuseKey,
  refuseUpgrade,
  restDown,
  restHang,
  restore,
  restoreRest,
} from './faults.js'
import { groupScenarios } from './groupScenarios.js'
import type { ServiceFacts } from './service.js'

export const covalentFacts: ServiceFacts = {
  id: 'covalent',
  protocol: 'covalent',
  title: 'Covalent',
  linkLabel: 'Covalent’s socket',
  heading: 'Follow a contract’s log events, live',
  intro: 'Start a contract and take some blocks back: rows that are gone say so, and what was missed is filled in.',
  noun: 'contract',
  scenarios: covalentScenarios,
  groups: groupScenarios(covalentScenarios, ['steady', 'burst-10000', 'reorg-6', 'page-limits', 'quiet']),
  favourites: ['steady', 'reorg-6', 'gap-500-blocks'],
  socketFaults: {
    buttons: [
      drop,
      freeze,
      refuseKey,
      refuseUpgrade,
      kick,
      {
        fault: 'socket-off',
        label: 'Socket off',
        hint: 'The beta is over: 404 to every upgrade',
        isOn: ({ admission }) => admission?.startsWith('off-') === true,
      },
      {
        fault: 'silence-messages',
        label: 'Silence',
        hint: 'Sockets connect, but no message comes',
        isOn: ({ silence }) => silence !== undefined,
      },
      { fault: 'junk', label: 'Junk', hint: 'Sends every socket one of each kind of nonsense' },
    ],
    restore,
  } satisfies FaultButtonSet<CovalentFaultName>,
  restFaults: {
    buttons: [
      restDown,
      rateLimited,
      restHang,
      { fault: 'wrong-key', label: 'Wrong key', hint: 'Answers 401', isOn: ({ rest }) => rest === 'wrong-key' },
      {
        fault: 'index-lag',
        label: 'Late index',
        hint: 'Knows the newest block, and the logs of 45 s ago',
        isOn: ({ rest }) => rest === 'lagging',
      },
      {
        fault: 'credits-spent',
        label: 'Credits spent',
        hint: 'Answers 402',
        isOn: ({ rest }) => rest === 'credits-spent',
      },
    ],
    restore: restoreRest,
  } satisfies FaultButtonSet<CovalentFaultName>,
  starts: 'stories',
  toId: ({ address, chainId }) => `${String(chainId)}:${String(address)}`,
  checkId: (id) =>
    /^\d+:0x[\da-f]{40}$/i.test(id)
      ? undefined
      : `“${id.slice(0, 80)}” is no contract. One is a chain’s id, a colon, 0x and 40 hexadecimal digits.`,
  readWire(text, about) {
    const [, chain, address] = /(\d+)\/events\/address\/(0x[\da-f]{40})/i.exec(about || text) ?? []
    return {
      subject: chain === undefined ? undefined : `${chain}:${address}`,
      told: /"tx_hash":"(0x\w+)"/.exec(text)?.[1],
    }
  },
}

/** The chain's id and the contract in such an id. */
export function splitContract(id: string): { readonly chainId: number; readonly address: string } {
  const [chainId, address = ''] = id.split(':')
  return { chainId: Number(chainId), address }
}
