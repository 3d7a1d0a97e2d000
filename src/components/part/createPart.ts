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
import type { WordsOptions } from '../messages/words.js'
import { type PartState, toDataAttributes } from './dataAttributes.js'
import { mergeProps } from './mergeProps.js'
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
  /** The element's attributes: the part's own, and the user's over them. */
  readonly attributes: object
  /** Becomes `data-*` attributes. The parent's state by default. */
  readonly state?: State
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
 * Reads what a part's parent shares with the parts inside, and the state that they carry; throws where the part stands
 * outside. `part` is the part's name, for the error.
 */
export type UsePartParent<Shared extends object, State> = (
  part: string,
  context: PartContext,
) => Shared & { readonly state: State }

export interface PartDefinition<Element extends Tag, Props extends object, Shared extends object> {
  /** Names the part in errors and devtools. */
  readonly name: string
  /** The element's `data-slot`. */
  readonly slot: string
  readonly tag: Element
  /** Binds the part to a parent, such as `useTimelineItem`. By default the part stands anywhere. */
  readonly useParent?: UsePartParent<Shared, StateOf<Props>>
  /**
   * Draws the part; nothing is drawn where it returns undefined. It may call hooks. `props` come without those that
   * every part takes (`className`, `style`, `render`, `messages`, `locale`) and without undefined ones. `context` holds
   * the words, and what the parent shares.
   */
  readonly useDrawing: (
    props: Props,
    context: PartContext & Shared & { readonly name: string },
  ) => PartDrawing<StateOf<Props>> | undefined
}

interface AnyPartDefinition {
  readonly name: string
  readonly slot: string
  readonly tag: Tag
  readonly useParent?: (part: string, context: PartContext) => { readonly state?: object }
  readonly useDrawing: (
    props: object,
    context: PartContext & { readonly name: string },
  ) => PartDrawing<object> | undefined
}

type StateOf<Props> = Props extends PartOptions<infer State extends object> ? State : never

/**
 * Creates a part: the one place where parts become elements. A part gives its element a slot and `data-*` attributes,
 * lets users replace the element, its classes and its style, and passes on its ref and all other attributes.
 */
export function createPart<Element extends Tag, Props extends object, Shared extends object = object>(
  definition: PartDefinition<Element, Props, Shared>,
): Part<Element, Props>
export function createPart({ name, slot, tag, useParent = useNothing, useDrawing }: AnyPartDefinition) {
  function Part(given: PartOptions<object> & WordsOptions, ref: Ref<unknown>): ReactElement | null {
    const { className, style, render, messages, locale, ...props } = given
    const element = isValidElement<RefAttributes<unknown>>(render) ? render : undefined
    const theirRef = useMergedRef(ref, element && getElementRef(element))
    const around = usePartContext({ messages, locale })
    const shared = useParent(name, around)
    const drawing = useDrawing(mergeProps({}, props), { ...around, ...shared, name })
    const mergedRef = useMergedRef(theirRef, drawing?.ref)
    if (!drawing) return null

    const { state = shared.state ?? {}, attributes, inside } = drawing
    const own = {
      'data-slot': slot,
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

const useNothing = (): { readonly state?: object } => ({})

function toStyle(ours: CSSProperties | undefined, theirs: CSSProperties | undefined): CSSProperties | undefined {
  return ours ? { ...ours, ...theirs } : theirs
}
