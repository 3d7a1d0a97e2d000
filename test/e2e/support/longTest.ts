import { test } from 'vitest'
import { isShort } from '../../support/isShort.js'

/**
 * A test that `npm run test:e2e` plays and `npm test` doesn't: what it looks at has tests of its own on the manual clock,
 * and a browser takes half a minute to play it. Each tab keeps some that `npm test` plays.
 */
export const longTest = isShort ? test.skip : test
