'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWords, type WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { toSafeHref } from './toSafeHref.js'
import { toShortHash } from './toShortHash.js'

export type TransactionLinkState = { readonly linked: boolean }

export interface TransactionLinkProps extends Omit<PartProps<'a', TransactionLinkState>, 'href'>, WordsOptions {
  readonly hash: string
  /** Its page in an explorer. Anything but an http(s) address is left out, and the hash is plain text then. */
  readonly href?: string | undefined
}

/** A transaction's hash, short in its middle, as a link where a safe address is known. */
export const TransactionLink = forwardRef<HTMLAnchorElement, TransactionLinkProps>(function TransactionLink(
  { hash, href, messages: over, locale, ...props },
  ref,
): ReactElement {
  const { messages } = useWords({ messages: over, locale })
  const safeHref = toSafeHref(href)
  const shortHash = toShortHash(hash)
  return usePart({
    tag: safeHref ? 'a' : 'span',
    slot: 'transaction',
    state: { linked: safeHref !== undefined },
    own: {
      ...(safeHref && {
        href: safeHref,
        target: '_blank',
        rel: 'noopener noreferrer',
        'aria-label': messages.transaction(shortHash),
      }),
      title: hash,
      // A hash reads from left to right, whatever the language around it.
      children: <bdi dir="ltr">{shortHash}</bdi>,
    },
    props,
    ref,
  })
})
