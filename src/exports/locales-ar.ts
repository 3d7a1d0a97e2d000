export { ar } from '../components/locales/ar.js'
