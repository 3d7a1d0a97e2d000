'use client'

import type { PartProps } from '../part/createPart.js'
import { toShortHash } from '../text/toShortHash.js'
import { createIntentPart, type IntentState } from './createIntentPart.js'

export type IntentListSolverProps = PartProps<'span', IntentState>

/** Who has taken it, once somebody has. */
export const IntentListSolver = /* @__PURE__ */ createIntentPart<'span', IntentListSolverProps>(
  'Solver',
  'span',
  (props, { solver }, { words }) =>
    solver ? { title: solver, children: <bdi>{words.solver(toShortHash(solver))}</bdi>, ...props } : undefined,
)
