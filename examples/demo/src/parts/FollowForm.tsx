import { useId, useState } from 'react'
import { useService } from '../model/DemoContext.js'

const relayRequest = { title: 'Follow a request', label: 'Request id', placeholder: '0x…' }

/** Shows what has an id already. */
export function FollowForm() {
  const { facts, followed } = useService()
  const [id, setId] = useState('')
  const titleId = useId()
  const { label, placeholder, title } = facts.follow ?? relayRequest
  return (
    <form
      className="panel"
      aria-labelledby={titleId}
      onSubmit={(event) => {
        event.preventDefault()
        followed.show(id.trim())
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <label className="field">
        <span>{label}</span>
        <input
          className="select"
          dir="ltr"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          required
          value={id}
          onChange={({ target }) => setId(target.value)}
        />
      </label>
      <button type="submit" className="button primary">
        Follow
      </button>
    </form>
  )
}
