// @ts-check
/** The projects of `vite.config.ts`, by the command that runs them. */

/** Neither sockets nor waiting: `npm run check` runs these. */
export const fastProjects = ['node', 'dom']

/** The projects whose files may draw stories: `npm run test:properties` looks for them there. */
export const propertyProjects = ['node', 'wire']
