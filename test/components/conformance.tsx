import { render, screen } from '@testing-library/react'
import { type ComponentType, createRef, type ReactElement, type ReactNode, type Ref } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { OnwireError } from '../../src/core/contract/errors.js'

// What is asked of every part, whatever its own props are.
type AnyPart = ComponentType<Record<string, unknown> & { readonly ref?: Ref<HTMLElement> }>

export interface PartUnderTest {
  readonly name: string
  readonly part: AnyPart
  /** Props without which it makes no sense. */
  readonly props?: Readonly<Record<string, unknown>>
  readonly slot: string
  /** A state attribute that it carries under `wrap`. */
  readonly attribute: readonly [name: string, value: string]
  /** The parts that it stands in. */
  readonly wrap?: (children: ReactNode) => ReactElement
  /** True where it has no state of its own. */
  readonly isStateless?: boolean
  /** What its error names when it stands alone. */
  readonly needs?: string
}

/** Refs, rest props, classes, styles, `render` and slots work alike on every part. */
export function describeConformance({
  name,
  part: Part,
  props,
  slot,
  attribute,
  isStateless,
  needs,
  wrap,
}: PartUnderTest): void {
  const draw = (more: Record<string, unknown> = {}) => {
    const element = <Part data-testid="part" {...props} {...more} />
    const { container, rerender } = render(wrap ? wrap(element) : element)
    return { container, part: screen.getByTestId('part'), rerender }
  }

  describe(`The part ${name}`, () => {
    test('carries its slot and its state as attributes', () => {
      const { part } = draw()
      expect(part).toHaveAttribute('data-slot', `ow-${slot}`)
      expect(part).toHaveAttribute(...attribute)
    })

    test('passes rest props on', () => {
      expect(draw({ id: 'mine', lang: 'en' }).part).toMatchObject({ id: 'mine', lang: 'en' })
    })

    test('passes its ref on', () => {
      const ref = createRef<HTMLElement>()
      expect(draw({ ref }).part).toBe(ref.current)
    })

    test('takes a class and a style', () => {
      const { part } = draw({ className: 'mine', style: { color: 'red' } })
      expect(part).toHaveClass('mine')
      expect(part.style.color).toBe('red')
    })

    test('takes functions of its state as class and style', () => {
      const { part } = draw({
        className: (state: object) => `of-${Object.keys(state).length > 0 ? 'state' : 'nothing'}`,
        style: () => ({ color: 'red' }),
      })
      expect(part).toHaveClass(isStateless ? 'of-nothing' : 'of-state')
      expect(part.style.color).toBe('red')
    })

    test('renders as another element, whose own props are merged with its', () => {
      const ours = createRef<HTMLElement>()
      const theirs = createRef<HTMLElement>()
      const element = <section ref={theirs} className="theirs" style={{ top: 1 }} data-mine />
      const { part } = draw({ ref: ours, className: 'ours', style: { color: 'red' }, render: element })
      expect(part.tagName).toBe('SECTION')
      expect(part).toHaveClass('ours', 'theirs')
      expect(part).toHaveStyle({ top: '1px' })
      expect(part.style.color).toBe('red')
      expect(part).toHaveAttribute('data-mine')
      expect(part).toHaveAttribute(...attribute)
      expect(ours.current).toBe(part)
      expect(theirs.current).toBe(part)
    })

    test('renders through a function, which is given props, ref and state', () => {
      const ref = createRef<HTMLElement>()
      const make = vi.fn<(given: object) => ReactElement>((given) => <section {...given} data-made />)
      const { part } = draw({ ref, render: make })
      expect(part.tagName).toBe('SECTION')
      expect(part).toHaveAttribute(...attribute)
      expect(ref.current).toBe(part)
      expect(make).toHaveBeenCalledWith(expect.objectContaining({ 'data-slot': `ow-${slot}` }), expect.any(Object))
    })

    test('calls handlers of both sides, the outer one first', () => {
      const calls: string[] = []
      const element = (
        <button type="button" onClick={() => calls.push('element')}>
          theirs
        </button>
      )
      draw({ onClick: () => calls.push('part'), render: element }).part.click()
      expect(calls).toEqual(['element', 'part'])
    })

    test('has no style of its own in a server’s HTML, which a strict page would refuse', () => {
      const element = <Part {...props} />
      expect(renderToStaticMarkup(wrap ? wrap(element) : element)).not.toContain(' style=')
    })

    if (!needs) return
    test('throws outside, in a sentence that names what it needs', () => {
      const draw = () => renderToStaticMarkup(<Part {...props} />)
      expect(draw).toThrow(OnwireError)
      const root = needs.startsWith('<StatusTimeline') ? '<StatusTimeline.Root' : needs
      for (const text of [`<${name}>`, root, needs]) expect(draw).toThrow(text)
    })
  })
}
