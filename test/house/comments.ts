import type { SourceFile } from './readProject.js'

const isComment = (line: string) => /^\s*(\/\/|\/\*|\*)/.test(line)

/** Lines of comments, as `place: text`, that begin with `//`, `/*` or `*` and are wider than `columns`. */
export const wideComments = (file: SourceFile, columns: number) =>
  linesOf(file, (line) => isComment(line) && line.length > columns)

/** Lines of comments that begin with one of the four words that turn a sentence back to front. */
export const backwardComments = (file: SourceFile) =>
  linesOf(file, (line) => /^\s*(\/\/|\/\*\*?|\*)\s*(What|Whether|Who|Of)\b/.test(line))

function linesOf(file: SourceFile, isFound: (line: string) => boolean): string[] {
  return file.lines.flatMap((line, index) => (isFound(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : []))
}
