/** Runs in a page of the end-to-end tests before the page's own scripts do. */
import { installDevtools } from './readComponents.js'

const texts = new Map<string, string>()
const devtools = installDevtools((path, text) => {
  if (text.length >= 6 && !texts.has(text)) texts.set(text, `${path}: ${text}`)
})

Object.assign(globalThis, {
  readShown() {
    devtools.readAll()
    return [...texts.values()]
  },
})
