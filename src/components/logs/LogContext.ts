'use client'

import { createContext } from 'react'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'

/** Returns a log's page in an explorer; undefined, and no link is made, where none is known. */
export type GetLogHref = (event: LogEvent) => string | undefined

export const LogHrefContext = /* @__PURE__ */ createContext<GetLogHref>(() => undefined)

/** The event of the `LogFeed.Item` around. */
export const LogContext = /* @__PURE__ */ createContext<LogEvent | undefined>(undefined)
