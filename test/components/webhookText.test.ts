import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBodyText } from '../../src/components/webhookRelay/toBodyText.js'
import { isSecretName, redactQuery } from '../../src/protocols/webhookRelay/secrets.js'
import { quote, toCurl } from '../../src/components/webhookRelay/toCurl.js'
import { toWebhook } from './webhooks.js'
import { checkProperty } from '../support/property.js'

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc
    .array(
      fc.constantFrom("'", '"', '\\', '$', '`', '$(id)', '!', '\n', '\r', ' ', '*', '~', '-', '%', ';', '&', '|', '\t'),
      { maxLength: 20 },
    )
    .map((all) => all.join('')),
)
/** What a shell can be given at all: no NUL, and no half of a pair. */
const toArgument = (text: string) => Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8')
/** `$'…'` is POSIX's since 2024, and bash's since long before. */
const sh = (script: string) => execFileSync('bash', ['-c', script], { encoding: 'utf8', maxBuffer: 1e7 })

/** A shell is dear: each reads the commands of many stories. */
const storiesEach = 25
const batchOf = <Story>(story: fc.Arbitrary<Story>) =>
  fc.array(story, { minLength: storiesEach, maxLength: storiesEach })
/** Prints how many arguments it was given, and each of them. */
const printer = `printf '%s\\000' "$#" "$@"`

/** What each of the commands, which call the function `name`, gives it. */
function readArguments(name: string, commands: readonly string[]): readonly (readonly string[])[] {
  const printed = sh(`${name}() { ${printer}; }\n${commands.join('\n')}\n`).split('\0')
  let at = 0
  return commands.map(() => {
    const count = Number(printed[at])
    at += count + 1
    return printed.slice(at - count, at)
  })
}

const curlStory = fc.record({ method: nasty, query: nasty, body: nasty, name: nasty, value: nasty })
type CurlStory = typeof curlStory extends fc.Arbitrary<infer Story> ? Story : never

