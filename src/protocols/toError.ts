export { toError } from '../core/errors.js'
