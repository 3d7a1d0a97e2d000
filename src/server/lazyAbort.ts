export interface LazyAbort {
  getSignal(this: void): AbortSignal
  abort(this: void, reason?: unknown): void
}

/** An `AbortController` that is made when somebody asks for its signal: one costs as much as a webhook's signature. */
export function createLazyAbort(): LazyAbort {
  let controller: AbortController | undefined
  let aborted: { readonly reason: unknown } | undefined
  return {
    getSignal() {
      if (!controller) {
        controller = new AbortController()
        if (aborted) controller.abort(aborted.reason)
      }
      return controller.signal
    },
    abort(reason) {
      aborted ??= { reason }
      controller?.abort(reason)
    },
  }
}
