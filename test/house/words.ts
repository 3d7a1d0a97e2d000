import type { SourceFile } from './readProject.js'
import { placeOf, walk } from './readProject.js'

/**
 * Words that this project alone used for things that the field has terms for. Each stands with its inflections;
 * of several words, each must follow the one before.
 */
const privateWords: readonly string[] = [
  'follower followers',
  'known',
  'take takes taken took taking',
  'tell tells told telling',
  'heed heeds heeded heeding',
  'turn turns turned turning',
  // Without `settled`: that a topic has settled is a public claim.
  'settle settles settling',
  'expect+gap',
  'distrust distrusts distrusted',
  'doubt doubts doubted doubting',
  'asker askers',
  'needless',
  'wish wishes wished',
  'served',
  'opening openings',
  'place places placed',
  'one+offs',
  'admit admits admitted admitting',
  'word words',
  'asking',
  'provenance',
  'surroundings',
  'world worlds',
  'live+query+bag',
]

const single = new Set(privateWords.flatMap((entry) => entry.split(' ')).filter((word) => !word.includes('+')))
const phrases = privateWords.filter((entry) => entry.includes('+')).map((entry) => entry.split('+'))

/** Every identifier that has a private word in it, once for each such word: `name (place)`. */
export function privateWordsOf(file: SourceFile): string[] {
  const found: string[] = []
  const seen = new Set<unknown>()
  walk(file.program, (node) => {
    // One identifier may be two nodes: `{ take }`, `import { take }`.
    if (!/^(JSX|Private)?Identifier$/.test(node.type) || seen.has(node['start'])) return
    seen.add(node['start'])
    const name = String(node['name'])
    for (let count = countPrivate(name); count > 0; count--) found.push(`${name} (${placeOf(file, node)})`)
  })
  return found
}

export function countPrivate(name: string): number {
  const parts = partsOf(name)
  const starts = phrases.flatMap((phrase) =>
    parts.filter((_, at) => phrase.every((word, index) => parts[at + index] === word)),
  )
  return parts.filter((part) => single.has(part)).length + starts.length
}

/** `toTopicURL2` is to, topic, url2. */
const partsOf = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[ _$]+/)
    .map((part) => part.toLowerCase())
