export { de } from '../components/locales/de.js'
