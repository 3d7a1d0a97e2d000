'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { AgeText } from '../text/AgeText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { type RelayRowState, useRelayRow } from './relayListContext.js'

export interface RelayStatusListAgeProps extends PartProps<'time', RelayRowState> {}

/** Tells how long ago the request began, or else last changed. It keeps itself up to date. */
export const RelayStatusListAge = /* @__PURE__ */ createPart(
  'RelayStatusList.Age',
  'ow-request-age',
  'time',
  useRelayRow,
  (props: RelayStatusListAgeProps, { data }, { locale }) =>
    toTimeAttributes(data?.quoteCreatedAt ?? data?.history[0]?.at ?? data?.updatedAt, props, (date) => (
      <AgeText date={date} locale={locale} format="narrow" />
    )),
)
