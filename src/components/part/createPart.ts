'use client'

import { createElement, forwardRef, isValidElement } from 'react'
import type { ComponentPropsWithoutRef, ComponentRef, CSSProperties, ForwardRefExoticComponent } from 'react'
import type { HTMLAttributes, JSX, ReactElement, Ref, RefAttributes } from 'react'
import type { WordsOptions } from '../messages/words.js'
import { type PartState, toDataAttributes } from './dataAttributes.js'
import { mergeProps } from './mergeProps.js'
import { toLanguageAttributes } from './toLanguageAttributes.js'
import { type PartContext, ReactPartContext, usePartContext } from './PartContext.js'
import { getElementRef, useMergedRef } from './useMergedRef.js'

type Tag = keyof JSX.IntrinsicElements

/** A `render` function receives everything that the part would have put on its own element, its ref included. */
export interface RenderProps extends HTMLAttributes<HTMLElement>, RefAttributes<unknown> {}

/** Every part takes these besides the attributes of its element. */
export interface PartOptions<State> {
  /** A class name, or a function of the part's state. */
  readonly className?: string | ((state: State) => string | undefined) | undefined
  /** A style, or a function of the part's state. */
  readonly style?: CSSProperties | ((state: State) => CSSProperties | undefined) | undefined
  /** Another element, or a function that makes one: the part's props, state attributes and ref go to it. */
  readonly render?: ReactElement | ((props: RenderProps, state: State) => ReactElement) | undefined
}

/** The props of a part that is an `Element` with a `State`. Extend them by an interface. */
export type PartProps<Element extends Tag, State extends PartState<State>> = PartOptions<State> &
  Omit<ComponentPropsWithoutRef<Element>, keyof PartOptions<unknown>>

/** A part as React sees it: its ref is its element. */
export interface Part<Element extends Tag, Props> extends ForwardRefExoticComponent<
  Props & RefAttributes<ComponentRef<Element>>
> {}

/** A part is drawn from this. */
export interface PartDrawing<State> {
  /** Becomes `data-*` attributes. */
  readonly state: State
  /** The element's attributes: the part's own, and the user's over them. */
  readonly attributes: object
  /** Replaces the part's usual element. */
  readonly tag?: Tag
  /** Adds to the context of the parts inside. */
  readonly inside?: Partial<PartContext>
  /** The part's own ref to its element. */
  readonly ref?: Ref<unknown>
  /** The part's own style, under the user's. */
  readonly style?: CSSProperties
}

/**
 * Draws a part. It may call hooks; where it returns undefined, nothing is drawn. `props` come without those that every
 * part takes (`className`, `style`, `render`, `messages`, `locale`), and without undefined ones.
 */
export type UsePartDrawing<Props, State> = (
  props: Props,
  context: PartContext,
  name: string,
) => PartDrawing<State> | undefined

/** Reads what a parent shares with the parts inside, and the state that they carry; throws outside of the parent. */
export type UsePartParent<Shared extends { readonly state: object }> = (part: string, context: PartContext) => Shared

/** Makes the attributes of a part inside a parent. It may call hooks; where it returns undefined, nothing is drawn. */
export type UsePartAttributes<Props, Shared> = (
  props: Props,
  parent: Shared,
  context: PartContext,
) => object | undefined

type StateOf<Props> = Props extends PartOptions<infer State extends object> ? State : never

/**
 * Creates a part: the one place where parts become elements. A part puts its slot and its state on its element as
 * `data-*` attributes. Users may replace the element, its class and its style; its ref and all other attributes are
 * passed on.
 *
 * - `name` names the part in errors and devtools, the slot where it is empty; `slot` is its `data-slot`; `tag` is its
 *   element.
 * - A part that stands anywhere, or decides about its state or its element, has a `useDrawing`.
 * - A part inside a parent has that parent's hook, such as `useTimelineItem`, and a `useAttributes`: it carries the
 *   parent's state, and throws where it stands outside.
 */
export function createPart<Element extends Tag, Props extends object>(
  name: string,
  slot: string,
  tag: Element,
  useDrawing: UsePartDrawing<Props, StateOf<Props>>,
): Part<Element, Props>
export function createPart<
  Element extends Tag,
  Props extends object,
  Shared extends { readonly state: StateOf<Props> },
>(
  name: string,
  slot: string,
  tag: Element,
  useParent: UsePartParent<Shared>,
  useAttributes: UsePartAttributes<Props, Shared>,
): Part<Element, Props>
export function createPart(name: string, slot: string, tag: Tag, ...[useParent, useAttributes]: Drawer) {
  const useDrawing = useAttributes ? toUseDrawing(useParent, useAttributes) : useParent

  function Part(given: PartOptions<object> & WordsOptions, ref: Ref<unknown>): ReactElement | null {
    const { className, style, render, messages, locale, ...props } = given
    const element = isValidElement<RefAttributes<unknown>>(render) ? render : undefined
    const theirRef = useMergedRef(ref, element && getElementRef(element))
    const around = usePartContext({ messages, locale })
    const drawing = useDrawing(mergeProps({}, props), around, name)
    const mergedRef = useMergedRef(theirRef, drawing?.ref)
    if (!drawing) return null

    const { state, attributes, inside } = drawing
    const own = {
      'data-slot': slot,
      ...(around.lang !== around.markedLang && toLanguageAttributes(around.lang)),
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
    return inside
      ? createElement(ReactPartContext.Provider, { value: { ...around, markedLang: around.lang, ...inside } }, drawn)
      : drawn
  }
  Part.displayName = name || slot
  return forwardRef(Part)
}

interface Parent {
  readonly state: object
}

type Drawer =
  | readonly [useDrawing: UsePartDrawing<object, object>, useAttributes?: undefined]
  | readonly [useParent: UsePartParent<Parent>, useAttributes: UsePartAttributes<object, Parent>]

function toUseDrawing(
  useParent: UsePartParent<Parent>,
  useAttributes: UsePartAttributes<object, Parent>,
): UsePartDrawing<object, object> {
  return function useDrawing(props, context, name) {
    const parent = useParent(name, context)
    const attributes = useAttributes(props, parent, context)
    return attributes && { state: parent.state, attributes }
  }
}

function toStyle(ours: CSSProperties | undefined, theirs: CSSProperties | undefined): CSSProperties | undefined {
  return ours ? { ...ours, ...theirs } : theirs
}
