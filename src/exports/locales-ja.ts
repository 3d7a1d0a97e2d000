export { ja } from '../components/locales/ja.js'
