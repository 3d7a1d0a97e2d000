import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findUnmarked } from './support/secrets/findUnmarked.js'
import { contentMarker, findSecrets, keyMarker, reverse, shapedKey } from './support/secrets/forms.mjs'
import { places, recorded } from './support/secrets/places.mjs'
import { searchForSecrets } from './support/secrets/search.mjs'

const key = `${keyMarker}-relay-9f2b`
const hmac = createHmac('sha256', key).update('1774993296140.{}')
const signature = hmac.digest('hex')
const bytes = (text: string) => [...Buffer.from(text)]
const hex = (text: string) => Buffer.from(text).toString('hex')

/** Each way in which something may be written that was never meant to be. */
const forms: readonly (readonly [how: string, text: string])[] = [
  ['as it is', `wss://ws.example/?apiKey=${key}&x=1`],
  ['in capitals', key.toUpperCase()],
  ['cut short', `the key ${key.slice(0, 6)}… is no key`],
  ['in JSON within JSON', JSON.stringify(JSON.stringify({ key }))],
  ['in an encoded URL', encodeURIComponent(encodeURIComponent(`https://me:${key}@x.example`))],
  [
    'each letter percent-encoded',
    bytes(key)
      .map((byte) => `%${byte.toString(16)}`)
      .join(''),
  ],
  [
    'each letter escaped',
    bytes(key)
      .map((byte) => `\\u00${byte.toString(16)}`)
      .join(''),
  ],
  [
    'escaped within JSON',
    JSON.stringify(
      bytes(key)
        .map((byte) => `\\x${byte.toString(16)}`)
        .join(''),
    ),
  ],
  [
    'as HTML entities',
    bytes(key)
      .map((byte) => `&#x${byte.toString(16)};`)
      .join(''),
  ],
  ['shaped as a service shapes its own', `?token=${shapedKey}`],
  ['of the demo', 'demo-secret-1f2e'],
  ['reversed', reverse(key)],
  ['in hexadecimal digits', hex(`Basic ${key}`).toUpperCase()],
  ['as Node shows a buffer', `<Buffer ${hex(key).match(/../g)?.join(' ')}>`],
  ['as JSON shows a buffer', JSON.stringify(Buffer.from(key))],
  ['as JSON shows bytes', JSON.stringify(Object.assign({}, bytes(key)))],
  ...[0, 1, 2].flatMap((before) => [
    [`in base64, behind ${before} letters`, btoa(`${'k'.repeat(before)}${key}:${key}`)] as const,
    [
      `in base64 of an address, behind ${before}`,
      Buffer.from(`${'?'.repeat(before)}${key}`).toString('base64url'),
    ] as const,
    [`in base64 as its secret, behind ${before}`, btoa(`${'k'.repeat(before)}:${key}`)] as const,
  ]),
  ['the signature', `x ${signature} y`],
  ['the signature in capitals', signature.toUpperCase()],
  ['the signature within other digits', `0x${'0'.repeat(7)}${signature}${'f'.repeat(5)}`],
  ['the signature in base64', `sig=${Buffer.from(signature, 'hex').toString('base64')}`],
  ['the signature in base64 of an address', `"${Buffer.from(signature, 'hex').toString('base64url')}"`],
  ['a signature that nobody wrote down, by its name', `{"x-signature-sha256":"${'0f'.repeat(32)}"}`],
  ["a webhook's secret", `session=${contentMarker}-1`],
  ["a secret of a simulator's webhook", `Bearer simulated-${'0a1b2c3d'.repeat(3)}`],
]

describe('A secret is found', () => {
  test.each(forms.map(([how, text]) => ({ how, text })))('$how', ({ text }) => {
    expect(findSecrets(text, new Set([signature]))).not.toEqual([])
    expect(findSecrets(`${'a1/='.repeat(500)} ${text} ${'b2+_'.repeat(500)}`, new Set([signature]))).not.toEqual([])
  })
})

test('A text that is no secret is not found', () => {
  const innocent = [
    `0x${'a1'.repeat(32)}`,
    'hush, hush',
    btoa('nothing at all, and that at length'),
    '"x-signature-sha256": "…"',
  ]
  expect(findSecrets(innocent.join(' '), new Set([signature]))).toEqual([])
})

