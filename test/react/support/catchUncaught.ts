import { onTestFinished } from 'vitest'

/** Keeps the exceptions that nobody catches, which would fail the run, until the test has ended. */
export function catchUncaught(): () => readonly unknown[] {
  const caught: unknown[] = []
  const others = process.listeners('uncaughtException')
  const keep = (error: unknown) => caught.push(error)
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', keep)
  onTestFinished(() => {
    process.removeListener('uncaughtException', keep)
    for (const other of others) process.on('uncaughtException', other)
  })
  return () => caught
}
