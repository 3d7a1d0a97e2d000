import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { version, useState } from 'react'
import { version as domVersion } from 'react-dom'
import { expect, test } from 'vitest'

// The same files run on React 19 (project `dom`) and on React 18 (project `react18`). This proves that they do.
const major = `${process.env['REACT_MAJOR']}.`

test('This project runs on the major version of React that it names', () => {
  expect(version).toMatch(new RegExp(`^${major}`))
  expect(domVersion).toMatch(new RegExp(`^${major}`))
})

test('The testing library and TanStack Query use that same React', async () => {
  function Probe() {
    const [mine] = useState('state')
    const query = useQuery({ queryKey: ['probe'], queryFn: () => 'query' })
    return (
      <p>
        {mine} {query.data}
      </p>
    )
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Probe />
    </QueryClientProvider>,
  )
  expect(await screen.findByText('state query')).toBeInTheDocument()
})
