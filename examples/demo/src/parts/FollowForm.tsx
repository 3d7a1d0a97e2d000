import { useState } from 'react'
import { useService } from '../model/DemoContext.js'

/** Shows a request of Relay's own servers. */
export function FollowForm() {
  const { followed } = useService()
  const [requestId, setRequestId] = useState('')
  return (
    <form
      className="panel"
      aria-labelledby="follow-title"
      onSubmit={(event) => {
        event.preventDefault()
        followed.show(requestId.trim())
      }}
    >
      <h2 id="follow-title">Follow a request</h2>
      <label className="field">
        <span>Request id</span>
        <input
          className="select"
          dir="ltr"
          placeholder="0x…"
          autoComplete="off"
          spellCheck={false}
          required
          value={requestId}
          onChange={({ target }) => setRequestId(target.value)}
        />
      </label>
      <button type="submit" className="button primary">
        Follow
      </button>
    </form>
  )
}
