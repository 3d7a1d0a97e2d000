import { act } from '@testing-library/react'
import { vi } from 'vitest'

/** The voice of a root, and the keeper of its focus, are loaded once it stands. */
export const untilAttended = () => act(() => vi.dynamicImportSettled())
