import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import type { StageTime } from './stageTime.js'

export type Facts = Readonly<Record<string, string>>

/** The page as a person finds their way on it. Limits are in ms of the stage's time. */
export interface Visitor {
  /** Waits until it is there to be seen. */
  see(locator: Locator, limitMs?: number): Promise<void>
  /** Waits until the first timeline, or that of a part of the page, has these attributes. */
  seeTimeline(facts: Facts, limitMs?: number, part?: Locator): Promise<void>
  /** Waits for a value in a request's log. */
  seeValue(facts: { readonly status?: string; readonly via?: string }, limitMs?: number): Promise<void>
  /** Waits until there are as many. */
  seeCount(locator: Locator, count: number, limitMs?: number): Promise<void>
  /** Presses a button, once it is there. */
  press(name: string): Promise<void>
  click(locator: Locator): Promise<void>
  choose(scenario: string): Promise<void>
}

export function createVisitor(page: Page, { until }: Pick<StageTime, 'until'>): Visitor {
  const see: Visitor['see'] = (locator, limitMs) =>
    until(async () => {
      if (!(await locator.isVisible())) throw new Error(`Not to be seen: ${String(locator)}.`)
    }, limitMs)
  const click: Visitor['click'] = async (locator) => {
    await see(locator)
    await locator.click()
  }
  const press: Visitor['press'] = (name) => click(page.getByRole('button', { name, exact: true }).first())

  return {
    see,
    seeTimeline: (facts, limitMs, part) =>
      see((part ?? page).locator(`[data-slot="ow-timeline"]${toSelector(facts)}`).first(), limitMs),
    seeValue: (facts, limitMs) => see(page.locator(`.values li${toSelector(facts)}`).first(), limitMs),
    seeCount: (locator, count, limitMs) => until(async () => expect(await locator.count()).toBe(count), limitMs),
    press,
    click,
    async choose(scenario) {
      await see(page.getByLabel('Scenario'))
      await page.getByLabel('Scenario').selectOption(scenario)
      await press('Start')
    },
  }
}

/** Its reader comes back to the window, which ends the wait for the next attempt: by chance that may take a minute. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => void window.dispatchEvent(new Event('focus')))
}

export function timeline(page: Page): Locator {
  return page.locator('[data-slot="ow-timeline"]')
}

const toSelector = (facts: Readonly<Record<string, string | undefined>>) =>
  Object.entries(facts)
    .map(([name, value]) => `[data-${name}="${value}"]`)
    .join('')
