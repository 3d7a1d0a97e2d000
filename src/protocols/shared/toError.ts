export { toError, toMistake } from '../../core/contract/errors.js'
