import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import {
  defaultWebhookFeedMessages,
  toDestinationUrl,
  hiddenSecret,
  WebhookFeed,
} from '../../src/exports/webhook-relay.js'
import { describeConformance, type PartUnderTest } from './conformance.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

const webhook = toWebhook(1)
const feed = toWebhookFeed([webhook])
const inRoot = (children: ReactNode) => <WebhookFeed.Root feed={feed}>{children}</WebhookFeed.Root>
const inItem = (children: ReactNode) => inRoot(<WebhookFeed.Item webhook={webhook}>{children}</WebhookFeed.Item>)
// A part's own props differ; what is asked of it here doesn't.
const tested = (part: unknown) => part as PartUnderTest['part']
const order = ['data-order', 'newest-first'] as const
const item = {
  wrap: inItem,
  needs: '<WebhookFeed.Item webhook={…}>',
  attribute: ['data-method', 'PUT'],
} as const

const parts: readonly PartUnderTest[] = [
  { name: 'WebhookFeed.View', part: tested(WebhookFeed.View), slot: 'feed', attribute: order, props: { feed } },
  { name: 'WebhookFeed.Root', part: tested(WebhookFeed.Root), slot: 'feed', attribute: order, props: { feed } },
  {
    name: 'FeedEmpty',
    part: tested(WebhookFeed.Empty),
    slot: 'feed-empty',
    attribute: ['data-empty', ''],
    wrap: (children) => <WebhookFeed.Root feed={toWebhookFeed([])}>{children}</WebhookFeed.Root>,
    needs: '<FeedRoot feed={…}>',
  },
  { name: 'WebhookFeed.Method', part: tested(WebhookFeed.Method), slot: 'webhook-method', ...item },
  { name: 'WebhookFeed.Query', part: tested(WebhookFeed.Query), slot: 'webhook-query', ...item },
  { name: 'WebhookFeed.Bucket', part: tested(WebhookFeed.Bucket), slot: 'webhook-bucket', ...item },
  { name: 'WebhookFeed.Status', part: tested(WebhookFeed.Status), slot: 'webhook-status', ...item },
  { name: 'WebhookFeed.Time', part: tested(WebhookFeed.Time), slot: 'webhook-time', ...item },
  { name: 'WebhookFeed.Headers', part: tested(WebhookFeed.Headers), slot: 'webhook-headers', ...item },
  { name: 'WebhookFeed.Body', part: tested(WebhookFeed.Body), slot: 'webhook-body', ...item },
  {
    name: 'WebhookFeed.CopyButton',
    part: tested(WebhookFeed.CopyButton),
    slot: 'copy',
    ...item,
    attribute: ['data-state', 'idle'],
  },
]

for (const part of parts) describeConformance(part)

test('An item of WebhookFeed has all of its parts', () => {
  render(<WebhookFeed.View feed={feed} locale="en" />)
  const row = screen.getByRole('listitem')
  for (const text of ['PUT', '?foo=bar', 'my-bucket', 'sent', '11 headers', '"hi": "there"'])
    expect(row).toHaveTextContent(text)
})

describe('A bucket has one name throughout a feed', () => {
  const { bucketName: _bucketName, ...logged } = toWebhook(2)
  const titles = () => [...document.querySelectorAll('[data-slot=ow-webhook-bucket]')].map((part) => part.textContent)

  test('that any of its webhooks has told, also after that one was let go of', () => {
    const { rerender } = render(<WebhookFeed.View feed={toWebhookFeed([webhook, logged])} />)
    expect(titles()).toEqual(['my-bucket', 'my-bucket'])
    rerender(<WebhookFeed.View feed={toWebhookFeed([logged])} />)
    expect(titles()).toEqual(['my-bucket'])
  })

  test('which else is the one that was asked for', () => {
    render(<WebhookFeed.View buckets={['orders']} feed={toWebhookFeed([logged])} />)
    expect(titles()).toEqual(['orders'])
  })

  test('which else is its id; of several that were asked for nobody knows which', () => {
    const other = { ...logged, id: 'other', bucketId: 'other-id' }
    render(<WebhookFeed.View buckets={['orders', 'my-bucket']} feed={toWebhookFeed([webhook, other])} />)
    expect(titles()).toEqual(['my-bucket', 'other-id'])
  })

  test('which a title has whole, where a narrow page cuts it short', () => {
    render(<WebhookFeed.View feed={toWebhookFeed([toWebhook(1, { outputs: ['output-1'] })])} />)
    expect(screen.getByTitle('my-bucket → output-1 · Default public endpoint')).toBeVisible()
  })
})

