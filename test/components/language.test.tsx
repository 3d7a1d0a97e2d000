import { act, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { loadLocale } from 'onwire/locales'
import { LogFeedView } from '../../src/exports/covalent.js'
import { OnwireMessagesProvider, StatusBadge, StatusTimeline } from '../../src/exports/index.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { toFeed, toLogs } from './logFeeds.js'
import { at, timeline } from './timelines.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

const [ar, de] = [await loadLocale('ar'), await loadLocale('de-CH')]
const success = at({ phase: 'settled', outcome: 'success', isFinal: true })
const marked = () =>
  [...document.querySelectorAll('[lang]')].map((element) => [
    element.getAttribute('data-slot'),
    element.getAttribute('lang'),
    element.getAttribute('dir'),
  ])

test.each([
  [ar, 'ar', 'rtl'],
  [de, 'de-CH', 'ltr'],
] as const)('Each root carries the language of its words and its direction, once', (locale, lang, dir) => {
  render(
    <OnwireMessagesProvider {...locale}>
      <StatusTimeline timeline={timeline} />
      <LogFeedView feed={toFeed(toLogs(2, 2))} />
      <StatusBadge timeline={timeline} />
    </OnwireMessagesProvider>,
  )
  expect(marked()).toEqual(['ow-timeline', 'ow-feed', 'ow-badge'].map((slot) => [slot, lang, dir]))
})

test('A language inside another is marked where it begins, and what the app writes on a part counts', () => {
  render(
    <OnwireMessagesProvider {...ar}>
      <StatusTimeline.Root timeline={timeline}>
        <OnwireMessagesProvider {...de}>
          <StatusBadge />
        </OnwireMessagesProvider>
      </StatusTimeline.Root>
      <StatusBadge timeline={timeline} lang="fa" />
    </OnwireMessagesProvider>,
  )
  expect(marked()).toEqual([
    ['ow-timeline', 'ar', 'rtl'],
    ['ow-badge', 'de-CH', 'ltr'],
    ['ow-badge', 'fa', 'rtl'],
  ])
})

test.each([{ locale: 'ar' }, { messages: { retry: 'Nochmals' } }, {}])(
  'Where nobody says which language the words are, no part does: %o',
  (options) => {
    render(
      <OnwireMessagesProvider {...options}>
        <StatusTimeline timeline={timeline} />
      </OnwireMessagesProvider>,
    )
    expect(marked()).toEqual([])
  },
)

test('Screen readers are told in which language they hear', async () => {
  vi.useFakeTimers()
  const draw = (moment = timeline) => (
    <OnwireMessagesProvider {...ar}>
      <StatusTimeline timeline={moment} />
    </OnwireMessagesProvider>
  )
  const { rerender } = render(draw())
  rerender(draw(success))
  await act(() => vi.advanceTimersByTimeAsync(500))
  vi.useRealTimers()
  const [said] = screen.getByRole('status').children
  expect([said?.textContent, said?.getAttribute('lang'), said?.getAttribute('dir')]).toEqual(['اكتمل', 'ar', 'rtl'])
})

test('In an Arabic sentence amounts, times, hashes and chains stand apart from its own direction', () => {
  const isolated = (text: string) => text.match(/\u2068[^\u2069]*\u2069/g)
  const { fusion, summary, transaction, transferName } = ar!.messages
  const texts = [
    summary.arrived('100 USDC', 'Base'),
    summary.left('2m 10s'),
    summary.copyId('0x12…ab'),
    summary.route('Base', 'OP Mainnet'),
    transaction('0x12…ab'),
    transferName('0x12…ab'),
    fusion.notLive('4:43 PM'),
  ]
  expect(texts.map(isolated)).toEqual(
    [['100 USDC', 'Base'], ['2m 10s'], ['0x12…ab'], ['Base', 'OP Mainnet'], ['0x12…ab'], ['0x12…ab'], ['4:43 PM']].map(
      (parts) => parts.map((part) => `\u2068${part}\u2069`),
    ),
  )
})

test('A webhook’s query reads from the left on any page, so that its end is cut off', () => {
  render(
    <OnwireMessagesProvider {...ar}>
      <WebhookFeed.View feed={toWebhookFeed([toWebhook(1)])} />
    </OnwireMessagesProvider>,
  )
  expect(document.querySelector('[data-slot=ow-webhook-query]')).toHaveAttribute('dir', 'ltr')
})
