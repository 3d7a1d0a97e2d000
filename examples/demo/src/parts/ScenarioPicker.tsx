import { useState } from 'react'
import { getRelayScenario } from 'onwire/testing'
import { useDemo } from '../model/DemoContext.js'
import { scenarioGroups } from '../model/scenarios.js'

/** Starts a request that plays a scenario. */
export function ScenarioPicker() {
  const { requests } = useDemo()
  const [name, setName] = useState('happy-path')
  return (
    <form
      className="panel"
      aria-labelledby="picker-title"
      onSubmit={(event) => {
        event.preventDefault()
        void requests.start(name)
      }}
    >
      <h2 id="picker-title">New transfer</h2>
      <label className="field">
        <span>Scenario</span>
        <select
          className="select"
          value={name}
          aria-describedby="scenario-description"
          onChange={({ target }) => setName(target.value)}
        >
          {scenarioGroups.map(({ scenarios, title }) => (
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
      <p id="scenario-description" className="hint scenario-description">
        {getRelayScenario(name).description}
      </p>
      <button type="submit" className="button primary">
        Start
      </button>
    </form>
  )
}
