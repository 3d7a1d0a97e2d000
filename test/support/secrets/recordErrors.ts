import { OnwireError } from '../../../src/core/contract/errors.js'
import { SimulatorError } from '../../../src/testing/kit/simulatorError.js'
import { readStrings } from './readStrings.js'
import { record } from './recorder.js'

/** Writes down every error that onwire makes, whether or not somebody gets to see it, with its causes. */
export function recordErrors(): void {
  const reported = new Set<string>()

  class Recorded extends Error {
    constructor(...facts: ConstructorParameters<typeof Error>) {
      super(...facts)
      // By then the error is complete.
      queueMicrotask(() => {
        // To read a stack is slow, and it begins with the message.
        const name = `${this.name} ${this.message} ${String(this.cause)}`
        if (reported.has(name)) return
        reported.add(name)
        readStrings(this, (path, text) => record('errors', `${this.name}${path}: ${text}`))
      })
    }
  }
  // The class that `super()` in theirs calls; `instanceof` looks at their prototypes, which stay.
  Object.setPrototypeOf(OnwireError, Recorded)
  Object.setPrototypeOf(SimulatorError, Recorded)
}
