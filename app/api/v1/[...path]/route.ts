import { createRateLimit } from '@/lib/access/rate-limit'
import { actorOfKey } from '@/lib/api-keys/mutations'
import { env } from '@/lib/env'
import { dispatch } from '../dispatch'
import { operations } from '../operations'

export const dynamic = 'force-dynamic'

/** Per key and process: 100 a second on average, 3000 at once. Documented in the OpenAPI description. */
const limit = createRateLimit(3000, 30_000)

const answer = (request: Request): Promise<Response> =>
  dispatch(request, {
    operations,
    actorOfKey,
    overLimit: (caller) => limit.take(caller),
    checksAnswers: env().NODE_ENV !== 'production',
  })

// Every verb comes here, so that an unknown one gets 405 with what the address does answer to.
export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
