import { useId, useState } from 'react'
import { useService } from '../model/DemoContext.js'

/** Starts something that plays a scenario. */
export function ScenarioPicker() {
  const { facts, followed } = useService()
  const [name, setName] = useState(facts.favourites[0] ?? '')
  const id = useId()
  return (
    <form
      className="panel"
      aria-labelledby={`${id}title`}
      onSubmit={(event) => {
        event.preventDefault()
        void followed.start(name)
      }}
    >
      <h2 id={`${id}title`}>{`New ${facts.noun}`}</h2>
      <label className="field">
        <span>Scenario</span>
        <select
          className="select"
          value={name}
          aria-describedby={`${id}description`}
          onChange={({ target }) => setName(target.value)}
        >
          {facts.groups.map(({ scenarios, title }) => (
            <optgroup key={title} label={title}>
              {scenarios.map((scenario) => (
                <option key={scenario.name} value={scenario.name}>
                  {scenario.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <p id={`${id}description`} className="hint scenario-description">
        {facts.scenarios[name]?.description}
      </p>
      <button type="submit" className="button primary">
        Start
      </button>
    </form>
  )
}
