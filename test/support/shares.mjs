// @ts-check
import { SourceMap } from 'node:module'

/**
 * A bundle cut into what comes from one file each, in order.
 * @typedef {readonly { readonly file: string | undefined, readonly code: string }[]} Pieces
 */

/**
 * @param {string} code
 * @param {import('vite').Rolldown.SourceMap | null} map
 * @returns {Pieces} The files by their path below `src`.
 */
export function cutByFile(code, map) {
  if (!map) throw new Error('The bundler gave no source map.')
  const trace = new SourceMap(/** @type {import('node:module').SourceMapPayload} */ (/** @type {unknown} */ (map)))
  /** @type {{ file: string | undefined, code: string }[]} */
  const pieces = []
  for (const [line, text] of code.split('\n').entries()) {
    for (const [column, character] of `${text}\n`.split('').entries()) {
      const entry = trace.findEntry(line, column)
      const source = 'originalSource' in entry ? entry.originalSource : ''
      const file = /(^|\/)src\/(?<path>.+)/.exec(source)?.groups?.['path']
      const last = pieces.at(-1)
      if (last && last.file === file) last.code += character
      else pieces.push({ file, code: character })
    }
  }
  return pieces
}

/**
 * How many bytes a bundle would be smaller by without each of its files. Compressed, the shares don't add up to the whole: what two
 * files have in common weighs in neither.
 *
 * @param {Pieces} pieces
 * @param {readonly string[]} files
 * @param {(code: string) => number} measure
 * @returns {(readonly [file: string, bytes: number])[]} The largest first.
 */
export function toShares(pieces, files, measure) {
  const join = (/** @type {Pieces} */ some) => some.map(({ code }) => code).join('')
  const whole = measure(join(pieces))
  return files
    .map((file) => /** @type {const} */ ([file, whole - measure(join(pieces.filter((piece) => piece.file !== file)))]))
    .sort(([, one], [, other]) => other - one)
}
