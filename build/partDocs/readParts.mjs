// @ts-check
/**
 * Reads the public parts out of the sources: their props and state by TypeScript's own compiler, which sees through `createPart`, and
 * the tokens that the style sheet reads for their slots.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import {
  API,
  isStringLiteralType,
  isUnionType,
  NodeBuilderFlags,
  SignatureKind,
  SymbolFlags,
  TypeFlags,
} from 'typescript/unstable/sync'
import { readTokens } from './readTokens.mjs'

/** @typedef {import('typescript/unstable/sync').Checker} Checker */
/** @typedef {import('typescript/unstable/sync').Symbol} Symbol */
/** @typedef {import('typescript/unstable/sync').Type} Type */

/**
 * @typedef {object} PartDoc
 * @property {string} name Its flat name, which an entry exports.
 * @property {string} title Its dotted name where it has one, such as `StatusTimeline.Item`.
 * @property {string} family The folder that it stands in.
 * @property {string} entry
 * @property {string} description
 * @property {string} slot Its `data-slot`.
 * @property {string} element
 * @property {readonly Row[]} props Those of its own. Every part takes `className`, `style`, `render` and its element's besides.
 * @property {readonly Row[]} attributes
 * @property {readonly { readonly name: string, readonly value: string }[]} tokens The tokens that the style sheet reads, and their defaults.
 */

/** @typedef {{ readonly name: string, readonly type: string, readonly isRequired?: boolean, readonly description: string }} Row */

const entries = ['index', 'relay', 'fusion', 'covalent', 'evm', 'webhook-relay']

/**
 * @param {string} root
 * @returns {readonly PartDoc[]}
 */
