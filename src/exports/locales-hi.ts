export { hi } from '../components/locales/hi.js'
