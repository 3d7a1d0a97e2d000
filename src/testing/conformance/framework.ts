import type { Chance } from './chance.js'

/** The functions of a test framework that the suites call: Vitest's and Jest's will do as they are. */
export interface Framework {
  describe(name: string, define: () => void): unknown
  test(name: string, run: () => void | Promise<void>): unknown
  expect(value: unknown): { toBe(expected: unknown): unknown; toEqual(expected: unknown): unknown }
  /**
   * Calls `holds` with drawn values, again and again, and throws where it throws. `createCheck()` by default: 100 draws
   * from the seed 1. With fast-check it may draw by `fc.gen()`, and shrink.
   */
  readonly check?: Check | undefined
}

/** Holds for every chance, or throws. */
export type Check = (holds: (chance: Chance) => void) => void
