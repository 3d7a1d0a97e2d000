'use client'

import { useEffect, useRef, useState } from 'react'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { writeText } from '../text/writeText.js'
import { toFeedMessages } from './feedMessages.js'

export interface CopyButtonState {
  /** `copied` and `failed` stand for two seconds. */
  readonly state: 'idle' | 'copied' | 'failed'
}

export interface CopyButtonProps extends Omit<PartProps<'button', CopyButtonState>, 'value'>, WordsOptions {
  /** The text that is copied. */
  readonly text: string
  /** Names the text, for the accessible name: `'transaction hash'`. */
  readonly what: string
}

const shownMs = 2000
/** Strokes on a square of 16. */
const signs = {
  idle: 'M6 6h7v7H6zM10 6V3H3v7h3',
  copied: 'm3.5 8.5 3 3 6-7',
  failed: 'm4.5 4.5 7 7m0-7-7 7',
} as const

/** Copies a text, and tells the result: by its sign, in its name, and through the live region of the root around it. */
export const CopyButton = /* @__PURE__ */ createPart(
  'CopyButton',
  'ow-copy',
  'button',
  function useDrawing({ text, what, ...props }: CopyButtonProps, { messages, say }) {
    const [state, setState] = useState<CopyButtonState['state']>('idle')
    const speaker = useRef(null)
    const { copied, copy, notCopied } = toFeedMessages(messages)
    const label = { idle: copy(what), copied, failed: notCopied }[state]

    useEffect(() => {
      if (state === 'idle') return undefined
      const timer = setTimeout(() => setState('idle'), shownMs)
      return () => clearTimeout(timer)
    }, [state])

    async function onClick() {
      const isCopied = await writeText(text)
      setState(isCopied ? 'copied' : 'failed')
      say?.(speaker, isCopied ? copied : notCopied, 'nameless')
    }

    return {
      state: { state },
      attributes: mergeProps(
        {
          type: 'button',
          'aria-label': label,
          title: label,
          onClick: () => void onClick(),
          children: (
            <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" aria-hidden>
              <path d={signs[state]} />
            </svg>
          ),
        },
        props,
      ),
    }
  },
)