test('WebhookFeed shows where an output sends its webhook, and no secret of that address unless it is to', () => {
  const destinations = ['https://me:quietquiet@hooks.example/in?token=quietquiet&a=1']
  const feed = toWebhookFeed([toWebhook(1, { outputs: ['output-1'], destinations })])
  const { container, rerender } = render(<WebhookFeed.View feed={feed} />)
  expect(screen.getByText(/output-1 → https:\/\/redacted@hooks\.example\/in\?token=redacted&a=1/)).toBeVisible()
  expect(container.innerHTML).not.toMatch(/quietquiet/)
  rerender(<WebhookFeed.View feed={feed} revealSecrets />)
  expect(screen.getByText(/https:\/\/me:quietquiet@hooks\.example\/in\?token=quietquiet/)).toBeVisible()
})

test('A copied command plays a webhook again where its output sends it, if the app wants that', () => {
  expect(toDestinationUrl(toWebhook(1, { destinations: ['http://me:quietquiet@localhost:8080/in?a=1#b'] }))).toBe(
    'http://localhost:8080/in',
  )
  expect(toDestinationUrl(toWebhook(1))).toMatch(/^https:\/\/my\.webhookrelay\.com\/v1\/webhooks\/b90f/)
})

test('An empty WebhookFeed says why that may be so, as the vendor does', () => {
  render(<WebhookFeed.View feed={toWebhookFeed([])} />)
  expect(screen.getByText(defaultWebhookFeedMessages.empty)).toHaveTextContent(/only public outputs/)
})

test('A gap in WebhookFeed says so, and offers to load', async () => {
  const loadOlder = vi.fn<() => Promise<void>>(() => Promise.resolve())
  render(<WebhookFeed.View feed={toWebhookFeed([webhook, { from: 5, to: 9, isPending: false }], { loadOlder })} />)
  await userEvent.click(screen.getByRole('button', { name: 'Load' }))
  expect(loadOlder).toHaveBeenCalledWith({ from: 5, to: 9 })
})

describe('Secrets', () => {
  test('are nowhere in the document, nor in what is copied', async () => {
    const user = userEvent.setup()
    const { container } = render(<WebhookFeed.View feed={feed} />)
    expect(container.innerHTML).not.toContain('quietquiet')
    expect(screen.getAllByText('redacted')).toHaveLength(9)
    await user.click(screen.getByRole('button', { name: 'Copy as curl' }))
    const copied = await navigator.clipboard.readText()
    expect(copied).toContain("--header 'Authorization: redacted'")
    expect(copied).not.toContain('quietquiet')
  })

  test('are shown and copied only where the app says so', async () => {
    const user = userEvent.setup()
    const { container } = render(<WebhookFeed.View feed={feed} revealSecrets />)
    expect(container).toHaveTextContent('Bearer aaa-quietquiet')
    expect(container).toHaveTextContent('access_token=jjj-quietquiet')
    await user.click(screen.getByRole('button', { name: 'Copy as curl' }))
    expect(await navigator.clipboard.readText()).toContain('Bearer aaa-quietquiet')
  })

  test('are not rendered on a server either', () => {
    expect(renderToStaticMarkup(<WebhookFeed.View feed={feed} />)).not.toContain('quietquiet')
  })
})

