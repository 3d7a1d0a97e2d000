import type { Locator, Page } from 'playwright-core'

/** The page as a person finds their way on it. */
export function timeline(page: Page): Locator {
  return page.locator('[data-slot="ow-timeline"]')
}

export async function choose(page: Page, scenario: string): Promise<void> {
  await page.getByLabel('Scenario').selectOption(scenario)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
}

/** Waits for a value in a request's log. */
export async function seeValue(page: Page, facts: { status?: string; via?: string }, timeout: number): Promise<void> {
  const attributes = Object.entries(facts).map(([name, value]) => `[data-${name}="${value}"]`)
  await page
    .locator(`.values li${attributes.join('')}`)
    .first()
    .waitFor({ timeout })
}

/** Waits until the first timeline has these attributes. */
export async function seeTimeline(page: Page, facts: Record<string, string>, timeout: number): Promise<void> {
  const attributes = Object.entries(facts).map(([name, value]) => `[data-${name}="${value}"]`)
  await page
    .locator(`[data-slot="ow-timeline"]${attributes.join('')}`)
    .first()
    .waitFor({ timeout })
}

/** Its reader comes back to the window, which ends the wait for the next attempt: by chance that may take a minute. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => void window.dispatchEvent(new Event('focus')))
}
