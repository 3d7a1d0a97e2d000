import { OnwireError } from '../../core/contract/errors.js'

/** What a part takes its state from, such as the root around it. */
export function needRoot<Needed>(needed: Needed | undefined, part: string, root: string): Needed {
  if (needed !== undefined) return needed
  throw new OnwireError({
    code: 'OUTSIDE_ITS_ROOT',
    what: `<${part}> stands outside ${root}, from which it takes its state.`,
    remedy: `Put it inside a ${root}.`,
  })
}
