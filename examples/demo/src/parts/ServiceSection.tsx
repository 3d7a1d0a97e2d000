import type { ReactNode } from 'react'
import { Diagnostics } from './Diagnostics.js'
import { FollowForm } from './FollowForm.js'
import { Notice } from './Notice.js'
import { ScenarioPicker } from './ScenarioPicker.js'
import { TroublePanel } from './TroublePanel.js'
import { useStore } from '../model/createStore.js'
import { ServiceContext } from '../model/DemoContext.js'
import type { Service } from '../model/service.js'

export interface ServiceSectionProps {
  readonly service: Service
  readonly isOpen: boolean
  /** Further switches than the simulator's. */
  readonly trouble?: ReactNode
  readonly children: ReactNode
}

/** All of one service. It stays as it is while another one's tab is open. */
export function ServiceSection({ children, isOpen, service, trouble }: ServiceSectionProps) {
  const { facts, followed, simulator } = service
  const problem = useStore(followed.problem)
  return (
    <ServiceContext.Provider value={service}>
      <section data-service={facts.id} aria-labelledby={`${facts.id}-heading`} hidden={!isOpen}>
        <div className="intro">
          <h1 id={`${facts.id}-heading`}>{facts.heading}</h1>
          <p>{facts.intro}</p>
        </div>
        {problem && <Notice text={problem} onDismiss={() => followed.problem.set(() => undefined)} />}
        <div className="columns">
          <div className="side">
            {simulator ? <ScenarioPicker /> : <FollowForm />}
            {simulator && facts.follow && <FollowForm />}
            {simulator && (
              <TroublePanel simulator={simulator} isOpen={isOpen} hasSocket={!trouble}>
                {trouble}
              </TroublePanel>
            )}
          </div>
          <div className="main">
            {children}
            <Diagnostics />
          </div>
        </div>
      </section>
    </ServiceContext.Provider>
  )
}
