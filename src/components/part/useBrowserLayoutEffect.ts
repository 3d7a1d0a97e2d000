'use client'

import { useEffect, useLayoutEffect } from 'react'

/** Is `useLayoutEffect`, but not on a server, where React 18 warns of it. */
export const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect
