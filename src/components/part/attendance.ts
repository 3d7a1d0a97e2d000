/** A root's voice, and the keeper of its focus. One file, loaded once a root stands. */
export { createVoice } from './createVoice.js'
export { keepFocus } from './keepFocus.js'
