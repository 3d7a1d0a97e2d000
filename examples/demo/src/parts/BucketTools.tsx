import type { SimulatorControl } from '../model/createSimulatorControl.js'

export interface BucketToolsProps {
  readonly bucket: string
  readonly simulator: SimulatorControl
}

const samples = [
  { label: 'JSON', hint: 'An order, as JSON', body: { kind: 'json' } },
  { label: 'Form', hint: 'The same as a form', body: { kind: 'form' } },
  { label: 'Text', hint: 'Text with quotes, and in several scripts', body: { kind: 'text' } },
  { label: 'Bytes', hint: 'Bytes that are no text', body: { kind: 'binary' } },
  { label: 'Unknown type', hint: 'A type that nobody knows, and JSON that is cut short', body: { kind: 'odd' } },
  { label: 'Nothing', hint: 'A GET without a body', body: { kind: 'empty' } },
  { label: 'Burst of 200', hint: 'So many at once: more than a page of the log', body: { kind: 'json', count: 200 } },
]

/** What senders send. Each one bears a key and a signature, which this page never gets. */
export function BucketTools({ bucket, simulator }: BucketToolsProps) {
  return (
    <div className="tools">
      <fieldset className="faults sends">
        <legend className="hidden">Send a webhook</legend>
        <span className="hint">Send</span>
        {samples.map(({ body, hint, label }) => (
          <button
            key={label}
            type="button"
            className="button"
            title={hint}
            onClick={() => void simulator.act('samples', { bucket, ...body }).catch(() => {})}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
