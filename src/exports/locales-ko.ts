export { ko } from '../components/locales/ko.js'
