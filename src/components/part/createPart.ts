'use client'

import {
  type ComponentPropsWithoutRef,
  type ComponentRef,
  type CSSProperties,
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  isValidElement,
  type JSX,
  type ReactElement,
  type Ref,
  type RefAttributes,
} from 'react'
import type { WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { type PartState, toDataAttributes } from './dataAttributes.js'
import { mergeProps } from './mergeProps.js'
import { type PartContext, ReactPartContext, usePartContext } from './PartContext.js'
import { getElementRef, useMergedRef } from './useMergedRef.js'

type Tag = keyof JSX.IntrinsicElements

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

export type PartProps<Element extends Tag, State> = PartOptions<State> &
  Omit<ComponentPropsWithoutRef<Element>, keyof PartOptions<unknown>>

/** What a part makes of its props. */
export interface Drawing<State> {
  /** Becomes `data-*` attributes. */
  readonly state: State
  /** Of its element: the part's own, and what the user gave over them. */
  readonly attributes: object
  /** In place of the part's usual one. */
  readonly tag?: Tag
  /** What parts inside find around them besides. */
  readonly inside?: Partial<PartContext>
  /** The part's own hold on its element. */
  readonly ref?: Ref<unknown>
  /** The part's own style, under the user's. */
  readonly style?: CSSProperties
}

/** A part's props without what every part takes; what the user gave as undefined isn't there. */
export type OwnProps<Props> = Omit<Props, keyof PartOptions<unknown> | keyof WordsOptions>

/**
 * The one place where parts become elements. A part has a name for errors and devtools, a slot (`'item'` becomes
 * `data-slot="ow-item"`), an element, and a hook that draws it; where it returns nothing, nothing is drawn.
 */
export function createPart<Element extends Tag, State extends PartState, Props extends PartOptions<State>>(
  name: string,
  slot: string,
  tag: Element,
  useDrawing: (props: OwnProps<Props>, around: PartContext, name: string) => Drawing<State> | undefined,
): ForwardRefExoticComponent<Props & RefAttributes<ComponentRef<Element>>>
export function createPart(
  name: string,
  slot: string,
  tag: Tag,
  useDrawing: (props: object, around: PartContext, name: string) => Drawing<PartState> | undefined,
) {
  function Part(given: PartOptions<PartState> & WordsOptions, ref: Ref<unknown>): ReactElement | null {
    const { className, style, render, messages, locale, ...props } = given
    const element = isValidElement<RefAttributes<unknown>>(render) ? render : undefined
    const theirRef = useMergedRef(ref, element && getElementRef(element))
    const around = usePartContext({ messages, locale })
    const drawing = useDrawing(mergeProps({}, props), around, name)
    const mergedRef = useMergedRef(theirRef, drawing?.ref)
    if (!drawing) return null

    const { state, attributes, inside } = drawing
    const own = {
      'data-slot': `ow-${slot}`,
      ...toDataAttributes(state),
      ...attributes,
      className: typeof className === 'function' ? className(state) : className,
      style: toStyle(drawing.style, typeof style === 'function' ? style(state) : style),
    }
    const merged = { ...(element ? mergeProps(own, element.props) : own), ref: mergedRef }
    const drawn =
      typeof render === 'function'
        ? render(merged, state)
        : createElement(element?.type ?? drawing.tag ?? tag, { key: element?.key, ...merged })
    return inside ? createElement(ReactPartContext.Provider, { value: { ...around, ...inside } }, drawn) : drawn
  }
  Part.displayName = name
  return forwardRef(Part)
}

function toStyle(ours: CSSProperties | undefined, theirs: CSSProperties | undefined): CSSProperties | undefined {
  return ours ? { ...ours, ...theirs } : theirs
}
