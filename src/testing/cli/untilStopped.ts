/** The part of Node's `process` that is read. */
export interface StoppableProcess {
  readonly ppid: number
  readonly env: Readonly<Record<string, string | undefined>>
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** How often the parent is looked for, in ms. */
const lookMs = 250

/**
 * Settles when the user wants to stop: at a signal, or once the package manager that ran this is gone. npm and its kin
 * pass a signal to the shell between them and us, which ends without passing it on.
 */
export function untilStopped(own: StoppableProcess = process): Promise<void> {
  return new Promise((resolve) => {
    own.once('SIGINT', () => resolve())
    own.once('SIGTERM', () => resolve())
    // Without a package manager a parent may end and mean us to go on, as `nohup` does.
    if (own.env['npm_lifecycle_event'] === undefined) return
    const parent = own.ppid
    const timer = setInterval(() => {
      if (own.ppid === parent) return
      clearInterval(timer)
      resolve()
    }, lookMs)
    timer.unref()
  })
}
