import type { AskJson } from '../shared/askJson.js'
import { toRecord } from '../shared/guards.js'
import type { Intent } from './model.js'
import { toIntent } from './read.js'

/** Asks for one intent. That there is none is an answer, too. */
export function getIntent(ask: AskJson, intentId: string, signal: AbortSignal): Promise<Intent> {
  const path = `/api/intents/${encodeURIComponent(intentId)}`
  return ask(path, {}, (answer, status) => toAnswer(intentId, answer, status), signal)
}

/** The bare intent, or one within an envelope. */
function toAnswer(intentId: string, answer: unknown, status: number): Intent | undefined {
  if (status === 404) return toIntent({ intentId }, 'not_found')
  const { data, intent = data } = toRecord(answer)
  const { timestamp, updatedAt, ...told } = toRecord(intent ?? answer)
  // When an answer was sent says something only where the service says nothing better.
  const news = toIntent({ ...told, updatedAt: updatedAt ?? timestamp, intentId })
  return news?.lastStatus ? news : undefined
}
