import type { Figure } from './figures.js'

/** Those above their limits. */
export const passed = (figures: readonly Figure[]) => figures.filter(({ value, limit }) => value > limit)

/** One figure with what made it so, a line each. */
export const describeFigure = ({ name, title, value, limit, goal, offenders }: Figure) =>
  [`${name}: ${value} ${title}; the limit is ${limit}, the goal ${goal}`, ...offenders].join('\n  ')

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ title, value, limit, goal, name }) => [
    title,
    String(value),
    String(limit),
    String(goal),
    name,
  ])
  const all = [['figure', 'now', 'limit', 'goal', 'name'], ...rows]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : at < 4 ? cell.padStart(widths[at] ?? 0) : cell))
        .join('  '),
    )
    .join('\n')
}
