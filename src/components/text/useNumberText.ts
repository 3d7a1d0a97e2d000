'use client'

import { useHydrated } from '../part/useHydrated.js'

/**
 * Writes a whole number of any size, grouped as its reader is used to; bare on a server and while hydrating, so that
 * both render the same.
 */
export function useNumberText(value: bigint | number, locale: string | undefined): string {
  return useHydrated() ? value.toLocaleString(locale) : String(value)
}