export function readParts(root) {
  const api = new API({ cwd: root })
  try {
    const project = api.updateSnapshot({ openProject: `${root}tsconfig.json` }).getProjects()[0]
    if (!project) throw new Error('tsconfig.json holds no project.')
    const { checker, program } = project
    const tokensOf = readTokens(readFileSync(`${root}src/components/styles.css`, 'utf8'))
    const titles = readTitles(root)
    /** @type {Map<string, PartDoc>} */
    const found = new Map()
    for (const entry of entries) {
      const file = program.getSourceFile(`${root}src/exports/${entry}.ts`)
      const module = file && checker.getSymbolAtLocation(file)
      if (!module) throw new Error(`src/exports/${entry}.ts exports nothing.`)
      for (const exported of checker.getExportsOfModule(module)) {
        const symbol = toDeclared(checker, exported)
        const path = relative(root, pathOf(symbol))
        const props = toPropsType(checker, symbol)
        if (!props || !/^src\/components\/.*\.tsx$/.test(path) || found.has(exported.name)) continue
        const drawn = findDrawn(root, path, symbol.name)
        if (!drawn) continue
        found.set(exported.name, {
          name: exported.name,
          title: titles.get(exported.name) ?? exported.name,
          family: path.split('/')[2] ?? '',
          entry: entry === 'index' ? 'onwire' : `onwire/${entry}`,
          description: symbol.getDocumentationComment(checker),
          ...drawn,
          props: readProps(checker, root, props),
          attributes: readAttributes(checker, props),
          tokens: tokensOf(drawn.slot),
        })
      }
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  } finally {
    api.close()
  }
}

/**
 * @param {Checker} checker
 * @param {Symbol} symbol
 */
function toDeclared(checker, symbol) {
  const declared = checker.getAliasedSymbol(symbol)
  return checker.isUnknownSymbol(declared) ? symbol : declared
}

/** @param {Symbol} symbol */
const pathOf = (symbol) => String(symbol.declarations[0]?.path ?? '')

/**
 * The type of a component's props; undefined for all else.
 * @param {Checker} checker
 * @param {Symbol} symbol
 */
function toPropsType(checker, symbol) {
  if (!/^[A-Z]/.test(symbol.name) || !symbol.valueDeclaration) return undefined
  const type = checker.getTypeOfSymbol(symbol)
  const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : []
  return signature && checker.getParameterType(signature, 0)
}

/** Where a part's slot and element are written: a composition's stand in the part that it gives its ref to.
 * @param {string} root
 * @param {string} path
 * @param {string} name
 * @returns {{ readonly slot: string, readonly element: string } | undefined}
 */
function findDrawn(root, path, name) {
  const text = readFileSync(root + path, 'utf8')
  const created = new RegExp(
    `const ${name} = /\\* @__PURE__ \\*/ createPart\\(\\s*'[^']*',\\s*'([^']+)',\\s*'([^']+)'`,
  ).exec(text)
  if (created) return { slot: created[1] ?? '', element: created[2] ?? '' }
  const inner = /<(\w+)(?:\s[^<>]*?)?\sref=\{ref\}/.exec(text)?.[1]
  if (!inner) return undefined
  const from = new RegExp(`import \\{[^}]*\\b${inner}\\b[^}]*\\} from '([^']+)\\.js'`).exec(text)?.[1]
  if (!from) return findDrawn(root, path, inner)
  return findDrawn(root, relative(root, new URL(`${from}.tsx`, `file://${root}${path}`).pathname), inner)
}

/**
 * The dotted names: a composition's parts hang from it.
 * @param {string} root
 * @returns {ReadonlyMap<string, string>}
 */
function readTitles(root) {
  const files = readdirSync(`${root}src/components`, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  )
  /** @type {Map<string, string>} */
  const titles = new Map()
  for (const file of files) {
    const text = readFileSync(`${root}src/components/${file}`, 'utf8')
    const [, space = '', members = ''] = /const (\w+) = .*Object\.assign\(Composition, \{([^}]*)\}/.exec(text) ?? []
    for (const [, key = '', name = ''] of members.matchAll(/(\w+): (\w+),/g))
      if (name === space + key) titles.set(name, `${space}.${key}`)
  }
  return titles
}

/**
 * @param {Checker} checker
 * @param {string} root
 * @param {Type} props
 * @returns {readonly Row[]}
 */
function readProps(checker, root, props) {
  return checker.getPropertiesOfType(props).flatMap((prop) => {
    const path = relative(root, pathOf(prop))
    if (!path.startsWith('src/') || path === 'src/components/part/createPart.ts') return []
    const { isOptional, text } = toText(checker, prop)
    return [{ name: prop.name, type: text, isRequired: !isOptional, description: toDescription(checker, prop) }]
  })
}

/**
 * The state's type is the parameter of a `className` that is a function.
 * @param {Checker} checker
 * @param {Type} props
 * @returns {readonly Row[]}
 */
function readAttributes(checker, props) {
  const className = checker.getPropertyOfType(props, 'className')
  const type = className && checker.getTypeOfSymbol(className)
  const kinds = type && isUnionType(type) ? type.getTypes() : []
  const [signature] = kinds.flatMap((each) => checker.getSignaturesOfType(each, SignatureKind.Call))
  const state = signature && checker.getParameterType(signature, 0)
  if (!state) throw new Error('A part has a className that is no function of its state.')
  return checker.getPropertiesOfType(state).map((prop) => {
    const text = toText(checker, prop).text
    return {
      name: `data-${prop.name}`,
      type: text === 'boolean' ? 'present or absent' : text,
      description: toDescription(checker, prop),
    }
  })
}

/** @param {Checker} checker @param {Symbol} symbol */
const toDescription = (checker, symbol) => symbol.getDocumentationComment(checker).replaceAll(/\s+/g, ' ').trim()

/** @param {Checker} checker @param {Symbol} symbol */
function toText(checker, symbol) {
  const type = checker.getTypeOfSymbol(symbol)
  if (!type) throw new Error(`${symbol.name} has no type.`)
  const all = (isUnionType(type) ? type.getTypes() : undefined) ?? [type]
  const kept = all.filter((each) => !(each.flags & TypeFlags.Undefined))
  /** @param {Type} each */
  const toWord = (each) => checker.typeToString(each, undefined, NodeBuilderFlags.NoTruncation).replaceAll(/\s+/g, ' ')
  // A name for a few words says less than they do.
  const words = kept.every(isStringLiteralType) ? kept.map((each) => `'${each.value}'`) : undefined
  const text =
    words?.join(' | ') ??
    toWord(type)
      .split(' | ')
      .filter((word) => word !== 'undefined')
      .join(' | ')
  const bare = kept.length === 1 ? text.replace(/^\((\(.*\) => .*)\)$/s, '$1') : text
  return { isOptional: kept.length < all.length || Boolean(symbol.flags & SymbolFlags.Optional), text: bare }
}
