export { zhCN } from '../components/locales/zh-CN.js'
