// @ts-check
/**
 * Each secret that a test makes up holds a marker, so that it is found wherever it turns up, in whatever form: as it is (in an address
 * or in JSON it looks the same), cut after six characters, reversed, byte by byte (hex, `%68`, `\u0068`, `[104, 117]`), or anywhere in
 * base64. Signatures are known one by one: the tests write down what is signed.
 */

/** Of keys, tokens and passwords: whoever has one can act in the app's name. */
export const keyMarker = 'hushhush'

/** Of secrets inside of webhooks, that their senders have put there: whoever may read a webhook reads them. */
export const contentMarker = 'quietquiet'

/** A key that looks as a service's own may, and holds no marker. */
export const shapedKey = '4f0c2a9e-1b7d-4c55-9a3e-2f6b8d1e0c77'

/** What the keys that the demo draws begin with. */
const demoMarker = 'demo-secret-'

/** @param {string} text */
export const reverse = (text) => Array.from(text).reduceRight((reversed, letter) => reversed + letter, '')

/**
 * Base64 without the characters at either end that depend on what stands beside the word.
 * @param {string} word
 */
function inBase64(word) {
  return [0, 1, 2].map((before) => {
    const text = btoa(`${'\0'.repeat(before)}${word}`).replace(/=+$/, '')
    const bits = (before + word.length) * 8
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6))
  })
}

/**
 * @param {string} word
 * @param {number} shortest How much of its beginning gives it away.
 * @returns {readonly (readonly [form: string, pattern: string, flags: string])[]}
 */
function toForms(word, shortest = 6) {
  const codes = Array.from(word, (letter) => letter.charCodeAt(0))
  const between = String.raw`(?:\s|%|0x|\\+x|\\+u00|\\+u\{|\}|[,:;-]|&#x?)*`
  return [
    ['as it is', word.slice(0, shortest), 'gi'],
    ['reversed', reverse(word), 'gi'],
    ['in hexadecimal digits', codes.map((code) => code.toString(16)).join(between), 'gi'],
    ['in bytes', codes.join(String.raw`(?:\D{1,4}\d{1,5}"\s?:\s?|\D{1,8})`), 'g'],
    ['in base64', inBase64(word).join('|'), 'g'],
  ]
}

const searches = [
  ...toForms(keyMarker).map((form) => ({ what: 'a key', form })),
  ...toForms(shapedKey, 13).map((form) => ({ what: 'a key', form })),
  ...toForms(demoMarker, 12).map((form) => ({ what: 'a key', form })),
  ...toForms(contentMarker).map((form) => ({ what: "a webhook's secret", form })),
  // What the simulators put into webhooks.
  {
    what: "a webhook's secret",
    form: /** @type {const} */ (['as it is', '\\bsimulated-[0-9a-f]{24}\\b|sha256=[0-9a-f]{64}\\b', 'gi']),
  },
  {
    what: 'a signature',
    form: /** @type {const} */ (['after its name', String.raw`signature[-\w]*\W{1,8}[0-9a-f]{64}\b`, 'gi']),
  },
].map(({ what, form: [form, pattern, flags] }) => ({ what, form, pattern: new RegExp(pattern, flags) }))

/**
 * @typedef {object} Found
 * @property {string} what `a key`, `a webhook's secret` or `a signature`.
 * @property {string} form How it is written.
 * @property {string} around It and what stands around it.
 */

/**
 * All secrets in a text; `signatures` are those that were made, as hexadecimal digits.
 * @param {string} text
 * @param {ReadonlySet<string>} [signatures]
 * @returns {Found[]}
 */
export function findSecrets(text, signatures = new Set()) {
  const found = searches.flatMap(({ what, form, pattern }) =>
    Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({
      what,
      form,
      around: cut(text, index, length),
    })),
  )
  return [...found, ...findSignatures(text, signatures)]
}

/**
 * @param {string} text
 * @param {ReadonlySet<string>} signatures
 * @returns {Found[]}
 */
function findSignatures(text, signatures) {
  if (signatures.size === 0) return []
  const what = 'a signature'
  /** @type {Found[]} */
  const found = []
  for (const { index, 0: digits } of text.matchAll(/[0-9a-f]{64,}/gi)) {
    for (let at = 0; at + 64 <= digits.length; at += 1)
      if (signatures.has(digits.slice(at, at + 64).toLowerCase()))
        found.push({ what, form: 'in hexadecimal digits', around: cut(text, index + at, 64) })
  }
  // 32 bytes are 43 characters.
  for (const { index, 0: word } of text.matchAll(/(?<![\w+/-])[\w+/-]{43}(?![\w+/-])/g)) {
    const hex = Buffer.from(word, 'base64').toString('hex')
    if (signatures.has(hex)) found.push({ what, form: 'in base64', around: cut(text, index, 43) })
  }
  return found
}

/**
 * @param {string} text
 * @param {number} index
 * @param {number} length
 */
function cut(text, index, length) {
  return text.slice(Math.max(0, index - 60), index + length + 40).replaceAll(/\s+/g, ' ')
}
