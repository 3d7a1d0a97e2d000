/** Reads an entry that a table has itself: `constructor` and `__proto__` are words that a service may say, too. */
export function getOwn<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
