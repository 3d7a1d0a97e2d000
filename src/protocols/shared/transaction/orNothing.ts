import { toRecord } from '../guards.js'

/** Takes an error that says that there is no such thing for the answer that it is: viem throws one. */
export async function orNothing<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return (await answer) ?? undefined
  } catch (error) {
    const { name } = error instanceof Error ? error : toRecord(error)
    if (String(name).endsWith('NotFoundError')) return undefined
    throw error
  }
}
