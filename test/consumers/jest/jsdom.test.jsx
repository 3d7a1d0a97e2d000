import { RelayStatusTimeline } from 'onwire/relay'
import { render } from '@testing-library/react'
import { SimulatedBridgeProvider } from 'onwire/testing/bridge'
import { describeRelay, patienceMs } from './shared.jsx'

jest.setTimeout(patienceMs)

describe('In jest-environment-jsdom, which has no fetch, no Request and no Response', () => {
  describeRelay()

  test('The simulated bridge says which environment it needs', () => {
    jest.spyOn(console, 'error').mockReturnValue()
    const bridge = (
      <SimulatedBridgeProvider scenario="happy-path">
        {({ requestId }) => <RelayStatusTimeline requestId={requestId} />}
      </SimulatedBridgeProvider>
    )
    expect(() => render(bridge)).toThrow('jest-fixed-jsdom')
  })
})
