import { createContext, useContext } from 'react'
import type { Demo } from './createDemo.js'
import type { Service } from './service.js'

export const DemoContext = createContext<Demo | undefined>(undefined)

/** The service whose section a part stands in. */
export const ServiceContext = createContext<Service | undefined>(undefined)

export function useDemo(): Demo {
  return need(useContext(DemoContext), 'DemoContext')
}

export function useService(): Service {
  return need(useContext(ServiceContext), 'ServiceContext')
}

function need<Value>(value: Value | undefined, name: string): Value {
  if (value !== undefined) return value
  throw new Error(`A part of the demo stands outside <${name}.Provider>.`)
}
