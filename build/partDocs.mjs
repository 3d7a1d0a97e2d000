// @ts-check
/**
 * `npm run docs:parts`: a page for each part, of its docstrings, its types and the style sheet. It writes `stories/generated/parts`, which
 * Storybook shows, and `src/components/PARTS.md`. With `--check` it writes nothing, and fails where one of them is stale.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readParts } from './partDocs/readParts.mjs'
import { toMarkdown } from './partDocs/toMarkdown.mjs'

/** @typedef {import('./partDocs/readParts.mjs').PartDoc} PartDoc */

const root = new URL('../', import.meta.url).pathname
const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
const folder = 'stories/generated/parts'

/** Storybook's sections, by the folders of the components. */
const sections = {
  timeline: 'Timeline',
  status: 'Status',
  feed: 'Feed',
  relay: 'Relay',
  fusion: 'Fusion',
  logs: 'Logs',
  evm: 'EVM',
  webhookRelay: 'Webhook Relay',
}

const parts = readParts(root)
const pages = new Map([
  ['src/components/PARTS.md', toMarkdown(parts, sections)],
  [`${folder}/parts.json`, `[\n${parts.map((part) => JSON.stringify(part)).join(',\n')}\n]\n`],
  ...parts.map((part) => /** @type {const} */ ([`${folder}/${part.name}.mdx`, toPage(part)])),
])
const gone = existsSync(root + folder)
  ? readdirSync(root + folder)
      .filter((name) => !pages.has(`${folder}/${name}`))
      .map((name) => `${folder}/${name}`)
  : []
const stale = [...pages].filter(
  ([path, text]) => !existsSync(root + path) || readFileSync(root + path, 'utf8') !== text,
)

if (values.check) {
  for (const path of [...stale.map(([path]) => path), ...gone])
    console.error(`${path} is stale: run npm run docs:parts.`)
  process.exitCode = stale.length + gone.length > 0 ? 1 : 0
} else {
  mkdirSync(root + folder, { recursive: true })
  for (const path of gone) rmSync(root + path)
  for (const [path, text] of stale) writeFileSync(root + path, text)
}
console.log(
  `${parts.length} parts: ${stale.length} pages ${values.check ? 'are stale' : 'written'}, ${gone.length} of no part.`,
)

/** @param {PartDoc} part */
function toPage({ family, name, title }) {
  const section = Object.entries(sections).find(([key]) => key === family)?.[1]
  if (!section) throw new Error(`The folder ${family} of ${name} has no section.`)
  return `{/* Written by \`npm run docs:parts\`. */}
import { Meta } from '@storybook/addon-docs/blocks'
import { PartPage } from '../../support/PartPage.tsx'

<Meta title="Parts/${section}/${title}" />

<PartPage name="${name}" />
`
}