describe('A secret that a test makes up holds a marker', () => {
  const top = new URL('../', import.meta.url).pathname
  const sources = ['test', 'stories', 'examples']
    .flatMap((folder) =>
      readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    // The benchmarks are no part of `npm test`; what is installed or built isn't the tests' own.
    .filter(
      (file) =>
        !/(node_modules|\/dist|\.output|^test\/(bench|fixtures|support\/secrets))\/|^test\/secrets\./.test(file),
    )

  test('in every source', () => {
    expect(sources.length).toBeGreaterThan(150)
    const unmarked = sources.flatMap((file) =>
      findUnmarked(readFileSync(join(top, file), 'utf8')).map((text) => `${file}: ${text}`),
    )
    expect(unmarked).toEqual([])
  })

  test.each([
    "relay({ apiKey: 'plain' })",
    "{ key: 'a', secret: `b` }",
    "'wss://x.example/?apiKey=plain'",
    "'https://me:plain@x.example'",
    "{ 'x-api-key': 'plain' }",
    "{ authorization: 'Bearer plain' }",
    "{ token: 'sk-plain' }",
  ])('as %s does not', (source) => expect(findUnmarked(source)).not.toEqual([]))
})

describe('The search for secrets', () => {
  const root = mkdtempSync(join(tmpdir(), 'onwire-secrets-'))
  afterAll(() => rmSync(root, { recursive: true }))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  /** A file that is searched, for each folder of each place. */
  const files = places.flatMap(({ folders, files: wanted = /./ }) =>
    folders.map((folder) => {
      const name = ['a.log', 'a.js', 'a.js.map', 'a.json'].find((one) => wanted.test(one))
      return `${folder}/${name}`
    }),
  )
  const all = { build: true, browser: true }
  const clean = () => {
    for (const file of files) write(file, 'nothing\n')
    write(`${recorded}/signatures/1.log`, `${signature}\n`)
  }

  test('finds nothing where nothing is, and says what it has looked at', () => {
    clean()
    const { counts, problems } = searchForSecrets(root, all)
    expect(problems).toEqual([])
    for (const { name } of places) expect(counts.join('\n')).toMatch(new RegExp(`^[1-9]\\d* ${name} `, 'm'))
  })

  test.each(files)('finds a key, a signature and each other form in %s', (file) => {
    clean()
    for (const [how, text] of forms.filter(([how]) => !/webhook/.test(how))) {
      write(file, `before\n${text}\nafter\n`)
      const { problems } = searchForSecrets(root, all)
      expect([how, problems.length]).not.toEqual([how, 0])
      for (const problem of problems) expect(problem).toContain(`${file}: a `)
    }
  })

  test.each([...places])('does not pass where there are no $name', ({ name, folders, needs }) => {
    clean()
    for (const folder of folders) rmSync(join(root, folder), { recursive: true })
    write(`${recorded}/signatures/1.log`, `${signature}\n`)
    const missing = `There are no ${name}, so that nothing can be found in them.`
    expect(searchForSecrets(root, all).problems).toContain(missing)
    if (needs) expect(searchForSecrets(root, { ...all, [needs]: false }).problems).not.toContain(missing)
  })

  test('does not pass where no signature was written down', () => {
    clean()
    rmSync(join(root, recorded, 'signatures'), { recursive: true })
    expect(searchForSecrets(root, all).problems).toEqual([expect.stringContaining('No signature was recorded')])
  })

  test('takes an excuse for one thing in one place', () => {
    clean()
    const excuse = { what: 'a key', in: /^dist\//, near: /apiKey=/, why: 'It is shown there.' }
    write('dist/a.js', `apiKey=${key}`)
    write('dist-storybook/a.js', `apiKey=${key}`)
    const { counts, problems } = searchForSecrets(root, all, [excuse])
    expect(problems).toEqual([expect.stringMatching(/^dist-storybook\/a\.js: a key, as it is/)])
    expect(counts.join('\n')).toContain('It is shown there.')
  })
})
