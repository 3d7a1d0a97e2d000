import type { Plugin } from 'vite'

/**
 * Names of parts are for errors and devtools of development: in a page's production build each would weigh more than its slot,
 * which says as much. It changes nothing but the insides of a line, so that source maps keep to their lines.
 */
export const partNames = (): Plugin => ({
  name: 'onwire-part-names',
  transform(code, id) {
    if (!/\/src\/components\/.*\.tsx?$/.test(id)) return null
    const named = code.replaceAll(
      /\b(createPart|use[A-Z]\w+Item)\((\s*)(["'][A-Z][\w.]*["'])/g,
      (_, callee: string, space: string, name: string) =>
        `${callee}(${space}process.env.NODE_ENV !== 'production' ? ${name} : ''`,
    )
    return named === code ? null : { code: named, map: null }
  },
})
