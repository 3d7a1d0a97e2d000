import { toMistake } from '../../core/contract/errors.js'

/** Returns what a part takes its state from, such as the root around it; throws where there is none. */
export function needRoot<Needed>(needed: Needed | undefined, part: string, root: string): Needed {
  if (needed !== undefined) return needed
  throw toMistake(
    'OUTSIDE_ITS_ROOT',
    process.env.NODE_ENV !== 'production' && {
      what: `<${part}> stands outside ${root}, from which it takes its state.`,
      remedy: `Put it inside a ${root}.`,
    },
  )
}
