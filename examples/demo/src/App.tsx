import { Diagnostics } from './parts/Diagnostics.js'
import { FollowForm } from './parts/FollowForm.js'
import { Header } from './parts/Header.js'
import { Notice } from './parts/Notice.js'
import { Requests } from './parts/Requests.js'
import { ScenarioPicker } from './parts/ScenarioPicker.js'
import { TroublePanel } from './parts/TroublePanel.js'
import { useStore } from './model/createStore.js'
import { useDemo } from './model/DemoContext.js'
import type { Direction, Theme } from './model/look.js'

export function App({ direction, theme }: { readonly theme: Theme; readonly direction: Direction }) {
  const { requests, simulator } = useDemo()
  const problem = useStore(requests.problem)
  return (
    <>
      <Header theme={theme} direction={direction} />
      <main className="page">
        <div className="intro">
          <h1>Follow transfers across chains, live</h1>
          <p>
            {simulator
              ? 'One socket serves every transfer on this page. Cut it: the page goes on by polling, says so, and comes back.'
              : 'From Relay’s own servers: no account, no key. One socket serves every transfer on this page.'}
          </p>
        </div>
        {problem && <Notice text={problem} onDismiss={() => requests.problem.set(() => undefined)} />}
        <div className="columns">
          <div className="side">
            {simulator ? <ScenarioPicker /> : <FollowForm />}
            {simulator && <TroublePanel simulator={simulator} />}
          </div>
          <div className="main">
            <Requests />
            <Diagnostics />
          </div>
        </div>
      </main>
    </>
  )
}