function expectArguments(args: readonly string[], { body, method, query }: CurlStory) {
  const url = query ? `https://example.com/in?${query}` : 'https://example.com/in'
  expect(args.slice(0, 4)).toEqual(['--globoff', '--request', toArgument(method), toArgument(url)])
  const options = args.slice(4).filter((_arg, nth) => nth % 2 === 0)
  expect(options.every((option) => option === '--header' || option === '--data-raw')).toBe(true)
  for (const header of args.filter((_arg, nth) => args[nth - 1] === '--header'))
    expect(header).toMatch(/^[!#$%&'*+.^_`|~\w-]+(: .+|;)$/s)
  if (body.replaceAll('\0', '') !== '') expect(args.slice(-2)).toEqual(['--data-raw', toArgument(body)])
}

describe('A copied command', () => {
  test('has each text as one word of the shell, unchanged, whatever it is', () => {
    const batch = batchOf(fc.array(nasty, { minLength: 1, maxLength: 20 }))
    const says = (stories: readonly (readonly string[])[]) => {
      const commands = stories.map((texts) => `show ${texts.map(quote).join(' ')}`)
      expect(readArguments('show', commands)).toEqual(stories.map((texts) => texts.map(toArgument)))
    }
    checkProperty(fc.property(batch, says), { storiesEach })
  })

  test('gives curl just the arguments that it should get, whatever the sender wrote', () => {
    const batch = batchOf(curlStory)
    const says = (stories: readonly CurlStory[]) => {
      const commands = stories.map(({ body, method, name, query, value }) => {
        const webhook = toWebhook(1, { method, query, body, headers: { [name]: [value], Accept: ['a'] } })
        return toCurl(webhook, { url: 'https://example.com/in', revealsSecrets: true, redacted: 'redacted' })
      })
      const given = readArguments('curl', commands)
      stories.forEach((story, nth) => expectArguments(given[nth] ?? [], story))
    }
    checkProperty(fc.property(batch, says), { storiesEach })
  })

  test('holds no control and no mark that nobody sees: a terminal would obey it, even between quotes', () => {
    checkProperty(
      fc.property(nasty, nasty, (body, value) => {
        const text = `\u0003${value}\u202e\n`
        const webhook = toWebhook(1, { method: text, query: text, body: body + text, headers: { a: [text] } })
        const command = toCurl(webhook, { url: 'https://example.com/in', revealsSecrets: true, redacted: 'redacted' })
        expect(command.replaceAll(' \\\n  ', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
    expect(quote("a\u0003b'\\")).toBe("$'a\\003b\\'\\\\'")
  })

  test('leaves out what curl says by itself, and names that are none', () => {
    const headers = {
      Host: ['x'],
      'content-length': ['3'],
      '@/etc/passwd': ['x'],
      'X-Empty': [''],
      'X-Two': ['a', 'b\r\nc'],
    }
    const webhook = toWebhook(1, { method: 'GET', body: '', query: '', headers })
    expect(toCurl(webhook, { url: 'https://example.com/in', revealsSecrets: false, redacted: 'redacted' })).toBe(
      [
        "curl --globoff --request 'GET' 'https://example.com/in'",
        "--header 'X-Empty;'",
        "--header 'X-Two: a'",
        "--header 'X-Two: b c'",
      ].join(' \\\n  '),
    )
  })
})

describe('Secret names', () => {
  test.each([
    'AUTHORIZATION',
    'proxy-authorization',
    'cookie',
    'Set-Cookie',
    'X-Signature',
    'svix-signature',
    'X-Auth',
    'api_key',
    'access_token',
    'X-Slack-Signature',
    'sig',
    'key',
    'X-Session-Id',
    'Authentication-Info',
    'x-access-key',
  ])('include %s', (name) => expect(isSecretName(name)).toBe(true))
  test.each(['Content-Type', 'Accept', 'User-Agent', 'X-Request-Id', 'monkey', 'author', 'design'])(
    'do not include %s',
    (name) => expect(isSecretName(name)).toBe(false),
  )
  test('are found in a query, also where they are written in escapes; all else stays', () => {
    expect(redactQuery('a=1&access%5Ftoken=x&b&%zz=%&sig=', 'redacted')).toBe(
      'a=1&access%5Ftoken=redacted&b&%zz=%&sig=redacted',
    )
  })
  test.each([
    ['a=1;token=x', 'a=1;token=redacted'],
    ['token=a;b,c', 'token=redacted'],
    ['next=https%3A%2F%2Fx.example%3Ftoken%3Dabc&b=1', 'next=https%3A%2F%2Fx.example%3Ftoken%3Dredacted&b=1'],
    ['https://x.example/in?b=1&key=abc', 'https://x.example/in?b=1&key=redacted'],
    ['text/html; charset=utf-8', 'text/html; charset=utf-8'],
  ])('are found within %j', (text, left) => {
    expect(redactQuery(text, 'redacted')).toBe(left)
  })
})

describe('The text of a body', () => {
  test('of JSON says the same, token by token, as long as it is shown whole', () => {
    checkProperty(
      fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 0, max: 4 }), (json, spaces) => {
        const written = JSON.stringify(JSON.parse(json), null, spaces)
        const { kind, more, text } = toBodyText(written, 'application/json; charset=utf-8')
        if (more > 0) return
        expect([kind, text]).toEqual(['json', expect.any(String)])
        // Nothing but what nobody sees is written in another way.
        if (text.length > 0) expect(JSON.parse(text)).toEqual(JSON.parse(written))
      }),
    )
  })

  test('is bounded, and nothing is thrown, whatever the body and its type', () => {
    const type = fc.constantFrom(
      'application/json',
      'application/problem+json',
      'application/x-www-form-urlencoded',
      'text/plain',
      '',
      'x',
    )
    checkProperty(
      fc.property(fc.oneof(nasty, fc.string({ minLength: 9_990, maxLength: 12_000 })), type, (body, contentType) => {
        const { text } = toBodyText(body, contentType)
        expect(text.length).toBeLessThan(60_100)
      }),
    )
    const deep = '['.repeat(5_000) + ']'.repeat(5_000)
    expect(toBodyText(deep, 'application/json').text.length).toBeLessThan(10_100)
  })

  test.each([
    ['form', 'a=1&b=it%27s+fine', 'application/x-www-form-urlencoded', "a = 1\nb = it's fine"],
    ['json', '[]', 'application/json', '[]'],
    ['json', '{"a":{},"a":[1,2]}', 'application/vnd.api+json', '{\n  "a": {},\n  "a": [\n    1,\n    2\n  ]\n}'],
    ['text', '{"cut": 1, "here', 'application/json', '{"cut": 1, "here'],
    ['text', 'a\u0000\u001b[31m\u202eb', 'application/octet-stream', 'a\\u0000\\u001b[31m\\u202eb'],
    ['empty', '', 'application/json', ''],
  ])('is of the kind %s for %j', (kind, body, type, text) => {
    expect(toBodyText(body, type)).toEqual({ kind, text, more: 0 })
  })
})
