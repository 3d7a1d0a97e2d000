import { describe, expect, test } from 'vitest'
import { bridge } from '../../../src/exports/bridge.js'
import {
  type ConcealOptions,
  hiddenSecret,
  isSecretName,
  type Webhook,
  webhookRelay,
} from '../../../src/protocols/webhookRelay/index.js'
import { createConceal } from '../../../src/protocols/webhookRelay/secrets.js'
import { createSetup } from './webhookRelaySetup.js'

const request = {
  headers: {
    Authorization: ['Bearer quietquiet'],
    'X-Pin': ['1234'],
    Referer: ['https://x.example/?token=quietquiet'],
    Accept: ['*/*'],
  },
  query: 'a=1&api_key=quietquiet',
  body: '{"card":"4242"}',
}

/** What is known once the socket and the log have told of what is delivered. */
async function show(protocol: ConcealOptions, ...all: readonly Readonly<Record<string, unknown>>[]) {
  const setup = createSetup({ protocol })
  setup.watch(['a'])
  await setup.wait(500)
  for (const each of all) {
    setup.simulator.deliver('a', { ...request, ...each }, { hasId: false })
    await setup.wait(20)
  }
  await setup.wait(150_000)
  return { items: setup.data(['a'])?.items ?? [], diagnostics: setup.diagnostics }
}

describe('Secrets, where nobody exposes the credentials', () => {
  test('are taken out of what the socket and the log tell, and the two are still known for one webhook', async () => {
    const { items } = await show({}, {})
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      id: expect.stringMatching(/^~/),
      logId: expect.any(String),
      headers: {
        Authorization: [hiddenSecret],
        'X-Pin': ['1234'],
        Referer: [`https://x.example/?token=${hiddenSecret}`],
        Accept: ['*/*'],
      },
      query: `a=1&api_key=${hiddenSecret}`,
    })
    expect(JSON.stringify(items)).not.toContain('quietquiet')
  })

  test('that are all that two webhooks differ in leave them two', async () => {
    const { items } = await show({}, { headers: { Authorization: ['Bearer other-quietquiet'] } }, {}, {})
    expect(items).toHaveLength(3)
    expect(new Set(items.map(({ logId }) => logId)).size).toBe(3)
  })

  test('are more, or others, where the app says so', async () => {
    const isSecret = (name: string) => isSecretName(name) || name === 'X-Pin'
    const conceal = (webhook: Webhook) => ({ ...webhook, body: webhook.body.replace('4242', hiddenSecret), id: 'x' })
    const { items } = await show({ isSecret, conceal }, {})
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      id: expect.stringMatching(/^~/),
      headers: { 'X-Pin': [hiddenSecret], Authorization: [hiddenSecret] },
      body: `{"card":"${hiddenSecret}"}`,
    })
  })

  test.each<[string, ConcealOptions]>([
    ['isSecret', { isSecret: () => JSON.parse('{') }],
    ['conceal', { conceal: () => JSON.parse('{') }],
  ])('stay hidden, with all else, where `%s` throws, and no webhook is lost', async (_name, options) => {
    const { items } = await show(options, {})
    expect(items).toMatchObject([{ method: 'POST', headers: {}, query: '', body: hiddenSecret }])
  })

  test('are found once: what is hidden stays as it is', () => {
    const conceal = createConceal({})
    const webhook: Webhook = { id: '1', bucketId: 'b', outputs: [], method: 'PUT', receivedAt: 1, ...request }
    expect(conceal(conceal(webhook))).toEqual(conceal(webhook))
  })

  test('are taken out of the addresses that outputs send to, and the addresses with all else where it throws', () => {
    const destinations = ['https://me:quietquiet@hooks.example/in?token=quietquiet&a=1', 'http://localhost:8080']
    const webhook: Webhook = {
      ...request,
      id: '1',
      bucketId: 'b',
      outputs: [],
      method: 'PUT',
      receivedAt: 1,
      destinations,
    }
    expect(createConceal({})(webhook).destinations).toEqual([
      `https://${hiddenSecret}@hooks.example/in?token=${hiddenSecret}&a=1`,
      'http://localhost:8080',
    ])
    const broken = createConceal({ conceal: () => JSON.parse('{') })
    expect(broken(webhook)).not.toHaveProperty('destinations')
  })
})

describe('webhookRelay()', () => {
  const via = bridge('https://app.example/api/onwire')
  const credentials = () => Promise.resolve({ token: 'sk-hushhush-1' })

  test.each<[string, () => unknown]>([
    // @ts-expect-error -- As JavaScript may call it.
    ['neither', () => webhookRelay({})],
    // @ts-expect-error -- As JavaScript may call it.
    ['both', () => webhookRelay({ via, credentials })],
    // @ts-expect-error -- As JavaScript may call it.
    ['a token that is no function', () => webhookRelay({ credentials: 'sk-hushhush-1' })],
  ])('wants a way or credentials, one of them: %s', (_what, create) => {
    expect(create).toThrow(
      expect.objectContaining({ code: 'INVALID_CREDENTIALS', message: expect.stringMatching(/`via`.*`credentials`/) }),
    )
  })

  test('over another way is the same protocol, and is private', () => {
    expect(webhookRelay({ via })).toMatchObject({ id: 'webhook-relay', name: 'webhookRelay', isPrivate: true })
    expect(webhookRelay({ credentials }).isPrivate).toBe(true)
  })
})
