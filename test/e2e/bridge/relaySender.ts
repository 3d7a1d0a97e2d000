import { opensslSign, toBody } from '../../server/support/webhooks.js'

/** Relay gives up after ten. Here a busy machine says how long a bridge is away: whoever waits for the answer says when to give up. */
const retries = 200
/** Relay's pauses are unknown, and these shorter than anybody's. */
const firstPauseMs = 100
const longestPauseMs = 3_200

/** An HTTP status, or that nobody answered. */
export type Answer = number | 'no answer'

export interface Webhook {
  /** Where its row stands: as the page writes it. */
  readonly row: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Signed once, by somebody who shares no code with us: a retry repeats it. */
export function toWebhook(
  requestId: string,
  status: string,
  at: number,
  sign: (message: string) => string = opensslSign,
): Webhook {
  const body = toBody(status, at, requestId)
  const timestamp = String(Date.now())
  const headers = {
    'content-type': 'application/json',
    'x-signature-timestamp': timestamp,
    'x-signature-sha256': sign(`${timestamp}.${body}`),
  }
  return { row: `${status} ${at}`, body, headers }
}

/** One attempt. */
export async function post(url: string, { body, headers }: Pick<Webhook, 'body' | 'headers'>): Promise<Answer> {
  try {
    const response = await fetch(`${url}/api/onwire/webhooks/relay`, { method: 'POST', body, headers })
    await response.body?.cancel()
    return response.status
  } catch {
    return 'no answer'
  }
}

/**
 * Sends as Relay does: what isn't answered with 2xx is sent again, ever later.
 * @param getUrl Asked at each attempt, as a load balancer is.
 * @param answers Filled as they come.
 */
export async function deliver(getUrl: () => string, webhook: Webhook, answers: Answer[] = []): Promise<void> {
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    if (attempt > 0)
      await new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1))))
    const answer = await post(getUrl(), webhook)
    answers.push(answer)
    if (answer === 200) return
  }
  throw new Error(`Given up: ${webhook.row} was answered with ${answers.join(', ')}.`)
}
