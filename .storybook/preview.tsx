import type { Decorator, Preview } from '@storybook/react-vite'
import { OnwireMessagesProvider } from 'onwire'
import { type Locale, loadLocale, localeNames } from 'onwire/locales'
import { configure } from 'storybook/test'
import { globalTypes, initialGlobals } from './toolbar.js'
import { toCopyable } from './toCopyable.js'
import { withConnection } from './withConnection.js'
import { withSheets } from './withSheets.js'
import './preview.css'

// A backstop for looks that need no story's time: a machine that is busy draws late.
configure({ asyncUtilTimeout: 60_000 })

/** Sets the page's scheme, width and direction on the story's own root, so that stories on one docs page can't disturb each other. */
const withSurface: Decorator = (Story, { globals }) => (
  <div
    className="story-surface"
    data-theme={globals['theme']}
    data-width={globals['width']}
    dir={globals['direction'] === 'rtl' ? 'rtl' : 'ltr'}
  >
    <Story />
  </div>
)

/** Speaks the toolbar's language. A story that has words of its own lays them over these. */
const withLocale: Decorator = (Story, { globals, loaded }) => {
  const { locale, messages }: Partial<Locale> = loaded['locale'] ?? {}
  return globals['locale'] === 'en' ? (
    <Story />
  ) : (
    <OnwireMessagesProvider locale={locale} messages={messages}>
      <div lang={locale} dir={locale === 'ar' ? 'rtl' : undefined}>
        <Story />
      </div>
    </OnwireMessagesProvider>
  )
}

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withConnection, withLocale, withSurface, withSheets],
  loaders: [async ({ globals }) => ({ locale: await loadLocale(globals['locale']) })],
  parameters: {
    layout: 'fullscreen',
    // An axe violation fails the story's test; targets of 24 px are looked at too.
    a11y: { test: 'error', config: { rules: [{ id: 'target-size', enabled: true }] } },
    controls: { expanded: true },
    options: {
      storySort: {
        order: [
          'Start here',
          ['Welcome', 'Every state'],
          'Components',
          'Relay',
          'Fusion',
          'Covalent',
          'EVM',
          'Webhook Relay',
          'Bridge',
          'Parts',
        ],
      },
    },
    // A function has no text of its own in a built page: what Show code shows is made by hand to compile.
    jsx: { functionValue: () => '__function__' },
    docs: { source: { transform: toCopyable } },
  },
  initialGlobals: { ...initialGlobals, locale: 'en' },
  globalTypes: {
    ...globalTypes,
    locale: {
      description: 'Language',
      toolbar: { title: 'Language', icon: 'globe', dynamicTitle: true, items: [...localeNames] },
    },
  },
}

export default preview
