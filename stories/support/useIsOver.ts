import { useEffect, useState } from 'react'

interface PlayedStories {
  stories(): readonly { readonly done: Promise<void> }[]
}

/** True once the first story of a simulated service has played its last step. */
export function useIsOver(simulator: PlayedStories): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const [story] = simulator.stories()
    void story?.done.then(() => setOver(true))
  }, [simulator])
  return isOver
}
