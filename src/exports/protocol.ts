export { createHeartbeat, type HeartbeatOptions } from '../core/connection/heartbeat.js'
export { createHello } from '../core/connection/hello.js'
export { createTrials } from '../core/connection/trials.js'
export type { Clock } from '../core/contract/environment.js'
export {
  OnwireError,
  type ErrorSentences,
  type OnwireErrorFacts,
  RateLimitedError,
  toError,
  toMistake,
} from '../core/contract/errors.js'
export type {
  BlockHeader,
  Feed,
  FeedAnswer,
  FeedChain,
  FeedData,
  FeedHead,
  FeedPieces,
  FeedProgressSource,
  Interval,
} from '../core/contract/feed.js'
export type { FeedRange, FetchContext } from '../core/contract/fetchContext.js'
export type { CreateHeartbeat } from '../core/contract/heartbeat.js'
export type { StartHello } from '../core/contract/hello.js'
export type { LinkContext } from '../core/contract/linkContext.js'
export type {
  Incoming,
  Live,
  Liveness,
  LiveProtocol,
  Protocol,
  State,
  Via,
  ViaParts,
} from '../core/contract/protocol.js'
export type { PushedTopic, PushedTopicEvent } from '../core/contract/pushedTopic.js'
export type { TopicInfo } from '../core/contract/status.js'
export type {
  StepState,
  Timeline,
  TimelineOutcome,
  TimelinePhase,
  TimelineSide,
  TimelineStep,
  TimelineSummary,
  TimelineTransaction,
} from '../core/contract/timeline.js'
export type { Finality, Source, Topic } from '../core/contract/topic.js'
export type { CloseReason, Link, Transport, TransportEvents } from '../core/contract/transport.js'
export type { BeginTrials, CreateTrials, Trials } from '../core/contract/trials.js'
export { createFeedProgress, type WritableFeedProgress } from '../core/feed/feedProgress.js'
export { createFeedState } from '../core/feed/feedState.js'
export { toFeedPiece } from '../core/feed/toFeedPiece.js'
export { awaitPush } from '../core/utils/awaitPush.js'
export { getOwn } from '../core/utils/getOwn.js'
export { isSameJson } from '../core/utils/json.js'
export { type AskJson, type AskOptions, createAskJson } from '../protocols/shared/askJson.js'
export { checkOptions, type EndpointOptions } from '../protocols/shared/checkOptions.js'
export { checkUrl } from '../protocols/shared/checkUrl.js'
export { createRedact } from '../protocols/shared/createRedact.js'
export { fetchFresh } from '../protocols/shared/fetchFresh.js'
export { isInteger, isRecord, isText, isTexts, isTime, toLength, toRecord, toText } from '../protocols/shared/guards.js'
export { toAddress, type UrlSource } from '../protocols/shared/toAddress.js'
export type { CourtesyOptions } from '../transports/courtesyMs.js'
export { hideSecrets } from '../transports/hideSecrets.js'
export { jsonRpc, type RpcFrame, type RpcRequest } from '../transports/jsonRpc.js'
export { type AskStream, sse, type SseTopics } from '../transports/sse.js'
export type { SseEvent } from '../transports/sseParser.js'
export { webSocket } from '../transports/webSocket.js'
export type { WebSocketClass, WebSocketLike } from '../transports/webSocketLike.js'
