// @ts-check

/** Ms on the machine's own clock, which is one for all processes and never set. */
export function now() {
  return Number(process.hrtime.bigint()) / 1e6
}
