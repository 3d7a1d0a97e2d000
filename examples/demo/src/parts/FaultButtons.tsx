import type { ReactNode } from 'react'
import type { FaultButtonSet } from '../model/faults.js'

export interface FaultButtonsProps<State> {
  readonly title: string
  readonly faults: FaultButtonSet<string, State>
  /** The switches as they stand; undefined until they are known. */
  readonly state: State | undefined
  readonly onApply: (fault: string) => Promise<void>
  readonly children?: ReactNode
}

/** One button a fault, pressed as long as it lasts, and one that ends them. */
export function FaultButtons<State>({ children, faults, onApply, state, title }: FaultButtonsProps<State>) {
  const isBroken = state !== undefined && faults.restore.isOn?.(state)
  return (
    <fieldset className="faults">
      <legend>{title}</legend>
      {faults.buttons.map(({ fault, hint, isOn, label }) => (
        <button
          key={fault}
          type="button"
          className="button toggle"
          title={hint}
          aria-pressed={isOn && state !== undefined ? isOn(state) : undefined}
          onClick={() => void onApply(fault)}
        >
          {label}
        </button>
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
