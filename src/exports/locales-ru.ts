export { ru } from '../components/locales/ru.js'
