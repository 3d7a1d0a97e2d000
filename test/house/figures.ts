import { mixedFolders } from './folders.js'
import { backwardComments, wideComments } from './comments.js'
import { functionsOf } from './functions.js'
import { importCircles } from './circles.js'
import { ambiguousNames } from './publicNames.js'
import type { Project, SourceFile } from './readProject.js'
import { readProject } from './readProject.js'
import { sharedFiles } from './sharedFiles.js'
import { usesOf } from './topicKeys.js'
import { privateWordsOf } from './words.js'
import { limits } from './limits.js'

export type FigureName = keyof typeof limits

export interface Measured {
  readonly value: number
  /** Places, names or paths that make it that large, the worst first. */
  readonly offenders: readonly string[]
}

export interface Figure extends Measured {
  readonly name: FigureName
  readonly title: string
  readonly limit: number
  readonly goal: number
}

const columns = 120
const declarationColumns = 200

interface Definition {
  readonly title: string
  /** Nothing where it can't be measured. */
  readonly measure: (project: Project) => Measured | undefined
}

const within = (files: readonly SourceFile[], folder: string) => files.filter(({ path }) => path.startsWith(folder))

const counted = (offenders: readonly string[]): Measured => ({ value: offenders.length, offenders })

const perThousandLines = (files: readonly SourceFile[]): Measured => {
  const offenders = files.flatMap(privateWordsOf)
  const lines = files.reduce((sum, file) => sum + file.lines.length, 0)
  return { value: Math.round((offenders.length / lines) * 10_000) / 10, offenders }
}

/** Suites try a protocol's own functions. */
const outsideProtocols = ({ files }: Project) =>
  files.filter(({ path }) => !/^(protocols|testing\/conformance)\//.test(path))

/** Functions of `files`, the worst first, told as `240 lines: createEngine (core/engine/engine.ts:30)`. */
const functionsBy = (files: readonly SourceFile[], of: 'lines' | 'lets') =>
  files
    .flatMap(functionsOf)
    .sort((a, b) => b[of] - a[of])
    .map((each) => ({ value: each[of], text: `${each[of]} ${of}: ${each.name} (${each.place})` }))

const largest = (found: readonly { readonly value: number; readonly text: string }[], goal: number): Measured => ({
  value: found[0]?.value ?? 0,
  offenders: found.filter(({ value }) => value > goal).map(({ text }) => text),
})

const definitions: Readonly<Record<FigureName, Definition>> = {
  longestFunction: {
    title: 'lines of the longest function in core',
    measure: ({ files }) => largest(functionsBy(within(files, 'core/'), 'lines'), limits.longestFunction.goal),
  },
  lets: {
    title: 'most `let`s in the body of one function in core',
    measure: ({ files }) => largest(functionsBy(within(files, 'core/'), 'lets'), limits.lets.goal),
  },
  longFunctions: {
    title: 'functions over 100 lines, simulators apart',
    measure: ({ files }) => {
      const others = files.filter(({ path }) => !path.startsWith('testing/simulators/'))
      return counted(
        functionsBy(others, 'lines')
          .filter(({ value }) => value > 100)
          .map(({ text }) => text),
      )
    },
  },
  fileLength: {
    title: 'p90 of the lengths of files in core',
    measure: ({ files }) => {
      const found = within(files, 'core/')
        .map(({ path, lines }) => ({ value: lines.length, text: `${lines.length} lines: ${path}` }))
        .sort((a, b) => b.value - a.value)
      // The nearest rank: nine files of ten are at most that long.
      return largest(found.slice(found.length - Math.ceil(found.length * 0.9)), 0)
    },
  },
  mixedFolder: {
    title: 'files in the largest folder of mixed kinds',
    measure: ({ files }) =>
      largest(
        mixedFolders(files).map(([folder, value]) => ({ value, text: `${value} files: ${folder}` })),
        limits.mixedFolder.goal,
      ),
  },
  importCircles: {
    title: 'import circles, types counted',
    measure: ({ files }) => counted(importCircles(files)),
  },
  topicKeys: {
    title: "places outside protocols that derive a topic's key",
    measure: (project) => counted(outsideProtocols(project).flatMap((file) => usesOf('key', file))),
  },
  topicChecks: {
    title: 'places outside protocols that check a topic',
    measure: (project) => counted(outsideProtocols(project).flatMap((file) => usesOf('check', file))),
  },
  privateWordsOfCore: {
    title: 'private words per 1 000 lines of core',
    measure: ({ files }) => perThousandLines(within(files, 'core/')),
  },
  privateWordsOfServer: {
    title: 'private words per 1 000 lines of server',
    measure: ({ files }) => perThousandLines(within(files, 'server/')),
  },
  wideComments: {
    title: `comment lines over ${columns} columns`,
    measure: ({ files }) => counted(files.flatMap((file) => wideComments(file, columns))),
  },
  backwardComments: {
    title: 'comment lines that begin with What, Whether, Who or Of',
    measure: ({ files }) => counted(files.flatMap(backwardComments)),
  },
  wideDeclarations: {
    title: `.d.ts lines over ${declarationColumns} columns`,
    measure: ({ declarations }) =>
      declarations &&
      counted(
        [...declarations].flatMap(([path, text]) =>
          text
            .split('\n')
            .flatMap((line, index) =>
              line.length > declarationColumns ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}…`] : [],
            ),
        ),
      ),
  },
  sharedFiles: {
    title: 'shared files of src that a new protocol edits',
    measure: ({ files }) => counted(sharedFiles(files)),
  },
  ambiguousNames: {
    title: 'public names with two meanings',
    measure: ({ files }) => counted(ambiguousNames(files)),
  },
  readmeBytes: {
    title: 'bytes of README.md',
    measure: ({ readmeBytes }) => ({ value: readmeBytes, offenders: ['README.md'] }),
  },
}

/** Every figure of the project in a folder. `withBuild` adds those of the built package, where there is one. */
export function measureFigures(root: string, { withBuild }: { readonly withBuild: boolean }): Figure[] {
  const project = readProject(root, { withBuild })
  return (Object.keys(limits) as FigureName[]).flatMap((name) => {
    const { title, measure } = definitions[name]
    const measured = measure(project)
    return measured ? [{ name, title, ...limits[name], ...measured }] : []
  })
}
