import { onTestFinished } from 'vitest'

/** Takes members away from an object until the test is over: a runtime that never had them. */
export function takeAway(object: object, ...names: readonly string[]): void {
  for (const name of names) {
    const descriptor = Object.getOwnPropertyDescriptor(object, name)
    if (!descriptor) continue
    Reflect.deleteProperty(object, name)
    onTestFinished(() => void Object.defineProperty(object, name, descriptor))
  }
}
