export { fromTopicKey as covalent } from '../../protocols/covalent/topic.js'
export { fromTopicKey as fusion } from '../../protocols/fusion/topic.js'
export { fromTopicKey as relay } from '../../protocols/relay/topic.js'
export { fromTopicKey as webhookRelay } from '../../protocols/webhookRelay/topic.js'
