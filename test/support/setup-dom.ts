import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import { shareWorker } from './shareWorker.js'

// TanStack's own scheduler is `setTimeout(0)`: a test on a manual clock would wait for real time.
shareWorker(queueMicrotask)
afterEach(cleanup)
