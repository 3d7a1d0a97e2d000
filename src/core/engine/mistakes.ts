import type { Report } from '../contract/diagnostics.js'
import type { OnwireError } from '../contract/errors.js'

/**
 * Marks and tells the problem of a topic that the app asks for: each time as a diagnostic, and in development once on
 * the console. Returns the problem, to be thrown.
 */
export function createMistakes(report: Report): (problem: OnwireError) => OnwireError {
  const warned = process.env.NODE_ENV !== 'production' && new Set<string>()
  return (problem) => {
    const { code, message } = problem
    report('INVALID_TOPIC', message)
    if (warned && !warned.has(message)) {
      warned.add(message)
      console.warn(`onwire ${code}: ${message}`)
    }
    return Object.assign(problem, { isMistake: true })
  }
}
