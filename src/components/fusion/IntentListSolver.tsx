'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { toShortHash } from '../text/toShortHash.js'
import { type IntentState, useIntentItem } from './useIntentItem.js'

export interface IntentListSolverProps extends PartProps<'span', IntentState> {}

/** Names the solver that has taken the intent, once one has. */
export const IntentListSolver = /* @__PURE__ */ createPart(
  'IntentList.Solver',
  'ow-intent-solver',
  'span',
  useIntentItem,
  (props: IntentListSolverProps, { intent: { solver }, words }) =>
    solver ? { title: solver, children: <bdi>{words.solver(toShortHash(solver))}</bdi>, ...props } : undefined,
)
