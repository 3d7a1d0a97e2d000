'use client'

import type { PartProps } from '../part/createPart.js'
import { createLogPart, type LogState } from './createLogPart.js'

export type LogFeedTitleProps = PartProps<'span', LogState>

/** The event's name. */
export const LogFeedTitle = /* @__PURE__ */ createLogPart<'span', LogFeedTitleProps>(
  'Title',
  'span',
  (props, { decoded }, { words }) => ({
    title: decoded?.signature ?? undefined,
    children: decoded?.name ?? words.undecoded,
    ...props,
  }),
)
