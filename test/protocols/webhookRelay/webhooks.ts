/** As on the vendor's page. */
export const message = {
  type: 'webhook',
  meta: {
    bucked_id: '1593fe5f-45f9-45cc-ba23-675fdc7c1638',
    bucket_name: 'a',
    input_id: 'b90f2fe9-621d-4290-9e74-edd5b61325dd',
    input_name: 'Default public endpoint',
    output_name: '111',
    output_destination: 'http://localhost:8080',
  },
  headers: { 'Content-Type': ['application/json'] },
  query: 'foo=bar',
  body: '{"hi": "there"}',
  method: 'PUT',
}

/** The same in the service's log. */
export const log = {
  id: 'log-1',
  bucket_id: '1593fe5f-45f9-45cc-ba23-675fdc7c1638',
  input_id: 'b90f2fe9-621d-4290-9e74-edd5b61325dd',
  output_id: '',
  method: 'PUT',
  status: 'sent',
  status_code: 200,
  headers: { 'content-type': 'application/json', 'X-Forwarded-For': ['203.0.113.7'] },
  raw_query: 'foo=bar',
  body: '{"hi": "there"}',
  created_at: 1_765_989_800,
}
