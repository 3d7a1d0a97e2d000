'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedTitleProps extends PartProps<'span', LogState> {}

/** Draws the event's name. */
export const LogFeedTitle = /* @__PURE__ */ createPart({
  name: 'LogFeed.Title',
  slot: 'ow-log-title',
  tag: 'span',
  useParent: useLogItem,
  useDrawing: (props: LogFeedTitleProps, { event: { decoded }, words }) => ({
    attributes: { title: decoded?.signature ?? undefined, children: decoded?.name ?? words.undecoded, ...props },
  }),
})
