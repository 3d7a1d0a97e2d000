export {
  fusion,
  type FusionData,
  type FusionOptions,
  type FusionProtocol,
  type FusionTopic,
  type Intent,
  type IntentsTopic,
  type IntentTopic,
  type MempoolStatsTopic,
} from '../protocols/fusion/index.js'
