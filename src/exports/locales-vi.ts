export { vi } from '../components/locales/vi.js'
