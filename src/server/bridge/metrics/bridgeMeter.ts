import type { BridgeAnswerCount, BridgeHistogram } from './bridgeMetrics.js'
import { createHistogram } from './histogram.js'
import { createNameCounts } from './nameCounts.js'

/** Counts what passes, where nobody else keeps it. */
export interface BridgeMeter {
  countAnswer(route: string, status: number): void
  countRefusedTopic(code: string): void
  /** Makes a report that counts, too. */
  countReports<Diagnostic extends { readonly code: string }>(
    report: (diagnostic: Diagnostic) => void,
  ): (diagnostic: Diagnostic) => void
  /** Makes a `publish` that is timed. One that fails isn't counted. */
  timePublish<News>(publish: (news: News) => Promise<void>): (news: News) => Promise<void>
  get(): BridgeMeterFigures
}

interface BridgeMeterFigures {
  readonly answers: readonly BridgeAnswerCount[]
  readonly refusedTopics: Readonly<Record<string, number>>
  readonly diagnostics: Readonly<Record<string, number>>
  readonly publishMs: BridgeHistogram
}

export function createBridgeMeter(now: () => number): BridgeMeter {
  const answers = createNameCounts()
  const refusedTopics = createNameCounts()
  const diagnostics = createNameCounts()
  const published = createHistogram()
  return {
    countAnswer: (route, status) => answers.add(`${status} ${route}`),
    countRefusedTopic: refusedTopics.add,
    countReports: (report) => (diagnostic) => {
      diagnostics.add(diagnostic.code)
      report(diagnostic)
    },
    timePublish: (publish) => async (news) => {
      const startedAt = now()
      await publish(news)
      published.add(now() - startedAt)
    },
    get: () => ({
      answers: Object.entries(answers.get()).map(([name, count]) => {
        const [status, route = 'other'] = name.split(' ')
        return { route, status: Number(status), count }
      }),
      refusedTopics: refusedTopics.get(),
      diagnostics: diagnostics.get(),
      publishMs: published.get(),
    }),
  }
}
