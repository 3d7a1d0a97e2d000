import { focusManager, notifyManager, onlineManager } from '@tanstack/react-query'
import { afterAll, vi } from 'vitest'

/**
 * The files of a project share a worker, which loads what they import once. This makes each of them begin as if it were the first: real
 * timers, no stubs, and TanStack Query's globals as they were. Called by the project's set-up, which runs for every file.
 */
export function shareWorker(scheduler: Parameters<typeof notifyManager.setScheduler>[0]): void {
  notifyManager.setScheduler(scheduler)
  onlineManager.setOnline(true)
  focusManager.setFocused(undefined)
  afterAll(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}
