export { fr } from '../components/locales/fr.js'
