/**
 * Runs a callback of the app's.
 * An error that it throws reaches the app's own error handling, and never the socket's callback.
 */
export function protect(callback: () => void): void {
  try {
    callback()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
