import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import './patience.js'
import { shareWorker } from './shareWorker.js'

configure({ asyncUtilTimeout: 30_000 })
// TanStack's own scheduler is `setTimeout(0)`: a test on a manual clock would wait for real time.
shareWorker(queueMicrotask)
afterEach(() => {
  cleanup()
  // Files share a page: what one of them drew outside of the library's containers would be found by the next.
  globalThis.document?.body.replaceChildren()
})
