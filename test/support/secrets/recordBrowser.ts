/** Set-up of the tests that run in a browser: as `recordNode`, by way of Vitest. */
import { afterAll, afterEach } from 'vitest'
import { devtools, readQueries } from './recordFrame.js'
import { flush, record } from './recorder.js'

afterEach(readQueries)
afterAll(async () => {
  devtools.readAll()
  record('pages', document.documentElement.outerHTML)
  await flush()
})
