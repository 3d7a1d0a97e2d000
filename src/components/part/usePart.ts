'use client'

import {
  type ComponentPropsWithoutRef,
  type CSSProperties,
  cloneElement,
  createElement,
  type HTMLAttributes,
  isValidElement,
  type JSX,
  type ReactElement,
  type Ref,
  type RefAttributes,
} from 'react'
import { type PartState, toDataAttributes } from './dataAttributes.js'
import { mergeProps, type Props } from './mergeProps.js'
import { getElementRef, useMergedRef } from './useMergedRef.js'

/** What a `render` function is given: everything that the part would have put on its own element, its ref included. */
export type RenderProps = HTMLAttributes<HTMLElement> & RefAttributes<unknown>

/** What every part takes besides the attributes of its element. */
export interface PartOptions<State> {
  /** A class name, or a function of the part's state. */
  readonly className?: string | ((state: State) => string | undefined) | undefined
  /** A style, or a function of the part's state. */
  readonly style?: CSSProperties | ((state: State) => CSSProperties | undefined) | undefined
  /** Another element, or a function that makes one: the part's props, state attributes and ref go to it. */
  readonly render?: ReactElement | ((props: RenderProps, state: State) => ReactElement) | undefined
}

export type PartProps<Tag extends keyof JSX.IntrinsicElements, State> = PartOptions<State> &
  Omit<ComponentPropsWithoutRef<Tag>, keyof PartOptions<State>>

interface Part<State> {
  readonly tag: keyof JSX.IntrinsicElements
  /** Without its prefix: `'item'` becomes `data-slot="ow-item"`. */
  readonly slot: string
  /** Becomes `data-*` attributes. */
  readonly state: State
  /** The part's own attributes; the user's win. */
  readonly own?: Props
  /** As the user gave them. */
  readonly props: PartOptions<State>
  readonly ref: Ref<unknown>
}

/** The one place where parts become elements. */
export function usePart<State extends PartState>({ tag, slot, state, own, props, ref }: Part<State>): ReactElement {
  const { render, className, style, ...rest } = props
  const element = isValidElement<Props>(render) ? render : undefined
  const mergedRef = useMergedRef(ref, element && getElementRef(element))

  const base = { 'data-slot': `ow-${slot}`, ...toDataAttributes(state), ...own }
  const merged = mergeProps(mergeProps(base, rest), {
    className: typeof className === 'function' ? className(state) : className,
    style: typeof style === 'function' ? style(state) : style,
  })
  if (typeof render === 'function') return render({ ...merged, ref: mergedRef }, state)
  return element
    ? cloneElement(element, { ...mergeProps(merged, element.props), ref: mergedRef })
    : createElement(tag, { ...merged, ref: mergedRef })
}
