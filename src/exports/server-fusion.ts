export { fusion } from '../protocols/fusion/index.js'
export type {
  FusionData,
  FusionOptions,
  FusionProtocol,
  FusionTopic,
  Intent,
  IntentsTopic,
  IntentTopic,
  MempoolStatsTopic,
} from '../protocols/fusion/index.js'
