'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { AgeText } from '../text/AgeText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { type IntentState, useIntentItem } from './useIntentItem.js'

export interface IntentListAgeProps extends PartProps<'time', IntentState> {}

/** Tells how long ago the intent was created, or else first told of. It keeps itself up to date. */
export const IntentListAge = /* @__PURE__ */ createPart(
  'IntentList.Age',
  'ow-intent-age',
  'time',
  useIntentItem,
  (props: IntentListAgeProps, { intent }, { locale }) =>
    toTimeAttributes(intent.since, props, (date) => <AgeText date={date} locale={locale} format="narrow" />),
)
