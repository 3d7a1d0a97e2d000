import { expect, within } from 'storybook/test'
import { until } from './speed.js'

/** Waits for a story's end. Whatever happened, it is mended: there are rows, none is missing, and nothing is amiss. */
export async function seeWholeLogFeed({ canvasElement }: { readonly canvasElement: HTMLElement }): Promise<void> {
  const canvas = within(canvasElement)
  const feed = () => canvasElement.querySelector('[data-slot=ow-feed]')
  await until(() => expect(feed()).toHaveAttribute('data-over', 'true'))
  await until(async () => {
    await expect(canvas.getAllByRole('listitem').length).toBeGreaterThan(0)
    await expect(canvasElement.querySelector('[data-slot=ow-notice]')).toBeNull()
    await expect(canvas.queryByText(/missing|Catching up/)).toBeNull()
  })
}
