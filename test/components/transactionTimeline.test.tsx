import { render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { describe, expect, test } from 'vitest'
import { TransactionTimeline } from '../../src/exports/evm.js'
import { OnwireMessagesProvider } from '../../src/exports/index.js'
import { ja } from '../../src/exports/locales-ja.js'
import type { EvmScenarioName } from '../../src/exports/testing.js'
import { SimulatedEvmProvider } from '../../src/exports/testing-evm.js'
import { createManualTime } from './support/createManualTime.js'
// Loaded before: time by hand doesn't wait for it.
import '../../src/protocols/evm/reader.js'

const { clock, until } = createManualTime()

function play(scenario: EvmScenarioName, shownHash?: string) {
  return render(
    <StrictMode>
      <SimulatedEvmProvider scenario={scenario} clock={clock}>
        {({ hash }) => <TransactionTimeline hash={shownHash ?? hash} locale="en" data-testid="root" />}
      </SimulatedEvmProvider>
    </StrictMode>,
  )
}

const root = () => screen.getByTestId('root')
const step = (id: string) => root().querySelector<HTMLElement>(`[data-step=${id}]`)
const states = () => ['sent', 'included', 'confirmed'].map((id) => step(id)?.dataset['state'] ?? 'not drawn')

describe('TransactionTimeline', () => {
  test.each<[EvmScenarioName, string, readonly string[], string, RegExp]>([
    ['transaction-included', 'success', ['complete', 'complete', 'complete'], 'confirmed', /1\d confirmations/],
    ['transaction-reverted', 'failure', ['complete', 'error', 'not drawn'], 'included', /Reverted: it changed nothing/],
    [
      'transaction-sped-up',
      'success',
      ['complete', 'complete', 'complete'],
      'included',
      /Sped up: 0x.{9} took its place/,
    ],
    ['transaction-cancelled', 'cancelled', ['complete', 'error', 'skipped'], 'included', /Cancelled by 0x.{9}\./],
    ['transaction-replaced', 'failure', ['complete', 'error', 'not drawn'], 'included', /Replaced by 0x.{9}\./],
    ['transaction-reorganised', 'success', ['complete', 'complete', 'complete'], 'confirmed', /confirmations/],
  ])('draws %s to its end', async (scenario, outcome, last, id, text) => {
    play(scenario)
    await until(() => expect(states()).toEqual(['complete', 'current', 'upcoming']))
    expect(step('included')).toHaveTextContent('It waits for a block.')
    await until(() => expect(root()).toHaveAttribute('data-final'))
    expect(root()).toHaveAttribute('data-outcome', outcome)
    expect(states()).toEqual(last)
    expect(step(id)).toHaveTextContent(text)
  })

  test('says that a block has left the chain while the transaction waits for another one', async () => {
    play('transaction-reorganised')
    await until(() => expect(step('included')).toHaveTextContent('Its block has left the chain.'))
    expect(states()).toEqual(['complete', 'current', 'upcoming'])
  })

  test('says that one was dropped, which is no end for good', async () => {
    play('transaction-dropped')
    await until(() => expect(step('sent')).toHaveTextContent('Dropped: the network has forgotten it.'))
    expect(states()).toEqual(['warning', 'not drawn', 'not drawn'])
    expect(root()).not.toHaveAttribute('data-final')
  })

  test('says that there is no news of one that the node doesn’t know', async () => {
    play('transaction-included', `0x${'0'.repeat(64)}`)
    await until(() => expect(screen.getByText('There is no news of it yet.')).toBeInTheDocument())
    expect(states()).toEqual(['upcoming', 'upcoming', 'upcoming'])
  })

  test('links the transaction, and the one that took its place', async () => {
    play('transaction-replaced')
    await until(() => expect(root()).toHaveAttribute('data-final'))
    const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'))
    expect(hrefs).toHaveLength(2)
    for (const href of hrefs) expect(href).toMatch(/^https:\/\/etherscan\.io\/tx\/0x[\da-f]{64}$/)
  })

  test('speaks the reader’s language, once its words are here', async () => {
    render(
      <OnwireMessagesProvider {...ja}>
        <SimulatedEvmProvider scenario="transaction-reverted" clock={clock}>
          {({ hash }) => <TransactionTimeline hash={hash} data-testid="root" />}
        </SimulatedEvmProvider>
      </OnwireMessagesProvider>,
    )
    await until(() => expect(step('included')).toHaveTextContent('リバートされました'))
    expect(step('sent')).toHaveTextContent('送信済み')
  })
})
