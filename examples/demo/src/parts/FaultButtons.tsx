import { type ReactNode, useId } from 'react'
import type { FaultButtonSet } from '../model/faults.js'

export interface FaultButtonsProps<State> {
  readonly title: string
  readonly faults: FaultButtonSet<string, State>
  /** The switches as they stand; undefined until they are known. */
  readonly state: State | undefined
  readonly onApply: (fault: string) => Promise<void>
  readonly children?: ReactNode
}

/** One button a fault, pressed as long as it lasts, beside what it does, and one that ends them. */
export function FaultButtons<State>({ children, faults, onApply, state, title }: FaultButtonsProps<State>) {
  const id = useId()
  const isBroken = state !== undefined && faults.restore.isOn?.(state)
  return (
    <fieldset className="faults">
      <legend>{title}</legend>
      {faults.buttons.map(({ fault, hint, isOn, label }) => (
        <div key={fault} className="fault">
          <button
            type="button"
            className="button toggle"
            aria-describedby={`${id}${fault}`}
            aria-pressed={isOn && state !== undefined ? isOn(state) : undefined}
            onClick={() => void onApply(fault)}
          >
            {label}
          </button>
          <span id={`${id}${fault}`} className="hint">
            {hint}
          </span>
        </div>
      ))}
      <button
        type="button"
        className={isBroken ? 'button mending' : 'button'}
        title={faults.restore.hint}
        onClick={() => void onApply(faults.restore.fault)}
      >
        {faults.restore.label}
      </button>
      {children}
    </fieldset>
  )
}
