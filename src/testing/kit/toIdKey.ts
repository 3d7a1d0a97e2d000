/** Upper and lower case of a hexadecimal id are one; of any other they may be two. */
export function toIdKey(id: string): string {
  return /^0x[0-9a-f]+$/i.test(id) ? id.toLowerCase() : id
}
