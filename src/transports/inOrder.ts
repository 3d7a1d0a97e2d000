/**
 * Hands values on in the order in which they came, though some are promises.
 *
 * - Values are handed on at once while no promise is awaited.
 * - A promise that rejects is handed on as its error.
 */
export function createInOrder(): (value: unknown, use: (value: unknown) => void) => void {
  let waiting = 0
  let last: Promise<void> = Promise.resolve()
  return (value, use) => {
    if (waiting === 0 && !(value instanceof Promise)) return use(value)
    waiting += 1
    const settled = Promise.resolve(value).catch((error: unknown) => error)
    last = last.then(async () => {
      const result = await settled
      waiting -= 1
      use(result)
    })
  }
}
