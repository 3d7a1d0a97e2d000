export { stomp, type StompFrame, type StompHeaders, type StompOptions, type StompRequest } from '../transports/stomp.js'
