import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { StatusTimeline, TransactionLink } from '../../src/exports/index.js'
import { timeline } from './timelines.js'

const hash = '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0'

describe('TransactionLink', () => {
  test('links a safe address, and leaks nothing to it', () => {
    render(<TransactionLink hash={hash} href="https://explorer.example/tx/1" />)
    const link = screen.getByRole('link', { name: 'Transaction 0xae08…c7a0' })
    expect(link).toHaveAttribute('href', 'https://explorer.example/tx/1')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    expect(link).toHaveAttribute('title', hash)
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScript:alert(1)',
    ' https://a.example',
    'data:text/html,x',
    '//a.example',
    '/tx/1',
    'https://',
    '',
  ])('makes no link of %j', (href) => {
    const { container } = render(<TransactionLink hash={hash} href={href} />)
    expect(container.querySelector('a, [href]')).toBeNull()
    expect(container).toHaveTextContent('0xae08…c7a0')
  })

  test('isolates the hash from the direction of the text around it', () => {
    render(<TransactionLink hash={hash} />)
    expect(screen.getByText('0xae08…c7a0')).toMatchObject({ tagName: 'BDI', dir: 'ltr' })
  })

  test('shows a short hash whole', () => {
    render(<TransactionLink hash="0x1234567890" />)
    expect(screen.getByText('0x1234567890')).toBeInTheDocument()
  })

  test('in a timeline is linked only where the root knows the page', () => {
    const { rerender } = render(<StatusTimeline timeline={timeline} />)
    expect(screen.queryByRole('link')).toBeNull()
    const getTransactionHref = ({ chainId }: { chainId?: number }) =>
      chainId === 10 ? 'https://ten.example/' : undefined
    rerender(<StatusTimeline timeline={timeline} getTransactionHref={getTransactionHref} />)
    expect(screen.getByRole('link')).toHaveAttribute('href', 'https://ten.example/')
  })
})
