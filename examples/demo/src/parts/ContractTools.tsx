import { useId } from 'react'
import type { FeedOrder } from 'onwire'
import { useService } from '../model/DemoContext.js'

export interface ContractToolsProps {
  readonly contract: { readonly address: string; readonly chainId: number }
  readonly order: FeedOrder
  readonly limit: number
  readonly onOrder: (order: FeedOrder) => void
  readonly onLimit: (limit: number) => void
}

const orders: readonly { readonly order: FeedOrder; readonly label: string }[] = [
  { order: 'newest-first', label: 'Newest first' },
  { order: 'newest-last', label: 'Newest last' },
]

const acts = [
  { act: 'reorg', label: 'Re-org 6 blocks', hint: 'The newest six blocks are replaced', body: { depth: 6 } },
  { act: 'blocks', label: 'Mine 500 blocks', hint: 'So many blocks come at once', body: { blocks: 500 } },
  { act: 'burst', label: 'Burst of 10 000', hint: 'One block brings so many logs', body: { logs: 10_000 } },
]

/** How the feed is looked at, and what the chain is to do. */
export function ContractTools({ contract, limit, onLimit, onOrder, order }: ContractToolsProps) {
  const { simulator } = useService()
  const name = useId()
  return (
    <div className="tools">
      <fieldset className="segments">
        <legend className="hidden">Order</legend>
        {orders.map((option) => (
          <label key={option.order} className="segment">
            <input
              type="radio"
              name={name}
              className="hidden"
              checked={order === option.order}
              onChange={() => onOrder(option.order)}
            />
            {option.label}
          </label>
        ))}
      </fieldset>
      <label className="inline-field">
        <span>Keep</span>
        <select className="select small" value={limit} onChange={({ target }) => onLimit(Number(target.value))}>
          {[100, 1_000, 20_000].map((count) => (
            <option key={count} value={count}>
              {count.toLocaleString('en')}
            </option>
          ))}
        </select>
      </label>
      {simulator && (
        <fieldset className="faults">
          <legend className="hidden">Chain</legend>
          {acts.map(({ act, body, hint, label }) => (
            <button
              key={act}
              type="button"
              className="button"
              title={hint}
              onClick={() => void simulator.act(act, { ...contract, ...body }).catch(() => {})}
            >
              {label}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
