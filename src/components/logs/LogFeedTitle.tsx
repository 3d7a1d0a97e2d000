'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedTitleProps extends PartProps<'span', LogState> {}

/** Draws the event's name. */
export const LogFeedTitle = /* @__PURE__ */ createPart(
  'LogFeed.Title',
  'ow-log-title',
  'span',
  useLogItem,
  (props: LogFeedTitleProps, { event: { decoded }, words }) => ({
    title: decoded?.signature ?? undefined,
    dir: 'auto',
    children: decoded?.name ?? words.undecoded,
    ...props,
  }),
)
