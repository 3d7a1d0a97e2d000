/** Writes what each host puts into a page, as its own packages make it: resets, base rules, tokens. */
import { createElement as h } from 'react'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ChakraProvider, defaultSystem } from '@chakra-ui/react'
import { createTheme, CssBaseline, ThemeProvider } from '@mui/material'
import postcss from 'postcss'
import { renderToString } from 'react-dom/server'
import { compile } from 'tailwindcss'
import tailwind3 from 'tailwindcss3'

const require = createRequire(import.meta.url)
const read = (file) => readFileSync(require.resolve(file), 'utf8')
const write = (name, css) => writeFileSync(new URL(`${name}.css`, import.meta.url), css)
/** Emotion writes its style elements into what a server renders. */
const toCss = (element) =>
  [...renderToString(element).matchAll(/<style[^>]*>([^]*?)<\/style>/g)]
    .map(([, css]) => css.replaceAll('&quot;', '"'))
    .join('\n')

const loadStylesheet = async (id, base) => {
  const path = id === 'tailwindcss' ? 'tailwindcss/index.css' : id.replace('./', 'tailwindcss/')
  return { base, path, content: read(path) }
}
write('tailwind4', (await compile('@import "tailwindcss";', { base: '/', loadStylesheet })).build([]))
const tailwind = postcss([tailwind3({ content: [{ raw: '<p>' }] })])
write('tailwind3', (await tailwind.process('@tailwind base;', { from: undefined })).css)
write('bootstrap5', read('bootstrap/dist/css/bootstrap.css'))
write('mui', toCss(h(ThemeProvider, { theme: createTheme() }, h(CssBaseline))))
write('chakra3', toCss(h(ChakraProvider, { value: defaultSystem })))
