import { useStore } from '../model/createStore.js'
import type { WireEntry } from '../model/createWireLog.js'
import { useService } from '../model/DemoContext.js'
import { formatTime } from '../model/formatTime.js'
import { ScrollList } from './ScrollList.js'

const shown = 12

const words: Readonly<Record<WireEntry['direction'], string>> = { in: 'received', out: 'sent', note: 'link' }

const ways: Readonly<Record<WireEntry['via'], string>> = { socket: 'socket', bridge: 'stream', poll: 'REST' }

/** The last frames and answers that concern this one, or everyone, the newest first. */
export function FrameLog({ subject }: { readonly subject: string }) {
  const { wire } = useService()
  const own = subject.toLowerCase()
  const entries = useStore(wire.entries).filter((entry) => (entry.subject ?? own) === own)
  const newestFirst = entries.slice(-shown).sort((a, b) => b.seq - a.seq)
  return (
    <details className="log">
      <summary>
        Frames <span className="count">{entries.length}</span>
      </summary>
      <ScrollList className="frames" label="The last frames, newest first">
        {newestFirst.map(({ at, direction, seq, text, via }) => (
          <li key={seq} data-via={via} data-direction={direction}>
            <span className="frame-facts">
              <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>
              <span>
                {ways[via]} {words[direction]}
              </span>
            </span>
            <code dir="ltr">{text}</code>
          </li>
        ))}
      </ScrollList>
    </details>
  )
}
