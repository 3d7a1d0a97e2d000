export type { Locale, LocaleMessages } from '../components/locales/locale.js'
export { findLocale, loadLocale, type LocaleName, localeNames } from '../components/locales/loadLocale.js'
