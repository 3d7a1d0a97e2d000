import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { Locale } from 'onwire/locales'
import { findLocale, loadLocale, localeNames } from 'onwire/locales'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { alias } from '../../vite.config.js'
import { toTexts } from './pseudoLocale.js'

const tags = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'id', 'ja', 'ko', 'pt-BR', 'ru', 'tr', 'vi', 'zh-CN'] as const
const load = async (tag: string): Promise<Locale> => (await loadLocale(tag)) ?? expect.unreachable()
const english = await load('en')

/** Each word's place among its groups, and if it is a text or a function. */
function toPlaces(words: unknown, path = ''): readonly string[] {
  if (words === null || typeof words !== 'object') return [`${path} ${typeof words}`]
  return Object.entries(words).flatMap(([name, word]) => toPlaces(word, `${path}.${name}`))
}

/** Titles may have a text for more states in one language than in another. */
const withoutTitles = (places: readonly string[]) => places.filter((place) => !place.startsWith('.titles.')).sort()

test('There are fourteen languages, each an entry of its own', () => {
  expect(localeNames).toEqual(tags)
  const entries = readdirSync(new URL('../../src/exports/', import.meta.url)).filter((file) =>
    file.startsWith('locales-'),
  )
  expect(entries.map((file) => basename(file, '.ts').slice('locales-'.length)).sort()).toEqual([...tags].sort())
})

describe.each(tags)('%s', (tag) => {
  test('says all that English says, in every family', async () => {
    const { messages } = await load(tag)
    expect(withoutTitles(toPlaces(messages))).toEqual(withoutTitles(toPlaces(english.messages)))
    expect(Object.keys(messages.titles).sort()).toEqual(Object.keys(english.messages.titles).sort())
    expect(toTexts(messages).filter((text) => !text.trim() || /undefined|[{}]/.test(text))).toEqual([])
  })

  test('has a sentence and a next step for each code of Relay’s', async () => {
    const words = await (await load(tag)).messages.relay.loadReasons()
    const known = await english.messages.relay.loadReasons()
    expect(Object.keys(words.relayReasons)).toEqual(Object.keys(known.relayReasons))
    for (const [code, { next, refund, what }] of Object.entries(words.relayReasons)) {
      expect([code, what, next]).toEqual([code, expect.stringMatching(/[.。।]$/), expect.stringMatching(/[.。।]$/)])
      expect(refund).toBe(Object.entries(known.relayReasons).find(([name]) => name === code)?.[1].refund)
    }
    expect(Object.keys(words.relayRefunds).sort()).toEqual(['automatic', 'manual', 'none'])
  })

  test.skipIf(tag === 'en')('leaves no sentence in English', async () => {
    const isSentence = (text: string) => / \S+ /.test(text)
    const said = new Set(toTexts(english.messages).filter(isSentence))
    expect(toTexts((await load(tag)).messages).filter((text) => said.has(text))).toEqual([])
    const [words, known] = await Promise.all(
      [await load(tag), english].map(async ({ messages }) => toTexts(await messages.relay.loadReasons())),
    )
    expect(words?.filter((text) => isSentence(text) && known?.includes(text))).toEqual([])
  })
})

describe('Plurals', () => {
  const say = async (tag: string, counts: readonly number[]) => {
    const { feed } = (await load(tag)).messages
    return counts.map((count) => feed.announcement(count, String(count)))
  }

  test('are those of Russian', async () => {
    expect(await say('ru', [1, 2, 5, 11, 21, 22, 111])).toEqual([
      '1 новое событие',
      '2 новых события',
      '5 новых событий',
      '11 новых событий',
      '21 новое событие',
      '22 новых события',
      '111 новых событий',
    ])
  })

  test('are those of Arabic', async () => {
    expect(await say('ar', [0, 1, 2, 3, 10, 11, 99, 100, 103])).toEqual([
      'لا أحداث جديدة',
      'حدث جديد واحد',
      'حدثان جديدان',
      '3 أحداث جديدة',
      '10 أحداث جديدة',
      '11 حدثًا جديدًا',
      '99 حدثًا جديدًا',
      '100 حدث جديد',
      '103 أحداث جديدة',
    ])
  })

  test('are those of English and German', async () => {
    expect(await say('en', [1, 2])).toEqual(['1 new event', '2 new events'])
    expect(await say('de', [1, 2])).toEqual(['1 neues Ereignis', '2 neue Ereignisse'])
  })
})

describe('A language is found by any tag of it', () => {
  test.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['DE-at', 'de'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['pt-BR', 'pt-BR'],
    ['zh', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['zh-TW', undefined],
    ['zh-Hant', undefined],
    ['es-419', 'es'],
    ['nl', undefined],
    ['', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%s', (tag, name) => {
    expect(findLocale(tag)).toBe(name)
  })

  test('and dates are written as the tag says', async () => {
    expect(await load('de-CH')).toMatchObject({ locale: 'de-CH', messages: { retry: 'Noch einmal versuchen' } })
    expect(await loadLocale('nl')).toBeUndefined()
  })
})

test('A page loads the language that it asks for, and none of the others', async () => {
  const entry = 'virtual:page'
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias },
    plugins: [
      {
        name: 'page',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? "export { loadLocale } from 'onwire/locales'" : null),
      },
    ],
    build: { write: false, rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunks = output && 'output' in output ? output.output.filter((part) => part.type === 'chunk') : []
  const speaks = async (code: string, tag: string) => {
    const said = [(await load(tag)).messages.unknown, (await load(tag)).messages.feed.missing]
    return said.every((text) => code.includes(text))
  }
  for (const tag of tags) {
    const speaking = []
    for (const { code, fileName, isEntry } of chunks) if (await speaks(code, tag)) speaking.push({ fileName, isEntry })
    expect(speaking).toEqual([{ fileName: expect.stringContaining(tag), isEntry: false }])
  }
})