describe('What the server has hidden', () => {
  const hidden = toWebhook(1, {
    headers: { 'Content-Type': ['application/json'], Authorization: [hiddenSecret], 'X-Own': [hiddenSecret] },
    query: `foo=bar&token=${hiddenSecret}`,
    body: `{"pin": "${hiddenSecret}"}`,
  })
  const sign = defaultWebhookFeedMessages.hidden

  test.each([false, true])('is said to be hidden there, and not here, where secrets are revealed: %s', (reveals) => {
    const { container } = render(<WebhookFeed.View feed={toWebhookFeed([hidden])} revealSecrets={reveals} />)
    expect(screen.getAllByText(sign)).toHaveLength(2)
    expect(container).toHaveTextContent(`?foo=bar&token=${sign}`)
    expect(container).toHaveTextContent(`"pin": "${sign}"`)
    expect(container).not.toHaveTextContent(hiddenSecret)
    expect(container).not.toHaveTextContent('redacted')
  })

  test('is marked in what is copied, and the button says that it lacks something', async () => {
    const user = userEvent.setup()
    render(<WebhookFeed.View feed={toWebhookFeed([hidden])} revealSecrets />)
    await user.click(screen.getByRole('button', { name: 'Copy as curl, without what the server hides' }))
    const copied = await navigator.clipboard.readText()
    expect(copied).toContain(`--header 'Authorization: ${hiddenSecret}'`)
    expect(copied).toContain(`?foo=bar&token=${hiddenSecret}'`)
    expect(copied).toContain(`--data-raw '{"pin": "${hiddenSecret}"}'`)
  })

  test('can be said in other words', () => {
    const messages = { webhookFeed: { hidden: 'vom Server verborgen' } }
    const { container } = render(<WebhookFeed.View feed={toWebhookFeed([hidden])} messages={messages} />)
    expect(container).toHaveTextContent('token=vom Server verborgen')
    expect(container).not.toHaveTextContent(sign)
  })

  test('is no way around what this page hides: a sender may write the same', () => {
    const forged = toWebhook(1, {
      headers: { Authorization: [`Bearer aaa ${hiddenSecret}`] },
      query: `token=bbb${hiddenSecret}`,
      body: '',
    })
    const { container } = render(<WebhookFeed.View feed={toWebhookFeed([forged])} />)
    expect(container.innerHTML).not.toMatch(/aaa|bbb/)
  })
})

describe('A body', () => {
  const draw = (body: string, type: string) => {
    const hostile = toWebhook(1, { body, headers: { 'content-type': [type] }, query: '' })
    const { container } = render(<WebhookFeed.View feed={toWebhookFeed([hostile])} />)
    return container.querySelector('[data-slot=ow-webhook-body]')
  }

  test.each(['text/html', 'image/svg+xml', 'application/json', 'application/x-www-form-urlencoded', ''])(
    'is never markup: %s',
    (type) => {
      const body = draw('<img src=x onerror="alert(1)"><script>alert(1)</script>', type)
      expect(body?.children).toHaveLength(0)
      expect(body).toHaveTextContent('<script>')
    },
  )

  test('keeps every digit', () => {
    expect(draw('{"amount":9007199254740993,"rate":1.0}', 'application/json')?.textContent).toBe(
      '{\n  "amount": 9007199254740993,\n  "rate": 1.0\n}',
    )
  })

  test('that is long is not all in the document', () => {
    const body = draw('x'.repeat(50_000), 'text/plain')
    expect(body?.textContent?.length).toBeLessThan(10_100)
    expect(body).toHaveTextContent('… and 40000 more characters')
  })

  test('can be reached by the keyboard, and has a name', () => {
    expect(draw('x', 'text/plain')).toHaveAttribute('tabindex', '0')
    expect(screen.getByRole('group', { name: 'Body' })).toHaveTextContent('x')
  })
})
