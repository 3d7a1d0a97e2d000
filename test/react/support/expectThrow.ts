import { expect, vi } from 'vitest'

/** Renders what must throw, without React's and jsdom's reports of it in the test's output. */
export function expectThrow(render: () => unknown, message: RegExp): void {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const heed = (event: Event) => event.preventDefault()
  window.addEventListener('error', heed)
  try {
    expect(render).toThrow(message)
  } finally {
    window.removeEventListener('error', heed)
    complaints.mockRestore()
  }
}
