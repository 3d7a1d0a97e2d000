export { tr } from '../components/locales/tr.js'
