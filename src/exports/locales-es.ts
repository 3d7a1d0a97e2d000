export { es } from '../components/locales/es.js'
