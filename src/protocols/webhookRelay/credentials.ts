import { createRedact } from '../shared/createRedact.js'
import { isText, toRecord } from '../shared/guards.js'
import { toError } from '../shared/toError.js'

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
  /**
   * Asks the app. Rejects with an `OnwireError` that says nothing of what the app's function said: it may quote a
   * secret.
   */
  get(): Promise<Pair>
  /** Takes out of a text what the app has given, and whatever is said of a webhook. */
  redact(this: void, text: string): string
}

export function createCredentials(
  id: string,
  ask: (() => Promise<WebhookRelayCredentials>) | undefined,
): CredentialsSource {
  let secrets: readonly string[] = []

  async function get(): Promise<Pair> {
    const told = toRecord(
      await Promise.resolve()
        .then(ask)
        .catch(() => undefined),
    )
    // One that is read from a file ends with a line feed.
    const toSecret = (text: unknown) => (isText(text) ? text.trim() : undefined)
    const token = toSecret(told['token'])
    const [key, secret] = token ? ['whr', token] : [toSecret(told['key']), toSecret(told['secret'])]
    if (!key || !secret || !/^[!-~]+ [!-~]+$/.test(`${key} ${secret}`))
      throw toError(
        id,
        'NO_CREDENTIALS',
        'webhookRelay() got no usable credentials.',
        'Give `{ key, secret }` or `{ token }`.',
      )
    const basic = btoa(`${key}:${secret}`)
    secrets = [...new Set([...(token ? [token] : [key, secret, basic]), ...secrets])].slice(0, remembered)
    return { key, secret, authorization: token ? `Bearer ${token}` : `Basic ${basic}` }
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
