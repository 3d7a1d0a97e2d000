import { Source, Unstyled } from '@storybook/addon-docs/blocks'
import type { ReactNode } from 'react'
import type { PartDoc } from '../../build/partDocs/readParts.mjs'
import list from '../generated/parts/parts.json'
import { partExamples } from './partExamples.js'

/** All public parts, as `npm run docs:parts` has read them. */
export const parts: readonly PartDoc[] = list

/** The page of one part: how it looks, how it is imported, its props, attributes and tokens. */
export function PartPage({ name }: { readonly name: string }) {
  const part = parts.find((each) => each.name === name)
  const draw = partExamples[name]
  if (!part || !draw) throw new Error(`There is no part ${name}.`)
  const { attributes, description, element, entry, props, slot, title, tokens } = part
  return (
    <>
      <h1>{title}</h1>
      <p>{toCode(description)}</p>
      <Unstyled>
        <div className="story-surface">{draw({})}</div>
      </Unstyled>
      <Source language="tsx" code={`import { ${name} } from '${entry}'`} />
      <p>
        It is a <code>{`<${element} data-slot="${slot}">`}</code>, and takes all that this element takes, a ref, and{' '}
        <code>className</code>, <code>style</code> and <code>render</code>: the first two may be functions of its state.
      </p>
      {props.length > 0 && (
        <Table title="Props" head={['Prop', 'Type', 'What it is for']}>
          {props.map((row) => (
            <tr key={row.name}>
              <td>
                <code>{row.name}</code>
                {row.isRequired && ' (required)'}
              </td>
              <td>
                <code>{row.type}</code>
              </td>
              <td>{toCode(row.description)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Table title="Data attributes" head={['Attribute', 'Value', 'What it says']}>
        <tr>
          <td>
            <code>data-slot</code>
          </td>
          <td>
            <code>{slot}</code>
          </td>
          <td>Names the part.</td>
        </tr>
        {attributes.map((row) => (
          <tr key={row.name}>
            <td>
              <code>{row.name}</code>
            </td>
            <td>
              <code>{row.type}</code>
            </td>
            <td>{toCode(row.description)}</td>
          </tr>
        ))}
      </Table>
      <Table title="Tokens" head={['Token', 'Unset it is']}>
        {tokens.map((token) => (
          <tr key={token.name}>
            <td>
              <code>{token.name}</code>
            </td>
            <td>
              <code>{token.value}</code>
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}

interface TableProps {
  readonly title: string
  readonly head: readonly string[]
  readonly children: ReactNode
}

function Table({ children, head, title }: TableProps) {
  return (
    <>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </>
  )
}

/** Draws a docstring's words in backquotes as code. */
const toCode = (text: string) =>
  text.split('`').map((piece, nth) => (nth % 2 === 1 ? <code key={nth}>{piece}</code> : piece))
