export { notForBrowsers } from '../server/notForBrowsers.js'
