// @ts-check
/** @typedef {import('./readParts.mjs').PartDoc} PartDoc */
/** @typedef {import('./readParts.mjs').Row} Row */

/**
 * Writes all parts as one page: their slots, props, attributes and tokens.
 * @param {readonly PartDoc[]} parts
 * @param {Readonly<Record<string, string>>} sections
 */
export function toMarkdown(parts, sections) {
  const lines = [
    '# Every part',
    '',
    'Written by `npm run docs:parts` from docstrings, types and the style sheet. Every part takes `className` and `style`, which may be functions of its state, `render`, a ref, and all that its element takes besides its own props.',
  ]
  for (const [family, section] of Object.entries(sections)) {
    lines.push('', `## ${section}`)
    for (const part of parts.filter((each) => each.family === family)) lines.push(...toSection(part))
  }
  return `${lines.join('\n')}\n`
}

/** @param {PartDoc} part */
function toSection({ attributes, description, element, entry, name, props, slot, title, tokens }) {
  return [
    '',
    `### ${title}`,
    '',
    description.replaceAll('\n', ' '),
    '',
    `\`import { ${name} } from '${entry}'\` · \`<${element} data-slot="${slot}">\``,
    '',
    ...table(
      ['Prop', 'Type', ''],
      props.map((row) => [`\`${row.name}\`${row.isRequired ? ' (required)' : ''}`, code(row.type), row.description]),
    ),
    ...table(
      ['Attribute', 'Value', ''],
      attributes.map((row) => [
        `\`${row.name}\``,
        row.type === 'present or absent' ? row.type : code(row.type),
        row.description,
      ]),
    ),
    ...table(
      ['Token', 'Default'],
      tokens.map((token) => [`\`${token.name}\``, code(token.value)]),
    ),
  ].slice(0, -1)
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  if (rows.length === 0) return []
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(toCell).join(' | ')} |`).concat('')
}

/** @param {string} text */
const code = (text) => `\`${text}\``

/** @param {string} text */
const toCell = (text) => text.replaceAll('|', '\\|')
