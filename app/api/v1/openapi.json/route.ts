import { apiDocument } from '../openapi'

/** The API's own description is public: it holds nothing but shapes. */
export function GET(): Response {
  return Response.json(apiDocument(), { headers: { 'cache-control': 'public, max-age=300' } })
}
