'use client'

import { useHydrated } from '../part/useHydrated.js'
import { toLogValue } from './toLogValue.js'

interface LogValueProps {
  readonly value: unknown
  readonly type: string | undefined
  readonly locale: string | undefined
}

/**
 * Draws a value, short where it is long, and whole once it is opened. It reads from left to right, whatever the
 * language around it.
 */
export function LogValue({ locale, type, value }: LogValueProps) {
  const { full, number, short } = toLogValue(value, type)
  const isHydrated = useHydrated()
  if (number !== undefined)
    return (
      <bdi dir="ltr" title={full}>
        {isHydrated ? number.toLocaleString(locale) : full}
      </bdi>
    )
  if (full === short) return <bdi dir={/^(0x|\[)/.test(full) ? 'ltr' : 'auto'}>{full}</bdi>
  return (
    <details data-slot="ow-log-more">
      <summary title={full}>
        <bdi dir="ltr">{short}</bdi>
      </summary>
      <bdi dir="ltr">{full}</bdi>
    </details>
  )
}
