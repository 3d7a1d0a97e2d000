import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { buildDemo } from '../../examples/demo/server/buildDemo.mjs'
import { describeBridgePage } from './bridgePage.js'
import { describeCovalent } from './covalent.js'
import { describeFusion } from './fusion.js'
import { describePage } from './page.js'
import { describeRelay } from './relay.js'
import { launchBrowser } from './support/stage.js'
import { createStagePages, type StagePages } from './support/stagePages.js'
import { describeWebhookRelay } from './webhookRelayPage.js'

let browser: Browser
let pages: StagePages

beforeAll(async () => {
  await buildDemo()
  browser = await launchBrowser()
  pages = createStagePages(browser)
})
afterAll(() => browser?.close())

// In one file they run at once: most of their time is spent waiting.
describeRelay(() => pages)
describeFusion(() => pages)
describeCovalent(() => pages)
describePage(() => pages)
describeBridgePage(() => pages)
describeWebhookRelay(() => pages)
