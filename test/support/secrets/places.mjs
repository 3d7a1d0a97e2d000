// @ts-check
/** Where secrets are searched for, what they may be found in all the same, and why. */

/**
 * @typedef {object} Place
 * @property {string} name What is counted in it, in the plural.
 * @property {readonly string[]} folders From the project's root on.
 * @property {RegExp} [files] Which files count. Default: all.
 * @property {'build' | 'browser'} [needs] It may be empty only where this was not to be had.
 * @property {boolean} [byLine] Each line is a thing of its own, and counted.
 */

export const recorded = 'test/.output/recorded'
const scripts = /\.(m?js|css|html|txt)$/

/** @type {readonly Place[]} */
export const places = [
  { name: 'files of the library', folders: ['dist'], files: /\.(js|css|d\.ts)$/, needs: 'build' },
  { name: "bundles of the library's consumers", folders: ['test/.output/bundles'], files: scripts, needs: 'build' },
  { name: "files of Storybook's build", folders: ['dist-storybook'], files: scripts, needs: 'browser' },
  { name: "files of the demo's build", folders: ['examples/demo/dist'], files: scripts, needs: 'browser' },
  { name: 'scripts and pages that end-to-end tests loaded', folders: [`${recorded}/scripts`], needs: 'browser' },
  { name: 'modules that browser tests loaded', folders: [`${recorded}/served`], needs: 'browser' },
  {
    name: 'source maps',
    folders: ['dist', 'dist-storybook', 'examples/demo/dist', 'test/.output/bundles'],
    files: /\.map$/,
    needs: 'build',
  },
  { name: "lines of the steps' logs", folders: ['test/.output/logs'], byLine: true },
  { name: "lines of the tests' reports", folders: ['test/.output'], files: /^[^/]+\.json$/, byLine: true },
  { name: 'lines on consoles', folders: [`${recorded}/console`], byLine: true },
  { name: 'lines printed by commands', folders: [`${recorded}/output`], byLine: true },
  { name: "entries of simulators' logs", folders: [`${recorded}/simulators`], byLine: true },
  { name: 'diagnostics', folders: [`${recorded}/diagnostics`], byLine: true },
  { name: 'lines of errors', folders: [`${recorded}/errors`], byLine: true },
  { name: "texts in TanStack Query's devtools", folders: [`${recorded}/queries`], byLine: true },
  { name: "texts in React's devtools", folders: [`${recorded}/components`], byLine: true },
  { name: 'lines of pages', folders: [`${recorded}/pages`], byLine: true, needs: 'browser' },
]

/**
 * @typedef {object} Exemption
 * @property {string} what As `findSecrets` names it.
 * @property {RegExp} in Of the file.
 * @property {RegExp} [near] Of what stands around it. Default: anything.
 * @property {string} why
 */

/** @type {readonly Exemption[]} */
export const exemptions = [
  {
    what: "a webhook's secret",
    in: /^test\/\.output\/recorded\/simulators\//,
    why: 'the simulated service logs the webhooks that it passes on, as the wire has them',
  },
  {
    what: "a webhook's secret",
    in: /^test\/\.output\/recorded\/(components|queries)\//,
    why: 'a page that holds credentials of its own is given webhooks whole, and hides from view what is in them',
  },
  {
    what: "a webhook's secret",
    in: /^dist-storybook\/assets\/(WebhookFeed\.stories|webhooks-)|^test\/\.output\/recorded\/served\//,
    near: /quietquiet/,
    why: 'a story hands the component webhooks with secrets in them, to show that it hides them',
  },
  {
    what: "a webhook's secret",
    in: /^test\/\.output\/browser-tests\.json$/,
    near: /quietquiet/,
    why: 'the story that reveals them is quoted by the report on accessibility',
  },
]
