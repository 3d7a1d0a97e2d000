import type { Locale, LocaleMessages } from 'onwire/locales'
import { en } from 'onwire/locales/en'
import type { RelayReasonWords } from 'onwire/relay'

const wrap = (text: string) => `⟦${text}⟧`

function toPseudo(words: unknown): unknown {
  if (typeof words === 'string') return wrap(words)
  if (typeof words === 'function') return (...args: readonly unknown[]) => toPseudo(words(...args))
  if (words === null || typeof words !== 'object') return words
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, toPseudo(word)]))
}

const messages = toPseudo(en.messages) as LocaleMessages
const loadReasons = async () => toPseudo(await en.messages.relay.loadReasons()) as RelayReasonWords

/** English between brackets: what has none is said by no message. */
export const pseudo: Locale = { ...en, messages: { ...messages, relay: { loadReasons } } }

/** Takes out all that messages say, with what they were given to say. */
export function withoutPseudo(text: string): string {
  let [depth, rest] = [0, '']
  for (const character of text) {
    if (character === '⟦') depth += 1
    if (depth === 0) rest += character
    if (character === '⟧') depth -= 1
  }
  return rest
}

/** All that it says, with arguments of every kind. */
export function toTexts(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [words(2, '2'), words('a', 'b')].filter((text) => typeof text === 'string')
  if (words === null || typeof words !== 'object') return []
  return Object.values(words).flatMap(toTexts)
}
