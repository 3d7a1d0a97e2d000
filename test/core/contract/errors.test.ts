import { expect, test } from 'vitest'
import { OnwireError, RateLimitedError, toMistake } from '../../../src/core/contract/errors.js'

test('The message says what happened, why it matters and what to do', () => {
  const cause = new Error('below')
  const error = new OnwireError({
    code: 'NO_PROVIDER',
    what: 'There is no provider.',
    why: 'Nothing can be followed.',
    remedy: 'Wrap the app in one.',
    protocol: 'relay',
    cause,
  })
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'OnwireError', code: 'NO_PROVIDER', protocol: 'relay', cause })
  expect(error.remedy).toBe('Wrap the app in one.')
  expect(String(error)).toBe('OnwireError: There is no provider. Nothing can be followed. Wrap the app in one.')
})

test('A mistake says what to do while the page is developed; a production build keeps its code', () => {
  const mistake = toMistake('NO_PROVIDER', { what: 'There is no provider.', remedy: 'Wrap the app in one.' }, 'relay')
  expect(mistake).toMatchObject({ code: 'NO_PROVIDER', protocol: 'relay', remedy: 'Wrap the app in one.' })
  expect(mistake.message).toBe('There is no provider. Wrap the app in one.')
  expect(toMistake('NO_PROVIDER', false).message).toBe('NO_PROVIDER. A development build says more.')
})

test('What is not known is left out', () => {
  const error = new OnwireError({ code: 'CLOSED', what: 'It is closed.', remedy: 'Make a new one.' })
  expect([error.message, error.protocol, 'cause' in error]).toEqual(['It is closed. Make a new one.', undefined, false])
})

test('A rate limit tells how long to wait, in whole seconds to people', () => {
  const error = new RateLimitedError({ protocol: 'relay', retryAfterMs: 1_500 })
  expect(error).toBeInstanceOf(OnwireError)
  expect(error).toMatchObject({
    name: 'RateLimitedError',
    code: 'RATE_LIMITED',
    protocol: 'relay',
    retryAfterMs: 1_500,
  })
  expect(error.message).toContain('asked again in 2 s')
})
