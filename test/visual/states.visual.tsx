import bold from '../../node_modules/storybook/assets/browser/nunito-sans-bold.woff2?url'
import regular from '../../node_modules/storybook/assets/browser/nunito-sans-regular.woff2?url'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-react'
import type { ReactElement } from 'react'
import 'onwire/styles.css'
import '../../.storybook/preview.css'
import { StatusTimeline } from '../../src/exports/index.js'
import meta, * as states from '../../stories/States.stories.js'
import { timelines } from '../../stories/support/timelines.js'
import { type Look, looks, setLook } from './looks.js'
import './fonts.css'

/** All moments that are drawn, by their names: each component in each state, and a timeline at each of its ends. */
const moments: Readonly<Record<string, () => ReactElement>> = {
  ...Object.fromEntries(
    Object.entries(states)
      .filter(([name]) => name !== 'default')
      .map(([name, story]) => [
        `state ${name.toLowerCase()}`,
        () => meta.render({ ...meta.args, ...('args' in story ? story.args : {}) }),
      ]),
  ),
  ...Object.fromEntries(
    Object.entries(timelines).map(([name, timeline]) => [
      `timeline ${name}`,
      () => <StatusTimeline timeline={{ ...timeline, summary: { id: `0x${'ae08'.repeat(16)}` } }} locale="en" />,
    ]),
  ),
}

// The same letters on every machine: those of Storybook's own font, which it brings along.
beforeAll(async () => {
  for (const [weight, url] of [
    ['400', regular],
    ['700', bold],
  ] as const) {
    const font = new FontFace('Test Sans', `url(${url})`, { weight })
    document.fonts.add(await font.load())
  }
})

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2025, 11, 17, 17) }))
afterEach(() => void vi.useRealTimers())

describe.each(Object.entries<Look>(looks))('In the look %s', (name, look) => {
  test.each(Object.entries(moments))('the moment "%s" is drawn as its picture', async (moment, draw) => {
    await setLook(look)
    const { container } = await render(
      <div className="story-surface pictured" data-theme={look.theme ?? 'light'} dir={look.direction ?? 'ltr'}>
        {draw()}
      </div>,
    )
    const surface = container.querySelector('.pictured')
    // All of it, however high.
    await page.viewport(look.width ?? 960, Math.ceil(surface?.getBoundingClientRect().height ?? 800))
    await expect.element(page.elementLocator(surface ?? container)).toMatchScreenshot(`${name} ${moment}`)
    await cleanup()
  })
})
