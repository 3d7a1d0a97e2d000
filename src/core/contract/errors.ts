/**
 * The facts of an error.
 * Its message is made of them: what happened, why it matters where that isn't plain, what to do.
 */
export interface OnwireErrorFacts {
  /** Stable, for programs: `'NO_PROVIDER'`. */
  readonly code: string
  readonly what: string
  readonly why?: string | undefined
  readonly remedy: string
  readonly protocol?: string | undefined
  readonly cause?: unknown
}

/**
 * Every error that onwire throws or hands over.
 * It throws only for a programmer's mistake: trouble at run time is state.
 */
export class OnwireError extends Error {
  override readonly name: string = 'OnwireError'
  declare readonly code: string
  declare readonly remedy: string
  declare readonly protocol?: string | undefined
  /** True where the app asked for what can't exist: trying again can't help. */
  declare readonly isMistake?: boolean

  constructor(facts: OnwireErrorFacts) {
    const { code, what, why, remedy, protocol } = facts
    // An `Error` reads the `cause` from these, and nothing else.
    super([what, why, remedy].filter(Boolean).join(' '), facts)
    Object.assign(this, { code, remedy, protocol })
  }
}

/** An error's sentences: what happened, why it matters where that isn't plain, what to do. */
export type ErrorSentences = Pick<OnwireErrorFacts, 'what' | 'why' | 'remedy'>

/**
 * A programmer's mistake, which is made while a page is developed.
 * A production build keeps its code and drops its sentences.
 *
 * @param sentences `process.env.NODE_ENV !== 'production' && { … }`, in place, so that bundlers can tell.
 */
export function toMistake(code: string, sentences: ErrorSentences | false, protocol?: string): OnwireError {
  return new OnwireError({
    code,
    protocol,
    ...(sentences || { what: `${code}.`, remedy: 'A development build says more.' }),
  })
}

/** An error of one protocol's. */
export function toError(protocol: string, code: string, what: string, remedy: string): OnwireError {
  return new OnwireError({ code, what, remedy, protocol })
}

/**
 * The service, or a proxy before it, asks for a pause: HTTP 429, or 503 with `Retry-After`.
 * The endpoint keeps the pause for all its topics.
 */
export class RateLimitedError extends OnwireError {
  override readonly name: string = 'RateLimitedError'
  /** How long to wait, in ms. */
  readonly retryAfterMs: number

  constructor({ protocol, retryAfterMs }: { readonly protocol: string; readonly retryAfterMs: number }) {
    super({
      code: 'RATE_LIMITED',
      protocol,
      what: `Requests for ${protocol} are to pause.`,
      remedy: `It is asked again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    })
    this.retryAfterMs = retryAfterMs
  }
}
