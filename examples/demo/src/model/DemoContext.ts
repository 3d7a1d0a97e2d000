import { createContext, useContext } from 'react'
import type { Demo } from './createDemo.js'

export const DemoContext = createContext<Demo | undefined>(undefined)

export function useDemo(): Demo {
  const demo = useContext(DemoContext)
  if (demo) return demo
  throw new Error('A part of the demo stands outside <DemoContext.Provider>.')
}
