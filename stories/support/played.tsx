import type { ReactNode } from 'react'
import { expect } from 'storybook/test'
import { until } from './speed.js'
import { useIsOver } from './useIsOver.js'

interface PlayedProps {
  /** What the simulated service plays, once it is there. */
  readonly getStories: () => readonly { readonly done: Promise<void> }[]
  readonly children: ReactNode
}

/** Says by `data-over` that a scenario has played its last step. */
export function Played({ children, getStories }: PlayedProps) {
  const isOver = useIsOver({ stories: getStories })
  return (
    <div data-over={isOver} style={{ maxInlineSize: 560 }}>
      {children}
    </div>
  )
}

/** Waits for the scenario's end: the component still stands, and says what it knows. */
export const seeEnd =
  (slot: string) =>
  async ({ canvasElement }: { readonly canvasElement: HTMLElement }): Promise<void> => {
    await until(() => expect(canvasElement.querySelector('[data-over]')).toHaveAttribute('data-over', 'true'))
    await expect(canvasElement.querySelector(`[data-slot=${slot}]`)).toBeVisible()
  }
