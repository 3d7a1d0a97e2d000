'use client'

import {
  defaultRangeExtractor,
  observeElementRect,
  useVirtualizer,
  type Virtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual'
import { type RefObject, useState } from 'react'
import { useBrowserLayoutEffect } from '../part/useBrowserLayoutEffect.js'
import { useHydrated } from '../part/useHydrated.js'
import type { RowSizes } from './createRowSizes.js'
import { useIsPrinting } from './useIsPrinting.js'

export interface FeedVirtualizerOptions {
  readonly rows: RowSizes
  readonly isNewestFirst: boolean
  readonly isFollowing: boolean
  /** The list's element, inside the one that scrolls. */
  readonly list: RefObject<HTMLElement | null>
}

export interface FeedWindow {
  /** The rows to draw. */
  readonly items: readonly VirtualItem[]
  /** The room of the rows before and after, in px. */
  readonly before: number
  readonly after: number
  measureElement(element: HTMLElement | null): void
  /** Scrolls to the newest end. */
  toNewest(): void
}

/** Assumed where nothing can be measured: on a server, and in a page that isn't laid out. */
const assumedRect = { width: 400, height: 480 }
const nearPx = 8

const extractAll: typeof defaultRangeExtractor = (range) =>
  defaultRangeExtractor({ ...range, startIndex: 0, endIndex: range.count - 1 })

type Scroller = Virtualizer<HTMLElement, HTMLElement>

/**
 * Chooses the rows that are drawn, of however many.
 *
 * - At the newest end, new rows are shown at once; elsewhere the row that is being read stays where it is.
 * - Rows stand in the page's flow, so that measuring one moves the others without drawing them again.
 * - On a server, and until it is measured, a first slice is drawn. On paper all of them are.
 */
export function useFeedVirtualizer(options: FeedVirtualizerOptions): FeedWindow {
  const { isFollowing, isNewestFirst, list, rows } = options
  const { count, estimateSize, getItemKey } = rows
  const hasRows = count > 0
  const [scrollMargin, setScrollMargin] = useState(0)
  const isSticky = isFollowing && !isNewestFirst
  const isLaidOut = useHydrated()
  const isPrinting = useIsPrinting()

  // eslint-disable-next-line react/incompatible-library -- Nothing that it returns is memoized here.
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    estimateSize,
    getItemKey,
    getScrollElement: () => list.current?.closest<HTMLElement>('[data-slot=ow-feed-viewport]') ?? null,
    // Measures to the fraction of a pixel: the page adds them up so too. Where nothing is laid out, there is no height.
    measureElement: (element, entry, { itemSizeCache }) => {
      const index = Number(element.dataset['index'])
      const known = entry?.borderBoxSize[0]?.blockSize ?? itemSizeCache.get(getItemKey(index))
      // In px of the layout, as scrolling is: a rectangle is one of the screen, zoomed and scaled.
      return (known ?? element.offsetHeight) || estimateSize(index)
    },
    observeElementRect: (instance, onRect) => {
      let wasHidden = false
      return observeElementRect(instance, (rect) => {
        const isHidden = rect.height === 0
        onRect(isHidden ? assumedRect : rect)
        // A list that was hidden may stand elsewhere than it did, and no event says so.
        if (wasHidden && !isHidden) instance.scrollElement?.dispatchEvent(new Event('scroll'))
        wasHidden = isHidden
      })
    },
    initialRect: assumedRect,
    initialOffset: () => (isNewestFirst ? 0 : getEnd(count, estimateSize)),
    overscan: 2,
    rangeExtractor: isPrinting ? extractAll : defaultRangeExtractor,
    scrollMargin,
    scrollEndThreshold: nearPx,
    anchorTo: isSticky || !isFollowing ? 'end' : 'start',
    followOnAppend: isSticky,
    // Renders only when other rows come into view: the page places them.
    directDomUpdates: true,
  })

  // It ends, since the list's place doesn't depend on it. Anything that stands before the list may move it.
  useBrowserLayoutEffect(() => {
    const { itemSizeCache, options, scrollElement } = virtualizer
    const top = list.current && scrollElement ? getTop(list.current, scrollElement) : 0
    // A bar that comes before the list, or goes, moves no row that is being read.
    if (scrollElement && !isFollowing && top !== scrollMargin) scrollElement.scrollTop += top - scrollMargin
    setScrollMargin(top)
    // The anchor is needed while rows change. Left on, each row that is measured would cost a look at all of them.
    if (!isSticky) virtualizer.setOptions({ ...options, anchorTo: 'start' })
    // Sizes are kept by key, those of rows that are long gone too.
    if (itemSizeCache.size > 2 * count + 500) forget(itemSizeCache, count, getItemKey)
  })

  useBrowserLayoutEffect(() => {
    if (isSticky && hasRows) virtualizer.scrollToEnd()
  }, [virtualizer, hasRows, isLaidOut, isSticky])

  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  return {
    items,
    // Without a script nobody could scroll to a slice that stands far down.
    before: isLaidOut && first ? first.start - scrollMargin : 0,
    after: isLaidOut && last ? virtualizer.getTotalSize() - (last.end - scrollMargin) : 0,
    measureElement: virtualizer.measureElement,
    toNewest: () => {
      virtualizer.scrollElement?.focus({ preventScroll: true })
      if (isNewestFirst) virtualizer.scrollToOffset(0)
      else virtualizer.scrollToEnd()
    },
  }
}

function getEnd(count: number, estimateSize: (index: number) => number): number {
  let end = -assumedRect.height
  for (let index = 0; index < count; index += 1) end += estimateSize(index)
  return Math.max(0, end)
}

/** Measures the room before the list inside what scrolls, in px of the layout: no zoom and no transform changes it. */
function getTop(list: HTMLElement, scroller: HTMLElement): number {
  // Those of its own page: an app may draw into a frame.
  const { HTMLElement } = list.ownerDocument.defaultView ?? globalThis
  let top = 0
  let box: Element | null = list
  while (box instanceof HTMLElement && box !== scroller && scroller.contains(box)) {
    top += box.offsetTop
    box = box.offsetParent
  }
  // Where it isn't positioned itself, both are measured from one and the same ancestor.
  return Math.max(0, box === scroller ? top : top - scroller.offsetTop - scroller.clientTop)
}

function forget(sizes: Scroller['itemSizeCache'], count: number, getItemKey: (index: number) => string): void {
  const kept = new Set(Array.from({ length: count }, (_row, index) => getItemKey(index)))
  for (const key of sizes.keys()) if (!kept.has(String(key))) sizes.delete(key)
}
