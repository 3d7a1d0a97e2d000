import type { Random } from '../../kit/random.js'
import type { LogSource } from './covalentChain.js'
import type { LogDraft } from './covalentLogEvent.js'
import { type ContractFacts, drawLog, drawTransaction } from './drawLog.js'

export interface SourceSettings {
  readonly logsPerBlock: number
  readonly pushTimes: number
  /** `missing`: the service decodes none of its logs. */
  readonly decoded: 'mostly' | 'missing'
}

/** The logs of one contract, drawn from a stream of its own. */
export function createLogSource(contract: ContractFacts, random: Random, settings: () => SourceSettings): LogSource {
  const draw = (count: number): readonly LogDraft[] => {
    let transaction = drawTransaction(random)
    return Array.from({ length: count }, () => {
      // Few transactions make more than one log of a contract.
      if (random.next() < 0.7) transaction = drawTransaction(random)
      return drawLog(random, contract, transaction, settings().decoded === 'mostly')
    })
  }
  return {
    draw,
    nextBlock: () => draw(settings().logsPerBlock),
    pushTimes: () => settings().pushTimes,
  }
}
