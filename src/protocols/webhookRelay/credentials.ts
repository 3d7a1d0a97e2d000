import { createRedact } from '../createRedact.js'
import { isText, toRecord } from '../guards.js'
import { toError } from '../toError.js'

/** A key and its secret, or one key of the account (`sk-…`). */
export type WebhookRelayCredentials = { readonly key: string; readonly secret: string } | { readonly token: string }

interface Pair {
  readonly key: string
  readonly secret: string
  readonly authorization: string
}

/** How many secrets are remembered, to be taken out of what is told. */
const remembered = 20

export interface CredentialsSource {
  /** Asks the app. Rejects with an `OnwireError` that says nothing of what the app's function said: it may quote a secret. */
  get(): Promise<Pair>
  /** Takes out of a text what the app has given, and whatever is said of a webhook. */
  redact(this: void, text: string): string
}

export function createCredentials(id: string, ask: () => Promise<WebhookRelayCredentials>): CredentialsSource {
  const secrets = new Set<string>()

  async function get(): Promise<Pair> {
    const { key, secret, token } = toRecord(
      await Promise.resolve()
        .then(ask)
        .catch(() => undefined),
    )
    const pair = isText(token) ? { key: 'whr', secret: token } : { key, secret }
    if (!isText(pair.key) || !isText(pair.secret) || !/^[!-~]+ [!-~]+$/.test(`${pair.key} ${pair.secret}`))
      throw toError(
        id,
        'NO_CREDENTIALS',
        'webhookRelay() got no credentials that it can use.',
        'Let `credentials` resolve with `{ key, secret }` or `{ token }`.',
      )
    const basic = btoa(`${pair.key}:${pair.secret}`)
    for (const text of isText(token) ? [token] : [pair.key, pair.secret, basic]) secrets.add(text)
    for (const oldest of secrets) if (secrets.size > remembered) secrets.delete(oldest)
    return {
      key: pair.key,
      secret: pair.secret,
      authorization: isText(token) ? `Bearer ${token}` : `Basic ${basic}`,
    }
  }

  return {
    get,
    redact(text) {
      let told = text
      for (const secret of secrets) told = told.replaceAll(secret, '…')
      return createRedact(undefined)(told.replace(telltale, '…'))
    },
  }
}

/** From the first word on after which a webhook's own secrets may come. */
const telltale = /"?\b(headers|query|body|authorization|cookie|secret|token|signature|key)\b\\?"?\s*[:=][^]*/i
