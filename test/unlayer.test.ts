import { expect, test } from 'vitest'
import { unlayer } from './support/unlayer.mjs'

const flat = (css: string) => unlayer(css).replaceAll(/\s+/g, ' ').trim()

test('The layer goes and every selector weighs one class more', () => {
  expect(
    flat('@layer base, onwire;\n@layer onwire { :where(.a, .b) { color: red } :where(.c):hover { color: blue } }'),
  ).toBe(':where(.a,.b):not(.ow-unlayered){color:red}:where(.c):hover:not(.ow-unlayered){color:#00f}')
})

test('Each selector of a list is raised, in front of its pseudo-element', () => {
  expect(flat(':where(.a)::before, :where(.b) { color: red }')).toBe(
    ':where(.a):not(.ow-unlayered):before,:where(.b):not(.ow-unlayered){color:red}',
  )
})

test('Conditions are entered, keyframes and properties are left alone', () => {
  expect(
    flat(
      '@layer onwire { @media (width < 10px) { :where(.a) { color: red } } @keyframes spin { to { rotate: 1turn } } }',
    ),
  ).toBe('@media (width<10px){:where(.a):not(.ow-unlayered){color:red}}@keyframes spin{to{rotate:1turn}}')
})

test('A brace that nothing closes is an error, not a cut file', () => {
  expect(() => unlayer('@layer onwire { .a {}')).toThrow('Unclosed block')
})
