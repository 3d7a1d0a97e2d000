import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { OnwireProvider } from 'onwire'
import 'onwire/styles.css'
import { App } from './App.js'
import { applyDirection, applyTheme, readTheme } from './model/look.js'
import { createDemo } from './model/createDemo.js'
import { DemoContext } from './model/DemoContext.js'
import { readConfig } from './model/readConfig.js'
import { readLocation } from './model/readLocation.js'
import { checkScenarioName } from './model/groupScenarios.js'
import { Notice } from './parts/Notice.js'
import './styles/page.css'
import './styles/controls.css'
import './styles/card.css'
import './styles/feed.css'

const root = createRoot(document.getElementById('root')!)
const wishes = readLocation(location)
const theme = wishes.theme ?? readTheme()
applyTheme(theme)
applyDirection(wishes.direction)

try {
  const demo = createDemo(await readConfig(), wishes)
  const { facts, followed } = demo.services[wishes.service]
  const wrongName = wishes.scenario === undefined ? undefined : checkScenarioName(facts.scenarios, wishes.scenario)
  if (wrongName) followed.problem.set(() => wrongName)
  else if (wishes.scenario !== undefined) void followed.start(wishes.scenario)

  root.render(
    <StrictMode>
      <QueryClientProvider client={demo.queryClient}>
        <OnwireProvider client={demo.onwire}>
          <DemoContext.Provider value={demo}>
            <App theme={theme} direction={wishes.direction} />
          </DemoContext.Provider>
        </OnwireProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
} catch (error) {
  root.render(<Notice text={error instanceof Error ? error.message : String(error)} />)
}
