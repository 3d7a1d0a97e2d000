import { getOwn } from '../../core/utils/getOwn.js'
import type { Locale } from './locale.js'

/** The languages that there are, as BCP 47 tags. */
export const localeNames = [
  'ar',
  'de',
  'en',
  'es',
  'fr',
  'hi',
  'id',
  'ja',
  'ko',
  'pt-BR',
  'ru',
  'tr',
  'vi',
  'zh-CN',
] as const

export type LocaleName = (typeof localeNames)[number]

/** Each is a part of its own, which is loaded when it is asked for. */
const loaders: Readonly<Record<LocaleName, () => Promise<Locale>>> = {
  ar: async () => (await import('./ar.js')).ar,
  de: async () => (await import('./de.js')).de,
  en: async () => (await import('./en.js')).en,
  es: async () => (await import('./es.js')).es,
  fr: async () => (await import('./fr.js')).fr,
  hi: async () => (await import('./hi.js')).hi,
  id: async () => (await import('./id.js')).id,
  ja: async () => (await import('./ja.js')).ja,
  ko: async () => (await import('./ko.js')).ko,
  'pt-BR': async () => (await import('./pt-BR.js')).ptBR,
  ru: async () => (await import('./ru.js')).ru,
  tr: async () => (await import('./tr.js')).tr,
  vi: async () => (await import('./vi.js')).vi,
  'zh-CN': async () => (await import('./zh-CN.js')).zhCN,
}

/** Languages that are written in one way only here: `zh-TW` is not `zh-CN`. */
const regions: Readonly<Record<string, LocaleName>> = { pt: 'pt-BR', zh: 'zh-CN', 'zh-hans': 'zh-CN', 'zh-sg': 'zh-CN' }

/** The language of a tag, of all that there are; undefined where there is none. */
export function findLocale(tag: string): LocaleName | undefined {
  const parts = tag.toLowerCase().split('-')
  const language = parts[0] ?? ''
  const isNamed = (name: LocaleName) => name.toLowerCase() === parts.slice(0, 2).join('-')
  const exact = localeNames.find(isNamed) ?? getOwn(regions, parts.slice(0, 2).join('-'))
  if (exact) return exact
  if (language === 'zh') return parts.length === 1 ? 'zh-CN' : undefined
  return getOwn(regions, language) ?? localeNames.find((name) => name === language)
}

/**
 * Loads the words of a language, and nothing of the others. Await it before the first picture, or English flashes.
 *
 * @param tag A BCP 47 tag, such as `navigator.language`. Dates and numbers are written as it says: `de-CH`.
 * @returns Undefined where there is no such language: components speak English.
 */
export async function loadLocale(tag: string): Promise<Locale | undefined> {
  const name = findLocale(tag)
  return name && { ...(await loaders[name]()), locale: tag }
}
