import { toMistake } from '../../core/contract/errors.js'

/** Returns what a part takes its state from, such as the item around it; throws where there is none. */
export function needTimeline<Needed>(
  needed: Needed | undefined,
  source: 'Root timeline' | 'Item step',
  part: string,
): Needed {
  if (needed) return needed
  throw toMistake(
    'OUTSIDE_ITS_ROOT',
    process.env.NODE_ENV !== 'production' && {
      what: `<${part}> stands outside <StatusTimeline.${source}={…}>, from which it takes its state.`,
      remedy: 'Put it inside, and all of it in a <StatusTimeline.Root timeline={…}>.',
    },
  )
}
