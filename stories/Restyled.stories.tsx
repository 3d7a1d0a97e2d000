import type { Meta, StoryObj } from '@storybook/react-vite'
import { createElement, type ReactElement } from 'react'
import { expect } from 'storybook/test'
import type { PartDoc } from '../build/partDocs/readParts.mjs'
import { parts } from './support/PartPage.js'
import { partExamples, type Restyling } from './support/partExamples.js'
import { until } from './support/speed.js'
import './support/restyled.css'

/** Every part three times over: as it is, and restyled by a class, by `render`, or by the tokens that its page names. */
const meta = {
  title: 'Parts/Restyled',
  // The host's colours are those of a light page.
  globals: { theme: 'light' },
  parameters: {
    docs: { source: { code: '<StatusBadge className="restyled" render={<strong />} />', language: 'tsx' } },
  },
} satisfies Meta

export default meta
type Story = StoryObj<typeof meta>

/** A pair of one part: as it is, and in another way. */
function draw(toPair: (part: PartDoc) => readonly [ReactElement, ReactElement]) {
  return () => (
    <>
      {parts.map((part) => {
        const [plain, other] = toPair(part)
        return (
          <section key={part.name} data-part={part.name} style={{ marginBlockEnd: 24 }}>
            <h2 style={{ font: '600 1rem system-ui' }}>{part.title}</h2>
            <div data-plain>{plain}</div>
            <div data-other>{other}</div>
          </section>
        )
      })}
    </>
  )
}

const example = ({ name }: PartDoc, restyling: Restyling) => {
  const drawn = partExamples[name]?.(restyling)
  if (!drawn) throw new Error(`The part ${name} has no example.`)
  return drawn
}

/** Some parts draw nothing until their service has said something. */
const seeAll = (canvas: HTMLElement) =>
  until(async () => {
    await expect(compare(canvas, (_part, [plain], [other]) => plain !== undefined && other !== undefined)).toEqual([])
  })

/** Looks at both of each pair, by the part's slot, and returns what is amiss. */
function compare(
  canvas: HTMLElement,
  look: (part: PartDoc, plain: readonly HTMLElement[], other: readonly HTMLElement[]) => boolean,
): readonly string[] {
  return parts.flatMap((part) => {
    const find = (side: string) => [
      ...canvas.querySelectorAll<HTMLElement>(`[data-part=${part.name}] [${side}] [data-slot=${part.slot}]`),
    ]
    return look(part, find('data-plain'), find('data-other')) ? [] : [part.name]
  })
}

/** A class of the host's wins over the sheet, on each part. */
export const ByClass: Story = {
  render: draw((part) => [example(part, {}), example(part, { className: 'restyled' })]),
  play: async ({ canvasElement }) => {
    const findWrong = () =>
      compare(canvasElement, (_part, plain, other) => {
        const restyled = other.filter((element) => element.classList.contains('restyled'))
        const { backgroundColor, color, letterSpacing } = getComputedStyle(restyled[0] ?? document.body)
        return (
          plain.length > 0 &&
          restyled.length === 1 &&
          [backgroundColor, color, letterSpacing].join() === 'rgb(253, 244, 255),rgb(74, 4, 78),0.5px'
        )
      })
    await seeAll(canvasElement)
    await expect(findWrong()).toEqual([])
  },
}

const looks = ['display', 'color', 'backgroundColor', 'fontSize', 'paddingBlockStart', 'borderTopWidth', 'gap'] as const
const toLook = (element: HTMLElement) => {
  const style = getComputedStyle(element)
  return looks.map((name) => style[name]).join()
}

/** An element of the host's takes the part's place, and looks as the part does. */
export const ByRender: Story = {
  render: draw((part) => [
    example(part, {}),
    example(part, { render: createElement(part.element, { 'data-mine': '' }) }),
  ]),
  play: async ({ canvasElement }) => {
    const findWrong = () =>
      compare(canvasElement, (_part, [plain], other) => {
        const mine = other.filter((element) => 'mine' in element.dataset)
        return plain !== undefined && mine.length === 1 && toLook(plain) === toLook(mine[0]!)
      })
    await seeAll(canvasElement)
    await expect(findWrong()).toEqual([])
  },
}

const tokens: Readonly<Record<string, string>> = {
  '--ow-background': '#fff7ed',
  '--ow-foreground': '#1c1917',
  '--ow-muted-foreground': '#44403c',
  '--ow-primary': '#7c2d12',
  '--ow-primary-foreground': '#fff7ed',
  '--ow-border': '#78716c',
  '--ow-success': '#14532d',
  '--ow-warning': '#713f12',
  '--ow-destructive': '#7f1d1d',
  '--ow-ring': '#4a044e',
  '--ow-radius': '3px',
  '--ow-padding': '2rem',
  '--ow-size': '1.25',
  '--ow-width': '24rem',
  '--ow-indicator': '30px',
  '--ow-connector': '4px',
  '--ow-gap': '20px',
  '--ow-font-size': '17px',
  '--ow-font-mono': 'serif',
  '--ow-feed-block-size': '200px',
}

const reads = [
  'color',
  'backgroundColor',
  'fontSize',
  'fontFamily',
  'padding',
  'gap',
  'borderRadius',
  'width',
  'height',
] as const
/** What tokens change of an element, of what stands in it, and of both of its pseudo-elements. */
const toComputed = (element: HTMLElement) =>
  [element, ...element.querySelectorAll('*')]
    .flatMap((each) => ['', '::before', '::after'].map((pseudo) => getComputedStyle(each, pseudo)))
    .map((style) => [style.borderTopColor, style.borderBottomColor, ...reads.map((name) => style[name])].join())
    .join()

/** The tokens of each part's page, on an ancestor, change it: the ring where it has the focus. */
export const ByTokens: Story = {
  render: draw((part) => {
    const style = Object.fromEntries(part.tokens.map(({ name }) => [name, tokens[name]]))
    return [
      example(part, {}),
      <div key="tokens" style={style}>
        {example(part, {})}
      </div>,
    ]
  }),
  play: async ({ canvasElement }) => {
    const unknown = parts.flatMap((part) => part.tokens.filter(({ name }) => !tokens[name]))
    await expect(unknown).toEqual([])
    const findWrong = () =>
      compare(canvasElement, (part, [plain], [other]) => {
        if (!plain || !other) return false
        if (part.tokens.length > 1) return toComputed(plain) !== toComputed(other)
        other.tabIndex = -1
        other.focus({ focusVisible: true })
        return getComputedStyle(other).outlineColor === 'rgb(74, 4, 78)'
      })
    await seeAll(canvasElement)
    await expect(findWrong()).toEqual([])
  },
}
