'use client'

import type { PartProps } from '../part/createPart.js'
import { AgeText } from '../text/AgeText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { createIntentPart, type IntentState } from './createIntentPart.js'

export type IntentListAgeProps = PartProps<'time', IntentState>

/** How long ago it was created, or else first told of. It keeps itself up to date. */
export const IntentListAge = /* @__PURE__ */ createIntentPart<'time', IntentListAgeProps>(
  'Age',
  'time',
  (props, { since }, { locale }) =>
    toTimeAttributes(since, props, (date) => <AgeText date={date} locale={locale} format="narrow" />),
)
