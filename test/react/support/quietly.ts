import { vi } from 'vitest'

/** Renders what is to throw, without React's and jsdom's reports of it in the test's output. */
export function quietly(render: () => unknown): void {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const heed = (event: Event) => event.preventDefault()
  window.addEventListener('error', heed)
  try {
    render()
  } finally {
    window.removeEventListener('error', heed)
    complaints.mockRestore()
  }
}
