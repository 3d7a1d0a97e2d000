import { useEffect, useRef, useState } from 'react'
import { useService } from '../model/DemoContext.js'
import { compareLogs, type Comparison, type Shown } from '../model/compareLogs.js'

export interface ChainCheckProps {
  readonly contract: { readonly address: string; readonly chainId: number }
  /** Whether the list isn't meant to be the newest. */
  readonly isPaused: boolean
  readonly getShown: () => Shown
}

const tries = 5
const retryMs = 400

/** Holds what is shown against the chain itself, which only a simulator can tell. */
export function ChainCheck({ contract, getShown, isPaused }: ChainCheckProps) {
  const { simulator } = useService()
  const [result, setResult] = useState<Comparison>()
  const latest = useRef(getShown)
  useEffect(() => {
    latest.current = getShown
  })
  if (!simulator) return undefined

  const check = async () => {
    setResult(undefined)
    for (let left = tries; left > 0; left -= 1) {
      const answer = await simulator.act('truth', contract).catch(() => undefined)
      if (!answer || !Array.isArray(answer['logs'])) return
      const found = compareLogs(latest.current(), answer['logs'])
      // A block that came in this moment is still on its way.
      if (found.isSame || left === 1) return setResult(found)
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
  return (
    <div className="check">
      <button type="button" className="button" onClick={() => void check()}>
        Compare with the chain
      </button>
      <output data-testid="check" data-same={result?.isSame} data-shown={result?.shown} data-gaps={result?.gaps}>
        {result && toSentence(result)}
        {result && isPaused && ' The list is paused.'}
      </output>
    </div>
  )
}

function toSentence({ excess, gaps, isSame, missing, removed, shown }: Comparison): string {
  const marked = [removed > 0 && `${removed} marked as removed`, gaps > 0 && `${gaps} shown as a gap`].filter(Boolean)
  const rest = marked.length > 0 ? ` (${marked.join(', ')})` : ''
  return isSame
    ? `The same as the chain: ${shown} logs${rest}.`
    : `${missing} of the chain’s logs are missing and ${excess} are too many, of ${shown}${rest}.`
}
