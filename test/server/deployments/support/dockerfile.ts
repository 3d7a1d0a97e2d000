import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../../', import.meta.url)

export interface Dockerfile {
  readonly text: string
  /** The words of `CMD`. */
  readonly command: readonly string[]
}

export function readDockerfile(path: string): Dockerfile {
  const text = readFileSync(fileURLToPath(new URL(path, root)), 'utf8')
  const line = instructionsOf(text)
    .filter(({ name }) => name === 'CMD')
    .at(-1)
  return { text, command: line ? JSON.parse(line.rest) : [] }
}

interface Instruction {
  readonly name: string
  readonly rest: string
}

function instructionsOf(text: string): readonly Instruction[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...rest] = line.split(' ')
      return { name, rest: rest.join(' ') }
    })
}

/**
 * Checks what hadolint checks, and is known to go wrong here: a signal that never arrives, a root, a tag that moves, a
 * secret in a layer.
 */
export function lintDockerfile(text: string): readonly string[] {
  const all = instructionsOf(text)
  const lastStage = all.slice(all.map(({ name }) => name).lastIndexOf('FROM'))
  const restOf = (name: string, among = all) => among.filter((each) => each.name === name).map(({ rest }) => rest)
  const last = (name: string) => restOf(name, lastStage).at(-1)
  const commands = [...restOf('CMD'), ...restOf('ENTRYPOINT')]
  const problems: readonly (readonly [isWrong: boolean, problem: string])[] = [
    [restOf('FROM').some((image) => !/^\S+:\d+\.\d+\S*( AS \w+)?$/.test(image)), 'DL3006: an image has no exact tag'],
    [commands.some((each) => !each.startsWith('[')), 'DL3025: a command runs in a shell, which gets the signal'],
    [commands.some((each) => /^\["(npm|npx|yarn|pnpm)"/.test(each)), 'npm gets the signal, and may not pass it on'],
    [commands.length !== 1, 'DL4003: there is not just one command'],
    [['root', '0', undefined].includes(last('USER')), 'DL3002: it runs as root'],
    [restOf('WORKDIR').some((folder) => !folder.startsWith('/')), 'DL3000: a folder is relative'],
    [restOf('WORKDIR', lastStage).length === 0, 'the files lie in the root folder'],
    [restOf('ADD').length > 0, 'DL3020: ADD in place of COPY'],
    [restOf('RUN').some((line) => /npm (install|i)\b/.test(line)), 'npm install leaves the lock aside'],
    [restOf('RUN').some((line) => /\bsudo\b|apt-get (?!.*-y)|\bcd /.test(line)), 'DL3004, DL3003: sudo, or cd'],
    [[...restOf('ENV'), ...restOf('ARG')].some((line) => /key|secret|token|password/i.test(line)), 'a secret is kept'],
    [restOf('HEALTHCHECK', lastStage).length !== 1, 'DL3012: there is not just one health check'],
  ]
  return problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []))
}
