export { en } from '../components/locales/en.js'
