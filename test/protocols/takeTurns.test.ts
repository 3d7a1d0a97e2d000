import { expect, test } from 'vitest'
import { takeTurns } from '../../src/protocols/shared/takeTurns.js'

test('Four requests run at once, the next as one ends, and what is aborted waits no longer', async () => {
  const running: { readonly url: string; readonly answer: (response: Response) => void }[] = []
  const fetch = takeTurns(
    (input, init) =>
      new Promise((resolve, reject) => {
        if (init?.signal?.aborted) return reject(init.signal.reason)
        running.push({ url: input instanceof Request ? input.url : input.toString(), answer: resolve })
      }),
  )
  const settled: string[] = []
  const ask = (url: string, init?: RequestInit) =>
    void fetch(url, init).then(
      () => settled.push(url),
      () => settled.push(`${url} aborted`),
    )
  const turn = () => new Promise((resolve) => setTimeout(resolve))
  const going = new AbortController()
  for (const url of ['a', 'b', 'c', 'd', 'e']) ask(url)
  ask('gone', { signal: going.signal })
  ask('f')
  await turn()
  expect(running.map(({ url }) => url)).toEqual(['a', 'b', 'c', 'd'])
  going.abort()
  await turn()
  expect(settled).toEqual(['gone aborted'])
  running[1]?.answer(new Response())
  await turn()
  expect(running.map(({ url }) => url)).toEqual(['a', 'b', 'c', 'd', 'e'])
  for (const { answer } of running) answer(new Response())
  await turn()
  expect(running.map(({ url }) => url)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})
