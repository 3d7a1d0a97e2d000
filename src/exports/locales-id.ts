export { id } from '../components/locales/id.js'
