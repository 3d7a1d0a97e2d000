'use client'

import type { Words, WordsOptions } from '../messages/words.js'
import { createPart, type PartDrawing, type PartProps } from '../part/createPart.js'
import { toShortHash, toShownHash } from '../text/toShortHash.js'
import { toSafeHref } from './toSafeHref.js'

export interface TransactionLinkState {
  /** It is a link: a safe address is known. */
  readonly linked: boolean
}

export interface TransactionLinkProps extends Omit<PartProps<'a', TransactionLinkState>, 'href'>, WordsOptions {
  /** The whole hash, of any chain. */
  readonly hash: string
  /**
   * The transaction's page in an explorer. Anything but an http(s) address is left out: the hash is plain text then.
   */
  readonly href?: string | undefined
}

/** Draws a transaction's hash, short in its middle, as a link where a safe address is known. */
export const TransactionLink = /* @__PURE__ */ createPart(
  'TransactionLink',
  'ow-transaction',
  'a',
  (props: TransactionLinkProps, context) => drawTransaction(props, context),
)

export function drawTransaction(
  { hash, href, ...props }: Pick<TransactionLinkProps, 'hash' | 'href'>,
  { messages }: Words,
): PartDrawing<TransactionLinkState> {
  const safeHref = toSafeHref(href)
  const shortHash = toShortHash(hash)
  return {
    tag: safeHref ? 'a' : 'span',
    state: { linked: Boolean(safeHref) },
    attributes: {
      ...(safeHref && {
        href: safeHref,
        target: '_blank',
        rel: 'noopener noreferrer',
        'aria-label': messages.transaction(shortHash),
      }),
      title: toShownHash(hash),
      // A hash reads from left to right, whatever the language around it.
      children: <bdi dir="ltr">{shortHash}</bdi>,
      ...props,
    },
  }
}
