import type { StartHello } from '../contract/hello.js'

/**
 * Sends the frames that a link begins with, such as a credential that is asked for afresh. A rejection isn't reported:
 * it may quote a credential.
 *
 * @param getFrames Asked once a link, at its opening. `signal` is aborted at the link's end.
 */
export function createHello<Out>(getFrames: (signal: AbortSignal) => Promise<readonly Out[]>): StartHello<Out> {
  return ({ clock, end, readyMs, report, send }) => {
    const ending = new AbortController()
    const { signal } = ending
    const fail = () => {
      if (signal.aborted) return
      report('HELLO_FAILED', 'No credentials could be had.')
      end()
    }
    const stopTimer = clock.after(readyMs, fail)
    const sendFrames = async () => {
      const frames = await getFrames(signal)
      if (signal.aborted) return
      for (const frame of frames) send(frame)
      stopTimer()
    }
    sendFrames().catch(fail)
    return () => {
      stopTimer()
      ending.abort()
    }
  }
}
