export { toError } from '../../core/contract/errors.js'
