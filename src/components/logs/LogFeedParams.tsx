'use client'

import type { LogEvent, LogParam } from '../../protocols/shared/logs/logEvent.js'
import { createPart, type PartProps } from '../part/createPart.js'
import type { LogFeedMessages } from './logFeedMessages.js'
import { LogValue } from './LogValue.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedParamsProps extends PartProps<'dl', LogState> {}

/** Lists each decoded parameter by its name; where the event isn't decoded, its topics and data as they are. */
export const LogFeedParams = /* @__PURE__ */ createPart(
  'LogFeed.Params',
  'ow-log-params',
  'dl',
  useLogItem,
  (props: LogFeedParamsProps, { event, words }, { locale }) => {
    const params = toParams(event, words)
    if (params.length === 0) return undefined
    return {
      children: params.map(({ decoded, name, type, value }, nth) => (
        <div key={`${nth} ${name}`} data-slot="ow-log-param">
          <dt>
            <bdi>{name ?? nth}</bdi> {type && <span data-slot="ow-log-type">{type}</span>}
          </dt>
          <dd>
            {value == null && decoded === false ? (
              words.hashOnly
            ) : (
              <LogValue value={value} type={type ?? undefined} locale={locale} />
            )}
          </dd>
        </div>
      )),
      ...props,
    }
  },
)

function toParams({ decoded, raw_log_data, raw_log_topics }: LogEvent, words: LogFeedMessages): readonly LogParam[] {
  if (decoded?.params) return decoded.params
  const topics = (raw_log_topics ?? []).map((value, nth) => ({ name: words.topic(nth), value }))
  return raw_log_data ? [...topics, { name: words.data, value: raw_log_data }] : topics
}
