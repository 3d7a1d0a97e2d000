import { vi } from 'vitest'
import { record } from './recorder.js'

const names = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const

/** Writes down what is given to the console, also where a test spies on it and nothing is printed. */
export function recordConsole(format: (args: readonly unknown[]) => string): void {
  type Method = (...args: readonly unknown[]) => unknown
  const watch = (name: (typeof names)[number]) => {
    const value = new Proxy<Method>(console[name], {
      apply(method, self, args) {
        record('console', format(args))
        return Reflect.apply(method, self, args)
      },
    })
    Object.defineProperty(console, name, { configurable: true, writable: true, value })
  }
  names.forEach(watch)

  const { spyOn } = vi
  vi.spyOn = new Proxy(spyOn, {
    apply(method, self, args: Parameters<typeof spyOn>) {
      const spy: unknown = Reflect.apply(method, self, args)
      const name = names.find((one) => one === args[1])
      if (args[0] === console && name) watch(name)
      return spy
    },
  })
}
