// @ts-check

/**
 * @typedef {object} Host
 * @property {string} [file] The style sheet that test/consumers/hosts makes of the host's packages.
 * @property {string} [css] What stands after it.
 * @property {string} [layers] The order of layers that our page names for it.
 * @property {readonly ('styles.css' | 'styles.unlayered.css')[]} sheets Those that our page names for it.
 */

const both = /** @type {const} */ (['styles.css', 'styles.unlayered.css'])
const unlayered = /** @type {const} */ (['styles.unlayered.css'])
const tailwindLayers = '@layer theme, base, onwire, components, utilities;'

/** @type {Readonly<Record<string, Host>>} */
export const hosts = {
  'a bare page': { sheets: both },
  'Tailwind 4': { file: 'tailwind4', layers: tailwindLayers, sheets: both },
  MUI: { file: 'mui', sheets: both },
  'Chakra 3': { file: 'chakra3', layers: '@layer reset, base, onwire, tokens, recipes;', sheets: both },
  'Bootstrap 5': { file: 'bootstrap5', sheets: unlayered },
  'shadcn on Tailwind 4': {
    file: 'tailwind4',
    layers: tailwindLayers,
    css: ':root { --card: oklch(1 0 0); --border: oklch(.922 0 0); --radius: .625rem } @layer base { * { border-color: var(--border); outline-color: var(--border) } }',
    sheets: both,
  },
  'shadcn on Tailwind 3': {
    file: 'tailwind3',
    css: ':root { --card: 0 0% 100%; --background: 0 0% 100%; --border: 214 32% 91%; --radius: .5rem } * { border-color: hsl(var(--border)) }',
    sheets: unlayered,
  },
  'foreign tokens': {
    css: ':root { --border: 1px solid red; --radius: 2; --warning: orange; --background: 0 0% 100%; --card: red }',
    sheets: both,
  },
  'a hostile page': {
    css: `* { box-sizing: content-box }
      ul, ol, li, dl, dt, dd, p, pre, details, summary { margin: 7px; padding: 5px; list-style: square inside }
      button { margin: 9px; padding: 11px; border: 3px solid red; background: pink; color: blue; font: 20px serif;
        text-transform: uppercase; letter-spacing: 3px; min-height: 60px; width: 100% }
      svg { display: block; margin: 4px; width: 50px; height: 50px; fill: red }
      dt { float: left; font-weight: 700 }
      a { padding: 4px; color: blue; text-decoration: underline }
      span, time, bdi { padding: 1px }`,
    sheets: unlayered,
  },
}
